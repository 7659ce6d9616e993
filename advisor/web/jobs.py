"""Background work: uploads are read by threads beside the web server, from a queue in its own SQLite file.

The queue holds tokens only; the bytes wait in the database. Tests run jobs at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from huey import SqliteHuey, crontab
from huey.consumer import Consumer

from advisor.services.analyses import Analyses
from advisor.services.editions import Edition
from advisor.services.ports import AnalysisStore

WORKERS = 2
"""Uploads read at the same time; each has a child process with its own limits."""
MAX_DELAY_S = 0.25
"""How long an idle worker sleeps before it looks at the queue again."""
PURGE_MINUTES = "*/10"


def open_queue(path: Path, *, immediate: bool = False) -> SqliteHuey:
    """Open the queue's file; with `immediate`, jobs run where they are handed over and no file is made."""
    if not immediate:
        path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("analyses", filename=str(path), immediate=immediate, results=False)


def build_analyses(store: AnalysisStore, edition: Callable[[], Edition], queue: SqliteHuey) -> Analyses:
    """Join the service of uploads to its queue: reading when asked, purging on a schedule."""

    def read_upload(token: str) -> None:
        analyses.run(token)

    def purge_uploads() -> None:
        analyses.purge()

    task = queue.task(name="read-upload")(read_upload)
    queue.periodic_task(crontab(minute=PURGE_MINUTES), name="purge-uploads")(purge_uploads)

    def enqueue(token: str) -> None:
        task(token)

    analyses = Analyses(store, edition, enqueue)
    return analyses


class _QuietConsumer(Consumer):  # type: ignore[misc]  # huey has no types
    """A consumer beside a web server, which keeps the signals for itself."""

    def _set_signal_handlers(self) -> None:
        """Leave the signals to the web server."""


@contextmanager
def working(analyses: Analyses, queue: SqliteHuey) -> Iterator[None]:
    """Run the workers as long as the block lasts, after what an earlier stop left unfinished."""
    analyses.purge()
    analyses.resume()
    consumer = _QuietConsumer(queue, workers=WORKERS, initial_delay=0.05, max_delay=MAX_DELAY_S)
    consumer.start()
    try:
        yield
    finally:
        consumer.stop()

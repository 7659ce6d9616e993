"""A child process that reads one file: started, listened to line by line, ended. What it reads is in `worker`."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from advisor.documents.source import Source

_ROOT = Path(__file__).resolve().parents[2]


class Child:
    """One request to a child; use it in a `with` block, at whose end the process is gone."""

    def __init__(self, request: dict[str, Any], source: Source) -> None:
        if not isinstance(source, bytes):
            request = {**request, "path": str(Path(source).resolve())}
        self._head = json.dumps(request).encode() + b"\n"
        self._data = source if isinstance(source, bytes) else b""
        self._lines: queue.Queue[bytes | None] = queue.Queue()
        self.status: int | None = None

    def __enter__(self) -> Self:
        # -P keeps the current folder out of the import path: a file named lxml.py there must not run.
        command = [sys.executable, "-P", "-m", "advisor.documents.worker"]
        environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module, no word of the user)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        # Threads, because pipes cannot be waited for with a time limit on every system.
        for target, pipe in ((self._send, self._process.stdin), (self._listen, self._process.stdout)):
            threading.Thread(target=target, args=(pipe,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self.status = self._process.wait()

    def _send(self, pipe: IO[bytes]) -> None:
        try:
            with pipe:
                pipe.write(self._head)
                pipe.write(self._data)
        except OSError:
            # The child ended before it had read all: its silence tells the rest.
            return

    def _listen(self, pipe: IO[bytes]) -> None:
        with pipe:
            for line in pipe:
                self._lines.put(line)
        self._lines.put(None)

    def answers(self, silence_s: float) -> Iterator[dict[str, Any]]:
        """Yield the child's lines until it ends or says something that is no answer.

        Raises:
            TimeoutError: nothing came for `silence_s` seconds.
        """
        while True:
            try:
                line = self._lines.get(timeout=silence_s)
            except queue.Empty as error:
                raise TimeoutError from error
            if line is None:
                return
            try:
                answer = json.loads(line)
            except ValueError:
                return
            yield answer

"""How often each product is looked at: counts by month, nothing of who looks. The freshness desk reads them.

Counts are gathered in memory and written at most once a minute, so that reading a page writes nothing.
A process that stops between two writes loses a minute of counts, which matters to nobody.
"""

import time
from collections import Counter
from collections.abc import Callable
from threading import Lock

FLUSH_S = 60.0


class AskedProducts:
    """Gathers counts and hands them over from time to time; safe with several threads."""

    def __init__(self, write: Callable[[dict[str, int]], None], *, clock: Callable[[], float] = time.monotonic) -> None:
        """Take where counts are written."""
        self._write = write
        self._clock = clock
        self._counts: Counter[str] = Counter()
        self._lock = Lock()
        self._written = clock()

    def count(self, product_id: str) -> None:
        """Count one look at a product."""
        with self._lock:
            self._counts[product_id] += 1
            if self._clock() - self._written < FLUSH_S:
                return
            counts, self._counts = dict(self._counts), Counter()
            self._written = self._clock()
        self._write(counts)

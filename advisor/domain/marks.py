"""What a person said of a finding, and enough of the finding to know it again in a later version."""

from dataclasses import dataclass
from typing import Literal

MarkStatus = Literal["to-correct", "corrected", "justified", "false-alarm"]
STATUSES: tuple[MarkStatus, ...] = ("to-correct", "corrected", "justified", "false-alarm")
MAX_REASON = 2_000
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A finding as it can be known again: its key, what it is about, and its sentence folded.

    `about` is the kind of finding and the product or words; `document` is the file it stood in.
    """

    key: str
    about: str
    document: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A person's answer about one finding; `reason` is required of "justified"."""

    trace: Trace
    status: MarkStatus
    reason: str = ""

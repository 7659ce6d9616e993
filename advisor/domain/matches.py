"""What matching answers: a line or a stretch of text, a product, and why.

These are the shapes of the contract's matching core; the matcher itself is in
`advisor.matching`.
"""

from dataclasses import dataclass, field
from typing import Literal

Band = Literal["sure", "review", "none"]
AliasUse = Literal["strong", "weak", "auto"]


@dataclass(frozen=True, slots=True)
class Alias:
    """A name under which a product is met.

    `use` is "strong" (enough by itself), "weak" (an ordinary word: it counts only with
    support nearby) or "auto" (the matcher decides from its lexicon of ordinary words).
    `needs` lists words that support a weak name; the word "vendor" stands for the vendor's name.
    """

    product_id: str
    vendor: str
    product: str
    text: str
    use: AliasUse = "auto"
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence for or against a match.

    `kind` is a stable word ("alias", "abbreviation", "typo", "vendor", "ignored", "left-over",
    "rival" …). `matched` is the text as found, `read_as` what it was taken for, and
    `start`/`end` its place in the input, in characters, end excluded (None: no place).
    """

    kind: str
    matched: str
    read_as: str | None = None
    start: int | None = None
    end: int | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that was considered, with its probability (0-1)."""

    product_id: str
    probability: float


@dataclass(frozen=True, slots=True)
class LineMatch:
    """The answer for one line of a list.

    In band "sure" and "review" `product_id` is the proposed product (in "review" it is a
    question and `candidates` holds the rivals). In band "none" it is None and `category`
    may name a function found in the line. `others` are further products named in the same line.
    """

    product_id: str | None
    probability: float
    band: Band
    reasons: tuple[Reason, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    others: tuple[str, ...] = ()
    category: str | None = None

    @property
    def weights(self) -> tuple[tuple[str, float], ...]:
        """The waterfall: each piece of evidence that counted, with its weight (logit); empty where it is not known."""
        return ()


@dataclass(frozen=True, slots=True)
class TextMatch:
    """A product named in a running text; `start`/`end` are offsets in characters, end excluded.

    `product_id` is None for a brand cue around a name the catalogue lacks.
    """

    start: int
    end: int
    product_id: str | None
    probability: float
    band: Band
    reasons: tuple[Reason, ...] = field(default=())

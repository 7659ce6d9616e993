"""Criteria, recorded facts and their sources. Nothing here ranks or judges."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Lang = Literal["fr", "en"]

CircularQuestion = Literal["immunity", "substitutability", "control"]
ClaimKind = Literal["law", "certificate", "register", "vendor-statement", "press", "third-party", "editorial"]
PublisherKind = Literal[
    "vendor",
    "state",
    "register",
    "law",
    "press",
    "association",
    "academic",
    "standards-body",
    "community",
    "other",
]
Access = Literal["archived-copy", "file", "live"]
FactState = Literal["sourced", "to-verify", "stale"]
ValueType = Literal[
    "country",
    "countries",
    "choice",
    "choices",
    "names",
    "licence",
    "text",
    "ownership",
    "operator",
    "certificate",
    "eligibility",
]


_QUOTED = re.compile(r"«\s*(.+?)\s*»|\"(.+?)\"|“(.+?)”")
_CUT = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*")


@dataclass(frozen=True, slots=True)
class Localised:
    """A text in French, and in English where it was translated."""

    fr: str
    en: str | None = None

    def get(self, lang: str) -> str:
        """Return the text in `lang`, or the French one where the translation is missing."""
        return self.en if lang == "en" and self.en else self.fr


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and when.

    `published` and `seen` are ISO dates, possibly partial; `seen` is the day the copy was read,
    never a live check. `locator` says where the passage stands on the page.
    """

    url: str
    title: str
    publisher: PublisherKind
    seen: str
    access: Access
    locator: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Ownership:
    """A holder of a vendor's capital.

    `power`: "sole" and "majority" decide who controls; "minority" and "veto" are shown.
    `share_percent` is a decimal string; `vendor_id` is set where the owner is an entry.
    """

    owner: str
    power: Literal["sole", "majority", "minority", "veto"]
    country: str | None = None
    vendor_id: str | None = None
    share_percent: str | None = None


@dataclass(frozen=True, slots=True)
class Operator:
    """A company in the chain of delivery: contracting entity, host, sub-processor."""

    name: str
    country: str | None = None
    vendor_id: str | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of one service or version; never of a company."""

    scheme: str
    scope: Localised
    version: str | None = None
    number: str | None = None
    issued: str | None = None
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Which kinds of buyer may use a shared State tool."""

    buyers: tuple[str, ...]
    access: Literal["open", "on-request", "closed"]


FactValue = str | tuple[str, ...] | Localised | Ownership | Operator | Certificate | Eligibility


@dataclass(frozen=True, slots=True)
class Fact:
    """A recorded value for a criterion, with its evidence.

    A fact without source, or with a `question`, is "to verify": it is published as an open
    question and never as a value to rely on. `as_of` is the date at which the source says the
    value held; `until` the date it stopped being true (kept as history). `expires` is the day
    after which it reads "as of DATE".
    """

    criterion: str
    value: FactValue | None
    claim: ClaimKind
    sources: tuple[Source, ...] = ()
    offer: Localised | None = None
    as_of: str | None = None
    until: str | None = None
    disputed: bool = False
    question: Localised | None = None
    note: Localised | None = None
    expires: str | None = None

    @property
    def dated(self) -> str:
        """Return the date to print beside the value: of the value, else of its newest source."""
        if self.as_of:
            return self.as_of
        dates = [source.published or source.seen for source in self.sources]
        return max(dates, default="")

    def state(self, on: date) -> FactState:
        """Say how far the fact can be relied on, the day `on`."""
        if self.value is None or not self.sources or self.question is not None:
            return "to-verify"
        if self.expires and self.expires < on.isoformat()[: len(self.expires)]:
            return "stale"
        return "sourced"

    def current(self) -> bool:
        """Tell whether the value has not been replaced by a later one."""
        return self.until is None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question asked of every product or vendor.

    `valid_months` is how long a source answers it, None for events that stay true.
    `eu_csf` and `irn` are bare references to the frameworks' codes, never a score.
    """

    id: str
    name: Localised
    question: Localised
    subject: Literal["product", "vendor"]
    value_type: ValueType
    choices: Mapping[str, Localised]
    multiple: bool
    provers: tuple[PublisherKind, ...]
    valid_months: int | None = None
    circular: CircularQuestion | None = None
    eu_csf: tuple[str, ...] = ()
    irn: tuple[str, ...] = ()
    help: Localised | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A plain recorded property of a product, with the words shown to people."""

    id: str
    name: Localised
    meaning: Localised


Verdict = Literal["met", "unmet", "unknown"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A need held against the recorded facts of one product.

    `partly` marks an unknown that a fact answers in part: what part is a question to the vendor.
    """

    criterion: str
    verdict: Verdict
    facts: tuple[Fact, ...] = ()
    partly: bool = False


def quoted_words(locator: str) -> tuple[str, ...]:
    """Return the words a locator quotes, in order; "…" inside a quotation separates two of them."""
    quoted = (next(filter(None, match)) for match in _QUOTED.findall(locator))
    return tuple(part for text in quoted for part in _CUT.split(text) if part)

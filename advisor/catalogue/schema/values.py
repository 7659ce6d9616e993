"""Raw values of catalogue entries: texts, sources, facts. Nothing unknown is accepted, nothing coerced."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from advisor.domain import criteria as c

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
Share = Annotated[str, StringConstraints(pattern=r"^\d{1,3}(\.\d+)?$")]
Cpv = Annotated[str, StringConstraints(pattern=r"^\d{8}$")]


def _web_address(url: str) -> str:
    if not re.match(r"^https?://[^\s/]+\.[^\s/]+", url):
        raise PydanticCustomError("web-address", "expected an address that starts with http:// or https://")
    return url


Url = Annotated[str, StringConstraints(max_length=600), AfterValidator(_web_address)]


class Raw(BaseModel):
    """Base of the raw models: nothing unknown is accepted, nothing is coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RawText(Raw):
    """Prose: French required, English expected."""

    fr: Prose
    en: Prose | None = None

    def value(self) -> c.Localised:
        return c.Localised(self.fr, self.en)


def optional_text(raw: RawText | None) -> c.Localised | None:
    return raw.value() if raw else None


class RawSource(Raw):
    """A passage that was read: where, when, and where on the page it stands."""

    url: Url
    title: Prose
    publisher: c.PublisherKind
    published: PartialDate | None = None
    seen: PartialDate
    access: c.Access
    locator: Prose

    def value(self) -> c.Source:
        return c.Source(**dict(self))


class RawOwnership(Raw):
    """A holder of capital: who, with what power, from which country."""

    owner: Name
    vendor: Slug | None = None
    country: Country | None = None
    share_percent: Share | None = None
    power: Literal["sole", "majority", "minority", "veto"]

    def value(self) -> c.Ownership:
        return c.Ownership(self.owner, self.power, self.country, self.vendor, self.share_percent)


class RawOperator(Raw):
    """A company in the chain of delivery."""

    name: Name
    vendor: Slug | None = None
    country: Country | None = None

    def value(self) -> c.Operator:
        return c.Operator(self.name, self.country, self.vendor)


class RawCertificate(Raw):
    """A certificate of one service and version."""

    scheme: Name
    scope: RawText
    version: Name | None = None
    number: Name | None = None
    issued: PartialDate | None = None
    ends: PartialDate | None = None

    def value(self) -> c.Certificate:
        return c.Certificate(**{**dict(self), "scope": self.scope.value()})


class RawEligibility(Raw):
    """Which kinds of buyer may use a shared State tool."""

    buyers: list[
        Literal[
            "state",
            "state-operator",
            "local-authority",
            "hospital",
            "school",
            "university",
            "company",
            "other",
        ]
    ]
    access: Literal["open", "on-request", "closed"]

    def value(self) -> c.Eligibility:
        return c.Eligibility(tuple(self.buyers), self.access)


RawValue = Name | list[Name] | RawOwnership | RawOperator | RawCertificate | RawEligibility | RawText


class RawFact(Raw):
    """A value for a criterion, with its evidence; without source it is an open question."""

    criterion: Slug
    value: RawValue | None = Field(default=None, union_mode="left_to_right")
    offer: RawText | None = None
    as_of: PartialDate | None = None
    until: PartialDate | None = None
    claim: c.ClaimKind
    sources: list[RawSource] = []
    disputed: bool = False
    question: RawText | None = None
    note: RawText | None = None
    expires: PartialDate | None = None

    def fact(self, criterion: c.Criterion | None) -> c.Fact:
        raw = self.value
        value: c.FactValue | None
        if raw is None or isinstance(raw, str):
            value = raw
        elif isinstance(raw, list):
            value = tuple(raw)
        else:
            value = raw.value()
        sources = tuple(source.value() for source in self.sources)
        return c.Fact(
            criterion=self.criterion,
            value=value,
            claim=self.claim,
            sources=sources,
            offer=optional_text(self.offer),
            as_of=self.as_of,
            until=self.until,
            disputed=self.disputed,
            question=optional_text(self.question),
            note=optional_text(self.note),
            expires=self.expires or _expiry(self, value, criterion),
        )


def _expiry(raw: RawFact, value: c.FactValue | None, criterion: c.Criterion | None) -> str | None:
    """Date a fact goes stale: the certificate's end, else the criterion's months after its date."""
    if isinstance(value, c.Certificate) and value.ends:
        return value.ends
    if criterion is None or criterion.valid_months is None or not raw.sources:
        return None
    start = raw.as_of or max(source.published or source.seen for source in raw.sources)
    year, month = int(start[:4]), int(start[5:7] or "12")
    months = year * 12 + month - 1 + criterion.valid_months
    return f"{months // 12:04d}-{months % 12 + 1:02d}"

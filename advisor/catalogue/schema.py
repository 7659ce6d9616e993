"""The one schema of catalogue entries: files, forms and database payloads are checked here.

Raw data in, every problem at once; good data becomes the plain values of `advisor.domain`.
Checks that need several entries are in `rules`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from advisor.catalogue.canonical import content_hash
from advisor.domain import criteria as c
from advisor.domain import products as p
from advisor.domain.catalogue import Catalogue
from advisor.errors import InvalidEntry, Problem

EntryKind = Literal["product", "vendor", "category", "criteria"]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
Share = Annotated[str, StringConstraints(pattern=r"^\d{1,3}(\.\d+)?$")]
Cpv = Annotated[str, StringConstraints(pattern=r"^\d{8}$")]


def _web_address(url: str) -> str:
    if not re.match(r"^https?://[^\s/]+\.[^\s/]+", url):
        raise ValueError(f"found {url!r}, expected an address that starts with http:// or https://")
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


def _text(raw: RawText | None) -> c.Localised | None:
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
            offer=_text(self.offer),
            as_of=self.as_of,
            until=self.until,
            disputed=self.disputed,
            question=_text(self.question),
            note=_text(self.note),
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


class RawAlias(Raw):
    """A name of a product; a bare string in a file is an alias with the defaults."""

    text: Name
    use: Literal["strong", "weak", "auto"] = "auto"
    needs: list[Name] = []
    kind: p.AliasKind = "name"
    shared: bool = False

    def value(self) -> p.ProductAlias:
        return p.ProductAlias(self.text, self.use, tuple(self.needs), self.kind, self.shared)


class RawJudgement(Raw):
    """A signed editorial judgement and the facts it rests on."""

    by: Name
    date: PartialDate
    rests_on: RawText

    def value(self) -> p.Judgement:
        return p.Judgement(self.by, self.date, self.rests_on.value())


class RawAlternative(Raw):
    """A link from the product that is replaced to one that can take its place."""

    product: Slug
    scope: RawText
    gaps: RawText
    effort: p.Effort
    effort_reason: RawText
    judgement: RawJudgement | None = None
    sources: list[RawSource] = []

    def value(self) -> p.Alternative:
        return p.Alternative(
            self.product,
            self.scope.value(),
            self.gaps.value(),
            self.effort,
            self.effort_reason.value(),
            tuple(s.value() for s in self.sources),
            self.judgement.value() if self.judgement else None,
        )


class RawNoSubstitute(Raw):
    """ "No credible substitute" as an answer, with its reason."""

    reason: RawText
    judgement: RawJudgement
    sources: list[RawSource] = []

    def value(self) -> p.NoSubstitute:
        return p.NoSubstitute(self.reason.value(), self.judgement.value(), tuple(s.value() for s in self.sources))


class RawNotRetained(Raw):
    """The criterion and the sourced reason why an entry is not offered."""

    criterion: Slug
    reason: RawText
    sources: Annotated[list[RawSource], Field(min_length=1)]

    def value(self) -> p.NotRetained:
        return p.NotRetained(self.criterion, self.reason.value(), tuple(s.value() for s in self.sources))


class RawEntry(Raw):
    """What every entry has: a permanent id, a status, a remark for curators."""

    id: Slug
    status: p.Status = "published"
    note: RawText | None = None


class ProductEntry(RawEntry):
    """A file of `catalogue/products/`."""

    name: Name
    vendor: Slug
    roles: Annotated[list[p.Role], Field(min_length=1)]
    labels: list[Slug] = []
    categories: Annotated[list[Slug], Field(min_length=1)]
    website: Url | None = None
    summary: RawText | None = None
    includes: list[Slug] = []
    aliases: list[Name | RawAlias] = []
    identifiers: dict[str, str] = {}
    facts: list[RawFact] = []
    alternatives: list[RawAlternative] = []
    no_substitute: RawNoSubstitute | None = None
    not_retained: RawNotRetained | None = None

    def value(self, criteria: Mapping[str, c.Criterion]) -> p.Product:
        return p.Product(
            id=self.id,
            name=self.name,
            vendor_id=self.vendor,
            roles=tuple(self.roles),
            categories=tuple(self.categories),
            labels=tuple(self.labels),
            includes=tuple(self.includes),
            aliases=tuple(p.ProductAlias(a) if isinstance(a, str) else a.value() for a in self.aliases),
            identifiers=self.identifiers or None,
            website=self.website,
            summary=_text(self.summary),
            facts=tuple(f.fact(criteria.get(f.criterion)) for f in self.facts),
            alternatives=tuple(a.value() for a in self.alternatives),
            no_substitute=self.no_substitute.value() if self.no_substitute else None,
            not_retained=self.not_retained.value() if self.not_retained else None,
            status=self.status,
            note=_text(self.note),
        )


class VendorEntry(RawEntry):
    """A file of `catalogue/vendors/`."""

    name: Name
    legal_name: Name | None = None
    aliases: list[Name] = []
    website: Url | None = None
    facts: list[RawFact] = []

    def value(self, criteria: Mapping[str, c.Criterion]) -> p.Vendor:
        return p.Vendor(
            id=self.id,
            name=self.name,
            aliases=tuple(self.aliases),
            legal_name=self.legal_name,
            website=self.website,
            facts=tuple(f.fact(criteria.get(f.criterion)) for f in self.facts),
            status=self.status,
            note=_text(self.note),
        )


class RawTerms(Raw):
    """The words tenders use for a function."""

    fr: list[Name] = []
    en: list[Name] = []


class RawCpv(Raw):
    """A CPV 2008 code with its official label."""

    code: Cpv
    label: RawText


class RawStandard(Raw):
    """A norm a neutral specification may cite."""

    name: Name
    reference: Url | None = None
    warning: RawText | None = None


class CategoryEntry(RawEntry):
    """A file of `catalogue/categories/`."""

    name: RawText
    definition: RawText
    terms: RawTerms = RawTerms()
    cpv: list[RawCpv] = []
    standards: list[RawStandard] = []
    need: RawText | None = None
    measures: list[RawText] = []

    def value(self) -> p.Category:
        return p.Category(
            id=self.id,
            name=self.name.value(),
            definition=self.definition.value(),
            terms_fr=tuple(self.terms.fr),
            terms_en=tuple(self.terms.en),
            cpv=tuple(p.CpvCode(x.code, x.label.value()) for x in self.cpv),
            standards=tuple(p.Standard(x.name, x.reference, _text(x.warning)) for x in self.standards),
            need=_text(self.need),
            measures=tuple(m.value() for m in self.measures),
            status=self.status,
            note=_text(self.note),
        )


class RawCriterion(Raw):
    """One question asked of every product or vendor."""

    id: Slug
    name: RawText
    question: RawText
    subject: Literal["product", "vendor"]
    value_type: c.ValueType
    choices: dict[str, RawText] = {}
    multiple: bool = False
    provers: Annotated[list[c.PublisherKind], Field(min_length=1)]
    valid_months: Annotated[int, Field(ge=1, le=120)] | None = None
    circular: c.CircularQuestion | None = None
    eu_csf: list[Annotated[str, StringConstraints(pattern=r"^SOV-[1-8]$")]] = []
    irn: list[Annotated[str, StringConstraints(pattern=r"^RES-[1-8]\.\d$")]] = []
    help: RawText | None = None

    def value(self) -> c.Criterion:
        return c.Criterion(
            id=self.id,
            name=self.name.value(),
            question=self.question.value(),
            subject=self.subject,
            value_type=self.value_type,
            choices={key: text.value() for key, text in self.choices.items()},
            multiple=self.multiple,
            provers=tuple(self.provers),
            valid_months=self.valid_months,
            circular=self.circular,
            eu_csf=tuple(self.eu_csf),
            irn=tuple(self.irn),
            help=_text(self.help),
        )


class RawLabel(Raw):
    """A plain recorded property, with the words shown to people."""

    id: Slug
    name: RawText
    meaning: RawText


class CriteriaEntry(RawEntry):
    """The file `catalogue/criteria.yaml`: the vocabulary of criteria and labels."""

    id: Slug = "criteria"
    labels: list[RawLabel]
    criteria: Annotated[list[RawCriterion], Field(min_length=1)]


MODELS: Mapping[EntryKind, type[RawEntry]] = {
    "product": ProductEntry,
    "vendor": VendorEntry,
    "category": CategoryEntry,
    "criteria": CriteriaEntry,
}


@dataclass(frozen=True)
class Entries:
    """Parsed entries by kind and id, and the place each was read from."""

    criteria: CriteriaEntry
    products: Mapping[str, ProductEntry]
    vendors: Mapping[str, VendorEntry]
    categories: Mapping[str, CategoryEntry]
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def place(self, kind: EntryKind, entry_id: str) -> str:
        """Name the place of an entry for a message, its file when it has one."""
        return self.places.get((kind, entry_id), f"{kind} {entry_id}")

    def payloads(self) -> Iterable[tuple[EntryKind, str, dict[str, Any]]]:
        """Yield (kind, id, canonical payload) of each entry, sorted."""
        yield "criteria", "criteria", payload_of(self.criteria)
        groups: tuple[tuple[EntryKind, Mapping[str, RawEntry]], ...] = (
            ("category", self.categories),
            ("product", self.products),
            ("vendor", self.vendors),
        )
        for kind, entries in groups:
            for entry_id in sorted(entries):
                yield kind, entry_id, payload_of(entries[entry_id])


def payload_of(entry: BaseModel) -> dict[str, Any]:
    """Return the canonical plain form of an entry: schema order, defaults left out."""
    payload: dict[str, Any] = entry.model_dump(exclude_defaults=True, exclude_none=True)
    if not isinstance(entry, RawEntry):
        return payload
    payload["id"] = entry.id
    # id, name first: pydantic lists a parent's fields before the child's own.
    order = ["id", *(k for k in type(entry).model_fields if k not in RawEntry.model_fields), "note", "status"]
    return {key: payload[key] for key in order if key in payload}


def parse_entry(kind: EntryKind, raw: object, place: str) -> RawEntry:
    """Check one raw entry; raises InvalidEntry with all its problems."""
    try:
        return MODELS[kind].model_validate(raw)
    except ValidationError as error:
        raise InvalidEntry([Problem(_place(place, e["loc"]), _message(dict(e))) for e in error.errors()]) from None


def _place(place: str, loc: tuple[int | str, ...]) -> str:
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part}]"
        elif not re.match(r"^(Raw\w+|constrained-\w+|list\[.*|str|function-.*)$", part):
            path += f".{part}" if path else part
    return f"{place}: {path}" if path else place


def _message(error: dict[str, Any]) -> str:
    kind, found = error["type"], error.get("input")
    if kind == "missing":
        return "missing; this key is required"
    if kind == "extra_forbidden":
        return "unknown key; remove it or correct its spelling"
    shown = repr(found)
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    text = str(error["msg"]).removeprefix("Value error, ")
    return text if "found" in text else f"found {shown}; {text[0].lower()}{text[1:]}"


def parse_entries(raw: Iterable[tuple[EntryKind, str, object]]) -> Entries:
    """Check raw entries given as (kind, place, data), all problems at once.

    Raises:
        InvalidEntry: with every problem of every entry, in the order of the input.
    """
    problems: list[Problem] = []
    groups: dict[EntryKind, dict[str, RawEntry]] = {kind: {} for kind in MODELS}
    places: dict[tuple[str, str], str] = {}
    for kind, place, data in raw:
        try:
            entry = parse_entry(kind, data, place)
        except InvalidEntry as error:
            problems.extend(error.problems)
            continue
        if entry.id in groups[kind]:
            problems.append(Problem(place, f"the id {entry.id!r} is already used by {places[kind, entry.id]}"))
            continue
        groups[kind][entry.id] = entry
        places[kind, entry.id] = place
    criteria = next(iter(groups["criteria"].values()), None)
    if not isinstance(criteria, CriteriaEntry):
        problems.append(Problem("criteria.yaml", "missing; the vocabulary of criteria is required"))
    if problems:
        raise InvalidEntry(problems)
    assert isinstance(criteria, CriteriaEntry)
    return Entries(
        criteria,
        {k: v for k, v in groups["product"].items() if isinstance(v, ProductEntry)},
        {k: v for k, v in groups["vendor"].items() if isinstance(v, VendorEntry)},
        {k: v for k, v in groups["category"].items() if isinstance(v, CategoryEntry)},
        places,
    )


def build_catalogue(entries: Entries, edition: str | None = None) -> Catalogue:
    """Turn checked entries into the plain values of one edition."""
    criteria = {raw.id: raw.value() for raw in entries.criteria.criteria}
    return Catalogue(
        edition=edition or content_hash(entries.payloads()),
        products={k: entries.products[k].value(criteria) for k in sorted(entries.products)},
        vendors={k: entries.vendors[k].value(criteria) for k in sorted(entries.vendors)},
        categories={k: entries.categories[k].value() for k in sorted(entries.categories)},
        criteria=criteria,
        labels={x.id: c.Label(x.id, x.name.value(), x.meaning.value()) for x in entries.criteria.labels},
    )

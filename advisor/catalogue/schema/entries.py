"""Raw entries of the catalogue: products, vendors, categories, the vocabulary of criteria."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from advisor.catalogue.schema.values import (
    Cpv,
    Name,
    PartialDate,
    Raw,
    RawFact,
    RawSource,
    RawText,
    Slug,
    Url,
    optional_text,
)
from advisor.domain import criteria as c
from advisor.domain import products as p

EntryKind = Literal["product", "vendor", "category", "criteria"]


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
    """What every entry has: a permanent id, a status, a remark for curators.

    `merged_into` is set on an entry that was a duplicate, or whose id was wrong: it is withdrawn,
    and its address leads to the entry of the same kind named here.
    """

    id: Slug
    status: p.Status = "published"
    note: RawText | None = None
    merged_into: Slug | None = None


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
            summary=optional_text(self.summary),
            facts=tuple(f.fact(criteria.get(f.criterion)) for f in self.facts),
            alternatives=tuple(a.value() for a in self.alternatives),
            no_substitute=self.no_substitute.value() if self.no_substitute else None,
            not_retained=self.not_retained.value() if self.not_retained else None,
            status=self.status,
            note=optional_text(self.note),
            merged_into=self.merged_into,
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
            note=optional_text(self.note),
            merged_into=self.merged_into,
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
            standards=tuple(p.Standard(x.name, x.reference, optional_text(x.warning)) for x in self.standards),
            need=optional_text(self.need),
            measures=tuple(m.value() for m in self.measures),
            status=self.status,
            note=optional_text(self.note),
            merged_into=self.merged_into,
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
            help=optional_text(self.help),
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

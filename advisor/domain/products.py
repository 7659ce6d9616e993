"""Products, vendors, categories and the links between them, as published in an edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.domain.criteria import Fact, Localised, Source
from advisor.domain.matches import AliasUse

Status = Literal["published", "draft", "withdrawn", "not-retained"]
Role = Literal["dominant", "alternative"]
Effort = Literal["low", "medium", "high"]
AliasKind = Literal["name", "abbreviation", "former", "component", "edition", "sku", "misspelling"]


@dataclass(frozen=True, slots=True)
class ProductAlias:
    """A name of a product as buyers write it.

    `shared` declares that another product has the same name (the vendor or the context decides).
    """

    text: str
    use: AliasUse = "auto"
    needs: tuple[str, ...] = ()
    kind: AliasKind = "name"
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """An editorial judgement: who signs it, when, and the facts it rests on."""

    by: str
    date: str
    rests_on: Localised


@dataclass(frozen=True, slots=True)
class Alternative:
    """A product that can take the place of another, for what, and with which gaps."""

    product_id: str
    scope: Localised
    gaps: Localised
    effort: Effort
    effort_reason: Localised
    sources: tuple[Source, ...] = ()
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class NoSubstitute:
    """Why no credible substitute is known today; an answer like another."""

    reason: Localised
    judgement: Judgement
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class NotRetained:
    """Why an entry is not offered as an alternative: the criterion that decided, and the facts."""

    criterion: str
    reason: Localised
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """A product, service or free software project of the catalogue.

    `roles`: "dominant" products are the ones buyers want to replace, "alternative" ones may
    replace them; a product can be both. `includes` lists the parts of a suite that are bought
    or replaced by themselves.
    """

    id: str
    name: str
    vendor_id: str
    roles: tuple[Role, ...]
    categories: tuple[str, ...]
    labels: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    aliases: tuple[ProductAlias, ...] = ()
    identifiers: Mapping[str, str] | None = None
    website: str | None = None
    summary: Localised | None = None
    facts: tuple[Fact, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    no_substitute: NoSubstitute | None = None
    not_retained: NotRetained | None = None
    status: Status = "published"
    note: Localised | None = None
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Vendor:
    """A company, foundation, community or public body that answers for products."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    legal_name: str | None = None
    website: str | None = None
    facts: tuple[Fact, ...] = ()
    status: Status = "published"
    note: Localised | None = None
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class CpvCode:
    """A code of the Common Procurement Vocabulary (8 digits) with its official labels."""

    code: str
    label: Localised


@dataclass(frozen=True, slots=True)
class Standard:
    """A norm a neutral specification may cite, always with "or equivalent".

    `warning` says which candidates the standard would exclude.
    """

    name: str
    reference: str | None = None
    warning: Localised | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A function that buyers purchase, with the words tenders use for it.

    `need` completes "La solution permet de …"; `measures` are the measurable blanks to fill in.
    """

    id: str
    name: Localised
    definition: Localised
    terms_fr: tuple[str, ...] = ()
    terms_en: tuple[str, ...] = ()
    cpv: tuple[CpvCode, ...] = ()
    standards: tuple[Standard, ...] = ()
    need: Localised | None = None
    measures: tuple[Localised, ...] = ()
    status: Status = "published"
    note: Localised | None = None
    merged_into: str | None = None

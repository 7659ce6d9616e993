"""Checks across entries: references, evidence, names owned twice, expired facts.

`check_entries` reports every problem at once; errors block publication, warnings do not.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from advisor.catalogue.schema import (
    CategoryEntry,
    CriteriaEntry,
    Entries,
    EntryKind,
    ProductEntry,
    RawAlias,
    RawCertificate,
    RawCriterion,
    RawEligibility,
    RawEntry,
    RawFact,
    RawOperator,
    RawOwnership,
    RawText,
    VendorEntry,
    build_catalogue,
)
from advisor.domain.control import seat_country
from advisor.domain.criteria import quoted_words
from advisor.problems import Problem, message

SPDX = re.compile(r"^[A-Za-z0-9.+-]+(\s(AND|OR|WITH)\s[A-Za-z0-9.+-]+)*$")
"""Form of a licence value: an SPDX expression without brackets, or the word "proprietary"."""
COUNTRY_OF = {
    "français": "FR",
    "allemand": "DE",
    "autrichien": "AT",
    "belge": "BE",
    "britannique": "GB",
    "danois": "DK",
    "espagnol": "ES",
    "finlandais": "FI",
    "italien": "IT",
    "néerlandais": "NL",
    "norvégien": "NO",
    "polonais": "PL",
    "suédois": "SE",
    "suisse": "CH",
    "tchèque": "CZ",
    "américain": "US",
    "canadien": "CA",
    "israélien": "IL",
}
NATIONALITY = re.compile(
    r"\b(?:éditeur|société|entreprise|groupe|fondation|association|logiciel|service|solution)s?\s"
    rf"({'|'.join(COUNTRY_OF)})",
    re.IGNORECASE,
)
"""A vendor or product called by its country, in a French summary."""
MAX_ABBREVIATION = 4
"""Names of at most this many letters must say how they are used ("auto" is not enough)."""


def check_entries(entries: Entries, on: date) -> list[Problem]:
    """List what is wrong or doubtful between entries, the day `on`; errors come first in each entry."""
    problems: list[Problem] = []
    for product in entries.products.values():
        problems.extend(_check_product(entries, product))
    for vendor in entries.vendors.values():
        problems.extend(_check_facts(entries, entries.place("vendor", vendor.id), vendor, "vendor"))
    for category in entries.categories.values():
        problems.extend(_check_category(entries.place("category", category.id), category))
    problems.extend(_check_criteria(entries.criteria))
    problems.extend(_check_merged(entries))
    problems.extend(_check_names(entries))
    problems.extend(_check_cycles(entries))
    problems.extend(_check_labels(entries, on))
    problems.extend(_check_summaries(entries, on))
    problems.extend(_check_freshness(entries, on))
    return problems


def _check_product(entries: Entries, product: ProductEntry) -> Iterator[Problem]:
    place = entries.place("product", product.id)
    if product.vendor not in entries.vendors:
        yield Problem(f"{place}: vendor", message("no-vendor", found=product.vendor, id=product.vendor))
    labels = {label.id for label in entries.criteria.labels}
    yield from _missing(f"{place}: categories", product.categories, entries.categories, "category")
    yield from _missing(f"{place}: labels", product.labels, labels, "label")
    yield from _missing(f"{place}: includes", product.includes, entries.products, "product")
    if product.id in product.includes:
        yield Problem(f"{place}: includes", message("own-part"))
    yield from _check_links(entries, place, product)
    yield from _check_facts(entries, place, product, "product")
    if product.status == "not-retained" and product.not_retained is None:
        yield Problem(f"{place}: not_retained", message("refusal-missing"))
    if product.not_retained and product.not_retained.criterion not in _criteria(entries):
        yield Problem(f"{place}: not_retained.criterion", message("no-criterion", found=product.not_retained.criterion))


def _check_links(entries: Entries, place: str, product: ProductEntry) -> Iterator[Problem]:
    if product.no_substitute and product.alternatives:
        yield Problem(f"{place}: no_substitute", message("two-answers"))
    seen: set[str] = set()
    for i, link in enumerate(product.alternatives):
        here = f"{place}: alternatives[{i}]"
        target = entries.products.get(link.product)
        if link.product == product.id:
            yield Problem(f"{here}.product", message("own-alternative"))
        elif target is None:
            yield Problem(f"{here}.product", message("no-product", found=link.product, id=link.product))
        elif target.status != "published":
            yield Problem(
                f"{here}.product",
                message("not-published", found=link.product, status=target.status),
            )
        if link.product in seen:
            yield Problem(f"{here}.product", message("listed-twice", found=link.product))
        seen.add(link.product)
        if not link.sources and link.judgement is None:
            yield Problem(here, message("link-evidence"))


def _missing(place: str, ids: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
    for entry_id in ids:
        if entry_id not in known:
            yield Problem(place, message(f"no-{what}", found=entry_id, id=entry_id))


def _criteria(entries: Entries) -> Mapping[str, RawCriterion]:
    return {criterion.id: criterion for criterion in entries.criteria.criteria}


def _check_facts(entries: Entries, place: str, entry: ProductEntry | VendorEntry, subject: str) -> Iterator[Problem]:
    criteria = _criteria(entries)
    values: dict[str, list[RawFact]] = defaultdict(list)
    for i, fact in enumerate(entry.facts):
        here = f"{place}: facts[{i}]"
        criterion = criteria.get(fact.criterion)
        if criterion is None:
            yield Problem(f"{here}.criterion", message("no-criterion", found=fact.criterion))
            continue
        if criterion.subject != subject:
            yield Problem(
                f"{here}.criterion", message("other-subject", found=fact.criterion, subject=criterion.subject)
            )
        yield from _check_evidence(here, fact)
        yield from _check_value(entries, here, fact, criterion)
        if fact.until is None and fact.offer is None:
            values[fact.criterion].append(fact)
    for criterion_id, facts in values.items():
        distinct = [f for f in facts if f.value is not None and f.question is None]
        if len(distinct) < 2 or criteria[criterion_id].multiple:
            continue
        if not all(fact.disputed for fact in distinct):
            yield Problem(
                f"{place}: facts",
                message("several-values", found=criterion_id, count=len(distinct)),
            )


def _check_evidence(here: str, fact: RawFact) -> Iterator[Problem]:
    if fact.value is None and fact.question is None:
        yield Problem(here, message("no-value"))
    if fact.value is not None and not fact.sources and fact.question is None:
        yield Problem(
            f"{here}.sources",
            message("no-source"),
        )
    for j, source in enumerate(fact.sources):
        if source.published and source.published[:10] > source.seen:
            yield Problem(
                f"{here}.sources[{j}].published",
                message("published-later", published=source.published, seen=source.seen),
            )
        if not quoted_words(source.locator):
            yield Problem(f"{here}.sources[{j}].locator", message("no-quote", found=source.locator), "warning")
    publishers = {source.publisher for source in fact.sources}
    if publishers and not _can_claim(fact.claim, publishers):
        told = message("claim-publisher", claim=fact.claim, publishers=", ".join(sorted(publishers)))
        yield Problem(f"{here}.claim", told, "warning")


def _can_claim(claim: str, publishers: Collection[str]) -> bool:
    """Tell whether sources of these kinds can make a claim; a vendor's own words can be printed anywhere."""
    if claim in ("press", "register", "law"):
        return claim in publishers
    return claim != "third-party" or set(publishers) != {"vendor"}


def _check_value(entries: Entries, here: str, fact: RawFact, criterion: RawCriterion) -> Iterator[Problem]:
    value = fact.value
    if value is None:
        return
    if not _SHAPES[criterion.value_type](value, criterion):
        yield Problem(f"{here}.value", message(f"value-{criterion.value_type}", found=value, criterion=fact.criterion))
    vendor = value.vendor if isinstance(value, RawOwnership | RawOperator) else None
    if vendor and vendor not in entries.vendors:
        yield Problem(f"{here}.value.vendor", message("no-vendor", found=vendor, id=vendor))


def _is_country(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Z]{2}", value) is not None


_SHAPES: Mapping[str, Callable[[object, RawCriterion], bool]] = {
    "country": lambda v, _: _is_country(v),
    "countries": lambda v, _: isinstance(v, list) and bool(v) and all(map(_is_country, v)),
    "choice": lambda v, c: isinstance(v, str) and v in c.choices,
    "choices": lambda v, c: isinstance(v, list) and bool(v) and all(x in c.choices for x in v),
    "names": lambda v, _: isinstance(v, list) and bool(v),
    "licence": lambda v, _: isinstance(v, str) and SPDX.match(v) is not None,
    "text": lambda v, _: isinstance(v, RawText),
    "ownership": lambda v, _: isinstance(v, RawOwnership),
    "operator": lambda v, _: isinstance(v, RawOperator),
    "certificate": lambda v, _: isinstance(v, RawCertificate),
    "eligibility": lambda v, _: isinstance(v, RawEligibility),
}
"""The form of a value by its type; `value-TYPE` in `problems` says it in words."""


def _check_category(place: str, category: CategoryEntry) -> Iterator[Problem]:
    codes = [cpv.code for cpv in category.cpv]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Problem(f"{place}: cpv", message("listed-twice", found=code))


def _check_criteria(vocabulary: CriteriaEntry) -> Iterator[Problem]:
    for ids in ([c.id for c in vocabulary.criteria], [x.id for x in vocabulary.labels]):
        for entry_id in sorted({i for i in ids if ids.count(i) > 1}):
            yield Problem("criteria.yaml", message("defined-twice", found=entry_id))
    for criterion in vocabulary.criteria:
        needs_choices = criterion.value_type in ("choice", "choices")
        if needs_choices != bool(criterion.choices):
            yield Problem(
                f"criteria.yaml: {criterion.id}.choices",
                message("choices-missing" if needs_choices else "choices-given"),
            )


def _check_merged(entries: Entries) -> Iterator[Problem]:
    """An address that leads elsewhere leads, in one step, to an entry that is there."""
    groups: tuple[tuple[EntryKind, Mapping[str, RawEntry]], ...] = (
        ("product", entries.products),
        ("vendor", entries.vendors),
        ("category", entries.categories),
    )
    for kind, group in groups:
        for entry in group.values():
            if entry.merged_into is None:
                continue
            here = f"{entries.place(kind, entry.id)}: merged_into"
            target = group.get(entry.merged_into)
            if target is None:
                yield Problem(here, message(f"no-{kind}", found=entry.merged_into, id=entry.merged_into))
            elif target.merged_into:
                yield Problem(here, message("merged-twice", found=target.id, target=target.merged_into))
            if entry.status != "withdrawn":
                yield Problem(here, message("merged-kept", status=entry.status))


def fold_name(text: str) -> str:
    """Fold a name for comparison between entries: case and spaces do not count."""
    return " ".join(text.casefold().split())


def _check_names(entries: Entries) -> Iterator[Problem]:
    """No name is owned by two products, unless every owner declares it shared."""
    owners: dict[str, dict[str, bool]] = defaultdict(dict)
    for product in entries.products.values():
        if product.status == "withdrawn":
            continue
        place = entries.place("product", product.id)
        own: set[str] = set()
        for alias in (RawAlias(text=a) if isinstance(a, str) else a for a in product.aliases):
            name = fold_name(alias.text)
            if name in own:
                yield Problem(f"{place}: aliases", message("listed-twice", found=alias.text))
            own.add(name)
            owners[name][product.id] = alias.shared
            if alias.use == "weak" and not alias.needs:
                yield Problem(
                    f"{place}: aliases",
                    message("weak-alone", found=alias.text),
                    "warning",
                )
            if len(name) < 2:
                yield Problem(f"{place}: aliases", message("name-short", found=alias.text))
        owners[fold_name(product.name)].setdefault(product.id, False)
    for name, products in owners.items():
        if len(products) > 1 and not all(products.values()):
            first, *others = sorted(products)
            yield Problem(
                f"{entries.place('product', first)}: aliases",
                message("name-owned", found=name, others=", ".join(others)),
            )


def _check_cycles(entries: Entries) -> Iterator[Problem]:
    owners = {
        vendor.id: [
            fact.value.vendor
            for fact in vendor.facts
            if isinstance(fact.value, RawOwnership)
            and fact.value.vendor
            and fact.value.power in ("sole", "majority")
            and fact.until is None
        ]
        for vendor in entries.vendors.values()
    }
    suites = {product.id: product.includes for product in entries.products.values()}
    for kind, graph in (("vendor", owners), ("product", suites)):
        for start in graph:
            if _reaches(graph, start):
                yield Problem(entries.place(kind, start), message("cycle"))  # type: ignore[arg-type]


def _reaches(graph: Mapping[str, list[str]], start: str) -> bool:
    pending, seen = list(graph[start]), set[str]()
    while pending:
        node = pending.pop()
        if node == start:
            return True
        if node not in seen:
            seen.add(node)
            pending.extend(graph.get(node, []))
    return False


def _check_labels(entries: Entries, on: date) -> Iterator[Problem]:
    """A label is a claim: those that facts can prove must have the fact."""
    catalogue = build_catalogue(entries, edition="unchecked")
    for product in catalogue.products.values():
        place = f"{entries.place('product', product.id)}: labels"
        licences = [f.value for f in product.facts if f.criterion == "licence" and f.state(on) != "to-verify"]
        if "free-software" in product.labels and not any(v != "proprietary" for v in licences):
            yield Problem(place, message("label-licence"))
        vendor = catalogue.vendors.get(product.vendor_id)
        seat = seat_country(vendor, on) if vendor else None
        if "steward-outside-eu" in product.labels and seat is None:
            yield Problem(place, message("label-seat"))


def _check_summaries(entries: Entries, on: date) -> Iterator[Problem]:
    """A summary that names a country says a fact: the vendor's sourced seat must be there."""
    catalogue = build_catalogue(entries, edition="unchecked")
    for product in catalogue.products.values():
        found = NATIONALITY.search(product.summary.fr) if product.summary else None
        vendor = catalogue.vendors.get(product.vendor_id)
        if found and vendor and seat_country(vendor, on) != COUNTRY_OF[found[1].casefold()]:
            place = f"{entries.place('product', product.id)}: summary"
            yield Problem(place, message("summary-seat", found=found[0]))


def _check_freshness(entries: Entries, on: date) -> Iterator[Problem]:
    catalogue = build_catalogue(entries, edition="unchecked")
    for product in catalogue.products.values():
        place = entries.place("product", product.id)
        for i, fact in enumerate(product.facts):
            if fact.state(on) == "stale" and fact.current():
                yield Problem(
                    f"{place}: facts[{i}]", message("expired", criterion=fact.criterion, day=fact.expires), "warning"
                )
    for vendor in catalogue.vendors.values():
        place = entries.place("vendor", vendor.id)
        for i, fact in enumerate(vendor.facts):
            if fact.state(on) == "stale" and fact.current():
                yield Problem(
                    f"{place}: facts[{i}]", message("expired", criterion=fact.criterion, day=fact.expires), "warning"
                )

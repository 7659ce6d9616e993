"""Where it was read who controls the vendors of a list: what lets a report be checked."""

from collections.abc import Iterable
from datetime import date

from advisor.domain.catalogue import Catalogue, facts_about
from advisor.domain.control import control_of, usable
from advisor.domain.criteria import Fact, Source
from advisor.domain.products import Vendor
from advisor.reports.shapes import ControlSourceShape, SourceShape

MAX_SOURCES = 4
"""Sources named for one vendor; its page has all of them."""


def control_sources(catalogue: Catalogue, vendor_ids: Iterable[str], on: date) -> list[ControlSourceShape]:
    """List the vendors of a list, by name, with who controls them and the pages that say so."""
    vendors = [catalogue.vendor(vendor_id) for vendor_id in set(vendor_ids)]
    return [_control(catalogue, vendor, on) for vendor in sorted(vendors, key=lambda v: (v.name.casefold(), v.id))]


def _control(catalogue: Catalogue, vendor: Vendor, on: date) -> ControlSourceShape:
    control = control_of(catalogue, vendor, on)
    facts: list[Fact] = [link.fact for link in control.chain if link.fact is not None]
    top = catalogue.vendors.get(control.chain[-1].vendor_id or "")
    for holder in filter(None, (top,)):
        facts += [fact for fact in facts_about(holder.facts, "seat") if usable(fact, on)][:1]
        facts += [fact for fact in facts_about(holder.facts, "holding") if usable(fact, on)][:1]
    sources = {source.url: source for fact in facts for source in fact.sources}
    return {
        "vendor": {"id": vendor.id, "name": vendor.name},
        "country": control.country,
        "rule": control.rule,
        "sources": [_source(source) for source in list(sources.values())[:MAX_SOURCES]],
    }


def _source(source: Source) -> SourceShape:
    return {"title": source.title, "url": source.url, "published": source.published, "seen": source.seen}

"""The one schema of catalogue entries: files, forms and database payloads are checked here.

Raw data in, every problem at once; good data becomes the plain values of `advisor.domain`.
`values` has the small models, `entries` the entries, `parse` the checks and the way to the
domain. Checks that need several entries are in `advisor.catalogue.rules`.
"""

from advisor.catalogue.schema.entries import (
    MODELS,
    CategoryEntry,
    CriteriaEntry,
    EntryKind,
    ProductEntry,
    RawAlias,
    RawCriterion,
    RawEntry,
    VendorEntry,
)
from advisor.catalogue.schema.parse import (
    Entries,
    build_catalogue,
    parse_entries,
    parse_entry,
    payload_of,
    schema_message,
)
from advisor.catalogue.schema.values import RawCertificate, RawEligibility, RawFact, RawOperator, RawOwnership, RawText

__all__ = [
    "MODELS",
    "CategoryEntry",
    "CriteriaEntry",
    "Entries",
    "EntryKind",
    "ProductEntry",
    "RawAlias",
    "RawCertificate",
    "RawCriterion",
    "RawEligibility",
    "RawEntry",
    "RawFact",
    "RawOperator",
    "RawOwnership",
    "RawText",
    "VendorEntry",
    "build_catalogue",
    "parse_entries",
    "parse_entry",
    "payload_of",
    "schema_message",
]

"""The catalogue: reading its files, checking them, counting what they hold."""

from advisor.catalogue.files import load_catalogue, read_entries
from advisor.catalogue.rules import check_entries
from advisor.catalogue.schema import Entries, build_catalogue, parse_entries

__all__ = ["Entries", "build_catalogue", "check_entries", "load_catalogue", "parse_entries", "read_entries"]

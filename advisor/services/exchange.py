"""Files and database: which one moved, and what may replace what.

A newer packaged catalogue replaces a database edition that nobody edited; an edited one is
kept and the packaged one is offered. Importing a folder needs to know which edition it was
exported from; when both sides moved, nothing is written and the difference is told.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from advisor.catalogue import Entries, build_catalogue, check_entries, parse_entries, read_entries
from advisor.catalogue.canonical import content_hash
from advisor.catalogue.diff import diff_entries
from advisor.catalogue.files import write_entries
from advisor.catalogue.schema import EntryKind
from advisor.domain.catalogue import Catalogue
from advisor.domain.revisions import Change, Origin, Publication
from advisor.errors import EditConflict, InvalidEntry
from advisor.services.ports import CatalogueStore

EDITION_FILE = "EDITION"
"""Written beside exported files: the edition they were exported from."""

Outcome = Literal["unchanged", "published", "offered"]


def stored_entries(store: CatalogueStore) -> Entries | None:
    """Return the published entries of the database, None before the first edition."""
    payloads = store.payloads()
    if not payloads:
        return None
    kinds: dict[str, EntryKind] = {kind: kind for kind in get_args(EntryKind)}
    return parse_entries((kinds[kind], f"{kind} {entry_id}", payload) for kind, entry_id, payload in payloads)


def stored_catalogue(store: CatalogueStore) -> Catalogue:
    """Return the published catalogue of the database; raises EditConflict when there is none."""
    entries, published = stored_entries(store), store.published()
    if entries is None or published is None:
        raise EditConflict("the database has no published edition yet")
    return build_catalogue(entries, published.edition)


def synchronise_packaged(store: CatalogueStore, edition: str, read: Callable[[], Entries]) -> Outcome:
    """Bring the database to the packaged edition, unless curators edited what it publishes.

    `read` gives the packaged entries; it is only called when they have to be written.
    """
    published = store.published()
    if published and published.edition == edition:
        return "unchanged"
    if published and published.origin == "curated":
        store.offer(edition)
        return "offered"
    _publish(store, read(), origin="packaged", author="catalogue", reason=f"packaged edition {edition}")
    return "published"


def _publish(store: CatalogueStore, entries: Entries, *, origin: Origin, author: str, reason: str) -> None:
    before = {(kind, entry_id): payload for kind, entry_id, payload in store.payloads()}
    after = {(kind, entry_id): payload for kind, entry_id, payload in entries.payloads()}
    changes = [Change(*key, payload) for key, payload in after.items() if before.get(key) != payload]
    changes += [Change(*key, None) for key in before if key not in after]
    published = store.published()
    store.publish(
        Publication(
            changes=tuple(changes),
            base=published.edition if published else None,
            edition=content_hash(entries.payloads()),
            origin=origin,
            author=author,
            reason=reason,
        )
    )


def export_entries(store: CatalogueStore, folder: Path) -> int:
    """Write the published entries as canonical files; returns how many files changed."""
    entries, published = stored_entries(store), store.published()
    if entries is None or published is None:
        raise EditConflict("the database has no published edition yet")
    changed = write_entries(entries, folder)
    (folder / EDITION_FILE).write_text(published.edition + "\n", encoding="ascii")
    return changed


def import_folder(store: CatalogueStore, folder: Path, *, author: str, reason: str, on: date) -> Outcome:
    """Publish the entries of a folder, if the database has not moved since it was exported.

    Raises:
        InvalidEntry: with every problem of the files.
        EditConflict: both sides moved; nothing was written.
    """
    entries = read_entries(folder)
    problems = [problem for problem in check_entries(entries, on) if problem.level == "error"]
    if problems:
        raise InvalidEntry(problems)
    published = store.published()
    if published and published.edition == content_hash(entries.payloads()):
        return "unchanged"
    marker = folder / EDITION_FILE
    base = marker.read_text(encoding="ascii").strip() if marker.is_file() else None
    if published and base != published.edition and published.origin == "curated":
        current = stored_entries(store)
        changes = diff_entries(current, entries) if current else []
        raise EditConflict(
            f"the database publishes {published.edition}, the files come from {base or 'an unknown edition'}; "
            f"{len(changes)} entries differ",
            [change.entry_id for change in changes],
        )
    _publish(store, entries, origin="curated", author=author, reason=reason)
    return "published"

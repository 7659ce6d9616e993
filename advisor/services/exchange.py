"""Files and database: which packaged edition may replace what, and writing editions as files.

A newer packaged catalogue replaces a database edition that nobody edited; an edited one is
kept and the packaged one is offered. Files become proposals in `advisor.services.curate.files`.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from advisor.catalogue import Entries, build_catalogue
from advisor.catalogue.canonical import content_hash
from advisor.catalogue.files import dump_yaml, entry_path, write_entries
from advisor.domain.catalogue import Catalogue
from advisor.domain.revisions import Change, Publication, PublishedEdition
from advisor.errors import EditConflict, UnknownEntry
from advisor.services.curate.published import entry_kind, parse_stored
from advisor.services.ports import CatalogueStore

EDITION_FILE = "EDITION"
"""Written beside exported files: the edition they were exported from."""

Outcome = Literal["unchanged", "published", "offered", "kept"]


def stored_entries(store: CatalogueStore) -> Entries | None:
    """Return the published entries of the database, None before the first edition."""
    _, payloads = store.snapshot()
    return parse_stored(payloads) if payloads else None


def stored_catalogue(store: CatalogueStore) -> Catalogue:
    """Return the published catalogue of the database; raises EditConflict when there is none."""
    published, payloads = store.snapshot()
    if published is None or not payloads:
        raise EditConflict("the database has no published edition yet")
    return build_catalogue(parse_stored(payloads), published.edition)


def catalogue_at(store: CatalogueStore, edition: str) -> Catalogue:
    """Return an edition as it was, by its hash; raises UnknownEntry."""
    return build_catalogue(entries_at(store, edition), edition)


def entries_at(store: CatalogueStore, edition: str) -> Entries:
    """Return the entries of an edition as they were, by its hash; raises UnknownEntry."""
    found = store.find_edition(edition)
    if found is None:
        raise UnknownEntry(edition)
    return parse_stored(store.payloads_at(found.number))


def synchronise_packaged(store: CatalogueStore, edition: str, read: Callable[[], Entries]) -> Outcome:
    """Bring the database to the packaged edition, unless curators edited what it publishes.

    `read` gives the packaged entries; it is only called when they have to be written.
    """
    published = store.published()
    if published and published.edition == edition:
        return "unchanged"
    if published and published.origin == "curated":
        if store.find_edition(edition) is not None:
            return "kept"  # curators started from it, or were past it already
        store.offer(edition)
        return "offered"
    entries = read()
    try:
        _publish_packaged(store, entries, f"packaged edition {edition}")
    except EditConflict:  # another worker started at the same moment
        return "unchanged" if _is_published(store, edition) else synchronise_packaged(store, edition, lambda: entries)
    return "published"


def _is_published(store: CatalogueStore, edition: str) -> bool:
    published = store.published()
    return published is not None and published.edition == edition


def _publish_packaged(store: CatalogueStore, entries: Entries, reason: str) -> None:
    published, payloads = store.snapshot()
    before = {(kind, entry_id): payload for kind, entry_id, payload in payloads}
    after = {(kind, entry_id): payload for kind, entry_id, payload in entries.payloads()}
    changes = [Change(*key, payload) for key, payload in after.items() if before.get(key) != payload]
    changes += [Change(*key, None) for key in before if key not in after]
    store.publish(
        Publication(
            changes=tuple(changes),
            base=published.edition if published else None,
            edition=content_hash(entries.payloads()),
            origin="packaged",
            author="catalogue",
            reason=reason,
        )
    )


def export_entries(
    store: CatalogueStore, folder: Path, edition: str | None = None, packaged: Callable[[], Entries] | None = None
) -> int:
    """Write an edition, the published one by default, as canonical files.

    `packaged` gives the entries to write where the database has no edition yet.
    A file of an earlier export whose entry is no longer there is deleted; others are left alone.
    Returns how many files changed.
    """
    name, entries = _chosen(store, edition, packaged)
    changed = write_entries(entries, folder) + _delete_left_over(store, entries, folder)
    (folder / EDITION_FILE).write_text(name + "\n", encoding="ascii")
    return changed


def _chosen(store: CatalogueStore, edition: str | None, packaged: Callable[[], Entries] | None) -> tuple[str, Entries]:
    """Return the edition to write and its entries."""
    published = store.published()
    name = edition or (published.edition if published else None)
    if name is not None:
        return name, entries_at(store, name)
    if packaged is None:
        raise EditConflict("the database has no published edition yet")
    entries = packaged()
    return content_hash(entries.payloads()), entries


def pack_edition(store: CatalogueStore, edition: PublishedEdition) -> bytes:
    """Pack an edition as an archive of canonical files, as `export` writes them; the same edition gives the same bytes.

    Entries are written as they were kept: an edition older than the present format can be packed too.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add_file(archive, EDITION_FILE, edition.edition + "\n")
        for kind, entry_id, payload in store.payloads_at(edition.number):
            path = entry_path(Path("catalogue"), entry_kind(kind), entry_id).relative_to("catalogue")
            _add_file(archive, path.as_posix(), dump_yaml(payload))
    return out.getvalue()


def _add_file(archive: zipfile.ZipFile, name: str, text: str) -> None:
    """Add a file without the time it was packed at."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, text)


def _delete_left_over(store: CatalogueStore, entries: Entries, folder: Path) -> int:
    earlier = read_marker(folder)
    found = store.find_edition(earlier) if earlier else None
    if found is None:
        return 0
    kept = {(kind, entry_id) for kind, entry_id, _ in entries.payloads()}
    gone = [key[:2] for key in store.payloads_at(found.number) if key[:2] not in kept]
    paths = [entry_path(folder, entry_kind(kind), entry_id) for kind, entry_id in gone]
    paths = [path for path in paths if path.is_file()]
    for path in paths:
        path.unlink()
    return len(paths)


def read_marker(folder: Path) -> str | None:
    """Return the edition a folder was exported from, None when it does not say."""
    marker = folder / EDITION_FILE
    if not marker.is_file() or marker.stat().st_size > 100:
        return None
    return marker.read_text(encoding="ascii", errors="replace").strip() or None

"""The public history: the log of editions, one edition, one entry, one revision, and an edition as files."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from flask import Response, current_app, render_template, request
from flask.blueprints import BlueprintSetupState

from advisor.catalogue import Entries, parse_entries
from advisor.catalogue.files import dump_yaml
from advisor.domain.revisions import PublishedEdition, Revision
from advisor.errors import UnknownEntry
from advisor.services.curate.history import ShownRevision
from advisor.services.editions import Edition, Editions
from advisor.services.exchange import pack_edition
from advisor.web.browse.blueprint import browse
from advisor.web.curate.blueprint import services
from advisor.web.curate.shown import ShownUnit, show_unit
from advisor.web.security import limiter
from advisor.web.shown.report import describe_entry, payload_name

EDITIONS_SHOWN = 20
REVISIONS_SHOWN = 100
DIFFS_SHOWN = 20
"""Revisions of an entry on one page, each with its difference."""
EXPORT_LIMIT = "20 per hour"
"""Archives of one address."""
MAX_KEPT = 3
"""Archives kept in memory, some 1 MB each."""
MAX_NUMBER = 2**31 - 1
"""Largest number the databases know."""
VOCABULARY = ("criteria", "criteria")
_packing = Lock()


@dataclass(frozen=True, slots=True)
class Told:
    """A revision as a page tells it, with its differences in words."""

    revision: Revision
    name: str
    units: tuple[ShownUnit, ...]


@browse.record_once
def teach(state: BlueprintSetupState) -> None:
    """Give the templates the names of entries."""
    state.app.jinja_env.globals["payload_name"] = payload_name


@browse.get("/history")
def history() -> str:
    """Show the log: the published editions with their revisions, the newest first."""
    lines = services().history.log(before=_before(), limit=EDITIONS_SHOWN + 1)
    return render_template(
        "browse/history.html",
        lines=lines[:EDITIONS_SHOWN],
        more=lines[EDITIONS_SHOWN - 1].edition.number if len(lines) > EDITIONS_SHOWN else None,
        current=services().catalogue.published(),
    )


@browse.get("/editions/<slug:name>")
def edition(name: str) -> str:
    """Show one publication: who, when, why, its revisions, how to read it and to take it away."""
    found = services().history.edition(name)
    revisions = services().history.of_edition(found.number, before=_before(), limit=REVISIONS_SHOWN + 1)
    return render_template(
        "browse/edition.html",
        line=services().history.line(found),
        revisions=revisions[:REVISIONS_SHOWN],
        more=revisions[REVISIONS_SHOWN - 1].id if len(revisions) > REVISIONS_SHOWN else None,
        current=services().catalogue.published(),
    )


@browse.get("/editions/<slug:name>.zip")
@limiter.limit(EXPORT_LIMIT)
def export_edition(name: str) -> Response:
    """Send a whole edition as an archive of canonical files."""
    found = services().history.edition(name)
    response = Response(_packed(found), mimetype="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename=catalogue-{found.edition}.zip"
    response.headers["Cache-Control"] = "public, max-age=86400"
    response.set_etag(found.edition)
    response.make_conditional(request)
    return response


@browse.get("/history/<any(product, vendor, category, criteria):kind>/<slug:entry_id>")
def entry_history(kind: str, entry_id: str) -> str:
    """Show the revisions of one entry, each with what it changed."""
    found = services().history.of_entry(kind, entry_id, before=_before(), limit=DIFFS_SHOWN + 1)
    if not found:
        raise UnknownEntry(entry_id)
    newest = found[0].revision
    return render_template(
        "browse/entry-history.html",
        kind=kind,
        entry_id=entry_id,
        name=payload_name(newest.payload or found[0].before, entry_id),
        shown=_tell(found[:DIFFS_SHOWN]),
        more=found[DIFFS_SHOWN - 1].revision.id if len(found) > DIFFS_SHOWN else None,
        paged=_before() is not None,
        earlier_ids=services().history.earlier_names(_in_force().catalogue, kind, entry_id),
        page=describe_entry(_in_force(), f"{kind}:{entry_id}"),
    )


@browse.get("/revisions/<int:revision_id>")
def revision(revision_id: int) -> str:
    """Show one revision: what it changed, and the whole entry as it then was."""
    found = services().history.find(revision_id)
    [told] = _tell([found])
    before, after = services().history.neighbours(found.revision)
    return render_template(
        "browse/revision.html",
        told=told,
        text=dump_yaml(found.revision.payload) if found.revision.payload is not None else "",
        before=before,
        after=after,
        page=describe_entry(_in_force(), f"{found.revision.kind}:{found.revision.entry_id}"),
    )


def _before() -> int | None:
    asked = request.args.get("before", type=int)
    return None if asked is None else max(0, min(asked, MAX_NUMBER))


def _tell(found: Sequence[ShownRevision]) -> list[Told]:
    vocabulary = current_vocabulary()
    told = []
    for r, item in enumerate(found):
        on = item.revision.created.date()
        # An entry that is new or goes away is told in one word here: its page has it whole.
        units = item.units if item.before is not None and item.revision.payload is not None else ()
        shown = tuple(show_unit(unit, 1000 * r + u, vocabulary, on) for u, unit in enumerate(units))
        name = payload_name(item.revision.payload or item.before, item.revision.entry_id)
        told.append(Told(item.revision, name, shown))
    return told


def current_vocabulary() -> Entries:
    """Return the published vocabulary alone: naming fields and choices needs no other entry."""
    number = services().catalogue.last_revisions([VOCABULARY]).get(VOCABULARY, 0)
    kept: dict[int, Entries] = current_app.extensions.setdefault("vocabulary", {})
    if number not in kept:
        found = services().catalogue.revision_of(VOCABULARY, number)
        if found is None or found.payload is None:
            raise UnknownEntry("criteria")
        kept.clear()
        kept[number] = parse_entries([("criteria", "criteria", found.payload)])
    return kept[number]


def _packed(found: PublishedEdition) -> bytes:
    """Pack an edition once; one at a time, whoever asks."""
    kept: dict[str, bytes] = current_app.extensions.setdefault("packed-editions", {})
    with _packing:
        if found.edition not in kept:
            while len(kept) >= MAX_KEPT:
                del kept[next(iter(kept))]
            kept[found.edition] = pack_edition(services().catalogue, found)
        return kept[found.edition]


def _in_force() -> Edition:
    editions: Editions = current_app.extensions["editions"]
    return editions.current

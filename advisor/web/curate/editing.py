"""Editing an entry inside a proposal: the form, what is wrong, names already taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.catalogue.schema import EntryKind, RawCriterion
from advisor.domain.revisions import Payload
from advisor.errors import EditConflict, InvalidEntry, UnusableInput
from advisor.problems import Problem
from advisor.services.curate import require
from advisor.services.curate.names import names_taken
from advisor.services.curate.published import entry_kind
from advisor.services.curate.workshop import EditableEntry
from advisor.web.accounts import acting_account, needs
from advisor.web.context import current_edition
from advisor.web.curate.blueprint import curate, workshop
from advisor.web.curate.conflicts import show_draft_conflict
from advisor.web.curate.forms import Noted, add_item, build_form, note_problems, read_form
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _

FORM_ID = "entry"
MAX_ID = 60


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form: the raw entry, on which base, over which version of its draft."""

    raw: Mapping[str, Any]
    base: int
    expected: int


@curate.get("/workshop/proposals/<int:number>/entries/<kind>/<slug:entry_id>")
@needs("contributor")
def edit(number: int, kind: str, entry_id: str) -> str:
    """Show the form of an entry, as the proposal has it or as it is published."""
    proposal = workshop().find(number)
    require("edit", acting_account(), proposal)
    shown = workshop().edit(number, kind, entry_id)
    typed = Typed(shown.payload or {"id": entry_id}, shown.base, shown.expected)
    problems: Sequence[Problem] = workshop().check(proposal) if shown.expected else ()
    return _page(number, shown, typed, _of_entry(problems, shown.kind, entry_id))


@curate.post("/workshop/proposals/<int:number>/entries/<kind>/<slug:entry_id>")
@needs("contributor")
def save(number: int, kind: str, entry_id: str) -> tuple[str, int] | str | Response:
    """Save the draft of an entry, add an item to a list, or take the entry out."""
    actor, act = acting_account(), request.form.get("do", "save")
    require("edit", actor, workshop().find(number))
    shown = workshop().edit(number, kind, entry_id)
    if act == "drop":
        workshop().drop_draft(actor, number, kind, entry_id)
        return redirect(url_for("curate.proposal", number=number), 303)
    adding = act.startswith("add:")
    raw = read_form(shown.kind, entry_id, request.form, _criteria(), keep_blank=adding)
    typed = Typed(raw, request.form.get("base", -1, type=int), request.form.get("expected", -1, type=int))
    if adding:
        add_item(raw, act.removeprefix("add:"), request.form.get("new-criterion", "") if act == "add:facts" else "")
        return _page(number, shown, typed, ())
    payload: Payload | None = None if act == "remove" else raw
    try:
        proposal = workshop().save_draft(
            actor, number, kind, entry_id, payload, base=typed.base, expected=typed.expected
        )
    except InvalidEntry as error:
        return _page(number, shown, typed, error.problems), 422
    except EditConflict as error:
        return show_draft_conflict(number, error.conflicts[0], typed.base), 409
    if _of_entry(workshop().check(proposal), shown.kind, entry_id) and payload is not None:
        return redirect(url_for("curate.edit", number=number, kind=kind, entry_id=entry_id, _anchor="problems"), 303)
    return redirect(url_for("curate.proposal", number=number), 303)


@curate.post("/workshop/proposals/<int:number>/entries")
@needs("contributor")
def choose_entry(number: int) -> Response:
    """Go to the form of an entry, there or new."""
    kind = entry_kind(request.form.get("kind", ""))
    entry_id = request.form.get("entry", "").strip().strip("/").rsplit("/", 1)[-1].casefold()[:MAX_ID]
    if not entry_id.replace("-", "").isalnum() or not entry_id.isascii():
        raise UnusableInput("bad-id", found=entry_id)
    return redirect(url_for("curate.edit", number=number, kind=kind, entry_id=entry_id), 303)


@curate.get("/workshop/names")
@needs("contributor")
def check_name() -> str:
    """Say, while a name is typed, which entries bear it or one that is close."""
    name = next((value for key, value in request.args.items() if key not in ("kind", "entry")), "")
    found = names_taken(current_edition(), name[:120], request.args.get("kind", ""), request.args.get("entry", ""))
    return render_template("curate/_names.html", found=found)


def _criteria() -> Mapping[str, RawCriterion]:
    _edition, entries = workshop().entries()
    return {criterion.id: criterion for criterion in entries.criteria.criteria}


def _page(number: int, shown: EditableEntry, typed: Typed, problems: Sequence[Problem]) -> str:
    nodes = build_form(shown.kind, typed.raw, _criteria())
    noted = note_problems(problems, nodes, FORM_ID, current_lang())
    return render_template(
        "curate/edit.html",
        proposal=workshop().find(number),
        shown=shown,
        typed=typed,
        nodes=nodes,
        noted=noted,
        errors=_by_field(noted),
        names=_names(shown.kind, shown.entry_id, typed.raw),
        kept=shown.expected > 0,
    )


def _by_field(noted: Sequence[Noted]) -> dict[str, str]:
    found: dict[str, str] = {}
    for note in noted:
        found[note.id] = f"{found[note.id]} {note.message}" if note.id in found else note.message
    return found


def _names(kind: EntryKind, entry_id: str, raw: Mapping[str, Any]) -> list[tuple[str, str]]:
    """List other entries that bear a name of this one, for readers without script."""
    if kind not in ("product", "vendor"):
        return []
    aliases = [a.get("text", "") if isinstance(a, Mapping) else a for a in raw.get("aliases", [])]
    found: dict[str, str] = {}
    for name in (raw.get("name"), *aliases):
        if isinstance(name, str) and name:
            for taken in names_taken(current_edition(), name, kind, entry_id):
                if taken.same:
                    found[taken.entry_id] = _("« %(name)s » est aussi un nom de %(other)s.") % {
                        "name": name,
                        "other": taken.name,
                    }
    return list(found.items())


def _of_entry(problems: Sequence[Problem], kind: EntryKind, entry_id: str) -> tuple[Problem, ...]:
    _edition, entries = workshop().entries()
    place = entries.place(kind, entry_id)
    return tuple(p for p in problems if p.level == "error" and p.place.split(":")[0] == place)

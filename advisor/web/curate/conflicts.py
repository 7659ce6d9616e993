"""Two versions of one entry: both are shown, and somebody chooses. Nothing is overwritten meanwhile."""

import json
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.catalogue.units import WHOLE, choose_versions, merge_payloads
from advisor.domain.revisions import EntryConflict, Payload
from advisor.errors import EditConflict, UnknownProposal, UnusableInput
from advisor.services.curate import require
from advisor.web.accounts import acting_account, needs
from advisor.web.curate.blueprint import curate, workshop
from advisor.web.curate.shown import compare_lines, show_conflict


@curate.get("/workshop/proposals/<int:number>/entries/<kind>/<slug:entry_id>/conflict")
@needs("contributor")
def conflict(number: int, kind: str, entry_id: str) -> str:
    """Show a draft beside what was published since it was begun."""
    found = _stale(number, kind, entry_id)
    return _page(number, found, mine=None, base=0)


@curate.post("/workshop/proposals/<int:number>/entries/<kind>/<slug:entry_id>/conflict")
@needs("contributor")
def resolve(number: int, kind: str, entry_id: str) -> tuple[str, int] | str | Response:
    """Settle a conflict with what was chosen for each unit."""
    actor, mine = acting_account(), request.form.get("mine")
    require("edit", actor, workshop().find(number))
    found = _stale(number, kind, entry_id) if mine is None else _between_drafts(number, kind, entry_id, mine)
    chosen, missing = _chosen(found)
    if missing:
        return _page(number, found, mine=mine, base=request.form.get("base", 0, type=int), missing=missing), 422
    shown = request.form.get("shown", -1, type=int)
    if mine is None:
        try:
            workshop().resolve(actor, number, kind, entry_id, chosen, published=shown)
        except EditConflict as error:
            return _page(number, error.conflicts[0], mine=None, base=0, again=True), 409
        return redirect(url_for("curate.proposal", number=number), 303)
    try:
        workshop().save_draft(
            actor,
            number,
            kind,
            entry_id,
            choose_versions(found, chosen),
            base=request.form.get("base", 0, type=int),
            expected=shown,
        )
    except EditConflict as error:
        return show_draft_conflict(number, error.conflicts[0], request.form.get("base", 0, type=int), again=True), 409
    return redirect(url_for("curate.proposal", number=number), 303)


def show_draft_conflict(number: int, found: EntryConflict, base: int, *, again: bool = False) -> str:
    """Show one's version beside the draft that somebody saved meanwhile; one's own travels with the page."""
    return _page(number, found, mine=json.dumps(found.proposed, ensure_ascii=False), base=base, again=again)


def _stale(number: int, kind: str, entry_id: str) -> EntryConflict:
    review = workshop().review(acting_account(), number)
    for found in review.conflicts:
        if (found.kind, found.entry_id) == (kind, entry_id):
            return found
    raise UnknownProposal(number)


def _between_drafts(number: int, kind: str, entry_id: str, mine: str) -> EntryConflict:
    """Hold the version that travelled with the page against the draft as it is now."""
    proposed = _parse(mine)
    shown = workshop().edit(number, kind, entry_id)
    _edition, entries = workshop().entries()
    base = entries.payload(shown.kind, entry_id)
    return merge_payloads(
        (kind, entry_id), base=base, published=shown.payload, proposed=proposed, number=shown.expected
    )


def _parse(text: str) -> Payload | None:
    try:
        value: Any = json.loads(text)
    except ValueError:
        raise UnusableInput("text-needed") from None
    if value is not None and not isinstance(value, dict):
        raise UnusableInput("text-needed")
    return value  # the schema checks it when it is saved


def _chosen(found: EntryConflict) -> tuple[list[str], list[str]]:
    """Return the units to take as proposed, and the names of the fields where nothing was chosen."""
    answers = {unit.key: request.form.get(f"choice-{i}") for i, unit in enumerate(found.units)}
    missing = [
        f"choice-{i}" for i, unit in enumerate(found.units) if answers[unit.key] not in ("published", "proposed")
    ]
    return [key for key, answer in answers.items() if answer == "proposed"], missing


def _page(
    number: int,
    found: EntryConflict,
    *,
    mine: str | None,
    base: int,
    missing: list[str] | None = None,
    again: bool = False,
) -> str:
    _edition, entries = workshop().entries()
    before, after = compare_lines(found.published, found.merged)
    return render_template(
        "curate/conflict.html",
        proposal=workshop().find(number),
        found=found,
        units=[show_conflict(unit, entries) for unit in found.units],
        whole=[unit.key for unit in found.units] == [WHOLE],
        merged=list(zip(before, after, strict=False)) if not found.units else (),
        mine=mine,
        base=base,
        missing=missing or [],
        answers=request.form,
        again=again,
    )

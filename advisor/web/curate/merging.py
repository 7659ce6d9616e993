"""Two entries that are one, another name, another id: what it would change is shown, then proposed."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.catalogue.units import review_units
from advisor.domain.proposals import Draft
from advisor.errors import AdvisorError
from advisor.services.curate.merging import facts_left, plan_merge, plan_new_id, plan_new_name
from advisor.services.curate.published import entry_kind
from advisor.services.explain import explain_error
from advisor.web.accounts import acting_account, needs
from advisor.web.context import today
from advisor.web.curate.blueprint import curate, services, workshop
from advisor.web.curate.shown import Line, ShownUnit, plain_lines, show_unit, unit_title
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.shown.report import payload_name

ACTS = ("merge", "name", "id")
KINDS = ("product", "vendor", "category")
MAX_FIELD = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for: merge `entry` into `other`, or give `entry` the name or id `other`."""

    act: str
    kind: str
    entry: str
    other: str

    @property
    def filled(self) -> bool:
        """Tell whether there is something to show."""
        return bool(self.entry and self.other)


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """What one entry would become."""

    draft: Draft
    name: str
    units: tuple[ShownUnit, ...]


@curate.get("/workshop/merge")
@needs("contributor")
def merging() -> str | tuple[str, int]:
    """Offer to merge, rename or give another id; with a filled form, show what it would change."""
    asked = _read(request.args)
    if not asked.filled:
        return _page(asked)
    try:
        return _page(asked, _plan(asked))
    except AdvisorError as error:
        return _page(asked, error=explain_error(error, current_lang())), 422


@curate.post("/workshop/merge")
@needs("contributor")
def propose_merging() -> Response | tuple[str, int]:
    """Make a draft proposal of what was shown."""
    asked = _read(request.form)
    if not asked.filled:
        return _page(asked, error=_("Remplissez les deux champs.")), 422
    try:
        drafts = _plan(asked)
    except AdvisorError as error:
        return _page(asked, error=explain_error(error, current_lang())), 422
    reason = request.form.get("reason", "")
    proposal = workshop().prepare(acting_account(), _title(asked), reason, origin="merge", drafts=drafts)
    return redirect(url_for("curate.proposal", number=proposal.number), 303)


def _read(values: Mapping[str, str]) -> Asked:
    act, kind = values.get("act", ""), values.get("kind", "")
    act = act if act in ACTS else "merge"
    other = " ".join(values.get("other", "").split())[:MAX_FIELD]
    return Asked(
        act=act,
        kind=kind if kind in KINDS else "product",
        entry=_id_of(values.get("entry", "")),
        other=other if act == "name" else _id_of(other),
    )


def _id_of(text: str) -> str:
    """Return the id of an entry from itself or from the address of its page."""
    return text.strip().split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1].casefold()[:MAX_FIELD]


def _plan(asked: Asked) -> list[Draft]:
    actor, store = acting_account(), services().catalogue
    if asked.act == "name":
        return plan_new_name(workshop(), store, actor, kind=asked.kind, entry_id=asked.entry, name=asked.other)
    if asked.act == "id":
        return plan_new_id(workshop(), store, actor, kind=asked.kind, old=asked.entry, new=asked.other)
    return plan_merge(workshop(), store, actor, kind=asked.kind, gone=asked.entry, kept=asked.other)


def _title(asked: Asked) -> str:
    words = {
        "merge": _("Réunir %(entry)s à %(other)s"),
        "name": _("Renommer %(entry)s : %(other)s"),
        "id": _("Changer l’identifiant %(entry)s en %(other)s"),
    }
    return words[asked.act] % {"entry": asked.entry, "other": asked.other}


def _page(asked: Asked, drafts: list[Draft] | None = None, error: str | None = None) -> str:
    shown = [_shown(draft, d) for d, draft in enumerate(drafts or ())]
    return render_template(
        "curate/merge.html",
        asked=asked,
        kinds=KINDS,
        shown=[item for item in shown if item.units],
        left=_left(asked) if drafts and asked.act == "merge" else [],
        planned=drafts is not None,
        title=_title(asked) if asked.filled else "",
        others=_open_proposals(drafts or []),
        error=error,
    )


def _shown(draft: Draft, number: int) -> ShownDraft:
    _edition, entries = workshop().entries()
    before = entries.payload(entry_kind(draft.kind), draft.entry_id)
    units = review_units(before, draft.payload)
    shown = tuple(show_unit(unit, 1000 * number + u, entries, today()) for u, unit in enumerate(units))
    return ShownDraft(draft, payload_name(draft.payload or before, draft.entry_id), shown)


def _left(asked: Asked) -> list[tuple[str, tuple[Line, ...], tuple[Line, ...]]]:
    """Show the facts that stay in the withdrawn entry beside the one that is kept."""
    _edition, entries = workshop().entries()
    criteria = {criterion.id: criterion for criterion in entries.criteria.criteria}
    found = []
    for fact, kept in facts_left(entries, asked.kind, asked.entry, asked.other):
        title = unit_title(f"facts[{fact['criterion']}]", criteria)
        found.append((title, plain_lines(fact), plain_lines(kept[0])))
    return found


def _open_proposals(drafts: list[Draft]) -> list[tuple[int, str]]:
    """List the open proposals that touch the entries concerned: they would meet in a conflict."""
    found: dict[int, str] = {}
    for draft in drafts[:50]:
        for other in workshop().list(states=("draft", "submitted"), key=draft.key):
            found[other.number] = other.title
    return sorted(found.items())

"""The freshness desk: facts that expire, are badly sourced or old, products asked for, names shared by users.

A line leads to the form of its entry, inside the proposal chosen at the top of the page. Everything
is links and forms; `desk.js` only adds keys that move between the lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from advisor.domain.accounts import Account
from advisor.domain.proposals import ProposalSummary
from advisor.errors import UnusableInput
from advisor.services.curate import freshness as lists
from advisor.services.curate.permissions import require
from advisor.services.curate.published import entry_kind
from advisor.web.accounts import acting_account, needs
from advisor.web.context import current_edition, today
from advisor.web.curate.blueprint import curate, services, workshop
from advisor.web.i18n import gettext as _

PERIODS = (30, 90, 180, 365)
PAGE = 100
"""Lines of one page."""
CHOSEN = "desk-proposal"
"""Where the session keeps the proposal that lines of the desk are put into."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the desk's lists and how many lines it has."""

    name: str
    label: str
    count: int


@curate.get("/workshop/freshness")
@needs("contributor")
def freshness() -> Response:
    """Go to the first list of the desk."""
    return redirect(url_for("curate.freshness_list", name="expiring"), 303)


@curate.get("/workshop/freshness/<any(expiring, weak, oldest):name>")
@needs("contributor")
def freshness_list(name: str) -> str:
    """Show one of the lists of facts."""
    tasks, criteria = _facts(name), current_edition().catalogue.criteria
    asked_for = request.args.get("criterion", "")
    if asked_for in criteria:
        tasks = [task for task in tasks if task.criterion == asked_for]
    return render_template(
        "curate/freshness.html",
        name=name,
        tasks=tasks[_start() : _start() + PAGE],
        total=len(tasks),
        days=_days(),
        periods=PERIODS,
        criteria=criteria,
        criterion=asked_for if asked_for in criteria else "",
        **_around(len(tasks)),
    )


@curate.get("/workshop/freshness/asked")
@needs("contributor")
def asked_list() -> str:
    """Show the products most looked at and least documented."""
    tasks = _asked()
    return render_template(
        "curate/asked.html", tasks=tasks[_start() : _start() + PAGE], total=len(tasks), **_around(len(tasks))
    )


@curate.get("/workshop/freshness/names")
@needs("contributor")
def shared_names() -> str:
    """Show the names that users agreed to share, the most frequent first."""
    names = services().contributions.shared_names()
    shown = [(name, current_edition().search.find(name.name, 1)) for name in names[_start() : _start() + PAGE]]
    return render_template("curate/names.html", shown=shown, total=len(names), **_around(len(names)))


@curate.post("/workshop/freshness/names")
@needs("contributor")
def settle_name() -> Response:
    """Say what became of a shared name."""
    done = request.form.get("do") == "done"
    services().contributions.settle_name(acting_account(), request.form.get("name", "")[:200], done=done)
    return redirect(url_for("curate.shared_names", _anchor="lines"), 303)


@curate.post("/workshop/freshness/open")
@needs("contributor")
def open_line() -> Response:
    """Go from a line to the form of its entry, in the proposal that was chosen or in a new one."""
    kind, _slash, rest = request.form.get("entry", "").partition("/")
    entry_id, _slash, place = rest.partition("/")
    checked = entry_kind(kind)
    _edition, entries = workshop().entries()
    if entries.payload(checked, entry_id) is None:
        raise UnusableInput("bad-id", found=entry_id[:60])
    number = _proposal_for(acting_account(), request.form.get("proposal", ""))
    anchor = f"f-facts-{place}-value" if place.isdecimal() else None
    return redirect(url_for("curate.edit", number=number, kind=checked, entry_id=entry_id, _anchor=anchor), 303)


def _proposal_for(actor: Account, chosen: str) -> int:
    """Return the chosen proposal, if the account may change it; else begin one."""
    if chosen.isdecimal() and len(chosen) < 10:
        proposal = workshop().find(int(chosen))
        require("edit", actor, proposal)
    else:
        proposal = workshop().open(actor, _("Mise à jour de faits, %(date)s") % {"date": today().isoformat()})
    session[CHOSEN] = proposal.number
    return proposal.number


def own_drafts(actor: Account) -> Sequence[ProposalSummary]:
    """List the drafts a line can be put into, those changed last first."""
    return workshop().list(states=("draft",), author=actor.name)[:20]


def _facts(name: str) -> list[lists.FactTask]:
    catalogue, on = current_edition().catalogue, today()
    return lists.expiring_facts(catalogue, on, _days()) if name == "expiring" else lists.LISTS[name](catalogue, on)


def _asked() -> list[lists.ProductTask]:
    return lists.asked_products(current_edition().catalogue, services().contributions.asked(), today())


def _around(total: int) -> dict[str, object]:
    """Return what surrounds each list: the other lists, the proposals to choose from, the next page."""
    drafts = own_drafts(acting_account())
    chosen = session.get(CHOSEN)
    return {
        "tabs_found": _tabs(today()),
        "drafts": drafts,
        "chosen": chosen if any(draft.number == chosen for draft in drafts) else None,
        "start": _start(),
        "next_start": _start() + PAGE if _start() + PAGE < total else None,
    }


def _tabs(on: date) -> list[Tab]:
    catalogue = current_edition().catalogue
    return [
        Tab("expiring", _("Expirent"), len(lists.expiring_facts(catalogue, on, _days()))),
        Tab("weak", _("Sources faibles ou absentes"), len(lists.weak_facts(catalogue, on))),
        Tab("oldest", _("Les plus anciens"), len(lists.oldest_facts(catalogue, on))),
        Tab("asked", _("Consultés, peu documentés"), len(_asked())),
        Tab("names", _("Noms signalés"), len(services().contributions.shared_names())),
    ]


def _days() -> int:
    days = request.args.get("days", type=int)
    return days if days in PERIODS else lists.WITHIN_DAYS


def _start() -> int:
    return max(0, min(request.args.get("from", 0, type=int), 1_000_000))

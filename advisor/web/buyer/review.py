"""The review queue of a list: one line at a time, what becomes of it, then the next undecided one."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.documents.limits import MAX_FILE_BYTES
from advisor.domain.reports import ACTIONS, CRITICALITIES, LineDecision
from advisor.errors import UnusableInput
from advisor.reports.steps import PAGE_STEPS
from advisor.services.decisions import MAX_COMMENT, NO_PRODUCT, read_decisions
from advisor.services.explain import explain_error
from advisor.services.outline import Entry
from advisor.web.buyer.blueprint import UPLOAD_LIMIT, Visit, analyses, buyer
from advisor.web.buyer.listing import ListBuilder
from advisor.web.buyer.lists import entry_of, list_builder, list_of, show_list
from advisor.web.buyer.names import clean_name
from advisor.web.buyer.words import action_word, criticality_word
from advisor.web.i18n import current_lang, ngettext
from advisor.web.i18n import gettext as _
from advisor.web.security import limiter
from advisor.web.shown.cards import Card, card_of


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of the form: its value, its words and the key that picks it."""

    value: str
    name: str
    key: str = ""


def action_options() -> list[Option]:
    """List what can be decided, with a key each; none is used twice in a language."""
    keys = {"keep": _("g"), "replace": _("r"), "study": _("e"), "not-concerned": _("n")}
    return [Option(action, action_word(action), keys[action]) for action in ACTIONS]


def criticality_options() -> list[Option]:
    """List the criticalities of a use."""
    return [Option(criticality, criticality_word(criticality)) for criticality in CRITICALITIES]


@dataclass(frozen=True, slots=True)
class Queue:
    """The lines of a list in the order of review: by next step, then by amount."""

    entries: tuple[Entry, ...]

    def place(self, row: int) -> int:
        """Return the place of a row in the queue; -1 when it is not there."""
        return next((i for i, entry in enumerate(self.entries) if row in entry.rows), -1)

    def next_open(self, after: int) -> Entry | None:
        """Return the next undecided line after a place, from the start again at the end; None when all are decided."""
        order = (*self.entries[after + 1 :], *self.entries[: after + 1])
        return next((entry for entry in order if not entry.choice.action), None)

    @property
    def left(self) -> int:
        """Count the lines that wait for a decision."""
        return sum(not entry.choice.action for entry in self.entries)


def _queue(entries: Sequence[Entry]) -> Queue:
    ordered = sorted(entries, key=lambda e: (PAGE_STEPS.index(e.step), -(e.amount or -1), e.rows[0]))
    return Queue(tuple(ordered))


@buyer.get("/results/<token>/review")
def review(token: str) -> Response | str:
    """Go to the first line that waits for a decision, or say that none does."""
    visit = list_of(token)
    queue = _queue(list_builder(visit.analysis).entries)
    entry = queue.next_open(-1)
    if entry is None:
        return render_template("advise/reviewed.html", visit=visit, count=len(queue.entries))
    return redirect(url_for("buyer.review_row", token=token, row=entry.rows[0]), 303)


@buyer.get("/results/<token>/review/<int:row>")
def review_row(token: str, row: int) -> str:
    """Show one line with what can be decided about it."""
    return _show(list_of(token), row)


def _show(visit: Visit, row: int, error: str = "") -> str:
    builder = list_builder(visit.analysis)
    entry = entry_of(builder, row)
    queue = _queue(builder.entries)
    place = queue.place(row)
    following = queue.entries[place + 1] if place + 1 < len(queue.entries) else None
    return render_template(
        "advise/review.html",
        visit=visit,
        line=builder.line(entry),
        needs=builder.needs(),
        choices=builder.choices,
        replacements=_replacements(builder, entry),
        actions=action_options(),
        criticalities=criticality_options(),
        left=queue.left,
        total=len(queue.entries),
        previous=queue.entries[place - 1].rows[0] if place > 0 else None,
        following=following.rows[0] if following else None,
        error=error,
        max_comment=MAX_COMMENT,
        view=None,
    )


def _replacements(builder: ListBuilder, entry: Entry) -> list[Card]:
    """List what may replace a product: its documented alternatives, and what was chosen before."""
    product = builder.edition.catalogue.products.get(entry.match.product_id or "")
    ids = [item["product"]["id"] for item in builder.shaper.alternatives(product)] if product else []
    chosen = entry.choice.replacement
    if chosen and chosen not in ids:
        ids.append(chosen)
    return [card_of(builder.edition, id_) for id_ in ids if id_ in builder.edition.catalogue.products]


@buyer.post("/results/<token>/rows/<int:row>/choice")
def choose(token: str, row: int) -> Response | tuple[str, int]:
    """Keep what the visitor decides about a line, and go to the next that waits."""
    visit = list_of(token)
    builder = list_builder(visit.analysis)
    entry = entry_of(builder, row)
    # The order of before: confirming a product moves its line to another group.
    queue = _queue(builder.entries)
    following = queue.next_open(queue.place(row))
    choice = _read_choice()
    product = request.form.get("product", "")
    if not choice and not product:
        return _show(visit, row, _("Choisissez une décision, ou passez à la ligne suivante.")), 422
    changed = visit.analysis
    if product:
        changed = analyses().decide(changed, entry.line.text, None if product == NO_PRODUCT else product)
    analyses().choose(changed, entry.line.text, choice)
    if following is None or following is entry:
        return redirect(url_for("buyer.review", token=token), 303)
    return redirect(url_for("buyer.review_row", token=token, row=following.rows[0]), 303)


def _read_choice() -> LineDecision:
    form = request.form
    action = next((a for a in ACTIONS if a == form.get("action")), None)
    return LineDecision(
        action=action,
        replacement=form.get("replacement") or None if action == "replace" else None,
        comment=" ".join(form.get("comment", "").split())[:MAX_COMMENT],
        criticality=next((c for c in CRITICALITIES if c == form.get("criticality")), None),
    )


@buyer.post("/results/<token>/rows/<int:row>/unchoose")
def unchoose(token: str, row: int) -> Response:
    """Take back what was decided about a line."""
    visit = list_of(token)
    entry = entry_of(list_builder(visit.analysis), row)
    analyses().choose(visit.analysis, entry.line.text, LineDecision())
    return redirect(url_for("buyer.review_row", token=token, row=row), 303)


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What became of a workbook: one sentence, and the cells that could not be followed."""

    told: str
    problems: tuple[tuple[str, str], ...] = ()


@buyer.post("/results/<token>/choices")
@limiter.shared_limit(UPLOAD_LIMIT, scope="uploads")
def take_choices(token: str) -> str | tuple[str, int]:
    """Take over the decisions of a workbook that was edited by hand."""
    visit = list_of(token)
    sent = request.files.get("workbook")
    if sent is None or not sent.filename:
        return show_list(visit, given_back=GivenBack(_("Choisissez le classeur : aucun n’a été reçu."))), 422
    data, name = sent.stream.read(MAX_FILE_BYTES + 1), clean_name(sent.filename)
    try:
        read = read_decisions(data, name, analyses().edition().catalogue, current_lang())
    except UnusableInput as error:
        return show_list(visit, given_back=GivenBack(explain_error(error, current_lang()))), 422
    changed = analyses().take_decisions(visit.analysis, read.decisions)
    texts = len(read.decisions.products.keys() | read.decisions.lines.keys())
    told = ngettext("%(num)s texte décidé, repris.", "%(num)s textes décidés, repris.", texts) % {"num": texts}
    problems = tuple((problem.cell, problem.explain(current_lang())) for problem in read.problems)
    return show_list(Visit(changed, token), given_back=GivenBack(told, problems))

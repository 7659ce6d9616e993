"""The result of a list, and the visitor's answers about its lines."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.domain.analyses import Analysis
from advisor.services.advise import find_entries
from advisor.services.outline import Entry, find_entry_of_row
from advisor.web.buyer.blueprint import Visit, analyses, buyer, only_part, own_result
from advisor.web.buyer.listing import ListBuilder, ListPage
from advisor.web.buyer.view import parse_list_view, view_args
from advisor.web.buyer.weights import list_weights
from advisor.web.context import current_edition, today
from advisor.web.i18n import current_lang
from advisor.web.shown.cards import Card, card_of

NO_PRODUCT = "-"
MAX_FOUND = 8


def list_builder(analysis: Analysis) -> ListBuilder:
    """Return what builds the pages of a list that is ready."""
    return ListBuilder(current_edition(), analyses().list_answer(analysis), analysis, today())


def show_list(visit: Visit, *, given_back: object = None) -> str:
    """Show the answer for a list; htmx asks for the lines only when a filter changes."""
    builder = list_builder(visit.analysis)
    page = builder.page(parse_list_view(request.args))
    done = find_entry_of_row(builder.entries, request.args.get("done", 0, int))
    return render_template(
        "advise/_lines.html" if only_part("lines") else "advise/list.html",
        visit=visit,
        told=builder.line(done) if done else None,
        source=builder.purchases,
        given_back=given_back,
        can_choose=visit.owner and analyses().keeps_upload(visit.analysis),
        **_context(builder, page),
    )


def _context(builder: ListBuilder, page: ListPage) -> dict[str, object]:
    return {"page": page, "view": page.view, "view_args": view_args, "choices": builder.choices, "kept": {}}


def entry_of(builder: ListBuilder, row: int) -> Entry:
    """Return the entry of a row, or answer that there is none."""
    entry = find_entry_of_row(builder.entries, row)
    if entry is None:
        abort(404)
    return entry


def list_of(token: str) -> Visit:
    """Open a list that is ready to change it."""
    visit = own_result(token)
    if visit.analysis.kind != "list" or visit.analysis.state != "ready":
        abort(404)
    return visit


@buyer.get("/results/<token>/rows/<int:row>")
def row(token: str, row: int) -> str:
    """Offer other products for a line: its rivals, a search, or none."""
    visit = list_of(token)
    builder = list_builder(visit.analysis)
    entry = entry_of(builder, row)
    words = request.args.get("words", "").strip()[:200]
    page = builder.page(parse_list_view(request.args))
    return render_template(
        "advise/row.html", visit=visit, line=builder.line(entry), words=words, found=_search(words),
        weights=list_weights(builder.edition, entry.line, entry.seen),
        **_context(builder, page),
    )  # fmt: skip


def _search(words: str) -> list[Card]:
    edition = current_edition()
    found = find_entries(edition, words, current_lang(), 30)["results"] if words else []
    return [card_of(edition, item["id"]) for item in found if item["kind"] == "product"][:MAX_FOUND]


@buyer.post("/results/<token>/rows/<int:row>/decision")
def decide(token: str, row: int) -> Response | str:
    """Keep what the visitor answers about a line: a product, or none."""
    visit = list_of(token)
    entry = entry_of(list_builder(visit.analysis), row)
    chosen = request.form.get("product", "")
    if not chosen:
        abort(400)
    changed = analyses().decide(visit.analysis, entry.line.text, None if chosen == NO_PRODUCT else chosen)
    return _after(Visit(changed, token), row, done=True)


@buyer.post("/results/<token>/rows/<int:row>/undo")
def undo(token: str, row: int) -> Response | str:
    """Take back an answer."""
    visit = list_of(token)
    entry = entry_of(list_builder(visit.analysis), row)
    changed = analyses().undecide(visit.analysis, entry.line.text)
    return _after(Visit(changed, token), row, done=False)


def _after(visit: Visit, row: int, *, done: bool) -> Response | str:
    """Show the line after an answer: in its place with htmx, else on the whole page."""
    view = parse_list_view(request.args)
    if not request.headers.get("HX-Request"):
        wanted = view_args(view) | ({"done": row} if done else {})
        anchor = "done" if done else f"r{row}"
        return redirect(url_for("buyer.result", token=visit.token, **wanted, _anchor=anchor), 303)
    builder = list_builder(visit.analysis)
    line = builder.line(entry_of(builder, row))
    return render_template(
        "advise/_decided.html", visit=visit, line=line, done=done, **_context(builder, builder.page(view))
    )

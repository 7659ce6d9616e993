"""The internal sourcing note of a result, and what compared products leave to ask: apart from anything public."""

import io

from flask import Response, abort, render_template, request, send_file

from advisor.domain.analyses import Analysis
from advisor.reports.sourcing import Found
from advisor.services.advise import Request
from advisor.services.needs import needs_query
from advisor.services.sourcing import Finds, functions_of, render_paper, write_comparison, write_note, write_questions
from advisor.web.asked import address_needs
from advisor.web.buyer.blueprint import Visit, analyses, buyer, own_result
from advisor.web.buyer.names import download_name
from advisor.web.context import current_edition
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.security import limiter
from advisor.web.shown.cards import SHOWN
from advisor.web.shown.needs import needs_words
from advisor.web.shown.prose import plain, sort_key

MANY_FUNCTIONS = 6
"""Past so many functions, the page says that a note of one is shorter."""
PAPER_LIMIT = "30 per minute"
"""Papers of one address: writing one costs far more than a page."""


def _visit(token: str) -> Visit:
    """Open a result to write its note: for its author alone, as the note is internal."""
    visit = own_result(token)
    if visit.analysis.state != "ready":
        abort(404)
    return visit


def _found(analysis: Analysis, asked: Request) -> Found:
    finds = Finds(asked.lang)
    if analysis.kind == "list":
        answer = analyses().list_answer(analysis)
        finds.add_list(current_edition(), answer.purchases, answer.matches, asked)
    else:
        finds.add_check(analyses().tender_result(analysis, asked.lang))
    return finds.found()


@buyer.get("/results/<token>/note")
def note(token: str) -> str:
    """Offer the note: for which functions, in which format."""
    visit = _visit(token)
    edition, asked = current_edition(), analyses().request(visit.analysis, current_lang())
    functions = functions_of(edition, _found(visit.analysis, asked))
    named = [(key, plain(edition.catalogue.category(key).name), count) for key, count in functions.items()]
    return render_template(
        "advise/note.html",
        visit=visit,
        functions=sorted(named, key=lambda item: sort_key(item[1])),
        many=len(named) > MANY_FUNCTIONS,
        told=needs_words(asked.needs, edition.catalogue),
        query=needs_query(asked.needs),
    )


@buyer.get("/results/<token>/note.<any(docx, pdf, odt, html):extension>")
@limiter.limit(PAPER_LIMIT)
def note_file(token: str, extension: str) -> Response:
    """Send the note, after the visitor's decisions and needs."""
    visit = _visit(token)
    asked = analyses().request(visit.analysis, current_lang())
    paper = write_note(current_edition(), _found(visit.analysis, asked), asked, request.args.getlist("function")[:100])
    mimetype, data = render_paper(paper, extension)
    return _send(data, mimetype, download_name(_("note-interne") + "-" + visit.analysis.name, extension))


def _send(data: bytes, mimetype: str, name: str) -> Response:
    return send_file(io.BytesIO(data), mimetype=mimetype, as_attachment=True, download_name=name)


def _products() -> list[str]:
    catalogue = current_edition().catalogue
    asked = request.args.getlist("p")[:20]
    known = [i for i in dict.fromkeys(asked) if i in catalogue.products and catalogue.products[i].status in SHOWN]
    return known or abort(404)


@buyer.get("/compare/comparison.<any(docx, pdf, odt, html, xlsx, csv):extension>")
@limiter.limit(PAPER_LIMIT)
def comparison_file(extension: str) -> Response:
    """Send the comparison of the address as a paper or a table."""
    asked = Request(lang=current_lang(), needs=address_needs())
    mimetype, data = write_comparison(current_edition(), _products(), asked, extension)
    return _send(data, mimetype, _("comparaison") + "." + extension)


@buyer.get("/compare/questions.<any(docx, pdf, odt, html):extension>")
@limiter.limit(PAPER_LIMIT)
def questions_file(extension: str) -> Response:
    """Send the questions to the vendors of the products of the address."""
    asked = Request(lang=current_lang(), needs=address_needs())
    mimetype, data = render_paper(write_questions(current_edition(), _products(), asked), extension)
    return _send(data, mimetype, _("questions") + "." + extension)

"""The result of a tender: its findings beside the text, the whole text, nothing about alternatives."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.documents.annotate import ANNOTATED_KINDS
from advisor.domain.analyses import TenderAnswer
from advisor.domain.marks import STATUSES, Mark
from advisor.reports.marking import apply_marks
from advisor.reports.shapes import CheckResultShape, MentionShape
from advisor.web.buyer.blueprint import Visit, analyses, buyer, only_part, open_result
from advisor.web.buyer.passages import DocumentView, Finding, Note, Passage, misses_equivalent
from advisor.web.buyer.thread import Thread, build_thread
from advisor.web.buyer.view import SEVERITIES, TenderView, parse_tender_view, view_args
from advisor.web.buyer.words import equivalent_word, finding_word, part_word, role_word, severity_word, status_word
from advisor.web.i18n import current_lang, ngettext, show_number
from advisor.web.i18n import gettext as _

PER_PAGE = 60
"""Passages with findings of a page."""
TEXT_PER_PAGE = 150
"""Passages of a page of the whole text."""
MAX_THREADS = 3
"""Documents whose findings are drawn; more are a table."""
GLYPHS = {"high": "c-fix", "warning": "c-just", "info": "c-ok"}
STYLES = {"high": "fix", "warning": "just", "info": "ok"}


@dataclass(frozen=True, slots=True)
class Counted:
    """A choice of a filter, or a document, with its counts."""

    key: str
    name: str
    count: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """The passages of one document on a page."""

    number: int
    name: str
    passages: tuple[Passage, ...]


def is_decided(shape: MentionShape) -> bool:
    """Tell whether a person said what becomes of a finding."""
    return shape.get("status", "to-correct") != "to-correct"


def tender_sentence(result: CheckResultShape) -> str:
    """Say the answer for documents in one or two sentences with their numbers."""
    counts, mentions = result["summary"]["by_severity"], result["summary"]["mentions"]
    if not mentions:
        return _("Aucune marque du catalogue dans ce qui a été lu.")
    products = result["summary"]["products"]
    first = ngettext("%(n)s produit cité.", "%(n)s produits cités.", products) % {"n": show_number(products)}
    texts = {
        "high": ngettext("%(n)s mention est à corriger", "%(n)s mentions sont à corriger", counts["high"]),
        "warning": ngettext("%(n)s à vérifier", "%(n)s à vérifier", counts["warning"]),
        "info": ngettext("%(n)s pour information", "%(n)s pour information", counts["info"]),
    }
    parts = [texts[level] % {"n": show_number(counts[level])} for level in SEVERITIES if counts[level]]
    return f"{first} {', '.join(parts)}."


class TenderPages:
    """The findings of a tender, numbered over all its documents, and the pages that show them."""

    def __init__(self, answer: TenderAnswer, result: CheckResultShape, token: str) -> None:
        elsewhere = url_for("buyer.finding", token=token, number=0)[:-1] + "{}"
        self.answer, self.result, self.token = answer, result, token
        self.findings = [Finding(n, shape) for n, shape in enumerate(result["mentions"], 1)]
        self.documents = [
            DocumentView(document, [f for f in self.findings if f.shape["document"] == document.name], elsewhere)
            for document, _matches in answer.documents
        ]

    def chosen(self, view: TenderView) -> list[int]:
        """Return the numbers of the findings that a view keeps."""
        return [f.number for f in self.findings if self._keeps(f.shape, view)]

    def _keeps(self, shape: MentionShape, view: TenderView) -> bool:
        if view.severity and shape["severity"] != view.severity:
            return False
        if view.kind and shape["finding"] != view.kind:
            return False
        if view.status and (view.status == "done") != is_decided(shape):
            return False
        if not 1 <= view.document <= len(self.documents):
            return True
        return shape["document"] == self.documents[view.document - 1].document.name

    def parts(self, view: TenderView) -> tuple[list[DocumentPart], int]:
        """Return the passages of a page by document, and the number of pages."""
        chosen = self.chosen(view)
        flat = [
            (number, document, passage)
            for number, document in enumerate(self.documents, 1)
            for passage in document.passages(chosen)
        ]
        pages = max(1, -(-len(flat) // PER_PAGE))
        start = (min(view.page, pages) - 1) * PER_PAGE
        groups: dict[int, list[Passage]] = {}
        for number, _document, passage in flat[start : start + PER_PAGE]:
            groups.setdefault(number, []).append(passage)
        parts = [DocumentPart(n, self.documents[n - 1].document.name, tuple(groups[n])) for n in groups]
        return parts, pages

    def page_of(self, number: int) -> int:
        """Return the page of the unfiltered view that shows a finding."""
        passages = (p for document in self.documents for p in document.passages())
        for index, passage in enumerate(passages):
            if any(f.number == number for note in passage.notes for f in note.findings):
                return index // PER_PAGE + 1
        return 1

    def note_of(self, number: int) -> Note | None:
        """Return the note that holds a finding."""
        notes = (note for document in self.documents for note in document.notes_beside(number))
        return next((note for note in notes if any(f.number == number for f in note.findings)), None)

    def after(self, marks: tuple[Mark, ...]) -> "TenderPages":
        """Return the same pages after other decisions, without reading the documents again."""
        return TenderPages(self.answer, apply_marks(self.result, marks), self.token)

    @property
    def decided(self) -> int:
        """Count the findings a person decided about."""
        return sum(is_decided(finding.shape) for finding in self.findings)

    def severities(self) -> list[Counted]:
        """Count the findings by severity."""
        levels = [str(f.shape["severity"]) for f in self.findings]
        return [Counted(level, severity_word(level), levels.count(level)) for level in SEVERITIES]

    def kinds(self) -> list[Counted]:
        """Count the findings by kind."""
        kinds = [str(f.shape["finding"]) for f in self.findings]
        return [Counted(kind, finding_word(kind), kinds.count(kind)) for kind in dict.fromkeys(kinds)]

    def by_document(self) -> list[Counted]:
        """Count the findings by document."""
        names = [f.shape["document"] for f in self.findings]
        return [
            Counted(str(n), view.document.name, names.count(view.document.name), part_word(view.document.part))
            for n, view in enumerate(self.documents, 1)
        ]

    def threads(self) -> list[Thread]:
        """Draw where the findings stand, for few documents."""
        if len(self.documents) > MAX_THREADS:
            return []
        return [
            build_thread(view.document, [f for group in view.placed.values() for f in group], number)
            for number, view in enumerate(self.documents, 1)
        ]


def tender_words() -> dict[str, object]:
    """Return what the templates of findings say things with."""
    return {
        "severity_word": severity_word,
        "role_word": role_word,
        "equivalent_word": equivalent_word,
        "finding_word": finding_word,
        "status_word": status_word,
        "statuses": STATUSES[1:],
        "misses_equivalent": misses_equivalent,
        "glyphs": GLYPHS,
        "styles": STYLES,
        "view_args": view_args,
    }


def read_tender(visit: Visit) -> TenderPages:
    """Read the findings of a tender that is ready; any other result is not found here."""
    if visit.analysis.kind != "tender" or visit.analysis.state != "ready":
        abort(404)
    answer = analyses().tender_answer(visit.analysis)
    result = analyses().tender_result(visit.analysis, current_lang(), answer=answer)
    return TenderPages(answer, result, visit.token)


def show_tender(visit: Visit, *, errors: Mapping[int, str] | None = None, told: str = "", refused: str = "") -> str:
    """Show the findings of a tender; htmx asks for the text only when a filter changes.

    `errors` are about a decision, by the number of its finding; `refused` is about a workbook that
    was given back, and `told` says what became of one.
    """
    pages = read_tender(visit)
    view = parse_tender_view(request.args)
    parts, count = pages.parts(view)
    template = "advise/_findings.html" if only_part("findings") else "advise/tender.html"
    return render_template(
        template, visit=visit, view=view, tender=pages, parts=parts, pages=count, result=pages.result,
        sentence=tender_sentence(pages.result), found=len(pages.chosen(view)), errors=errors or {}, told=told,
        refused=refused, typed=request.form.get("reason", ""), kept=analyses().keeps_documents(visit.analysis),
        returnable=ANNOTATED_KINDS, **tender_words(),
    )  # fmt: skip


@buyer.get("/results/<token>/text")
def text(token: str) -> str:
    """Show the whole text of a document, page by page, with its mentions marked."""
    visit = open_result(token)
    pages = read_tender(visit)
    view = parse_tender_view(request.args)
    number = min(max(1, view.document), len(pages.documents))
    document = pages.documents[number - 1]
    count = max(1, -(-len(document.blocks) // TEXT_PER_PAGE))
    page = min(view.page, count)
    return render_template(
        "advise/text.html", visit=visit, document=document.document, number=number, page=page, pages=count,
        passages=document.whole((page - 1) * TEXT_PER_PAGE, TEXT_PER_PAGE), documents=pages.by_document(), **tender_words(),
    )  # fmt: skip


@buyer.get("/results/<token>/findings/<int:number>")
def finding(token: str, number: int) -> Response:
    """Lead to a finding, on the page that shows it."""
    page = read_tender(open_result(token)).page_of(number)
    wanted = view_args(TenderView(page=page))
    return redirect(url_for("buyer.result", token=token, **wanted, _anchor=f"m{number}"), 303)

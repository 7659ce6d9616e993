"""A buyer's needs held against a product and its alternatives, as a page shows them; nothing when no needs are given."""

from dataclasses import dataclass, field

from advisor.domain.criteria import Assessment
from advisor.domain.eligibility import Admission
from advisor.domain.products import Product
from advisor.domain.reports import Needs
from advisor.reports.lists import Shaper
from advisor.reports.questions import open_questions
from advisor.reports.ranking import ELIGIBILITY, RankedAlternative, assess_product, order_of
from advisor.reports.shapes import SuiteShape
from advisor.services.editions import Edition
from advisor.services.needs import needs_query
from advisor.web.context import today
from advisor.web.i18n import current_lang, ngettext
from advisor.web.i18n import gettext as _
from advisor.web.shown.needs import name_need, need_name, needs_words
from advisor.web.shown.prose import plain
from advisor.web.shown.words import eligibility_word

GLYPHS = {"met": "yes", "unmet": "no", "partly": "part", "unknown": "unk"}


@dataclass(frozen=True, slots=True)
class FitMark:
    """One need against one product: the need in words, whether it is required, the square and its word."""

    name: str
    required: bool
    glyph: str
    word: str


@dataclass(frozen=True, slots=True)
class Fit:
    """All needs against one product, in their order; what excludes it, and who may use it."""

    marks: tuple[FitMark, ...]
    excluded: str = ""
    access: str = ""

    @property
    def tally(self) -> str:
        """Count the squares in words, in the order yes, partly, no, unknown; never a total."""
        groups = ([m.word for m in self.marks if m.glyph == glyph] for glyph in ("yes", "part", "no"))
        told = [f"{len(words)} {words[0]}" for words in groups if words]
        unknown = sum(mark.glyph == "unk" for mark in self.marks)
        if unknown:
            told.append(ngettext("%(num)s inconnu", "%(num)s inconnus", unknown) % {"num": unknown})
        return ", ".join(told)

    @property
    def spoken(self) -> str:
        """Return the squares one after the other, for who hears them."""
        return ", ".join(mark.word for mark in self.marks)


@dataclass(frozen=True, slots=True)
class FitPage:
    """What needs add to the page of a product."""

    needs: Needs
    query: dict[str, str]
    told: dict[str, tuple[str, ...]]
    order: str
    own: Fit
    fits: dict[str, Fit] = field(default_factory=dict)
    questions: tuple[tuple[str, str, bool], ...] = ()
    suite: SuiteShape | None = None


def state_word(state: str) -> str:
    """Say how a need stands."""
    return {"met": _("oui"), "unmet": _("non"), "partly": _("en partie"), "unknown": _("inconnu")}[state]


def build_fit_page(edition: Edition, product: Product, needs: Needs, ranked: list[RankedAlternative]) -> FitPage:
    """Return what needs add to a product's page, its ranked alternatives included."""
    catalogue, on = edition.catalogue, today()
    assessments, excluded, admission = assess_product(catalogue, product, needs, on)
    asked = open_questions(catalogue, product, needs, on, current_lang()) if needs else []
    return FitPage(
        needs=needs,
        query=needs_query(needs),
        told=dict(needs_words(needs, catalogue)),
        order=plain(order_of(needs)),
        own=build_fit(edition, needs, assessments, excluded, admission),
        fits={
            item.product.id: build_fit(edition, needs, item.assessments, item.excluded_by, item.admission)
            for item in ranked
        },
        questions=tuple((q.text, q.criterion, q.required) for q in asked),
        suite=Shaper(catalogue, on, current_lang(), needs).suite(product) if product.includes else None,
    )


def build_fit(
    edition: Edition,
    needs: Needs,
    assessments: tuple[Assessment, ...],
    excluded: str | None,
    admission: Admission | None,
) -> Fit:
    """Return the squares of one product."""
    marks = []
    for need, assessment in zip(needs.needs, assessments, strict=True):
        state = "partly" if assessment.partly else assessment.verdict
        marks.append(FitMark(name_need(need, edition.catalogue), need.required, GLYPHS[state], state_word(state)))
    return Fit(tuple(marks), _excluded(edition, excluded), _access(admission))


def _excluded(edition: Edition, excluded: str | None) -> str:
    if excluded is None:
        return ""
    if excluded == ELIGIBILITY:
        return _("écarté : fermé à votre organisme")
    return _("écarté par votre exigence : %(need)s") % {"need": need_name(excluded, edition.catalogue)}


def _access(admission: Admission | None) -> str:
    if admission is None:
        return ""
    if admission.access == "unknown":
        return _("accès réservé : demandez si votre organisme y a droit")
    return _("accès pour vous : %(access)s") % {"access": eligibility_word(admission.access)}

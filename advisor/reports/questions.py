"""What to ask a vendor: for a buyer, the needs that no recorded fact answers; for anyone, what is not established."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from advisor.domain.catalogue import Catalogue, facts_about
from advisor.domain.control import usable
from advisor.domain.criteria import Assessment, Criterion, Localised
from advisor.domain.eligibility import Admission
from advisor.domain.products import Product, Vendor
from advisor.domain.reports import Need, Needs
from advisor.reports.fact_words import accepted_words, number_words, word_of
from advisor.reports.ranking import assess_product

_TEXTS = {
    "partly": {
        "fr": "{question} La réponse connue est « en partie » : dans quelle offre, pour quoi ?",
        "en": "{question} The known answer is “partly”: in which offer, for what?",
    },
    "accept": {"fr": "{question} Attendu : {values}.", "en": "{question} Expected: {values}."},
    "eligibility": {
        "fr": "Cet outil de l’État est-il ouvert à votre organisme ({buyer}), à quelles conditions ?",
        "en": "Is this State tool open to your body ({buyer}), on what conditions?",
    },
    "users": {
        "fr": "L’offre tient-elle {users} utilisateurs, et où est-ce déjà démontré ?",
        "en": "Does the offer hold {users} users, and where is this shown already?",
    },
    "someone": {"fr": "à préciser", "en": "to be stated"},
}
MAX_FIRST = 12
"""Questions asked at first sight; the others follow."""
ASIDE = frozenset(
    {
        "limit",
        "maturity",
        "public-reference",
        "buying-route",
        "lifecycle",
        "free-software-register",
        "other-attestation",
    }
)
"""Criteria that are worth a question only after the others."""
NO_CAPITAL = frozenset({"community", "foundation", "state"})
"""Ways of being held without shares: nobody asks a ministry or an association who owns its capital."""
USERS = "users"
"""Stands for a criterion in questions about size, which no criterion of the catalogue answers."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question, the criterion it would settle (or "eligibility", "users"), and whether a requirement waits for it."""

    criterion: str
    text: str
    required: bool


def open_questions(catalogue: Catalogue, product: Product, needs: Needs, on: date, lang: str) -> list[OpenQuestion]:
    """List what a buyer's needs leave open about a product: access first, requirements, preferences, size."""
    assessments, _excluded, admission = assess_product(catalogue, product, needs, on)
    return list(build_questions(catalogue, product, needs, assessments, admission, lang))


def build_questions(
    catalogue: Catalogue,
    product: Product,
    needs: Needs,
    assessments: Iterable[Assessment],
    admission: Admission | None,
    lang: str,
) -> Iterable[OpenQuestion]:
    """Turn what is unknown into questions, for a product that was assessed already."""
    if admission is not None and admission.access == "unknown":
        buyer = word_of(needs.buyer, lang) if needs.buyer else _TEXTS["someone"][lang]
        yield OpenQuestion("eligibility", _TEXTS["eligibility"][lang].format(buyer=buyer), True)
    pairs = sorted(zip(needs.needs, assessments, strict=True), key=lambda pair: not pair[0].required)
    for need, assessment in pairs:
        if assessment.verdict == "unknown":
            text = _question(catalogue, product, need, assessment, lang)
            yield OpenQuestion(need.criterion, text, need.required)
    if needs.users:
        users = number_words(needs.users, lang)
        yield OpenQuestion(USERS, _TEXTS["users"][lang].format(users=users), False)


def _question(catalogue: Catalogue, product: Product, need: Need, assessment: Assessment, lang: str) -> str:
    criterion: Criterion = catalogue.criteria[need.criterion]
    facts = facts_about((*product.facts, *catalogue.vendor(product.vendor_id).facts), need.criterion)
    recorded = next((fact.question for fact in facts if fact.question), None)
    text = (recorded or criterion.question).get(lang)
    if assessment.partly:
        return _TEXTS["partly"][lang].format(question=text)
    if need.accept and criterion.value_type not in ("choice", "licence") and recorded is None:
        return _TEXTS["accept"][lang].format(question=text, values=accepted_words(criterion, need.accept, lang))
    return text


def general_questions(
    catalogue: Catalogue, product: Product, vendor: Vendor, on: date
) -> tuple[list[tuple[Localised, Criterion]], list[tuple[Localised, Criterion]]]:
    """List what to ask about a product, whoever buys: recorded questions and open criteria first, minor ones apart."""
    facts = [fact for fact in (*product.facts, *vendor.facts) if fact.current()]
    answered = {fact.criterion for fact in facts if fact.state(on) == "sourced" and not fact.disputed}
    first = [(f.question, catalogue.criteria[f.criterion]) for f in facts if f.question and f.criterion not in answered]
    rest: list[tuple[Localised, Criterion]] = []
    covered = answered | {criterion.id for _, criterion in first} | beside_the_point(product, answered)
    if any(fact.criterion == "holding" and fact.value in NO_CAPITAL and usable(fact, on) for fact in facts):
        covered.add("non-eu-capital")
    for criterion in catalogue.criteria.values():
        if criterion.id not in covered:
            (rest if criterion.id in ASIDE else first).append((criterion.question, criterion))
    return first[:MAX_FIRST], first[MAX_FIRST:] + rest


def beside_the_point(product: Product, answered: set[str]) -> set[str]:
    """Name the criteria that another answer, or the kind of product, makes useless to ask."""
    skipped = set()
    if "restricted-eligibility" not in product.labels and "shared-state-tool" not in product.labels:
        skipped.add("eligibility")
    if answered & {"owner", "holding"}:
        skipped |= {"owner", "holding"}
    else:
        skipped.add("holding")
    if "free-software" not in product.labels:
        skipped.add("free-software-register")
    return skipped

"""The form of needs: one question a block, the rule that applies to the buyer beside it, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from advisor.domain.catalogue import Catalogue
from advisor.domain.criteria import Criterion
from advisor.domain.reports import BUYERS, DATA_KINDS, Need, Needs
from advisor.reports.assessing import FREE, ZONES
from advisor.reports.buyer_rules import KNOWN_ON, BuyerRule, Topic, rules_about, unasked_duties
from advisor.services.needs import MAX_USERS, MAX_VALUES, need_problem
from advisor.web.i18n import country_name, show_number
from advisor.web.i18n import gettext as _
from advisor.web.shown.prose import plain
from advisor.web.shown.words import buyer_word, data_word, force_word, mark_word, topic_question

LEVELS = ("", "prefer", "require")


class Form(Protocol):
    """What is read of a form: one value of a field, or all of them."""

    def get(self, key: str, default: str = "", /) -> str:
        """Return one value."""
        ...

    def getlist(self, key: str, /) -> list[str]:
        """Return every value."""
        ...


@dataclass(frozen=True, slots=True)
class OfferedNeed:
    """A need as offered: the criterion and the values that satisfy it; none means any sourced one but no."""

    topic: Topic
    criterion: str
    accept: tuple[str, ...] = ()


OFFERED = (
    OfferedNeed("hosting", "hosting-country", ("EU",)),
    OfferedNeed("self-hosting", "self-hosting", ("yes",)),
    OfferedNeed("qualification", "secnumcloud"),
    OfferedNeed("qualification", "hds"),
    OfferedNeed("qualification", "anssi-visa"),
    OfferedNeed("qualification", "iso-27001"),
    OfferedNeed("data", "end-to-end-encryption", ("yes",)),
    OfferedNeed("data", "customer-keys", ("yes",)),
    OfferedNeed("licence", "licence", (FREE,)),
    OfferedNeed("standards", "open-standards"),
    OfferedNeed("interoperability", "api", ("yes",)),
    OfferedNeed("reversibility", "export"),
    OfferedNeed("language", "support-french", ("yes",)),
    OfferedNeed("accessibility", "accessibility", ("full", "partial")),
)
"""In the order of the form and of the squares."""
STANDARDS = "open-standards"


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule in words, with how well it is known."""

    rule: BuyerRule
    citation: str
    text: str
    mark: str
    force: str
    buyers: str


@dataclass(frozen=True, slots=True)
class NeedField:
    """One need to answer: its name, its level now, the values it accepts and how they are kept."""

    criterion: str
    name: str
    level: str
    accept: tuple[str, ...]
    values: str


@dataclass(frozen=True, slots=True)
class Question:
    """One block of the form."""

    topic: str
    title: str
    rules: tuple[ShownRule, ...]
    fields: tuple[NeedField, ...]


@dataclass(frozen=True, slots=True)
class SuiteChoice:
    """A suite whose parts in use can be ticked: (id, name, in use)."""

    id: str
    name: str
    parts: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class NeedsForm:
    """Everything the form shows."""

    needs: Needs
    buyers: tuple[tuple[str, str], ...]
    data: tuple[tuple[str, str], ...]
    who: tuple[ShownRule, ...]
    data_rules: tuple[ShownRule, ...]
    size: tuple[ShownRule, ...]
    questions: tuple[Question, ...]
    suites: tuple[SuiteChoice, ...]
    buyer: str
    known_on: str
    unasked: tuple[tuple[str, str], ...] = ()


def need_name(criterion: str, catalogue: Catalogue | None = None) -> str:
    """Return a need in words; a criterion that the form does not offer is named by its entry."""
    words = {
        "hosting-country": _("hébergement dans l’Union européenne"),
        "self-hosting": _("installation chez vous"),
        "secnumcloud": _("qualification SecNumCloud"),
        "hds": _("certification HDS (données de santé)"),
        "anssi-visa": _("visa de sécurité de l’ANSSI"),
        "iso-27001": _("certification ISO/IEC 27001"),
        "end-to-end-encryption": _("chiffrement de bout en bout"),
        "customer-keys": _("clés de chiffrement détenues par vous seul"),
        "licence": _("licence libre"),
        STANDARDS: _("normes ouvertes"),
        "api": _("interface de programmation documentée"),
        "export": _("export de toutes les données"),
        "support-french": _("assistance en français"),
        "accessibility": _("déclaration d’accessibilité, conforme au moins en partie"),
        "eligibility": _("ouvert à votre organisme"),
    }
    known = catalogue.criteria.get(criterion) if catalogue else None
    return words.get(criterion) or (plain(known.name) if known else criterion)


def name_need(need: Need, catalogue: Catalogue) -> str:
    """Return a need in words, with the values it accepts where they are not the ones offered."""
    offered = next((o for o in OFFERED if o.criterion == need.criterion), None)
    if offered and offered.accept == need.accept:
        return need_name(need.criterion, catalogue)
    criterion = catalogue.criteria[need.criterion]
    name = (
        plain(criterion.name).lower() if need.criterion == "hosting-country" else need_name(need.criterion, catalogue)
    )
    values = words_of(criterion, need.accept)
    return _("%(name)s : %(values)s") % {"name": name, "values": values} if values else name


def words_of(criterion: Criterion, accept: Iterable[str]) -> str:
    """Return accepted values in words."""
    return ", ".join(_value_word(criterion, value) for value in accept)


def _value_word(criterion: Criterion, value: str) -> str:
    if value == FREE and criterion.id == "licence":
        return _("libre")
    if value in ZONES:
        return {"EU": _("Union européenne"), "EEA": _("Espace économique européen")}[value]
    if criterion.value_type in ("country", "countries"):
        return country_name(value)
    choice = criterion.choices.get(value)
    return plain(choice) if choice else value


def build_needs_form(catalogue: Catalogue, needs: Needs) -> NeedsForm:
    """Return the form as it stands for these needs; needs it does not offer are kept in it."""
    others = [n for n in needs.needs if n.criterion not in {o.criterion for o in OFFERED}]
    questions = [_question(topic, catalogue, needs) for topic in dict.fromkeys(o.topic for o in OFFERED)]
    if others:
        fields = tuple(_field(catalogue, need.criterion, (), needs) for need in others)
        questions.append(Question("other", topic_question("other"), (), fields))
    return NeedsForm(
        needs=needs,
        buyers=tuple((buyer, buyer_word(buyer)) for buyer in BUYERS),
        data=tuple((kind, data_word(kind)) for kind in DATA_KINDS),
        who=_rules("who", needs),
        data_rules=_rules("data", needs),
        size=_rules("size", needs),
        questions=tuple(questions),
        suites=tuple(_suites(catalogue, needs)),
        buyer=buyer_word(needs.buyer) if needs.buyer else "",
        known_on=KNOWN_ON,
        unasked=tuple(
            (plain(rule.citation), need_name(rule.criterion or "", catalogue)) for rule in unasked_duties(needs)
        ),
    )


def _question(topic: Topic, catalogue: Catalogue, needs: Needs) -> Question:
    # The sensitivity of data has its own block, with its rules; here stand the protections asked for it.
    shown = "protection" if topic == "data" else topic
    rules = () if topic == "data" else _rules(topic, needs)
    return Question(shown, topic_question(shown), rules, tuple(_fields(topic, catalogue, needs)))


def _rules(topic: Topic, needs: Needs) -> tuple[ShownRule, ...]:
    return tuple(
        ShownRule(
            rule,
            plain(rule.citation),
            plain(rule.text),
            mark_word(rule.mark),
            force_word(rule.force),
            ", ".join(map(buyer_word, rule.buyers)) if len(rule.buyers) < len(BUYERS) else _("tout acheteur"),
        )
        for rule in rules_about(topic, needs.buyer, needs.data)
    )


def _fields(topic: Topic, catalogue: Catalogue, needs: Needs) -> Iterable[NeedField]:
    for offered in OFFERED:
        if offered.topic == topic and offered.criterion in catalogue.criteria:
            yield _field(catalogue, offered.criterion, offered.accept, needs)


def _field(catalogue: Catalogue, criterion: str, accept: tuple[str, ...], needs: Needs) -> NeedField:
    need = next((n for n in needs.needs if n.criterion == criterion), None)
    level = "" if need is None else "require" if need.required else "prefer"
    wanted = need.accept if need else accept
    name = name_need(need, catalogue) if need and criterion != STANDARDS else need_name(criterion, catalogue)
    return NeedField(criterion, name, level, wanted, "+".join(wanted))


def _suites(catalogue: Catalogue, needs: Needs) -> Iterable[SuiteChoice]:
    for product in catalogue.published_products():
        parts = [catalogue.products[part] for part in product.includes if part in catalogue.products]
        if parts and "dominant" in product.roles:
            yield SuiteChoice(product.id, product.name, tuple((p.id, p.name, p.id in needs.parts) for p in parts))


def read_needs_form(form: Form, catalogue: Catalogue) -> tuple[Needs, dict[str, str]]:
    """Read the form; returns the needs, and messages by field for what could not be read."""
    needs = [need for need in (_read_need(form, c) for c in catalogue.criteria) if need]
    users, errors = _read_users(form.get("users", "").strip())
    found = Needs(
        buyer=next((buyer for buyer in BUYERS if buyer == form.get("buyer", "")), None),
        needs=tuple(sorted((n for n in needs if not need_problem(catalogue, n)), key=_place)),
        data=tuple(kind for kind in DATA_KINDS if kind in form.getlist("data")),
        users=users,
        parts=tuple(dict.fromkeys(part for part in form.getlist("parts")[:100] if part in catalogue.products)),
    )
    return found, errors


def _place(need: Need) -> tuple[bool, int]:
    order = [offered.criterion for offered in OFFERED]
    return (not need.required, order.index(need.criterion) if need.criterion in order else len(order))


def _read_need(form: Form, criterion: str) -> Need | None:
    level = form.get(f"level-{criterion}", "")
    if level not in LEVELS[1:]:
        return None
    text = form.get(f"accept-{criterion}", "")
    values = text.replace(";", ",").split(",") if criterion == STANDARDS else text.split("+")
    accept = tuple(dict.fromkeys(v.strip()[:80] for v in values[:MAX_VALUES] if v.strip()))
    return Need(criterion, accept, required=level == "require")


def _read_users(text: str) -> tuple[int | None, dict[str, str]]:
    digits = "".join(text.split())
    if not digits:
        return None, {}
    if digits.isascii() and digits.isdigit() and len(digits) < 10 and 1 <= int(digits) <= MAX_USERS:
        return int(digits), {}
    return None, {"users": _("Écrivez un nombre entier, par exemple 450.")}


def needs_words(needs: Needs, catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Return needs as short texts: who, data, what is required, what is preferred."""
    return {
        "buyer": (buyer_word(needs.buyer),) if needs.buyer else (),
        "data": tuple(map(data_word, needs.data)),
        "users": (show_number(needs.users),) if needs.users else (),
        "require": tuple(name_need(n, catalogue) for n in needs.needs if n.required),
        "prefer": tuple(name_need(n, catalogue) for n in needs.needs if not n.required),
    }

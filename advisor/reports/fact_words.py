"""Recorded values in words, for papers and tables: French or English, by the same names as the pages."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from advisor.domain.criteria import (
    Certificate,
    Criterion,
    Eligibility,
    Fact,
    FactValue,
    Localised,
    Operator,
    Ownership,
)

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
WORDS: dict[str, Localised] = {
    "state": Localised("services de l’État", "State services"),
    "state-operator": Localised("opérateurs de l’État", "State operators"),
    "local-authority": Localised("collectivités", "local authorities"),
    "hospital": Localised("hôpitaux", "hospitals"),
    "school": Localised("écoles et établissements", "schools"),
    "university": Localised("universités et recherche", "universities and research"),
    "company": Localised("entreprises", "companies"),
    "other": Localised("autres organismes", "other bodies"),
    "public": Localised("données publiques", "public data"),
    "internal": Localised("données internes ordinaires", "ordinary internal data"),
    "personal": Localised("données personnelles", "personal data"),
    "health": Localised("données de santé", "health data"),
    "sensitive": Localised(
        "données d’une sensibilité particulière (loi SREN, article 31)",
        "particularly sensitive data (SREN law, art. 31)",
    ),
    "open": Localised("ouvert", "open"),
    "on-request": Localised("sur demande", "on request"),
    "closed": Localised("fermé", "closed"),
    "unknown": Localised("inconnu", "unknown"),
    "law": Localised("droit", "law"),
    "certificate": Localised("certificat", "certificate"),
    "register": Localised("registre", "register"),
    "vendor-statement": Localised("déclaration de l’éditeur", "vendor’s statement"),
    "press": Localised("presse", "press"),
    "editorial": Localised("jugement de la rédaction", "editorial judgement"),
    "low": Localised("faible", "low"),
    "medium": Localised("moyen", "medium"),
    "high": Localised("élevé", "high"),
    "met": Localised("oui", "yes"),
    "unmet": Localised("non", "no"),
    "partly": Localised("en partie", "partly"),
    "sole": Localised("propriétaire unique", "sole owner"),
    "majority": Localised("majoritaire", "majority"),
    "minority": Localised("minoritaire", "minority"),
    "veto": Localised("droit de veto", "veto"),
    "proprietary": Localised("propriétaire", "proprietary"),
    "free": Localised("libre", "free"),
    "EU": Localised("Union européenne", "European Union"),
    "EEA": Localised("Espace économique européen", "European Economic Area"),
    "immunity": Localised("immunité au droit extra-européen", "immunity from non-European law"),
    "substitutability": Localised("substituabilité", "substitutability"),
    "control": Localised("maîtrise", "control"),
    "official": Localised("lu sur un site officiel", "read on an official site"),
    "secondary": Localised("connu par une source secondaire", "known through a secondary source"),
    "to-check": Localised(
        "à vérifier : texte non relu ou sources en désaccord", "to be checked: text not read again, or sources disagree"
    ),
}
"""Words of closed lists."""


def word_of(key: str, lang: str) -> str:
    """Return a word of a closed list, the key itself when there is none."""
    return WORDS[key].get(lang) if key in WORDS else key


@lru_cache(maxsize=2)
def _locale(lang: str) -> Locale:
    return Locale.parse(_LOCALES[lang])


def country_word(code: str | None, lang: str) -> str:
    """Name a country; "inconnu" when it is not known."""
    return str(_locale(lang).territories.get(code, code)) if code else word_of("unknown", lang)


def date_words(value: str | None, lang: str) -> str:
    """Write an ISO date, possibly only a year or a month; empty when there is none."""
    if not value or len(value) == 4:
        return value or ""
    if len(value) == 7:
        month = date(int(value[:4]), int(value[5:7]), 1)
        return str(format_date(month, "MMMM yyyy", locale=_locale(lang)))
    return str(format_date(date.fromisoformat(value[:10]), "long", locale=_locale(lang)))


def number_words(value: int, lang: str) -> str:
    """Write a whole number with the language's separators."""
    return str(format_decimal(value, locale=_locale(lang)))


def euro_words(value: str, lang: str) -> str:
    """Write an amount in whole euros."""
    return str(format_currency(value, "EUR", "#,##0 ¤", locale=_locale(lang), currency_digits=False))


def value_words(criterion: Criterion | None, value: FactValue | None, lang: str) -> str:
    """Write a recorded value in words; empty when there is none."""
    match value:
        case None:
            return ""
        case str():
            return _plain_word(criterion, value, lang)
        case Localised():
            return value.get(lang)
        case Ownership():
            share = f"{value.share_percent} %" if value.share_percent else ""
            country = country_word(value.country, lang) if value.country else ""
            return _joined(value.owner, country, word_of(value.power, lang), share)
        case Operator():
            return _joined(value.name, country_word(value.country, lang) if value.country else "")
        case Certificate():
            ends = f"→ {date_words(value.ends, lang)}" if value.ends else ""
            return _joined(value.scheme, value.version or "", value.number or "", value.scope.get(lang), ends)
        case Eligibility():
            return f"{word_of(value.access, lang)} ({', '.join(word_of(b, lang) for b in value.buyers)})"
        case _:
            return ", ".join(_plain_word(criterion, item, lang) for item in value)


def _plain_word(criterion: Criterion | None, value: str, lang: str) -> str:
    if criterion and criterion.value_type in ("country", "countries"):
        return word_of(value, lang) if value in ("EU", "EEA") else country_word(value, lang)
    if criterion and value in criterion.choices:
        return criterion.choices[value].get(lang)
    return word_of(value, lang) if value in ("proprietary", "free") else value


def accepted_words(criterion: Criterion, accept: Iterable[str], lang: str) -> str:
    """Write the values a need accepts."""
    return ", ".join(_plain_word(criterion, value, lang) for value in accept)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def fact_words(criterion: Criterion | None, fact: Fact, lang: str) -> str:
    """Write a fact's value, with the offer it is about."""
    value = value_words(criterion, fact.value, lang)
    return f"{value} ({fact.offer.get(lang)})" if fact.offer else value

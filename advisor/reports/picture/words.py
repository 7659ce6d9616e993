"""The words and figures of a dependency picture, in French and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from advisor.domain.control import COMMUNITY, UNKNOWN

_TEXTS: Mapping[str, tuple[str, str]] = {
    "FR": ("France", "France"),
    "EU": ("autre pays de l’Union", "other Union country"),
    "EEA": ("EEE hors Union", "EEA outside the Union"),
    "CH": ("Suisse", "Switzerland"),
    "GB": ("Royaume-Uni", "United Kingdom"),
    "US": ("États-Unis", "United States"),
    "other": ("autre pays tiers", "other third country"),
    COMMUNITY: ("communauté, sans propriétaire unique", "community, no single owner"),
    UNKNOWN: ("contrôle inconnu", "unknown control"),
    "to-confirm": ("à confirmer", "to confirm"),
    "unrecognised": ("non reconnu", "not recognised"),
    "confirm": ("à confirmer", "to confirm"),
    "replaceable": ("remplaçable : alternative documentée", "replaceable: documented alternative"),
    "european": ("déjà européen ou libre", "already European or free"),
    "no-substitute": ("sans substitut documenté", "no documented substitute"),
    "keep": ("garder", "keep"),
    "replace": ("remplacer", "replace"),
    "study": ("étudier", "study"),
    "not-concerned": ("non concerné", "not concerned"),
    "undecided": ("pas encore décidé", "not decided yet"),
    "critical": ("critique", "critical"),
    "important": ("important", "important"),
    "ordinary": ("ordinaire", "ordinary"),
    "unmarked": ("non marqué", "not marked"),
    "low": ("faible", "low"),
    "medium": ("moyen", "medium"),
    "high": ("élevé", "high"),
    "control": ("Contrôle de l’éditeur", "Control of the vendor"),
    "lines": ("Lignes", "Lines"),
    "share-lines": ("Part des lignes", "Share of lines"),
    "amount": ("Montant", "Amount"),
    "share-amount": ("Part du montant", "Share of amount"),
    "function": ("Fonction", "Function"),
    "vendor": ("Éditeur", "Vendor"),
    "outside": ("Dont contrôle hors Union", "Of which control outside the Union"),
    "within-outside": ("Dont hors Union", "Of which outside the Union"),
    "lines-outside": ("Lignes hors Union", "Lines outside the Union"),
    "replaceable-lines": ("Remplaçables", "Replaceable"),
    "to-confirm-lines": ("À confirmer", "To confirm"),
    "when": ("Trimestre", "Quarter"),
    "step": ("Suite à donner", "Next step"),
    "decision": ("Décision", "Decision"),
    "use": ("Criticité de l’usage", "Criticality of the use"),
    "sources": ("Sources", "Sources"),
    "whole": ("Total", "Total"),
    "without-end": ("sans date de fin", "no end date"),
    "picture": ("Dépendances", "Dependencies"),
    "country": ("Pays", "Country"),
    "rule": ("Règle", "Rule"),
    "title": ("Titre", "Title"),
    "address": ("Adresse", "Address"),
    "published": ("Publié", "Published"),
    "seen": ("Lu le", "Read on"),
    "now": ("Aujourd’hui", "Today"),
    "after": ("Après les décisions", "After the decisions"),
}
MISSING = "–"


@dataclass(frozen=True, slots=True)
class Words:
    """Words and figures in one language."""

    lang: str

    @property
    def locale(self) -> Locale:
        """Return Babel's locale."""
        return Locale.parse("en_GB" if self.lang == "en" else "fr_FR")

    def __getitem__(self, key: str) -> str:
        """Return a word of this module."""
        return _TEXTS[key][self.lang == "en"]

    def pick(self, french: str, english: str) -> str:
        """Return the text of the language."""
        return english if self.lang == "en" else french

    def plural(self, number: int, one: str, many: str) -> str:
        """Return the form a number takes: in French none counts as one."""
        alone = number == 1 if self.lang == "en" else abs(number) < 2
        return (one if alone else many).format(n=self.number(number))

    def control(self, key: str | None) -> str:
        """Name who controls: a country, a community, or nobody known."""
        if key is None or key in (UNKNOWN, COMMUNITY):
            return self[key or UNKNOWN]
        return str(self.locale.territories.get(key, key))

    def number(self, value: float | Decimal) -> str:
        """Write a number."""
        return str(format_decimal(value, locale=self.locale))

    def euros(self, value: str | Decimal | None) -> str:
        """Write an amount in whole euros; a dash when there is none."""
        if value is None:
            return MISSING
        return str(format_currency(Decimal(value), "EUR", "#,##0\u00a0¤", locale=self.locale, currency_digits=False))

    def percent(self, part: float | str | Decimal | None, whole: float | str | Decimal | None = 1) -> str:
        """Write a share as a whole percentage; a dash when there is nothing to share."""
        if part is None or whole is None or not Decimal(whole):
            return MISSING
        share = Decimal(part) / Decimal(whole)
        if 0 < share < Decimal("0.005"):
            return self.pick("<\u00a01\u00a0%", "<1%")
        return str(format_percent(share, locale=self.locale))

    def day(self, value: str) -> str:
        """Write an ISO date or moment as a day, a month or a year, as far as it is known."""
        if len(value) == 4:
            return value
        if len(value) == 7:
            return str(format_date(date.fromisoformat(f"{value}-01"), "MMMM yyyy", locale=self.locale))
        return str(format_date(date.fromisoformat(value[:10]), "long", locale=self.locale))

    def quarter(self, when: str) -> str:
        """Write a quarter ("2027-Q1") or a year."""
        year, _, quarter = when.partition("-Q")
        if not quarter:
            return self.pick(f"{year}, mois non précisé", f"{year}, month not given")
        return self.pick(f"T{quarter} {year}", f"Q{quarter} {year}")

    def short_euros(self, value: str | Decimal | None) -> str:
        """Write an amount where there is little room: thousands or millions of euros."""
        if value is None:
            return MISSING
        amount = Decimal(value)
        for unit, name in ((Decimal(1_000_000), "M€"), (Decimal(1_000), "k€")):
            if abs(amount) >= unit:
                digits = amount / unit
                shown = digits.quantize(Decimal("0.1") if abs(digits) < 10 else Decimal(1))
                return f"{self.number(shown)}\u00a0{name}"
        return self.euros(amount)

"""Languages of the pages: French sentences are the keys, the `.po` files of `translations/en` translate them.

The language is the first part of every address (`/fr/…`, `/en/…`). Babel formats numbers and
dates; Flask-Babel is not used (see docs/decisions/babel-without-flask-babel.md).
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent
from flask import Flask, g, request, url_for
from markupsafe import Markup

from advisor.reports.typeset import typeset

LANGUAGES = ("fr", "en")
DEFAULT = "fr"
Message = str | tuple[str, ...]


@lru_cache(maxsize=len(LANGUAGES))
def messages_of(lang: str) -> Mapping[str, Message]:
    """Return the translations of the French sentences into `lang`; empty for French itself."""
    if lang == DEFAULT:
        return {}
    found: dict[str, Message] = {}
    folder = files("advisor.web") / "translations" / lang
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        with path.open("rb") as file:
            catalog = read_po(file, locale=lang)
        found |= {_key(message.id): _text(message.string) for message in catalog if message.id and message.string}
    return found


def _key(message_id: Any) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _text(string: Any) -> Message:
    return string if isinstance(string, str) else tuple(string)


def current_lang() -> str:
    """Return the language of the request."""
    return getattr(g, "lang", DEFAULT)


def gettext(message: str) -> str:
    """Translate a French sentence into the request's language."""
    found = messages_of(current_lang()).get(message, message)
    return found if isinstance(found, str) else found[0]


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate a sentence that counts; French takes the singular for zero and one."""
    lang = current_lang()
    found = messages_of(lang).get(singular, (singular, plural))
    forms = (found, found) if isinstance(found, str) else found
    alone = number < 2 if lang == "fr" else number == 1
    return forms[0] if alone else forms[-1]


def locale() -> Locale:
    """Return Babel's locale of the request."""
    return Locale.parse("en_GB" if current_lang() == "en" else "fr_FR")


def country_name(code: str | None) -> str:
    """Name a country in the request's language; the code itself when it has no name."""
    if code is None or code == "unknown":
        return gettext("inconnu")
    return str(locale().territories.get(code, code))


def show_date(value: str | date | None) -> str:
    """Write a date, possibly only a year or a month ("2014", "2026-03")."""
    if value is None or value == "":
        return gettext("sans date")
    if isinstance(value, datetime):
        return str(format_datetime(value, "d MMMM yyyy, HH:mm", locale=locale()))
    if isinstance(value, date):
        return _show_day(value)
    if len(value) == 4:
        return value
    if len(value) == 7:
        return str(format_date(date(int(value[:4]), int(value[5:7]), 1), "MMMM yyyy", locale=locale()))
    return _show_day(date.fromisoformat(value[:10]))


def _show_day(value: date) -> str:
    words = str(format_date(value, "long", locale=locale()))
    # French alone counts the first of the month as an ordinal, which the locale's data leaves out.
    return f"1er {words[2:]}" if current_lang() == "fr" and value.day == 1 else words


def keep_punctuation(text: str) -> str:
    """Keep French punctuation with its word in a sentence of the templates, already escaped or not."""
    kept = typeset(str(text)) if current_lang() == "fr" else text
    return Markup(kept) if hasattr(text, "__html__") else kept  # noqa: S704  was markup before its spaces changed


def begin_sentence(text: str) -> str:
    """Write the first letter as a capital and leave the others: "outil de l'État" keeps its State."""
    return text[:1].upper() + text[1:]


def show_number(value: float | Decimal) -> str:
    """Write a number with the language's separators."""
    return str(format_decimal(value, locale=locale()))


def show_euros(value: str | Decimal) -> str:
    """Write an amount in whole euros."""
    return str(format_currency(Decimal(value), "EUR", "#,##0 ¤", locale=locale(), currency_digits=False))


def show_percent(share: float) -> str:
    """Write a share (0-1) as a whole percentage."""
    return str(format_percent(share, locale=locale()))


def other_language_url() -> str:
    """Return the address of the present page in the other language, with the same view."""
    other = "en" if current_lang() == "fr" else "fr"
    if request.endpoint is None or "lang" not in (request.view_args or {"lang": 1}):
        return url_for("browse.home", lang=other)
    return url_for(request.endpoint, **{**(request.view_args or {}), **request.args.to_dict(flat=False), "lang": other})


def register_i18n(app: Flask) -> None:
    """Give the application its languages: addresses, template functions and filters."""

    @app.url_value_preprocessor
    def take_language(_: str | None, values: dict[str, Any] | None) -> None:
        g.lang = (values or {}).pop("lang", None) or DEFAULT

    @app.url_defaults
    def keep_language(endpoint: str, values: dict[str, Any]) -> None:
        if "lang" not in values and app.url_map.is_endpoint_expecting(endpoint, "lang"):
            values["lang"] = current_lang()

    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters.update(
        country=country_name,
        day=show_date,
        number=show_number,
        euros=show_euros,
        percent=show_percent,
        capital=begin_sentence,
        typeset=keep_punctuation,
    )
    app.jinja_env.globals.update(current_lang=current_lang, other_language_url=other_language_url)

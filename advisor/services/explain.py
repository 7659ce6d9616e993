"""Errors as sentences for people, in French or English."""

import json
from collections.abc import Mapping

from advisor.documents import REASONS, describe_reason
from advisor.domain.revisions import EntryConflict
from advisor.errors import (
    AdvisorError,
    EditConflict,
    InvalidEntry,
    NotAllowed,
    UnknownEntry,
    UnknownProposal,
    UnreadableDocument,
    UnusableInput,
    WeakPassword,
)
from advisor.messages import ERRORS, PASSWORDS, REFUSALS, word
from advisor.problems import Message, Problem

MIN_PASSWORD = 12
"""Characters of the shortest password."""
MAX_PASSWORD = 200
MAX_SHOWN = 120
"""Characters of a value shown in a line about a conflict."""


def explain_error(error: AdvisorError, lang: str) -> str:
    """Say what happened and what to do, in plain words."""
    match error:
        case UnreadableDocument():
            colon = ": " if lang == "en" else " : "
            return f"{error.name}{colon}{describe_reason(error.reason, lang, name=error.name, **error.detail)}"
        case UnusableInput():
            return _fill({**REASONS, **ERRORS}, error.reason, lang, error.detail)
        case UnknownEntry():
            return _fill(ERRORS, error.code, lang, {"entry_id": error.entry_id})
        case EditConflict():
            message = _fill(ERRORS, error.code, lang, {"message": str(error)})
            return "\n".join([message, *(line for c in error.conflicts for line in _conflict_lines(c, lang))])
        case NotAllowed():
            return _fill(REFUSALS, error.reason, lang, {})
        case WeakPassword():
            return _fill(PASSWORDS, error.reason, lang, {"least": MIN_PASSWORD, "most": MAX_PASSWORD})
        case UnknownProposal():
            return _fill(ERRORS, error.code, lang, {})
        case InvalidEntry():
            problems = "\n".join(problem.say(lang) for problem in error.problems)
            return _fill(ERRORS, error.code, lang, {"count": len(error.problems), "problems": problems})
        case _:
            return str(error)


def _conflict_lines(conflict: EntryConflict, lang: str) -> list[str]:
    place = f"{conflict.kind} {conflict.entry_id}"
    if not conflict.units:
        return [word("conflict_merged", lang, place=place)]
    return [
        word(
            "conflict_field",
            lang,
            place=f"{place}: {unit.key}".rstrip(": "),
            published=_short(unit.published, lang),
            proposed=_short(unit.proposed, lang),
            base=_short(unit.base, lang),
        )
        for unit in conflict.units
    ]


def _short(value: object, lang: str) -> str:
    if value is None:
        return word("absent", lang)
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def _say(blank: object, lang: str) -> object:
    """Say a blank that is a message, or several; anything else stays."""
    if isinstance(blank, Message | Problem):
        return blank.say(lang)
    if isinstance(blank, list | tuple) and blank and all(isinstance(one, Message | Problem) for one in blank):
        return ("; " if lang == "en" else " ; ").join(one.say(lang) for one in blank)
    return blank


def _fill(texts: Mapping[str, Mapping[str, str]], reason: str, lang: str, blanks: Mapping[str, object]) -> str:
    if reason not in texts:
        return f"{reason} {dict(blanks) or ''}".rstrip()
    try:
        return texts[reason][lang].format(**{name: _say(value, lang) for name, value in blanks.items()})
    except KeyError:  # a blank that the raiser did not fill must not hide the message
        return texts[reason][lang]

"""Errors as sentences for people, in French or English."""

from collections.abc import Mapping

from advisor.documents import REASONS, describe_reason
from advisor.errors import AdvisorError, EditConflict, InvalidEntry, UnknownEntry, UnreadableDocument, UnusableInput
from advisor.messages import ERRORS


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
            return _fill(ERRORS, error.code, lang, {"message": str(error)})
        case InvalidEntry():
            blanks = {"count": len(error.problems), "problems": str(error)}
            return _fill(ERRORS, error.code, lang, blanks)
        case _:
            return str(error)


def _fill(texts: Mapping[str, Mapping[str, str]], reason: str, lang: str, blanks: Mapping[str, object]) -> str:
    if reason not in texts:
        return f"{reason} {dict(blanks) or ''}".rstrip()
    try:
        return texts[reason][lang].format(**blanks)
    except KeyError:  # a blank that the raiser did not fill must not hide the message
        return texts[reason][lang]

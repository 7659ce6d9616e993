"""Errors as pages: the one table from what happened to an HTTP status."""

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException

from advisor.errors import (
    AdvisorError,
    DocumentTooLarge,
    EditConflict,
    NotAllowed,
    UnknownEntry,
    UnknownProposal,
    UnreadableDocument,
)
from advisor.services.explain import explain_error
from advisor.web.i18n import current_lang

STATUSES: dict[type[AdvisorError], int] = {
    UnknownEntry: 404,
    UnknownProposal: 404,
    NotAllowed: 403,
    DocumentTooLarge: 413,
    UnreadableDocument: 422,
    EditConflict: 409,
}


def status_of(error: AdvisorError) -> int:
    """Return the HTTP status of an error: the nearest class of STATUSES, else 400."""
    return next((STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES), 400)


def register_errors(app: Flask) -> None:
    """Show the project's errors and HTTP's own as pages."""

    @app.errorhandler(AdvisorError)
    def show_advisor_error(error: AdvisorError) -> tuple[str, int]:
        status = status_of(error)
        return render_template("errors/error.html", status=status, message=explain_error(error, current_lang())), status

    @app.errorhandler(HTTPException)
    def show_http_error(error: HTTPException) -> tuple[str, int]:
        status = error.code or 500
        return render_template("errors/error.html", status=status, message=None), status

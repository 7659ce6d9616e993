"""What views ask of the running application."""

from datetime import UTC, date, datetime

from flask import current_app

from advisor.services.editions import Edition, Editions


def current_edition() -> Edition:
    """Return the edition in use; take it once per request."""
    editions: Editions = current_app.extensions["editions"]
    return editions.current


def today() -> date:
    """Return the present day, UTC."""
    return datetime.now(UTC).date()

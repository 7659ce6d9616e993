"""What views ask of the running application."""

from datetime import UTC, date, datetime

from flask import current_app, g

from advisor.services.editions import Edition, Editions


def current_edition() -> Edition:
    """Return the edition in use, or the earlier one this request asks for; take it once per request."""
    earlier: Edition | None = g.get("earlier_edition")
    editions: Editions = current_app.extensions["editions"]
    return earlier or editions.current


def today() -> date:
    """Return the present day, UTC."""
    return datetime.now(UTC).date()

"""The blueprint of what the public sends, and its limits."""

from flask import Blueprint

from advisor.services.curate.contributions import Contributions
from advisor.web.curate.blueprint import services

SEND_LIMIT = "20 per hour"
"""Contributions and shared names of one address."""

contribute = Blueprint("contribute", __name__)


def contributions() -> Contributions:
    """Return the service of contributions."""
    return services().contributions

"""The blueprint of the accounts' pages: never indexed."""

from flask import Blueprint, Response

account = Blueprint("account", __name__)


@account.after_request
def protect(response: Response) -> Response:
    """Keep these pages out of search engines."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response

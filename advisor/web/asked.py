"""The needs a request brings: in its address, or in a file that was sent."""

from flask import request

from advisor.domain.reports import Needs
from advisor.errors import UnusableInput
from advisor.services.needs import MAX_FILE_BYTES, check_needs, needs_query, parse_needs, parse_query
from advisor.web.context import current_edition
from advisor.web.i18n import gettext as _


def address_needs() -> Needs:
    """Return the needs that the address of the present page holds."""
    return parse_query(request.args, current_edition().catalogue)


def address_query() -> dict[str, str]:
    """Return the part of the address that holds needs, in its short form: links carry it on."""
    return needs_query(address_needs())


def uploaded_needs(field: str) -> Needs:
    """Read the needs file that was sent; raises UnusableInput."""
    sent = request.files.get(field)
    if sent is None or not sent.filename:
        raise UnusableInput("needs-file", name=_("besoins") + ".yaml", why=_("aucun fichier n’a été reçu"))
    found = parse_needs(sent.stream.read(MAX_FILE_BYTES + 1), sent.filename[:100])
    check_needs(current_edition().catalogue, found)
    return found

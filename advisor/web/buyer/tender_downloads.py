"""A tender as files: the reports, and the documents handed back with comments."""

import io
import zipfile

from flask import Response, abort, send_file

from advisor.services.returning import safe_parts
from advisor.services.tender_desk import iter_returned
from advisor.services.tender_reports import MEDIA_TYPES, write_tender_report
from advisor.web.buyer.blueprint import UPLOAD_LIMIT, Visit, analyses, buyer, open_result
from advisor.web.buyer.names import download_name
from advisor.web.i18n import current_lang
from advisor.web.security import limiter

_FOLDED = (".docx", ".odt", ".xlsx", ".pdf")
"""Endings of files that are compressed already."""


def _open_tender(token: str) -> Visit:
    visit = open_result(token)
    if visit.analysis.kind != "tender" or visit.analysis.state != "ready":
        abort(404)
    return visit


@buyer.get("/results/<token>/report.<any(xlsx, docx, pdf, odt, html, json):extension>")
def tender_report(token: str, extension: str) -> Response:
    """Send the findings as a workbook to fill in, or as a report, after the visitor's decisions."""
    analysis, lang = _open_tender(token).analysis, current_lang()
    data = write_tender_report(analyses().tender_result(analysis, lang), extension, lang)
    name = download_name(analysis.name, extension)
    return send_file(io.BytesIO(data), mimetype=MEDIA_TYPES[extension], as_attachment=True, download_name=name)


@buyer.get("/results/<token>/documents/<int:number>")
@limiter.shared_limit(UPLOAD_LIMIT, scope="returned")
def returned(token: str, number: int) -> Response:
    """Hand one document back, with a comment beside each finding."""
    found = next(iter_returned(analyses(), _open_tender(token).analysis, current_lang(), number), None)
    if number < 1 or found is None:
        abort(404)
    extension = found.name.rpartition(".")[2].lower()
    mimetype = MEDIA_TYPES.get(extension, "application/octet-stream")
    return send_file(
        io.BytesIO(found.data), mimetype=mimetype, as_attachment=True, download_name=safe_parts(found.name)[-1]
    )


@buyer.get("/results/<token>/documents.zip")
@limiter.shared_limit(UPLOAD_LIMIT, scope="returned")
def returned_all(token: str) -> Response:
    """Hand all documents back in one archive, those without comments as a workbook."""
    analysis = _open_tender(token).analysis
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in iter_returned(analyses(), analysis, current_lang()):
            method = zipfile.ZIP_STORED if one.name.lower().endswith(_FOLDED) else zipfile.ZIP_DEFLATED
            archive.writestr("/".join(safe_parts(one.name)), one.data, method)
    out.seek(0)
    name = download_name(analysis.name, "zip")
    return send_file(out, mimetype="application/zip", as_attachment=True, download_name=name)

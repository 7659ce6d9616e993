"""A result as a file: CSV, XLSX, ODS and JSON of a list, JSON of a tender."""

import io
import json
from collections.abc import Callable

from flask import Response, abort, send_file

from advisor.reports.json_text import json_pieces
from advisor.reports.shapes import MatchResultShape
from advisor.reports.tables import to_csv, to_ods, to_xlsx
from advisor.web.buyer.blueprint import analyses, buyer, open_result
from advisor.web.buyer.names import download_name
from advisor.web.i18n import current_lang

_JSON = "application/json"


def _csv(result: MatchResultShape, lang: str) -> bytes:
    return to_csv(result, lang).encode("utf-8-sig")  # spreadsheets take the accents from the mark at the start


def _json(result: object) -> bytes:
    return json.dumps(result, ensure_ascii=False, indent=1).encode()


LIST_FORMATS: dict[str, tuple[str, Callable[[MatchResultShape, str], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", to_ods),
    "csv": ("text/csv; charset=utf-8", _csv),
    "json": (_JSON, lambda result, _lang: "".join(json_pieces(result)).encode()),
}


@buyer.get("/results/<token>/download.<any(xlsx, ods, csv, json):extension>")
def download(token: str, extension: str) -> Response:
    """Send the whole result, after the visitor's decisions, in the shapes of the contract."""
    analysis = open_result(token).analysis
    if analysis.state != "ready" or (analysis.kind == "tender" and extension != "json"):
        abort(404)
    if analysis.kind == "tender":
        mimetype, data = _JSON, _json(analyses().tender_result(analysis, current_lang()))
    else:
        mimetype, write = LIST_FORMATS[extension]
        data = write(analyses().list_result(analysis, current_lang()), current_lang())
    name = download_name(analysis.name, extension)
    return send_file(io.BytesIO(data), mimetype=mimetype, as_attachment=True, download_name=name)

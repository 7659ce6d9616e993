"""The reports of a tender as files: the workbook of findings, and the summary report."""

import json
from collections.abc import Callable, Mapping

from advisor.reports.findings_table import to_findings_xlsx
from advisor.reports.shapes import CheckResultShape
from advisor.reports.tender_paper import build_tender_paper

_PAPERS = ("docx", "pdf", "html", "odt")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _write_paper(extension: str) -> Callable[[CheckResultShape, str], bytes]:
    def write(result: CheckResultShape, lang: str) -> bytes:
        # Here because the renderers load libraries that a check without a report should not pay for.
        from advisor.reports.papers import RENDERERS

        return RENDERERS[extension][1](build_tender_paper(result, lang))

    return write


TENDER_REPORTS: Mapping[str, Callable[[CheckResultShape, str], bytes]] = {
    "xlsx": to_findings_xlsx,
    **{extension: _write_paper(extension) for extension in _PAPERS},
}
"""Writers by the ending of a file's name. Nothing they write names an alternative."""
MEDIA_TYPES: Mapping[str, str] = {
    "xlsx": _XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "odt": "application/vnd.oasis.opendocument.text",
    "json": "application/json",
}


def write_tender_report(result: CheckResultShape, extension: str, lang: str) -> bytes:
    """Write a report of the findings; "json" is the answer itself."""
    if extension == "json":
        return json.dumps(result, ensure_ascii=False, indent=1).encode()
    return TENDER_REPORTS[extension](result, lang)

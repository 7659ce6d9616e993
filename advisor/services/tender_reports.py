"""The reports of a tender as files: the workbook of findings, and the summary report."""

from collections.abc import Callable, Mapping

from advisor.reports.findings_table import to_findings_xlsx
from advisor.reports.shapes import CheckResultShape

TENDER_REPORTS: Mapping[str, Callable[[CheckResultShape, str], bytes]] = {"xlsx": to_findings_xlsx}
"""Writers by extension."""


def write_tender_report(result: CheckResultShape, extension: str, lang: str) -> bytes:
    """Write a report of the findings; nothing in it names an alternative."""
    return TENDER_REPORTS[extension](result, lang)

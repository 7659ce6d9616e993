"""Handing a document back with comments: DOCX, ODT and PDF, nothing else of the file changed.

Own code, because no library writes comments without rewriting the rest; see
docs/decisions/annotated-documents.md. Other kinds are answered by a workbook of findings.
"""

from advisor.documents.annotate.bounded import annotate_bounded
from advisor.documents.annotate.write import ANNOTATED_KINDS, annotate_document

__all__ = ["ANNOTATED_KINDS", "annotate_bounded", "annotate_document"]

"""Chooses the writer for the kind of a document."""

from collections.abc import Callable, Mapping

from advisor.documents.annotate.docx import annotate_docx
from advisor.documents.annotate.odt import annotate_odt
from advisor.domain.annotations import Annotated, Annotation
from advisor.errors import UnreadableDocument

Writer = Callable[[bytes, Annotation], Annotated]


def _annotate_pdf(data: bytes, annotation: Annotation) -> Annotated:
    # Loaded when asked: pdfium costs 80 ms that a DOCX should not pay.
    from advisor.documents.annotate.pdf import annotate_pdf

    return annotate_pdf(data, annotation)


_WRITERS: Mapping[str, Writer] = {"docx": annotate_docx, "odt": annotate_odt, "pdf": _annotate_pdf}
ANNOTATED_KINDS = frozenset(_WRITERS)
"""Kinds of documents that can be handed back with comments."""


def annotate_document(data: bytes, annotation: Annotation) -> Annotated:
    """Write the remarks into a file, in this process.

    Raises:
        UnreadableDocument: with "cannot-annotate" for another kind, or a file that cannot be written.
    """
    writer = _WRITERS.get(annotation.document.kind)
    if writer is None:
        raise UnreadableDocument(annotation.document.name, "cannot-annotate")
    return writer(data, annotation)

"""What the writers share: a check that the file is still the one that was read."""

import re

from advisor.domain.annotations import Annotation
from advisor.domain.documents import Document
from advisor.errors import UnreadableDocument

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def strip_controls(text: str) -> str:
    """Leave out the characters that XML forbids."""
    return _CONTROLS.sub("", text)


def check_same_text(document: Document, annotation: Annotation) -> None:
    """Refuse a file whose text read again is not the one the remarks are about."""
    if document.text != annotation.document.text:
        raise UnreadableDocument(annotation.document.name, "cannot-annotate")

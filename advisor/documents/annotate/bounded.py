"""The same writing in a child process with limits of time and memory, for files nobody vouches for."""

import base64

from advisor.documents import limits
from advisor.documents.annotate.write import annotate_document
from advisor.documents.child import Child
from advisor.documents.packing import pack_annotation
from advisor.domain.annotations import Annotated, Annotation
from advisor.errors import UnreadableDocument


def annotate_bounded(data: bytes, annotation: Annotation, *, timeout_s: float = limits.READER_SECONDS) -> Annotated:
    """Write the remarks into a file; PDF and large files in a child process.

    Raises:
        UnreadableDocument: as `annotate_document`, and "reader-crashed" or "reader-timeout".
    """
    if annotation.document.kind != "pdf" and len(data) <= limits.IN_PROCESS_BYTES:
        return annotate_document(data, annotation)
    name = annotation.document.name
    request = {
        "function": "annotate",
        "annotation": pack_annotation(annotation),
        "memory": limits.READER_MEMORY_BYTES,
        "seconds": int(timeout_s) + 1,
    }
    with Child(request, data) as child:
        try:
            for answer in child.answers(timeout_s):
                if "error" in answer:
                    raise UnreadableDocument(name, answer["error"]["reason"], **answer["error"]["detail"])
                return Annotated(base64.b64decode(answer["data"]), answer["placed"], answer["elsewhere"])
        except TimeoutError as error:
            raise UnreadableDocument(name, "reader-timeout", seconds=round(timeout_s)) from error
    raise UnreadableDocument(name, "reader-crashed", status=child.status)

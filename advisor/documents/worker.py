"""The child side of `bounded`: one request on standard input, answers in lines of JSON, then it ends.

Run as `python -m advisor.documents.worker`; not meant for people.
"""

import base64
import json
import sys
from dataclasses import astuple
from typing import Any

from advisor.documents.annotate.write import annotate_document
from advisor.documents.intake import Event, Resume, visit_files
from advisor.documents.packing import pack_document, pack_table, unpack_annotation
from advisor.documents.reader import read_table
from advisor.domain.documents import Document, Failure
from advisor.errors import UnreadableDocument, UnusableInput

try:
    import resource
except ImportError:  # Windows: the parent's timeout is then the only limit.
    resource = None  # type: ignore[assignment]


def set_limits(memory_bytes: int, seconds: int) -> None:
    """Bound the address space, the processor time and core files of this process."""
    if resource is None:
        return
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (OSError, ValueError):
            # macOS refuses some of them; a stricter limit set from outside stays.
            continue


def say(answer: dict[str, Any]) -> None:
    """Write one answer, at once: the parent shows progress from it."""
    sys.stdout.buffer.write(json.dumps(answer, default=str).encode() + b"\n")
    sys.stdout.buffer.flush()


def say_event(number: int, event: Event) -> None:
    """Write a step of the visit."""
    if isinstance(event, Document):
        say({"at": number, "document": pack_document(event)})
    elif isinstance(event, Failure):
        say({"at": number, "failure": [event.name, event.reason, event.detail]})
    else:
        say({"at": number, "progress": astuple(event)})


def serve(request: dict[str, Any], data: bytes) -> None:
    """Read as asked and say what was read, or why not."""
    if request["function"] == "annotate":
        serve_annotate(request, data)
        return
    source, name, lang = request.get("path") or data, request["name"], request["lang"]
    if request["function"] == "read_files":
        visit_files(
            source, name, say_event, lang=lang, recognise=request["recognise"],
            resume=Resume(*request["resume"]), seconds=request["total"],
        )  # fmt: skip
        say({"end": True})
        return
    try:
        say({"table": pack_table(read_table(source, name, sheet=request["sheet"], lang=lang))})
    except (UnreadableDocument, UnusableInput) as error:
        say({"error": {"code": error.code, "reason": error.reason, "detail": error.detail}})


def serve_annotate(request: dict[str, Any], data: bytes) -> None:
    """Write remarks into a file and hand it back, or say why not."""
    try:
        written = annotate_document(data, unpack_annotation(request["annotation"]))
    except UnreadableDocument as error:
        say({"error": {"code": error.code, "reason": error.reason, "detail": error.detail}})
    else:
        content = base64.b64encode(written.data).decode()
        say({"placed": written.placed, "elsewhere": written.elsewhere, "data": content})


def main() -> None:
    """Serve one request."""
    head = sys.stdin.buffer.readline()
    request = json.loads(head)
    set_limits(request["memory"], request["seconds"])
    serve(request, sys.stdin.buffer.read())


if __name__ == "__main__":
    main()

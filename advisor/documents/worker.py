"""The child side of `read_bounded`: one request on standard input, one JSON answer, then it ends.

Run as `python -m advisor.documents.worker`; not meant for people.
"""

import json
import sys
from typing import Any

from advisor.documents.bounded import pack_document, pack_table
from advisor.documents.reader import read_document, read_table
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


def answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Read as asked and return JSON values, an error among them."""
    source = request.get("path") or data
    try:
        if request["function"] == "read_document":
            return pack_document(read_document(source, request["name"], lang=request["lang"]))
        return pack_table(read_table(source, request["name"], sheet=request["sheet"], lang=request["lang"]))
    except (UnreadableDocument, UnusableInput) as error:
        return {"error": {"code": error.code, "reason": error.reason, "detail": error.detail}}


def main() -> None:
    """Serve one request."""
    head = sys.stdin.buffer.readline()
    request = json.loads(head)
    set_limits(request["memory"], request["seconds"])
    data = sys.stdin.buffer.read()
    result = json.dumps(answer(request, data), default=str).encode()
    sys.stdout.buffer.write(result)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

"""Answers and settings of an upload as bytes for the store, and back. The form is private to it."""

import zlib

from pydantic import TypeAdapter

from advisor.domain.analyses import ListAnswer, TenderAnswer, Upload

_LIST = TypeAdapter(ListAnswer)
_TENDER = TypeAdapter(TenderAnswer)
LEVEL = 1
"""zlib's fastest level: an answer of 5,000 lines shrinks tenfold in some ten milliseconds."""


def pack_list(answer: ListAnswer) -> bytes:
    """Write a list's answer as bytes."""
    return zlib.compress(_LIST.dump_json(answer), LEVEL)


def unpack_list(packed: bytes) -> ListAnswer:
    """Read back what `pack_list` wrote."""
    return _LIST.validate_json(zlib.decompress(packed))


def pack_tender(answer: TenderAnswer) -> bytes:
    """Write the answer of documents as bytes."""
    return zlib.compress(_TENDER.dump_json(answer), LEVEL)


def unpack_tender(packed: bytes) -> TenderAnswer:
    """Read back what `pack_tender` wrote."""
    return _TENDER.validate_json(zlib.decompress(packed))


def pack_uploads(uploads: tuple[Upload, ...]) -> bytes:
    """Join files as bytes: each name, content and "1" for an earlier version, preceded by its length."""
    parts: list[bytes] = []
    for upload in uploads:
        for part in (upload.name.encode(), upload.data, b"1" if upload.earlier else b""):
            parts += [len(part).to_bytes(8, "big"), part]
    return b"".join(parts)


def unpack_uploads(packed: bytes) -> tuple[Upload, ...]:
    """Split what `pack_uploads` joined."""
    parts: list[bytes] = []
    position = 0
    while position < len(packed):
        length = int.from_bytes(packed[position : position + 8], "big")
        parts.append(packed[position + 8 : position + 8 + length])
        position += 8 + length
    threes = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return tuple(Upload(name.decode(), data, bool(earlier)) for name, data, earlier in threes)

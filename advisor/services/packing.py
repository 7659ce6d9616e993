"""Answers and settings of an upload as bytes for the store, and back. The form is private to it."""

import zlib
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from advisor.domain.analyses import ListAnswer, TenderAnswer, Upload
from advisor.domain.documents import LineKind, ListLine, PurchaseList
from advisor.domain.matches import LineMatch


@dataclass(frozen=True, slots=True)
class _PackedList:
    """A list's answer in columns: `places` gives each line's group, the text, vendor and kind it shares with others."""

    frame: PurchaseList
    groups: list[tuple[str, str | None, LineKind]]
    matches: list[LineMatch]
    places: list[int]
    rows: list[int]
    amounts: list[str | None]
    ends: list[str | None]


_LIST = TypeAdapter(_PackedList)
_TENDER = TypeAdapter(TenderAnswer)
LEVEL = 1
"""zlib's fastest level: an answer of 5,000 lines shrinks tenfold in some ten milliseconds."""


def pack_list(answer: ListAnswer) -> bytes:
    """Write a list's answer as bytes; equal lines, which have equal matches, are written once."""
    groups: dict[tuple[str, str | None, LineKind], int] = {}
    matches: list[LineMatch] = []
    places = []
    for line, match in zip(answer.purchases.lines, answer.matches, strict=True):
        key = (line.text, line.vendor, line.kind)
        if key not in groups:
            groups[key] = len(groups)
            matches.append(match)
        places.append(groups[key])
    lines = answer.purchases.lines
    packed = _PackedList(
        frame=replace(answer.purchases, lines=()),
        groups=list(groups),
        matches=matches,
        places=places,
        rows=[line.row for line in lines],
        amounts=[line.amount_eur for line in lines],
        ends=[line.ends_on for line in lines],
    )
    return zlib.compress(_LIST.dump_json(packed), LEVEL)


def unpack_list(packed: bytes) -> ListAnswer:
    """Read back what `pack_list` wrote."""
    found = _LIST.validate_json(zlib.decompress(packed))
    ends = {end: end for end in found.ends}  # equal dates are one string, as equal texts are
    lines = tuple(
        ListLine(row, groups[0], groups[1], amount, ends[end], groups[2])
        for row, groups, amount, end in zip(
            found.rows, map(found.groups.__getitem__, found.places), found.amounts, found.ends, strict=True
        )
    )
    matches = tuple(map(found.matches.__getitem__, found.places))
    return ListAnswer(replace(found.frame, lines=lines), matches)


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

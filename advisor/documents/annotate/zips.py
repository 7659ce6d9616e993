"""A zip with some members replaced or added, every other byte of its members as it was.

The standard library can only unfold and fold again; here folded members are copied as they are.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from advisor.errors import UnreadableDocument

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_MAX = 0xFFFFFFFF
_HAS_DESCRIPTOR = 0x8
_UTF8_NAME = 0x800
_NEW = (2026, 1, 1, 0, 0, 0)
"""Date of new members: the same input gives the same bytes."""


def rewrite_zip(data: bytes, replaced: Mapping[str, bytes], added: Mapping[str, bytes], name: str) -> bytes:
    """Return the zip with members replaced in their place and others added at the end.

    Raises:
        UnreadableDocument: a zip this writer cannot copy safely: damaged, or in the 64-bit form.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, comment = archive.infolist(), archive.comment
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableDocument(name, "corrupt-zip") from error
    out = io.BytesIO()
    central: list[bytes] = []
    for info in infos:
        content = replaced.get(info.filename)
        folded = _folded(data, info, name) if content is None else None
        central.append(_write(out, info, content, folded))
    for member, content in added.items():
        info = zipfile.ZipInfo(member, _NEW)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_version = info.extract_version = 20
        info.CRC = 0
        central.append(_write(out, info, content, None))
    start = out.tell()
    if start > _MAX or len(central) >= 0xFFFF:
        raise UnreadableDocument(name, "corrupt-zip")
    directory = b"".join(central)
    out.write(directory)
    count = len(central)
    out.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), start, len(comment)) + comment)
    return out.getvalue()


def _folded(data: bytes, info: zipfile.ZipInfo, name: str) -> bytes:
    """Return a member's bytes as they stand in the file, still compressed."""
    head = data[info.header_offset : info.header_offset + _LOCAL.size]
    if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise UnreadableDocument(name, "corrupt-zip")
    name_length, extra_length = struct.unpack("<2H", head[26:30])
    start = info.header_offset + _LOCAL.size + name_length + extra_length
    folded = data[start : start + info.compress_size]
    if len(folded) != info.compress_size:
        raise UnreadableDocument(name, "corrupt-zip")
    return folded


def _write(out: io.BytesIO, info: zipfile.ZipInfo, content: bytes | None, folded: bytes | None) -> bytes:
    """Write one member and return its entry of the directory."""
    crc, size, method = info.CRC, info.file_size, info.compress_type
    if content is not None:
        crc, size = zlib.crc32(content), len(content)
        method = zipfile.ZIP_STORED if method == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
        folded = content if method == zipfile.ZIP_STORED else _deflate(content)
    assert folded is not None
    # The name as it was written; `filename` may have been brought to other slashes.
    written = info.orig_filename
    flags = info.flag_bits & ~_HAS_DESCRIPTOR
    encoded = written.encode("utf-8" if flags & _UTF8_NAME else "cp437")
    year, month, day, hour, minute, second = info.date_time
    date = max(year - 1980, 0) << 9 | month << 5 | day
    time = hour << 11 | minute << 5 | second // 2
    offset = out.tell()
    shared = (flags, method, time, date, crc, len(folded), size, len(encoded))
    out.write(_LOCAL.pack(b"PK\x03\x04", info.extract_version, *shared, 0) + encoded + folded)
    entry = _CENTRAL.pack(
        b"PK\x01\x02",
        info.create_version | info.create_system << 8,
        info.extract_version,
        *shared,
        0,
        len(info.comment),
        0,
        info.internal_attr,
        info.external_attr & _MAX,
        offset,
    )
    return entry + encoded + info.comment


def _deflate(content: bytes) -> bytes:
    folder = zlib.compressobj(6, zlib.DEFLATED, -15)
    return folder.compress(content) + folder.flush()

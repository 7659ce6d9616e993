"""Gets the bytes of an input, refusing by size before reading. No format is known here."""

import os
from pathlib import Path

from advisor.documents import limits
from advisor.errors import DocumentTooLarge, UnreadableDocument

Source = bytes | str | os.PathLike[str]


def read_source(source: Source, name: str) -> bytes:
    """Return the bytes of a file, or the bytes given.

    Raises:
        DocumentTooLarge: more than MAX_FILE_BYTES; the file itself is then not read.
        UnreadableDocument: absent, a folder, not permitted, or empty.
    """
    if isinstance(source, bytes):
        check_size(len(source), name)
        data = source
    else:
        data = _read_file(Path(source), name)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocument(name, "empty-file")
    return data


def measure_source(source: Source, name: str) -> int:
    """Return the size in bytes without reading the file; the same refusals as `read_source`."""
    if isinstance(source, bytes):
        size_bytes = len(source)
    else:
        try:
            size_bytes = Path(source).stat().st_size
        except OSError as error:
            raise _refuse(error, name) from error
    check_size(size_bytes, name)
    return size_bytes


def check_size(size_bytes: int, name: str) -> None:
    """Refuse an input larger than MAX_FILE_BYTES."""
    if size_bytes > limits.MAX_FILE_BYTES:
        raise DocumentTooLarge(
            name,
            "too-large",
            size_mb=round(size_bytes / limits.MIB),
            limit_mb=limits.MAX_FILE_BYTES // limits.MIB,
        )


def _read_file(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableDocument(name, "is-a-folder", example=str(Path(name) / "CCTP.docx"))
        measure_source(path, name)
        with path.open("rb") as handle:
            # One byte more than allowed: a pipe or a growing file has no size to trust.
            data = handle.read(limits.MAX_FILE_BYTES + 1)
    except OSError as error:
        raise _refuse(error, name) from error
    check_size(len(data), name)
    return data


def _refuse(error: OSError, name: str) -> UnreadableDocument:
    if isinstance(error, FileNotFoundError):
        return UnreadableDocument(name, "not-found")
    if isinstance(error, PermissionError):
        return UnreadableDocument(name, "not-permitted")
    return UnreadableDocument(name, "cannot-open", why=error.strerror or type(error).__name__)

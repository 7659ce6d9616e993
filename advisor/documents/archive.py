"""Zip containers opened with care: sizes are counted while unfolding, nothing goes to disk."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from advisor.documents import limits
from advisor.errors import DocumentTooLarge, UnreadableDocument

_CHUNK_BYTES = 256 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


class Archive:
    """A zip file whose declared sizes and member names are never trusted.

    Raises:
        UnreadableDocument: damaged or encrypted.
        DocumentTooLarge: too many members, too many bytes, or an abnormal ratio.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._unfolded = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise UnreadableDocument(name, "corrupt-zip") from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        found = len(self._zip.infolist())
        if found > limits.MAX_ZIP_MEMBERS:
            raise DocumentTooLarge(name, "too-many-parts", found=found, limit=limits.MAX_ZIP_MEMBERS)

    def __contains__(self, member: str) -> bool:
        return member in self._members

    @property
    def members(self) -> tuple[str, ...]:
        """Names as written in the file; never used as paths on disk."""
        return tuple(self._members)

    @property
    def files(self) -> tuple[zipfile.ZipInfo, ...]:
        """Every file inside, in order, names that come twice among them; folders left out."""
        return tuple(info for info in self._zip.infolist() if not info.is_dir())

    @property
    def declared_bytes(self) -> int:
        """Unfolded size as the file claims it: a hint only."""
        return sum(info.file_size for info in self._members.values())

    def read(self, member: str | zipfile.ZipInfo, limit_bytes: int = limits.MAX_PART_BYTES) -> bytes:
        """Return one member, counted while it unfolds."""
        return b"".join(self.stream(member, limit_bytes))

    def stream(self, member: str | zipfile.ZipInfo, limit_bytes: int = limits.MAX_UNZIPPED_BYTES) -> Iterator[bytes]:
        """Yield one member in chunks, counted while it unfolds."""
        info = self._members[member] if isinstance(member, str) else member
        if info.flag_bits & 0x1:
            raise UnreadableDocument(self.name, "encrypted")
        size_bytes = 0
        try:
            with self._zip.open(info) as handle:
                while chunk := handle.read(_CHUNK_BYTES):
                    size_bytes += len(chunk)
                    self._unfolded += len(chunk)
                    self._check(size_bytes, info.compress_size, limit_bytes)
                    yield chunk
        except _BROKEN as error:
            raise UnreadableDocument(self.name, "corrupt-zip") from error

    def check_all(self) -> None:
        """Unfold every member once without keeping it, for readers that open the file themselves."""
        for member in self._members:
            for _ in self.stream(member):
                pass

    def read_xml(self, member: str, kind: str) -> etree._Element:
        """Return the root of an XML member; entities and outside definitions are never followed."""
        return parse_xml(self.read(member), self.name, kind)

    def _check(self, size_bytes: int, packed_bytes: int, limit_bytes: int) -> None:
        if size_bytes > limits.RATIO_FREE_BYTES and size_bytes > limits.MAX_ZIP_RATIO * max(packed_bytes, 1):
            ratio = size_bytes // max(packed_bytes, 1)
            raise DocumentTooLarge(self.name, "zip-bomb", ratio=ratio, limit=limits.MAX_ZIP_RATIO)
        limit = min(limit_bytes, limits.MAX_UNZIPPED_BYTES)
        if size_bytes > limit or self._unfolded > limits.MAX_UNZIPPED_BYTES:
            raise DocumentTooLarge(self.name, "unfolds-too-large", limit_mb=limit // limits.MIB)


def parse_xml(data: bytes, name: str, kind: str) -> etree._Element:
    """Parse XML with entities, outside definitions and network all off.

    Raises:
        UnreadableDocument: not well formed, or a DTD that declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            # A sound file under too tight a limit must not be called damaged.
            raise MemoryError from error
        raise UnreadableDocument(name, "corrupt-document", kind=kind) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[union-attr]
        raise UnreadableDocument(name, "unsafe-xml")
    return root

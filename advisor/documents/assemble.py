"""Puts pieces of text together into a Document, keeping offsets, limits and notes. Knows no format."""

from dataclasses import dataclass, field

from advisor.documents import limits
from advisor.documents.reasons import note
from advisor.domain.documents import Document, Segment, SegmentKind, Unread


@dataclass(slots=True)
class Notes:
    """What could not be read, in words; long lists are cut with a last line saying so."""

    lang: str = "fr"
    items: list[Unread] = field(default_factory=list)

    def add(self, where: str, why: str, **blanks: object) -> None:
        """Add a note; `where` is a key of NOTES or plain words, `why` a key of NOTES."""
        self.items.append(Unread(where=where, why=note(why, self.lang, **blanks)))

    def add_about_whole(self, why: str, **blanks: object) -> None:
        """Add a note about the whole document."""
        self.add(note("whole-document", self.lang), why, **blanks)

    def finish(self) -> tuple[Unread, ...]:
        """Return the notes, at most MAX_NOTES and one more for the rest."""
        kept = self.items[: limits.MAX_NOTES]
        left = len(self.items) - len(kept)
        if left:
            kept.append(Unread(note("whole-file", self.lang), note("more-notes", self.lang, count=left)))
        return tuple(kept)


class Assembler:
    """Collects segments in reading order.

    Past MAX_CHARACTERS further text is dropped and said once.
    """

    def __init__(self, name: str, kind: str, lang: str = "fr") -> None:
        self.name = name
        self.kind = kind
        self.lang = lang
        self.notes = Notes(lang)
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0
        self._full = False

    @property
    def end(self) -> int:
        """Offset where the last segment ended."""
        return self._segments[-1].end if self._segments else 0

    def add(
        self,
        text: str,
        kind: SegmentKind,
        place: str,
        page: int | None = None,
        anchor: int | None = None,
        *,
        recognised: bool = False,
    ) -> int | None:
        """Append one segment and return its start, or None when it is blank or over the limit."""
        if not text or text.isspace() or self._full:
            return None
        if self._length + len(text) > limits.MAX_CHARACTERS:
            self._full = True
            self.notes.add(place, "characters-over-limit", limit=f"{limits.MAX_CHARACTERS:_}".replace("_", " "))
            return None
        start = self._length
        self._segments.append(Segment(start, start + len(text), kind, place, page, anchor, recognised))
        self._parts.append(text)
        self._length += len(text) + 1
        return start

    def build(self, pages: int | None = None) -> Document:
        """Return the document as read."""
        return Document(
            name=self.name,
            kind=self.kind,
            text="\n".join(self._parts),
            segments=tuple(self._segments),
            pages=pages,
            unread=self.notes.finish(),
        )

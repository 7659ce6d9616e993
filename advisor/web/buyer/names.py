"""Names of files: those visitors send, for display only, and those downloads get."""

import re
import unicodedata
from collections.abc import Sequence

MAX_NAME = 120
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def clean_name(name: str) -> str:
    """Make a sent file name fit for display: no folder, no control or direction character, not too long.

    It is never used as a path. The extension is kept: readers use it when the content does not tell.
    """
    last = re.split(r"[/\\]", _UNSAFE.sub("", unicodedata.normalize("NFC", name)))[-1]
    last = " ".join(last.split()).strip(". ") or "document"
    if len(last) <= MAX_NAME:
        return last
    stem, dot, extension = last.rpartition(".")
    if not dot or len(extension) > 8:
        return last[:MAX_NAME]
    return f"{stem[: MAX_NAME - len(extension) - 2]}….{extension}"


def tell_apart(names: Sequence[str]) -> list[str]:
    """Number the names that come twice: findings name their document."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        stem, dot, extension = name.rpartition(".")
        if seen[name] == 1:
            told.append(name)
        else:
            told.append(f"{stem} ({seen[name]}).{extension}" if dot else f"{name} ({seen[name]})")
    return told


def download_name(name: str, extension: str) -> str:
    """Name a download after the file it answers, in letters every system takes."""
    stem = name.rpartition(".")[0] or name
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()[:60] or "resultat"
    return f"ou-equivalent-{slug}.{extension}"

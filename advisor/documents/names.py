"""Names of files as shown to people: cleaned, told apart, with their place inside a container. Never used as paths."""

import re
import unicodedata
from collections.abc import Sequence

MAX_NAME = 120
MAX_FOLDERS = 6
"""Folders shown before a name; deeper ones are left out."""
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DRIVE = re.compile(r"^[A-Za-z]:$")


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


def clean_path(name: str) -> str:
    """Make the name of a member fit for display, its folders kept: no "..", no drive, no absolute path."""
    parts = re.split(r"[/\\]", _UNSAFE.sub("", unicodedata.normalize("NFC", name)))
    kept = [part.strip() for part in parts if part.strip(". ") and not _DRIVE.match(part.strip())]
    if not kept:
        return "document"
    folders = [clean_name(part) for part in kept[:-1]][-MAX_FOLDERS:]
    return "/".join([*folders, clean_name(kept[-1])])


def tell_apart(names: Sequence[str]) -> list[str]:
    """Number the names that come twice: findings name their document."""
    told: list[str] = []
    taken: set[str] = set()
    for name in names:
        told.append(free_name(name, taken))
        taken.add(told[-1])
    return told


def free_name(name: str, taken: set[str]) -> str:
    """Return a name that is not taken: the name itself, or with a number before its extension."""
    if name not in taken:
        return name
    stem, dot, extension = name.rpartition(".")
    number = 2
    while (found := f"{stem} ({number}).{extension}" if dot else f"{name} ({number})") in taken:
        number += 1
    return found

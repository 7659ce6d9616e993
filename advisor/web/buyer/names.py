"""Names of files: those visitors send, for display only, and those downloads get."""

import re
import unicodedata

from advisor.documents.names import clean_name, tell_apart

__all__ = ["clean_name", "download_name", "tell_apart"]


def download_name(name: str, extension: str) -> str:
    """Name a download after the file it answers, in letters every system takes."""
    stem = name.rpartition(".")[0] or name
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()[:60] or "resultat"
    return f"ou-equivalent-{slug}.{extension}"

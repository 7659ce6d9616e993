"""The canonical form of entries: what makes two catalogues the same, byte for byte."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

EDITION_LENGTH = 16
"""Characters of the hash kept as an edition's name: 64 bits, ample for editions of one catalogue."""


def canonical_json(payload: Mapping[str, Any]) -> str:
    """Write a payload so that equal payloads give equal text (keys sorted, no spaces)."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(payloads: Iterable[tuple[str, str, Mapping[str, Any]]]) -> str:
    """Name an edition by the content of its entries, given as (kind, id, payload).

    The order in which the entries come does not matter.
    """
    digest = hashlib.sha256()
    for line in sorted(f"{kind}\0{entry_id}\0{canonical_json(p)}" for kind, entry_id, p in payloads):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()[:EDITION_LENGTH]

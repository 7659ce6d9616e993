"""Office files packed the same way every time: no clock and no order of a library's in the bytes."""

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STORED_FIRST = "mimetype"
"""OpenDocument wants this member first and not compressed."""


def pack(members: Mapping[str, bytes]) -> bytes:
    """Write members as a zip file with fixed dates, in order of name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in sorted(members, key=lambda name: (name != _STORED_FIRST, name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.external_attr = 0o600 << 16
            info.compress_type = zipfile.ZIP_STORED if name == _STORED_FIRST else zipfile.ZIP_DEFLATED
            target.writestr(info, members[name])
    return out.getvalue()


def repack(data: bytes) -> bytes:
    """Write a zip file of ours again, with fixed dates and members in order of name."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return pack({name: source.read(name) for name in source.namelist() if not name.endswith("/")})

"""Build hook: takes the htmx script from a package at build time, so that no copy is kept here.

See docs/decisions/htmx-at-build-time.md. In a checkout the script lands in `build/assets`;
in a wheel it is packed beside the project's own static files.
"""

import base64
import hashlib
import importlib.metadata
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SCRIPT = "django_htmx/static/django_htmx/htmx-2.min.js"
SHA384 = "H5SrcfygHmAuTDZphMHqBJLc3FhssKjG7w/CeCpFReSfwBWDTKpkzPP8c+cLsK+V"
"""Digest of htmx 2.0.10 as its project publishes it; another file stops the build."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Copies the script and checks it byte for byte."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `build/assets/htmx.js` and pack it, unless this builds the source archive."""
        script = importlib.metadata.distribution("django-htmx").locate_file(SCRIPT)
        content = Path(str(script)).read_bytes()
        digest = base64.b64encode(hashlib.sha384(content).digest()).decode()
        if digest != SHA384:
            raise RuntimeError(f"htmx script has the digest sha384-{digest}, expected sha384-{SHA384}")
        target = Path(self.root) / "build" / "assets" / "htmx.js"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"][str(target)] = "advisor/_data/assets/htmx.js"

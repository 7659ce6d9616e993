"""Writes the README's pictures from the published catalogue: `make screenshots`."""

import os
import sys
import tempfile
from pathlib import Path

from advisor.app import create_app
from advisor.config import Config
from tests.browser.server import CHROMIUM, chromium, serving

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
MAX_BYTES = 200_000
PICTURES = (
    ("home", "/fr/?q=visoi", 1280, 1000, "light"),
    ("product", "/fr/products/rainbow", 1280, 1020, "light"),
    ("comparison", "/fr/compare?p=tixeo&p=rainbow&p=visio-dinum", 1280, 1100, "light"),
    ("category", "/en/categories/visioconference", 1280, 1100, "light"),
    ("product-phone-dark", "/fr/products/rainbow", 390, 1240, "dark"),
)
"""Name, address, width, height and colours of each picture."""


def write_pictures(folder: Path = FOLDER) -> list[Path]:
    """Take every picture; raises ValueError for one that is too heavy for a README."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as home:
        os.environ["ADVISOR_HOME"] = home
        app = create_app(
            Config(database_url=f"sqlite:///{home}/pictures.sqlite", secret_key="pictures" * 4, testing=True)
        )
        with serving(app) as address, chromium() as browser:
            for name, path, width, height, scheme in PICTURES:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                page.goto(address + path)
                page.wait_for_load_state("networkidle")
                target = folder / f"{name}.png"
                page.screenshot(path=target)
                page.close()
                if target.stat().st_size > MAX_BYTES:
                    raise ValueError(f"{target.name}: {target.stat().st_size} bytes, more than {MAX_BYTES}")
                written.append(target)
    return written


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("no Chromium on this machine: no picture was written")
    for picture in write_pictures():
        sys.stdout.write(f"{picture.name}: {picture.stat().st_size} bytes\n")

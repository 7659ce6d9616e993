"""What axe finds on a page, in light and dark, at three widths: one way for every journey."""

from axe_playwright_python.sync_playwright import Axe

WIDTHS = (1280, 768, 375)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def find_violations(page):
    """List what axe finds as (scheme, width, rule, where)."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            answer = Axe().run(page, options=RULES)
            found += [
                (scheme, width, v["id"], [n["target"] for n in v["nodes"]][:4]) for v in answer.response["violations"]
            ]
    return found

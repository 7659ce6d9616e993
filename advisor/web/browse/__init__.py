"""The catalogue, for anyone: search, products, vendors, functions, criteria, comparison, and the site's own pages.

Views parse, ask `advisor.web.shown` what a page shows, and render. Nothing here changes anything.
"""

from advisor.web.browse import about, comparison, entries, history, home, lists  # noqa: F401  the views register themselves
from advisor.web.browse.blueprint import browse

__all__ = ["browse"]

"""The pages. Flask lives here and in `api` only.

One module a part of the site: `browse` (anyone reads the catalogue), `buyer` (a list or a
document becomes an answer). Views parse, call one service and render.
"""

from advisor.web.setup import register_web

__all__ = ["register_web"]

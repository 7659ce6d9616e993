"""Compresses text answers for browsers that ask for it."""

import gzip

from flask import Response, request

MIN_BYTES = 1000
"""Below this, compressing saves nothing."""
LEVEL = 6


def compress_text(response: Response) -> Response:
    """Compress a page in place, when the browser accepts gzip and the page is worth it.

    Only for answers without secrets: a form token next to words from the address must stay uncompressed.
    """
    response.vary.add("Accept-Encoding")
    as_it_is = response.is_streamed or response.direct_passthrough  # a file to keep is sent as it is
    if not request.accept_encodings["gzip"] or as_it_is or "Content-Encoding" in response.headers:
        return response
    data = response.get_data()
    if len(data) < MIN_BYTES:
        return response
    response.set_data(gzip.compress(data, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response

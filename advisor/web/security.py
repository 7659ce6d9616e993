"""What every answer carries: security headers, form tokens, rate limits."""

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline code, nothing from elsewhere. htmx is told not to inject its own style (see base.html)."""
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
MAX_UPLOAD_BYTES = 105 * 1024 * 1024
"""Largest request body: the 100 MB of one file and the form around it; refused before reading."""
MAX_FORM_BYTES = 2 * 1024 * 1024
"""Largest form without file: the form of an entry with many facts and sources is long."""
LIMITS = "600 per minute"
"""Requests of one address; uploads have their own, lower limit."""

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, default_limits=[LIMITS], storage_uri="memory://")


def register_security(app: Flask, *, https: bool) -> None:
    """Protect every route of an application."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_UPLOAD_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_FORM_BYTES
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # a form left open for a day must still work
    csrf.init_app(app)
    limiter.init_app(app)
    limiter.enabled = not app.testing

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "private, no-store")
            response.vary.add("HX-Request")
        return response

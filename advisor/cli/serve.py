"""`serve`: running the web application."""

import click
from waitress import serve as serve_wsgi

from advisor.app import create_app
from advisor.cli.common import explained
from advisor.web.jobs import working
from advisor.web.security import MAX_UPLOAD_BYTES


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True)
@explained
def serve(host: str, port: int, threads: int) -> None:
    """Start the web application on the configured database."""
    app = create_app()
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)  # compiled now, so that no visitor waits for it
    click.echo(f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}")  # noqa: S104
    with working(app.extensions["analyses"], app.extensions["queue"]):
        serve_wsgi(app, host=host, port=port, threads=threads, ident=None, max_request_body_size=MAX_UPLOAD_BYTES)

"""Entry point for WSGI servers."""

from advisor.app import create_app

app = create_app()

"""Where the pieces are joined: configuration, database, edition, web application."""

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from advisor.catalogue import read_entries
from advisor.config import Config, catalogue_folder, packaged_folder, read_config
from advisor.errors import UnusableInput
from advisor.services.editions import Editions
from advisor.services.exchange import stored_catalogue, synchronise_packaged
from advisor.services.ports import CatalogueStore
from advisor.store import SqlCatalogueStore, connect_database, migrate_database
from advisor.web import register_web


def open_store(config: Config | None = None) -> CatalogueStore:
    """Open the configured database, its tables up to date; raises UnusableInput."""
    config = config or read_config()
    try:
        engine = connect_database(config.database_url)
        migrate_database(engine)
    except (SQLAlchemyError, OSError) as error:
        raise UnusableInput("database", why=str(error).splitlines()[0]) from None
    return SqlCatalogueStore(engine)


def create_app(config: Config | None = None) -> Flask:
    """Build the web application: the database is brought up to date, the edition loaded."""
    config = config or read_config()
    store = open_store(config)
    synchronise_packaged(store, read_entries(catalogue_folder()))

    def published() -> str | None:
        edition = store.published()
        return edition.edition if edition else None

    editions = Editions(lambda: stored_catalogue(store), published)
    app = Flask("advisor", static_folder=None, template_folder=str(packaged_folder("templates")))
    app.config.update(
        SECRET_KEY=config.secret_key,
        TESTING=config.testing,
        SESSION_COOKIE_SECURE=config.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
    )
    register_web(app, editions, https=config.secure_cookies)
    return app

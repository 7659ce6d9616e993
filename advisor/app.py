"""Where the pieces are joined: configuration, database, edition, web application."""

from argon2 import PasswordHasher
from flask import Flask

from advisor.catalogue import load_catalogue, read_entries
from advisor.config import Config, catalogue_folder, home_folder, packaged_folder, read_config
from advisor.services.accounts import Accounts
from advisor.services.curate import Workshop
from advisor.services.curate.contributions import Contributions
from advisor.services.curate.history import History
from advisor.services.editions import Editions
from advisor.services.exchange import stored_catalogue, synchronise_packaged
from advisor.store import (
    SqlAccountStore,
    SqlAnalysisStore,
    SqlCatalogueStore,
    SqlContributionStore,
    SqlProposalStore,
    open_database,
)
from advisor.web import register_web
from advisor.web.accounts import register_accounts
from advisor.web.asked_products import AskedProducts
from advisor.web.curate.blueprint import CurateServices
from advisor.web.jobs import build_analyses, open_queue


def create_app(config: Config | None = None) -> Flask:
    """Build the web application: the database is brought up to date, the edition loaded."""
    config = config or read_config()
    engine = open_database(config.database_url)
    store = SqlCatalogueStore(engine)
    synchronise_packaged(store, load_catalogue().edition, lambda: read_entries(catalogue_folder()))

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
    queue = open_queue(home_folder() / "queue.sqlite", immediate=config.testing)
    analyses = build_analyses(SqlAnalysisStore(engine), lambda: editions.current, queue)
    app.extensions["queue"] = queue
    contributions = Contributions(SqlContributionStore(engine))
    accounts = Accounts(SqlAccountStore(engine), hasher=_quick_hasher() if config.testing else None)
    register_accounts(app, accounts)
    app.extensions["curate"] = CurateServices(
        workshop=Workshop(store, SqlProposalStore(engine), publishers=accounts.publishers),
        history=History(store),
        contributions=contributions,
        catalogue=store,
    )
    app.extensions["asked"] = AskedProducts(contributions.count_asked)
    register_web(app, editions, analyses, https=config.secure_cookies)
    return app


def _quick_hasher() -> PasswordHasher:
    """Return argon2id at its lowest cost, for tests."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

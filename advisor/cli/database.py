"""`db` and `schema`: preparing the database and describing the shapes of data."""

import click
from pydantic import TypeAdapter

from advisor.catalogue import load_catalogue, read_entries
from advisor.catalogue.schema import MODELS
from advisor.cli.common import explained, to_json
from advisor.config import catalogue_folder, read_config
from advisor.reports.shapes import SHAPES
from advisor.services.exchange import synchronise_packaged
from advisor.services.needs import NeedsFile
from advisor.store import SqlCatalogueStore, open_database


@click.group()
def db() -> None:
    """Prepare the database."""


@db.command()
@explained
def upgrade() -> None:
    """Create or update the tables, and load the packaged catalogue if nobody edited it."""
    store = SqlCatalogueStore(open_database(read_config().database_url))
    outcome = synchronise_packaged(store, load_catalogue().edition, lambda: read_entries(catalogue_folder()))
    messages = {
        "unchanged": "The database already publishes the packaged catalogue.",
        "published": "The packaged catalogue is published.",
        "kept": "The published catalogue was edited since the packaged one: it is kept.",
        "offered": "The published catalogue was edited: it is kept, and the packaged one is offered to curators.",
    }
    click.echo(f"{read_config().database_url}: {messages[outcome]}")


@click.command()
@click.argument("name", type=click.Choice([*SHAPES, "needs", *MODELS]))
@explained
def schema(name: str) -> None:
    """Print the JSON Schema of an answer, of a needs file or of a catalogue entry."""
    if name == "needs":
        click.echo(to_json(NeedsFile.model_json_schema()), nl=False)
    elif name in SHAPES:
        click.echo(to_json(TypeAdapter(SHAPES[name]).json_schema()), nl=False)
    else:
        model = next(model for kind, model in MODELS.items() if kind == name)
        click.echo(to_json(model.model_json_schema()), nl=False)

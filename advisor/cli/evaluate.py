"""`advisor evaluate`: how right the matcher is on labelled lines and documents."""

import click


@click.group()
def evaluate() -> None:
    """Measure the matcher on labelled data."""

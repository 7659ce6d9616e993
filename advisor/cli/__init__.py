"""The `advisor` command: thin commands over the services. Exit codes are the contract's."""

from importlib import import_module

import click

from advisor import __version__

COMMANDS = {
    "match": "advise",
    "check": "check",
    "note": "note",
    "questions": "note",
    "compare": "note",
    "report": "report",
    "find": "advise",
    "show": "advise",
    "evaluate": "evaluate",
    "catalogue": "catalogue",
    "serve": "serve",
    "user": "users",
    "db": "database",
    "schema": "database",
}
"""Each command and its module in `advisor.cli`."""


class LazyGroup(click.Group):
    """Imports a command's module when it is called: `match` does not wait for the web's libraries."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Name the commands, in the order they are shown."""
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """Import and return a command, None when there is no such one."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"advisor.cli.{COMMANDS[name]}"), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Find the products named in a list or a tender, and their documented alternatives."""

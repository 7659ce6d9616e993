"""`user …`: opening and closing accounts. Passwords are asked for or read from standard input, never shown."""

import sys
from typing import get_args

import click

from advisor.cli.common import explained, lang_option
from advisor.config import read_config
from advisor.domain.accounts import Role
from advisor.messages import word
from advisor.services.accounts import Accounts
from advisor.store import SqlAccountStore, open_database

role_option = click.option(
    "--role", type=click.Choice(get_args(Role)), default="contributor", show_default=True, help="What it may do."
)
stdin_option = click.option("--stdin", is_flag=True, help="Read the password from the first line of standard input.")


@click.group()
def user() -> None:
    """Open, list and close accounts of the curators' workshop."""


def _accounts() -> Accounts:
    return Accounts(SqlAccountStore(open_database(read_config().database_url)))


def _ask_password(stdin: bool, lang: str) -> str:
    """Ask twice on a terminal without showing it, or read one line."""
    if stdin or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt(word("password", lang), hide_input=True, confirmation_prompt=True, err=True)
    return password


@user.command()
@click.argument("name")
@role_option
@stdin_option
@lang_option
@explained
def add(name: str, role: Role, stdin: bool, lang: str) -> None:
    """Open an account; the first one is best an administrator."""
    account = _accounts().add(name, role, _ask_password(stdin, lang))
    click.echo(f"{account.name}: {account.role}")


@user.command(name="list")
@explained
def list_accounts() -> None:
    """List the accounts."""
    for account in _accounts().list():
        closed = "" if account.active else "  (closed)"
        click.echo(f"{account.role:<14} {account.name}{closed}")


@user.command()
@click.argument("name")
@lang_option
@explained
def disable(name: str, lang: str) -> None:  # noqa: ARG001 - the language of an error
    """Close an account and end its sessions; what it signed stays."""
    accounts = _accounts()
    accounts.set_active(None, accounts.named(name), False)


@user.command()
@click.argument("name")
@lang_option
@explained
def enable(name: str, lang: str) -> None:  # noqa: ARG001 - the language of an error
    """Open a closed account again."""
    accounts = _accounts()
    accounts.set_active(None, accounts.named(name), True)


@user.command()
@click.argument("name")
@click.argument("new_role", type=click.Choice(get_args(Role)))
@lang_option
@explained
def role(name: str, new_role: Role, lang: str) -> None:  # noqa: ARG001 - the language of an error
    """Change what an account may do."""
    accounts = _accounts()
    accounts.set_role(None, accounts.named(name), new_role)


@user.command()
@click.argument("name")
@stdin_option
@lang_option
@explained
def password(name: str, stdin: bool, lang: str) -> None:
    """Give an account another password and end its sessions."""
    accounts = _accounts()
    accounts.change_password(accounts.named(name), _ask_password(stdin, lang))

"""What the commands share: errors to exit codes, language, output, progress."""

import functools
import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from advisor.errors import AdvisorError, UnusableInput
from advisor.messages import word
from advisor.services.explain import explain_error

P = ParamSpec("P")
R = TypeVar("R")

UNUSABLE = 2
"""Exit code for unusable input or arguments."""
FOUND = 1
"""Exit code when `validate` found errors or `check --fail-on` met its level."""

lang_option = click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", help="Language of prose values.")
out_option = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")


def today() -> date:
    """Return the present day, UTC."""
    return datetime.now(UTC).date()


def explained(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the project's errors into one message on stderr and exit code 2; no traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except AdvisorError as error:
            click.echo(explain_error(error, str(kwargs.get("lang") or "fr")), err=True)
            sys.exit(UNUSABLE)
        except BrokenPipeError:
            sys.exit(0)

    return run


def say(text: str) -> None:
    """Tell progress on a terminal; a pipe or a log gets nothing."""
    if sys.stderr.isatty():
        click.echo(text, err=True)


def to_json(value: Any) -> str:
    """Write a value as JSON for people and programs: keys in their order, accents as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def deliver(content: str | bytes | Iterable[str], out: Path | None, *, format_name: str, lang: str) -> None:
    """Write an answer, or its pieces, to a file, whole or not at all, or to standard output."""
    if out is None:
        if isinstance(content, bytes):
            if sys.stdout.isatty():
                raise UnusableInput("output-needed", format=format_name)
            sys.stdout.buffer.write(content)
        elif isinstance(content, str):
            click.echo(content, nl=not content.endswith("\n"))
        else:
            for piece in content:
                click.echo(piece, nl=False)
        return
    write_whole(content, out, lang)


def write_whole(content: str | bytes | Iterable[str], out: Path, lang: str) -> None:
    """Write a file whole or not at all; raises UnusableInput."""
    partial = out.with_name(out.name + ".partial")
    try:
        with partial.open("wb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                file.writelines(piece.encode("utf-8") for piece in ([content] if isinstance(content, str) else content))
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True) if out.parent.is_dir() else None
        raise UnusableInput("cannot-write", path=out, why=error.strerror or str(error)) from None
    say(word("written", lang, path=out))

"""`advisor catalogue …`: check, count, list, compare and exchange the catalogue."""

import csv
import io
import sys
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine

from advisor.catalogue import check_entries, load_catalogue, read_entries
from advisor.catalogue.diff import diff_entries
from advisor.catalogue.files import dump_yaml, entry_files, parse_yaml
from advisor.catalogue.schema import MODELS, parse_entry, payload_of
from advisor.catalogue.stats import FACT_COLUMNS, all_facts, draw_rows, fact_rows, value_text
from advisor.cli.common import FOUND, deliver, explained, lang_option, out_option, to_json, today
from advisor.config import catalogue_folder, read_config
from advisor.domain.accounts import Account
from advisor.errors import InvalidEntry, UnknownEntry
from advisor.messages import word
from advisor.problems import Problem
from advisor.reports.tables import neutralise
from advisor.services.answers import stats_shape
from advisor.services.curate import Workshop
from advisor.services.curate.files import propose_folder
from advisor.services.curate.links import check_links, cited_links
from advisor.services.curate.passages import check_passages, cited_sources
from advisor.services.exchange import export_entries
from advisor.store import SqlAccountStore, SqlCatalogueStore, SqlProposalStore, open_database

FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
dir_option = click.option("--dir", "folder", type=FOLDER, help="Catalogue folder; the packaged one by default.")
limit_option = click.option(
    "--limit", type=click.IntRange(1, 5000), default=100, show_default=True, help="Sources asked."
)
skip_option = click.option(
    "--skip", type=click.IntRange(min=0), default=0, show_default=True, help="Sources left out first."
)
pause_option = click.option(
    "--pause", type=click.FloatRange(0, 60), default=1.0, show_default=True, help="Seconds between two of a host."
)


@click.group()
def catalogue() -> None:
    """Check, count, list, compare and exchange the catalogue."""


@catalogue.command()
@dir_option
@click.option("--warnings/--no-warnings", default=True, help="Show warnings too.")
@explained
def validate(folder: Path | None, warnings: bool) -> None:
    """Report every problem of the catalogue at once; exit code 1 when there are errors."""
    problems: list[Problem]
    try:
        problems = check_entries(read_entries(folder or catalogue_folder()), today())
    except InvalidEntry as error:
        problems = list(error.problems)
    errors = [problem for problem in problems if problem.level == "error"]
    for problem in problems if warnings else errors:
        click.echo(f"{problem.level}: {problem}")
    click.echo(f"{len(errors)} errors, {len(problems) - len(errors)} warnings")
    if errors:
        sys.exit(FOUND)


@catalogue.command()
@dir_option
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@out_option
@lang_option
@explained
def stats(folder: Path | None, format_name: str, out: Path | None, lang: str) -> None:
    """Count what the catalogue holds, in all and by category."""
    loaded = load_catalogue(folder)
    shape = stats_shape(loaded, today(), lang)
    if format_name == "json":
        deliver(to_json(shape), out, format_name="json", lang=lang)
        return
    plain = {key: value for key, value in shape.items() if key not in ("facts", "by_category")}
    lines = [f"{key:<16}{value}" for key, value in (*plain.items(), *shape["facts"].items())]
    lines.append(f"\n{'':<28}{'dominant':>9}{'altern.':>9}{'links':>7}{'covered':>9}{'docum.':>8}")
    for row in shape["by_category"]:
        numbers = (row["dominant"], row["alternatives"], row["links"], row["fully_covered"], row["documented"])
        lines.append("{:<28}{:>9}{:>9}{:>7}{:>9}{:>8}".format(row["id"], *numbers))
    deliver("\n".join(lines) + "\n", out, format_name="text", lang=lang)


@catalogue.command()
@dir_option
@click.option("--format", "format_name", type=click.Choice(["csv", "json"]), default="csv")
@click.option("--sample", type=click.IntRange(min=1), help="Draw this many sourced rows, to read them again.")
@click.option("--seed", default=0, show_default=True, help="Another number draws other rows.")
@out_option
@explained
def facts(folder: Path | None, format_name: str, sample: int | None, seed: int, out: Path | None) -> None:
    """List the facts, one row per source of each fact."""
    rows = list(fact_rows(load_catalogue(folder), today()))
    if sample is not None:
        rows = draw_rows(rows, sample, seed)
    if format_name == "json":
        deliver(to_json(rows), out, format_name="json", lang="fr")
        return
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, FACT_COLUMNS)
    writer.writeheader()
    writer.writerows({key: neutralise(value) for key, value in row.items()} for row in rows)
    deliver(buffer.getvalue(), out, format_name="csv", lang="fr")


@catalogue.command()
@dir_option
@click.option("--within", "days", type=click.IntRange(min=0), default=0, help="Also what expires within DAYS.")
@explained
def stale(folder: Path | None, days: int) -> None:
    """List the facts past their date, the oldest first."""
    limit = today().toordinal() + days
    on = type(today()).fromordinal(limit)
    found = [
        (fact.expires or "", entry_id, fact)
        for entry_id, fact in all_facts(load_catalogue(folder))
        if fact.state(on) == "stale" and fact.current()
    ]
    for expires, entry_id, fact in sorted(found, key=lambda item: item[:2]):
        click.echo(f"{expires}  {entry_id}  {fact.criterion}: {value_text(fact.value)}")
    click.echo(f"{len(found)} facts")


@catalogue.command(name="check-links")
@dir_option
@limit_option
@skip_option
@pause_option
@explained
def check_cited_links(folder: Path | None, limit: int, skip: int, pause: float) -> None:
    """Ask cited addresses whether they still answer; exit code 1 when some do not.

    Goes out to the network, as only `check-passages` does beside it. Private networks are never asked.
    """
    links = list(cited_links(load_catalogue(folder)).items())
    counts: dict[str, int] = {}
    for check in check_links(links[skip : skip + limit], pause_s=pause):
        counts[check.state] = counts.get(check.state, 0) + 1
        if check.state != "ok":
            click.echo(f"{check.state}  {check.url}  {check.detail}  ({check.place})")
    click.echo(f"{sum(counts.values())} of {len(links)} addresses: " + ", ".join(f"{n} {s}" for s, n in counts.items()))
    if counts.keys() - {"ok", "moved"}:
        sys.exit(FOUND)


@catalogue.command(name="check-passages")
@dir_option
@click.argument("entries", nargs=-1)
@limit_option
@skip_option
@pause_option
@explained
def check_cited_passages(folder: Path | None, entries: tuple[str, ...], limit: int, skip: int, pause: float) -> None:
    """Look for the quoted words of each locator in its page; exit code 1 when some are missing.

    ENTRIES are ids of products or vendors; all of them when none is given. Goes out to the network as
    `check-links` does. A page that cannot be read proves nothing, and is told.
    """
    known = load_catalogue(folder)
    for entry_id in entries:
        if entry_id not in known.products and entry_id not in known.vendors:
            raise UnknownEntry(entry_id)
    sources = [
        (place, source)
        for place, source in cited_sources(known)
        if not entries or place.partition(":")[0].split()[1] in entries
    ]
    counts: dict[str, int] = {}
    for check in check_passages(sources[skip : skip + limit], pause_s=pause):
        counts[check.state] = counts.get(check.state, 0) + 1
        if check.state != "found":
            click.echo(f"{check.state}  {check.place}  {check.url}  {check.detail}")
    click.echo(f"{sum(counts.values())} of {len(sources)} sources: " + ", ".join(f"{n} {s}" for s, n in counts.items()))
    if "missing" in counts:
        sys.exit(FOUND)


@catalogue.command()
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER)
@explained
def diff(before: Path, after: Path) -> None:
    """Show what changed between two catalogue folders, field by field."""
    changes = diff_entries(read_entries(before), read_entries(after))
    for change in changes:
        click.echo(f"{change.change} {change.kind} {change.entry_id}")
        for field in change.fields:
            click.echo(f"  {field.path}: {_short(field.before)} → {_short(field.after)}")
    click.echo(f"{len(changes)} entries differ")


def _short(value: Any) -> str:
    text = "∅" if value is None else repr(value)
    return text if len(text) <= 80 else text[:79] + "…"


@catalogue.command(name="format")
@dir_option
@explained
def format_files(folder: Path | None) -> None:
    """Rewrite the files of a folder in their canonical form."""
    folder = folder or catalogue_folder()
    changed = 0
    for kind, path in entry_files(folder):
        place = str(path.relative_to(folder))
        before = path.read_text(encoding="utf-8")
        after = dump_yaml(payload_of(parse_entry(kind, parse_yaml(before, place), place)))
        if before != after:
            path.write_text(after, encoding="utf-8")
            click.echo(place)
            changed += 1
    click.echo(f"{changed} files rewritten")


@catalogue.command()
@click.argument("kind", type=click.Choice(sorted(MODELS)))
@explained
def schema(kind: str) -> None:
    """Print the JSON Schema of an entry, for editors."""
    click.echo(to_json(next(model for name, model in MODELS.items() if name == kind).model_json_schema()), nl=False)


def _store() -> SqlCatalogueStore:
    return SqlCatalogueStore(_database())


def _database() -> Engine:
    return open_database(read_config().database_url)


@catalogue.command(name="export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--edition", help="An earlier edition, by its hash; the published one by default.")
@explained
def export_files(folder: Path, edition: str | None) -> None:
    """Write an edition of the database as canonical files; before there is one, the packaged edition."""
    store = _store()
    folder.mkdir(parents=True, exist_ok=True)
    written = export_entries(store, folder, edition, lambda: read_entries(catalogue_folder()))
    click.echo(f"{written} files written")


@catalogue.command(name="import")
@click.argument("folder", type=FOLDER)
@click.option("--author", default="import", help="Name written on the proposal and its revisions.")
@click.option("--reason", default="", help="Reason written on the proposal and its revisions.")
@click.option("--publish", is_flag=True, help="Publish at once, in solo mode: only where nobody else may publish.")
@lang_option
@explained
def import_files(folder: Path, author: str, reason: str, publish: bool, lang: str) -> None:
    """Turn the files that changed into a proposal; where both sides changed, show the difference and stop."""
    engine = _database()
    store, accounts = SqlCatalogueStore(engine), SqlAccountStore(engine)
    workshop = Workshop(store, SqlProposalStore(engine), publishers=accounts.publishers)
    actor = Account(0, author.strip()[:80] or "import", "curator")
    proposal = propose_folder(
        workshop, store, folder, actor=actor, title=word("import_title", lang, name=folder.name), reason=reason
    )
    if proposal is None:
        click.echo("unchanged")
        return
    if publish:
        workshop.accept_all(actor, proposal.number, {draft.key: draft.version for draft in proposal.drafts})
        workshop.publish(actor, proposal.number)
    click.echo(word("import_published" if publish else "import_proposed", lang, number=proposal.number))
    for draft in proposal.drafts:
        click.echo(f"  {draft.kind} {draft.entry_id}")

"""The only place that knows the file format: YAML, one file per entry.

Reading is strict where YAML is lax: duplicate keys are refused, only `true` and `false`
are booleans (`NO` stays Norway), and dates stay text.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from advisor.catalogue.canonical import canonical_json
from advisor.catalogue.schema import Entries, EntryKind, build_catalogue, parse_entries
from advisor.config import cache_folder, catalogue_folder
from advisor.domain.catalogue import Catalogue
from advisor.errors import InvalidEntry
from advisor.problems import Problem, message

FOLDERS: Mapping[str, EntryKind] = {"categories": "category", "products": "product", "vendors": "vendor"}
CRITERIA_FILE = "criteria.yaml"
WIDTH = 110
MAX_FILE_BYTES = 500_000
CACHE_VERSION = 1


class _Loader(yaml.CSafeLoader):
    """YAML without its surprises; see the module's docstring."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag in ("tag:yaml.org,2002:null",)]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


def _mapping(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[object] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} is written twice", key_node.start_mark
            )
        seen.add(key)
    return dict(loader.construct_mapping(node, deep=True))


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


class _Dumper(yaml.CSafeDumper):
    """Canonical writing: block style, French accents as they are, long text folded."""

    def ignore_aliases(self, _: Any) -> bool:
        """Write a value in full each time it stands somewhere: an entry is read without jumping."""
        return True


def parse_yaml(text: str, place: str) -> object:
    """Read one YAML document; raises InvalidEntry with the line of what is wrong."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise InvalidEntry([Problem(f"{place}{line}", message("yaml", why=error.problem))]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidEntry([Problem(place, message("yaml", why=error))]) from None


def dump_yaml(payload: Mapping[str, Any]) -> str:
    """Write a payload in the canonical form of catalogue files."""
    text: str = yaml.dump(
        dict(payload),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=WIDTH,
        default_flow_style=False,
    )
    return text


def entry_files(folder: Path) -> Iterator[tuple[EntryKind, Path]]:
    """Yield the catalogue's files as (kind, path), in a stable order."""
    yield "criteria", folder / CRITERIA_FILE
    for name, kind in FOLDERS.items():
        for path in sorted((folder / name).glob("*.yaml")):
            yield kind, path


def entry_path(folder: Path, kind: EntryKind, entry_id: str) -> Path:
    """Say where the file of an entry belongs."""
    if kind == "criteria":
        return folder / CRITERIA_FILE
    name = next(name for name, k in FOLDERS.items() if k == kind)
    return folder / name / f"{entry_id}.yaml"


def read_raw(folder: Path) -> Iterator[tuple[EntryKind, str, object]]:
    """Read every file of a catalogue folder as (kind, place, raw data).

    Raises:
        InvalidEntry: with all the files that are not readable, after reading the others.
    """
    problems: list[Problem] = []
    if not (folder / CRITERIA_FILE).is_file():
        raise InvalidEntry([Problem(str(folder), message("no-folder", file=CRITERIA_FILE))])
    for kind, path in entry_files(folder):
        place = str(path.relative_to(folder))
        try:
            raw = parse_yaml(_read_text(path, place), place)
        except InvalidEntry as error:
            problems.extend(error.problems)
            continue
        if isinstance(raw, dict) and kind != "criteria" and raw.get("id") != path.stem:
            problems.append(Problem(f"{place}: id", message("file-name", found=raw.get("id"), expected=path.stem)))
            continue
        yield kind, place, raw
    if problems:
        raise InvalidEntry(problems)


def _read_text(path: Path, place: str) -> str:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise InvalidEntry([Problem(place, message("file-size", most=MAX_FILE_BYTES))])
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InvalidEntry([Problem(place, message("not-utf8", byte=error.start))]) from None


def read_entries(folder: Path) -> Entries:
    """Read and check the entries of a folder; raises InvalidEntry with every problem found.

    Files that are not readable and entries that break the schema are reported together.
    """
    problems: list[Problem] = []
    good: list[tuple[EntryKind, str, object]] = []
    try:
        for item in read_raw(folder):
            good.append(item)
    except InvalidEntry as error:
        problems.extend(error.problems)
    try:
        entries = parse_entries(good)
    except InvalidEntry as error:
        raise InvalidEntry([*problems, *error.problems]) from None
    if problems:
        raise InvalidEntry(problems)
    return entries


def write_entries(entries: Entries, folder: Path) -> int:
    """Write entries as canonical files; returns how many files changed. Nothing is deleted."""
    changed = 0
    for kind, entry_id, payload in entries.payloads():
        path = entry_path(folder, kind, entry_id)
        text = dump_yaml(payload)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed += 1
    return changed


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Load a catalogue folder, the packaged one by default.

    A compiled copy is kept in the cache folder under a name made of the files' sizes and
    times, so that a second start does not parse thousands of YAML files again.
    """
    # The default is looked up at each call: a setting changed in between must not find another's catalogue.
    return load_folder(folder or catalogue_folder())


@lru_cache(maxsize=2)
def load_folder(folder: Path) -> Catalogue:
    """Load a catalogue folder; the two latest are kept in memory."""
    cached = cache_folder() / f"catalogue-{_signature(folder)}.json"
    try:
        stored = json.loads(cached.read_text(encoding="utf-8"))
        return build_catalogue(
            parse_entries((k, place, data) for k, place, data in stored["entries"]), stored["edition"]
        )
    except (OSError, ValueError, KeyError, TypeError, InvalidEntry):
        pass  # no copy yet, or a damaged one: read the files
    entries = read_entries(folder)
    catalogue = build_catalogue(entries)
    _keep(cached, entries, catalogue.edition)
    return catalogue


def _signature(folder: Path) -> str:
    digest = hashlib.sha256(f"{CACHE_VERSION} {folder}".encode())
    for _, path in entry_files(folder):
        try:
            stat = path.stat()
        except OSError:
            continue
        digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:20]


def _keep(path: Path, entries: Entries, edition: str) -> None:
    """Write the compiled copy; a folder that cannot be written only costs time at the next start."""
    stored = [[kind, entries.place(kind, entry_id), payload] for kind, entry_id, payload in entries.payloads()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("catalogue-*.json"):
            old.unlink(missing_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_text(canonical_json({"edition": edition, "entries": stored}), encoding="utf-8")
        partial.replace(path)
    except OSError:
        return

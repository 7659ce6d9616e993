"""Measuring one edition on labelled lines and documents; the figures that pages and docs quote."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from advisor.documents import read_document
from advisor.errors import UnusableInput
from advisor.matching.evaluate import (
    FoundMention,
    LabelledMention,
    LineResult,
    ListReport,
    Rate,
    TextReport,
    evaluate_lines,
    evaluate_texts,
    parse_label_map,
    read_label,
)
from advisor.services.advise import Request, check_documents
from advisor.services.editions import Edition

LabelMap = Mapping[str, tuple[str, ...]]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput("evaluation-file", name=path.name, why=str(error)) from None


def read_label_map(path: Path | None) -> LabelMap:
    """Read a map of labels to catalogue ids; without a file a label stands for itself."""
    return parse_label_map(csv.DictReader(io.StringIO(_read(path)))) if path else {}


def evaluate_list_file(edition: Edition, path: Path, label_map: LabelMap) -> ListReport:
    """Measure the matcher on labelled lines (columns line, vendor, expected, note); raises UnusableInput.

    The first word of `note` names the kind of line, so that each source is reported apart.
    """
    rows = list(csv.DictReader(io.StringIO(_read(path))))
    if not rows or not {"line", "expected"} <= set(rows[0]):
        raise UnusableInput("evaluation-file", name=path.name, why='no columns "line" and "expected"')
    lines = [row["line"] for row in rows]
    matches = edition.matcher.match_lines(lines, [row.get("vendor") or None for row in rows])
    results = [
        LineResult(
            line=row["line"],
            label=read_label(row["expected"] or "", label_map),
            product_id=match.product_id,
            probability=match.probability,
            band=match.band,
            kind=(row.get("note") or "-").split(";")[0].split()[0],
        )
        for row, match in zip(rows, matches, strict=True)
    ]
    return evaluate_lines(results, edition.catalogue.products.keys())


def evaluate_tender_folder(edition: Edition, folder: Path, label_map: LabelMap) -> TextReport:
    """Measure the whole check on labelled texts (NN.txt beside NN.json); raises UnusableInput."""
    labels = sorted(folder.glob("*.json"))
    if not labels:
        raise UnusableInput("evaluation-file", name=str(folder), why="no labelled text (NN.txt and NN.json)")
    texts = {}
    for path in labels:
        try:
            wanted = [_labelled(mention, label_map) for mention in json.loads(_read(path))["mentions"]]
        except (ValueError, KeyError, TypeError) as error:
            raise UnusableInput("evaluation-file", name=path.name, why=f"not labelled mentions: {error}") from None
        source = path.with_suffix(".txt")
        document = read_document(_read(source).encode(), source.name)
        found = check_documents(edition, [document], Request())["mentions"]
        texts[path.stem] = (
            wanted,
            [
                FoundMention(m["start"], m["end"], m["product"]["id"], m["or_equivalent"], m["role"])
                for m in found
                if m["product"]
            ],
        )
    return evaluate_texts(texts)


def _labelled(mention: Mapping[str, Any], label_map: LabelMap) -> LabelledMention:
    return LabelledMention(
        mention["start"],
        mention["end"],
        read_label(mention["expected"], label_map),
        optional=bool(mention.get("optional")),
        or_equivalent=mention.get("or_equivalent"),
        role=mention.get("role"),
    )


def plain_figures(value: Any) -> Any:
    """Turn a report into plain values: a rate becomes its value, interval and counts."""
    if isinstance(value, Rate):
        low, high = value.interval
        share = value.value
        return {
            "value": None if share is None else round(share, 4),
            "low": round(low, 4),
            "high": round(high, 4),
            "right": value.right,
            "total": value.total,
        }
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain_figures(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain_figures(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [plain_figures(item) for item in value]
    return round(value, 4) if isinstance(value, float) else value

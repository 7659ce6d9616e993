"""The dependency picture and its sources as sheets of a workbook: labels and numbers, nothing drawn."""

from collections.abc import Iterator
from decimal import Decimal

from advisor.reports.ods import Cell
from advisor.reports.picture.words import Words
from advisor.reports.picture_shapes import PictureShape, ShareShape
from advisor.reports.shapes import MatchResultShape

Sheet = list[list[Cell]]


def picture_sheets(result: MatchResultShape, lang: str) -> Iterator[tuple[str, Sheet]]:
    """Yield the sheets of a list's picture: its counts, then who controls which vendor, read where."""
    words = Words(lang)
    if "picture" in result["summary"]:
        yield "picture", _counts(result["summary"]["picture"], words)
    if "controls" in result:
        yield "sources", _sources(result, words)


def _counts(picture: PictureShape, words: Words) -> Sheet:
    sheet: Sheet = [[words["picture"], words["lines"], words["amount"], words["outside"], words["amount"]]]

    def add(label: str, share: ShareShape, outside: ShareShape | None = None) -> None:
        cells: list[Cell] = [label, *_figures(share)]
        sheet.append(cells + (_figures(outside) if outside else []))

    add(words["whole"], picture, picture["outside"])
    for title, shares in (("now", picture["by_jurisdiction"]), ("after", picture["after"] or [])):
        if shares:
            sheet.append([""])
            sheet.append([f"{words['control']}, {words[title]}"])
        for group in shares:
            add(words[group["id"]], group)
    for title, named in (("step", picture["steps"]), ("decision", picture["decisions"])):
        sheet += [[""], [words[title]]]
        for key, share in named.items():
            add(words[key], share)
    sheet += [[""], [words["use"]]]
    for use in picture["uses"]:
        add(words[use["criticality"]], use, use["outside"])
    sheet += [[""], [words["function"]]]
    for function in picture["by_function"]:
        add(function["name"], function, function["outside"])
    sheet += [[""], [words["vendor"]]]
    for vendor in picture["by_vendor"]:
        add(f"{vendor['name']} ({words.control(vendor['control'])})", vendor)
    if picture["renewals"]:
        sheet += [[""], [words["when"]]]
        for renewal in picture["renewals"]:
            add(words.quarter(renewal["when"]), renewal, renewal["outside"])
        add(words["without-end"], picture["without_end"])
    return sheet


def _figures(share: ShareShape) -> list[Cell]:
    amount = share["amount_eur"]
    return [share["rows"], "" if amount is None else Decimal(amount)]


def _sources(result: MatchResultShape, words: Words) -> Sheet:
    names = ("vendor", "country", "rule", "title", "address", "published", "seen")
    sheet: Sheet = [[words[name] for name in names]]
    for control in result["controls"]:
        start: list[Cell] = [control["vendor"]["name"], words.control(control["country"]), control["rule"]]
        sheet += [
            [*start, source["title"], source["url"], source["published"] or "", source["seen"]]
            for source in control["sources"]
        ] or [start]
    return sheet

"""Answers as text for a terminal."""

import shutil
import textwrap
from collections.abc import Iterator
from typing import Any

from advisor.messages import WORDS, word
from advisor.reports.shapes import CheckResultShape, FindResultShape, MatchResultShape, MentionShape, RowShape

MIN_WIDTH = 60
MAX_NAMES = 4
"""Alternatives named on one line of the table; --format json has them all."""


def _width() -> int:
    return max(MIN_WIDTH, min(140, shutil.get_terminal_size((100, 24)).columns))


def match_text(result: MatchResultShape, lang: str) -> str:
    """Write the answer for a list: the counts, then one block per line that names something."""
    summary = result["summary"]
    lines = [word("list_summary", lang, **{key: summary[key] for key in ("rows", "sure", "review", "none")})]
    if summary["by_control"]:
        shares = ", ".join(
            f"{word('unknown', lang) if country == 'unknown' else country} {share['rows']}"
            for country, share in summary["by_control"].items()
        )
        lines.append(word("by_control", lang, shares=shares))
    lines.append("")
    for row in result["rows"]:
        if row["kind"] == "item":
            lines.extend(_row_lines(row, lang))
    lines += ["", word("order", lang, order=result["order"])]
    lines += [word("edition", lang, edition=result["edition"], method=result["method"])]
    lines += [word("read_note", lang, **item) for item in result["source"]["unread"]]
    return "\n".join(lines) + "\n"


def _row_lines(row: RowShape, lang: str) -> Iterator[str]:
    width = _width()
    mark = {"sure": "=", "review": "?", "none": "·"}[row["band"]]
    product = row["product"]
    answer = f"{product['name']} ({product['vendor']['name']})" if product else word("none", lang)
    if row["band"] == "review":
        answer += f" — {word('review', lang)}"
    if product is None and row["category"]:
        answer = row["category"]["name"]
    room = (width - 10) // 2
    yield f"{row['row']:>6} {mark} {textwrap.shorten(row['input'], room, placeholder='…'):<{room}} {answer}"
    for label, text in _beside(row, lang):
        yield textwrap.fill(_labelled(label, text, lang), width, initial_indent=" " * 9, subsequent_indent=" " * 11)


def _beside(row: RowShape, lang: str) -> Iterator[tuple[str, str]]:
    names = [a["product"]["name"] for a in row["alternatives"] if a["excluded_by"] is None]
    if names:
        more = f" … (+{len(names) - MAX_NAMES})" if len(names) > MAX_NAMES else ""
        yield word("alternatives", lang), ", ".join(names[:MAX_NAMES]) + more
    excluded = [f"{a['product']['name']} ({a['excluded_by']})" for a in row["alternatives"] if a["excluded_by"]]
    if excluded:
        yield word("excluded", lang), ", ".join(excluded)
    suite = row.get("suite")
    if suite and suite["cover"]:
        yield word("together", lang), ", ".join(chosen["product"]["name"] for chosen in suite["cover"])
    if not names and row["same_function"]:
        yield word("same_function", lang), ", ".join(p["name"] for p in row["same_function"][:MAX_NAMES])
    if row["no_substitute"]:
        yield word("no_substitute", lang), row["no_substitute"]
    if row["others"]:
        yield "+", ", ".join(p["name"] for p in row["others"])


def check_text(result: CheckResultShape, lang: str) -> str:
    """Write the answer for documents: the counts, then each finding with its place and sentence."""
    summary = result["summary"]
    counts = {"mentions": summary["mentions"], "products": summary["products"], **summary["by_severity"]}
    lines = [word("check_summary", lang, **counts)]
    if "against" in result:
        against = result["against"]
        counted = {key: against[key] for key in ("corrected", "remaining", "eased", "new")}
        lines.append(word("against_summary", lang, names=", ".join(against["names"]), **counted))
    if "by_status" in summary:
        statuses = {key.replace("-", "_"): count for key, count in summary["by_status"].items()}
        lines.append(word("marks_summary", lang, **statuses))
    lines.append("")
    for mention in result["mentions"]:
        lines.extend(_mention_lines(mention, lang))
    for gone in result["against"]["gone"] if "against" in result else ():
        lines += [word("gone", lang, text=gone["text"]), _quoted(gone["sentence"]), ""]
    for document in result["documents"]:
        lines.append(word("document", lang, name=document["name"], what=word(document["part"] or "no-part", lang)))
    for item in summary["unread"]:
        lines.append(word("not_read" if item in result["unread"] else "read_note", lang, **item))
    lines.append(word("edition", lang, edition=result["edition"], method=result["method"]))
    return "\n".join(lines) + "\n"


def _mention_lines(mention: MentionShape, lang: str) -> Iterator[str]:
    place = [mention["document"], mention["place"]]
    if mention["page"] is not None:
        place.append(word("page", lang, page=mention["page"]))
    product = mention["product"]
    name = f" ({product['name']})" if product and product["name"] != mention["text"] else ""
    equivalent = "no-equivalent" if mention["equivalent"] == "none" else mention["equivalent"]
    parts = [
        word(mention["severity"], lang).upper(),
        (f'"{mention["text"]}"' if lang == "en" else f"« {mention['text']} »") + name,
    ]
    if mention["role"]:
        parts.append(word(mention["role"], lang))
    parts.append(word(equivalent, lang))
    yield " — ".join([*parts, *_since(mention, lang)])
    yield "    " + ", ".join(part for part in place if part)
    yield _quoted(mention["sentence"])
    rule = mention["rule"]
    yield _indented(_labelled(rule["article"], f"{rule['why']} ({rule['note']})", lang))
    yield _indented(_labelled(word("justified_by", lang), rule["justified_by"], lang))
    if rule["caveat"]:
        yield _indented(rule["caveat"])
    if mention["wording"]:
        yield _indented(_labelled(word("wording", lang), mention["wording"], lang))
    yield ""


def _since(mention: MentionShape, lang: str) -> Iterator[str]:
    """Say what a person said of a finding, and what changed since an earlier version."""
    status = mention.get("status", "to-correct")
    if status != "to-correct":
        yield word(status, lang, reason=mention.get("status_reason", ""))
    if mention.get("change") == "new":
        yield word("new", lang)
    if "severity_before" in mention:
        yield word("severity_before", lang, severity=word(mention["severity_before"], lang))


def _labelled(label: str, text: str, lang: str) -> str:
    """Put a label before a text, with the colon as the language sets it."""
    return f"{label}: {text}" if lang == "en" else f"{label} : {text}"


def _quoted(sentence: str) -> str:
    return textwrap.fill(
        sentence, _width(), initial_indent="    > ", subsequent_indent="    > ", max_lines=4, placeholder=" …"
    )


def _indented(text: str) -> str:
    return textwrap.fill(text, _width(), initial_indent="    ", subsequent_indent="    ")


def found_text(result: FindResultShape, lang: str) -> str:
    """Write the answers of a search, one per line."""
    if not result["results"]:
        return word("no_result", lang) + "\n"
    return "".join(f"{f['kind']:<9} {f['id']:<32} {f['name']}  [{f['why']}]\n" for f in result["results"])


def entry_text(shown: dict[str, Any], lang: str) -> str:
    """Write an entry: its names and facts, then its links."""
    name = shown["name"].get(lang) or shown["name"]["fr"] if isinstance(shown["name"], dict) else shown["name"]
    lines = [f"{name} [{shown['id']}]" + (f" ← {shown['asked']}" if "asked" in shown else "")]
    if shown["kind"] == "product":
        lines.append(f"{shown['vendor']['name']} — {_labelled(word('control', lang), _country(shown, lang), lang)}")
    if summary := shown.get("summary"):
        lines.append(summary.get(lang) or summary["fr"])
    for fact in (*shown.get("facts", ()), *shown.get("vendor_facts", ())):
        source = fact["sources"][0]["url"] if fact.get("sources") else "-"
        text = fact["text"] or (fact.get("question") or {}).get("fr", "")
        lines.append(f"  {fact['criterion']}: {text} [{fact['state']}, {fact['dated'] or '-'}] {source}")
    for alternative in shown.get("alternatives", ()):
        lines.append(f"  → {alternative['product']['name']}: {alternative['scope']} | {alternative['gaps']}")
    if shown.get("no_substitute"):
        reason = shown["no_substitute"]["reason"]
        lines.append("  " + _labelled(word("no_substitute", lang), reason.get(lang) or reason["fr"], lang))
    if shown.get("replaces"):
        lines.append("  ← " + ", ".join(product["name"] for product in shown["replaces"]))
    if shown["kind"] == "category":
        for role, ids in shown["products"].items():
            lines.append(f"  {role}: {', '.join(ids)}")
    if shown["kind"] == "vendor":
        lines.append("  " + ", ".join(shown["products"]))
    return "\n".join(lines) + "\n"


def _country(shown: dict[str, Any], lang: str) -> str:
    return shown["control_country"] or WORDS["unknown"][lang]

"""A finding as a comment beside its words. Like every public output it names no alternative."""

from collections.abc import Sequence

from advisor.domain.annotations import Remark
from advisor.reports.shapes import MentionShape
from advisor.reports.tender_words import (
    equivalent_name,
    finding_name,
    role_name,
    say,
    severity_name,
)

SETTLED = frozenset({"corrected", "false-alarm"})
"""Statuses after which nothing is left to say beside the words."""


def build_remarks(mentions: Sequence[MentionShape], lang: str) -> tuple[Remark, ...]:
    """Build the comments of one document, in text order; those a person set aside are left out."""
    kept = [mention for mention in mentions if mention.get("status") not in SETTLED]
    return tuple(
        Remark(
            start=mention["start"],
            end=mention["end"],
            lines=tuple(_lines(mention, lang)),
            elsewhere=say("elsewhere", lang, text=mention["text"], place=describe_place(mention, lang)),
            strong=mention["severity"] == "high",
        )
        for mention in kept
    )


def describe_place(mention: MentionShape, lang: str) -> str:
    """Say where a finding stands: its place, and its page where the format has pages."""
    page = say("page", lang, page=mention["page"]) if mention["page"] is not None else ""
    return ", ".join(part for part in (mention["place"], page) if part) or mention["document"]


def describe_finding(mention: MentionShape, lang: str) -> str:
    """Say in one line what was found: its kind, what it is named for, and "ou équivalent"."""
    parts = [finding_name(mention["finding"], lang), role_name(mention["role"], lang)]
    if mention["finding"] in ("brand", "unknown-brand", "hidden-brand"):
        parts.append(equivalent_name(mention["equivalent"], lang))
    return ", ".join(part for part in parts if part)


def _lines(mention: MentionShape, lang: str) -> list[tuple[str, str]]:
    colon = say("colon", lang)
    rule = mention["rule"]

    def label(key: str) -> str:
        return say(key, lang) + colon

    severity = severity_name(mention["severity"], lang) + colon
    lines = [(severity, f"« {mention['text']} ». {describe_finding(mention, lang)}.")]
    if mention.get("status") == "justified":
        lines.append((label("reason"), mention.get("status_reason", "")))
    article = say("article", lang, article=rule["article"])
    lines.append((label("why"), f"{rule['why']} ({article})"))
    lines.append((label("justified-by"), rule["justified_by"]))
    if rule["caveat"]:
        lines.append((label("caveat"), rule["caveat"]))
    if mention["wording"]:
        lines.append((label("wording"), mention["wording"]))
    lines.append((label("source"), rule["source"]))
    lines.append(("", f"{rule['note'][:1].upper()}{rule['note'][1:]}."))
    return lines

"""Reasons a person can read, with their place in the original line.

The kinds are a closed set: see KINDS and docs/matching.md.
"""

from collections.abc import Sequence

from advisor.domain.matches import Reason
from advisor.matching.normalise import Word
from advisor.matching.resolver import Verdict
from advisor.matching.scoring import RULES, Found

KINDS = (
    "alias",          # a word of the name, as written
    "abbreviation",   # a short form: "MS" read as "Microsoft"
    "joined",         # words written together, or one word written in two
    "typo",           # one or two letters wrong
    "scan",           # letters and digits confused by a scanner
    "cut",            # a word cut short
    "vendor",         # the vendor is named in the line
    "vendor-column",  # the vendor column agrees
    "vendor-contradicts",  # the vendor column names another vendor
    "context",        # a word that tells what the line is about: read_as "hardware", "training" …
    "homonym",        # a word that gives the name another sense
    "ignored",        # words that say nothing about the product: quantities, editions, wording
    "left-over",      # words nothing explains
    "rival",          # the second product, and how near it came
    "weak-name",      # an ordinary word, accepted or refused for its support
    "category",       # words that name a function
    "brand-cue",      # the words "de marque", "type", "®" around a name the catalogue lacks
)  # fmt: skip

CONTEXT_RULES = ("hardware", "component", "training", "services", "file-format", "target")


def explain_decision(
    line: str,
    words: Sequence[Word],
    kept: Sequence[int],
    content: Sequence[int],
    verdict: Verdict,
    column: tuple[str, bool] | None,
) -> tuple[Reason, ...]:
    """Write the reasons of a decision.

    Args:
        line: the original line.
        words: its words; `kept` are the places of those the resolver saw, `content` those of the
            words that are no filler.
        verdict: what was decided, with its evidence.
        column: the vendor column and whether it agrees with the product, None where it says nothing.

    Returns:
        Reasons in the order of the line; those without a place last.
    """
    best = verdict.best
    if best is None:
        return ()
    reasons = _name_reasons(line, words, kept, best)
    reasons += _rule_reasons(best)
    used = {kept[place] for place in best.used if place < len(kept)}
    seen = set(content) | used
    ignored = [w for i, w in enumerate(words) if i not in seen]
    left = [w for i, w in enumerate(words) if i in seen and i not in used]
    reasons += [_place("ignored", line, run[0], run[-1]) for run in _runs(ignored, words)]
    reasons += [_place("left-over", line, run[0], run[-1]) for run in _runs(left, words)]
    reasons.sort(key=lambda r: (r.start is None, r.start or 0))
    if column:
        reasons.append(Reason("vendor-column" if column[1] else "vendor-contradicts", column[0]))
    rival = verdict.rival
    if rival is not None:
        reasons.append(
            Reason("rival", rival.entry.text, rival.entry.product_id, weight=round(rival.logit - best.logit, 2))
        )
    return tuple(reasons)


def _name_reasons(line: str, words: Sequence[Word], kept: Sequence[int], best: Found) -> list[Reason]:
    reasons = []
    exact = [(first, last) for first, last, how in best.seen.readings if how.kind == "alias"]
    for first, last, how in best.seen.readings:
        if how.kind == "alias":
            continue
        start, end = words[kept[first]].start, words[kept[last]].end
        reasons.append(Reason(how.kind, line[start:end], how.token, start, end))
    for first, last in _spans(sorted(exact)):
        start, end = words[kept[first]].start, words[kept[last]].end
        reasons.append(Reason("alias", line[start:end], best.entry.text, start, end))
    return reasons


def _spans(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join neighbouring places into runs."""
    runs: list[tuple[int, int]] = []
    for first, last in places:
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs


def _rule_reasons(best: Found) -> list[Reason]:
    reasons = []
    for name in best.rules:
        if name in CONTEXT_RULES:
            reasons.append(Reason("context", name, name, weight=RULES[name]))
        elif name == "homonym":
            reasons.append(Reason("homonym", best.entry.text, weight=RULES[name]))
        elif name.startswith("weak"):
            reasons.append(Reason("weak-name", best.entry.text, weight=RULES[name]))
    if best.entry.weak and not any(name.startswith("weak") for name in best.rules):
        reasons.append(Reason("weak-name", best.entry.text))
    return reasons


def _runs(chosen: Sequence[Word], words: Sequence[Word]) -> list[list[Word]]:
    """Group words that stand side by side in the line."""
    place = {word.start: i for i, word in enumerate(words)}
    runs: list[list[Word]] = []
    for word in chosen:
        if runs and place[runs[-1][-1].start] == place[word.start] - 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _place(kind: str, line: str, first: Word, last: Word) -> Reason:
    return Reason(kind, line[first.start : last.end], None, first.start, last.end)

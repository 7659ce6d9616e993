"""Measuring answers against labelled lines and texts: precision, recall, abstention, calibration, coverage.

Pure: takes rows already read and answers already given. Label rules: "a|b" either is right, "-"
abstaining is right too, "" must abstain, "eu:x" a European or open product (abstaining is right).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

Z_95 = 1.959964
LabelMap = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its counts and its 95 % Wilson interval; `value` is None where nothing was counted."""

    right: int
    total: int

    @property
    def value(self) -> float | None:
        """The share, 0-1."""
        return self.right / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound, 0-1."""
        return wilson(self.right, self.total)


@dataclass(frozen=True, slots=True)
class Label:
    """What a row accepts: product ids, and whether abstaining is right. `european`: only "eu:" names and "-"."""

    products: frozenset[str]
    abstain: bool
    european: bool


@dataclass(frozen=True, slots=True)
class LineResult:
    """One labelled line and the answer given; `kind` groups lines of one source."""

    line: str
    label: Label
    product_id: str | None
    probability: float
    band: str
    kind: str = ""

    @property
    def right(self) -> bool:
        """Whether the answer, or the silence, is right."""
        return self.label.abstain if self.product_id is None else self.product_id in self.label.products


@dataclass(frozen=True, slots=True)
class ListReport:
    """Figures of a labelled list.

    `answered` is the share of right answers among those given. `precision` counts right answers on
    rows to match only, against all wrong ones. `recall` counts the rows to match whose label the
    catalogue has (`coverage`), in bands sure and review; `either` rows accept both an answer and
    silence. `errors` are the wrong answers.
    """

    rows: int
    sure: Rate
    review: Rate
    answered: Rate
    precision: Rate
    recall: Rate
    abstention: Rate
    either: Rate
    coverage: Rate
    f1: float | None
    calibration_error: float
    reliability: tuple[tuple[float, float, int], ...]
    by_kind: Mapping[str, Rate]
    errors: tuple[LineResult, ...] = field(repr=False)


def wilson(right: int, total: int) -> tuple[float, float]:
    """Give the 95 % Wilson interval of a share; (0, 1) where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share = right / total
    spread = Z_95 * math.sqrt(share * (1 - share) / total + Z_95**2 / (4 * total**2))
    centre = share + Z_95**2 / (2 * total)
    scale = 1 + Z_95**2 / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def parse_label_map(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Read the rows of a map (columns label, acceptable_catalogue_slugs separated by "|")."""
    found = {}
    for row in rows:
        label = (row.get("label") or "").strip()
        if label:
            slugs = (row.get("acceptable_catalogue_slugs") or "").split("|")
            found[label] = tuple(s.strip() for s in slugs if s.strip())
    return found


def read_label(expected: str, label_map: LabelMap | None = None) -> Label:
    """Read the label of a row or a mention; a label absent from the map stands for itself."""
    mapped = label_map or {}
    names = [name.strip() for name in (expected or "").split("|") if name.strip()]
    products: set[str] = set()
    abstain = not names
    required = False
    for name in names:
        if name == "-":
            abstain = True
        elif name.startswith("eu:"):
            abstain = True
            products |= {name, name[3:], *mapped.get(name, ())}
        else:
            slugs = mapped.get(name, (name,))
            products.update(slugs)
            required = required or bool(slugs)
    european = all(name == "-" or name.startswith("eu:") for name in names)
    return Label(frozenset(products), abstain or not required, european)


def _kind_of(result: LineResult) -> str:
    if not result.label.products or (result.label.abstain and result.label.european):
        return "abstain"
    return "either" if result.label.abstain else "match"


def evaluate_lines(results: Sequence[LineResult], catalogue: AbstractSet[str] | None = None) -> ListReport:
    """Measure the answers to a labelled list.

    Args:
        results: one per row.
        catalogue: the ids the catalogue has; rows to match whose label it lacks count against
            `coverage`, not `recall`. None: every label counts.
    """
    groups: dict[str, list[LineResult]] = defaultdict(list)
    kinds: dict[str, list[LineResult]] = defaultdict(list)
    for result in results:
        groups[_kind_of(result)].append(result)
        kinds[result.kind].append(result)
    match = groups["match"]
    covered = [r for r in match if catalogue is None or r.label.products & catalogue]
    given = [r for r in results if r.product_id is not None]
    hits = sum(r.right for r in match if r.product_id is not None)
    wrong = sum(not r.right for r in given)
    precision = Rate(hits, hits + wrong)
    recall = _rate(covered)
    share, found = precision.value, recall.value
    return ListReport(
        rows=len(results),
        sure=_rate([r for r in given if r.band == "sure"]),
        review=_rate([r for r in given if r.band == "review"]),
        answered=_rate(given),
        precision=precision,
        recall=recall,
        abstention=_rate(groups["abstain"]),
        either=_rate(groups["either"]),
        coverage=Rate(len(covered), len(match)),
        f1=2 * share * found / (share + found) if share and found else None,
        calibration_error=calibration_error([(r.probability, r.right) for r in given]),
        reliability=reliability([(r.probability, r.right) for r in given]),
        by_kind={kind: _rate(rows) for kind, rows in sorted(kinds.items())},
        errors=tuple(r for r in results if not r.right),
    )


def _rate(results: Sequence[LineResult]) -> Rate:
    return Rate(sum(r.right for r in results), len(results))


def reliability(answers: Sequence[tuple[float, bool]], bins: int = 10) -> tuple[tuple[float, float, int], ...]:
    """Give, for each bin of probability that holds answers: mean probability, share right, count."""
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for value, right in answers:
        groups[min(bins - 1, int(value * bins))].append((value, right))
    return tuple(
        (sum(v for v, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows), len(rows))
        for _, rows in sorted(groups.items())
    )


def calibration_error(answers: Sequence[tuple[float, bool]]) -> float:
    """Give the expected calibration error: mean distance between probability and share right."""
    table = reliability(answers)
    total = sum(count for _, _, count in table)
    return sum(abs(mean - share) * count for mean, share, count in table) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class LabelledMention:
    """A mention of a labelled text; `optional` ones are neither required nor wrong to find."""

    start: int
    end: int
    label: Label
    optional: bool = False
    or_equivalent: bool | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention as answered. `product_id` None (an unknown brand) is not measured."""

    start: int
    end: int
    product_id: str | None
    or_equivalent: bool | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class TextReport:
    """Figures of labelled texts. `located` counts required mentions found with any product."""

    texts: int
    precision: Rate
    recall: Rate
    f1: float | None
    or_equivalent: Rate
    roles: Rate
    errors: tuple[tuple[str, str, int, int], ...]


def evaluate_texts(texts: Mapping[str, tuple[Sequence[LabelledMention], Sequence[FoundMention]]]) -> TextReport:
    """Measure the mentions found in labelled texts, by overlap of places and right product."""
    right = wrong = missed = 0
    same = scored = role_same = role_scored = 0
    errors: list[tuple[str, str, int, int]] = []
    for name, (wanted, found) in sorted(texts.items()):
        pairs = _pair_mentions(wanted, found)
        taken = set(pairs.values())
        for place, mention in enumerate(wanted):
            answer = found[pairs[place]] if place in pairs else None
            if answer is not None and mention.role and answer.role:
                role_scored += 1
                role_same += mention.role == answer.role
            if _is_optional(mention):
                continue
            if answer is None:
                missed += 1
                errors.append((name, "missed", mention.start, mention.end))
                continue
            right += 1
            if mention.or_equivalent is not None:
                scored += 1
                same += bool(answer.or_equivalent) == mention.or_equivalent
        for place, answer in enumerate(found):
            if place not in taken and answer.product_id and _is_wrong(answer, wanted):
                wrong += 1
                errors.append((name, "wrong", answer.start, answer.end))
    precision, recall = Rate(right, right + wrong), Rate(right, right + missed)
    share, part = precision.value, recall.value
    return TextReport(
        texts=len(texts),
        precision=precision,
        recall=recall,
        f1=2 * share * part / (share + part) if share and part else None,
        or_equivalent=Rate(same, scored),
        roles=Rate(role_same, role_scored),
        errors=tuple(errors),
    )


def _is_optional(mention: LabelledMention) -> bool:
    return mention.optional or mention.label.abstain


def _overlap(mention: LabelledMention, answer: FoundMention) -> int:
    return min(mention.end, answer.end) - max(mention.start, answer.start)


def _pair_mentions(wanted: Sequence[LabelledMention], found: Sequence[FoundMention]) -> dict[int, int]:
    """Pair labelled and found mentions of the same product, the longest overlap first."""
    pairs = [
        (-_overlap(mention, answer), i, j)
        for i, mention in enumerate(wanted)
        for j, answer in enumerate(found)
        if _overlap(mention, answer) > 0 and answer.product_id in mention.label.products
    ]
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def _is_wrong(answer: FoundMention, wanted: Sequence[LabelledMention]) -> bool:
    """Tell an answer that touches neither its own product nor an optional mention.

    Only mentions marked optional excuse another product, as in the scorer of the labelled sets.
    """
    touched = [mention for mention in wanted if _overlap(mention, answer) > 0]
    return not any(m.optional or answer.product_id in m.label.products for m in touched)

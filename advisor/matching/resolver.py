"""Deciding which product a few words name: candidates, their evidence, the best one and its rivals.

Pure and memory-less; `lines` keeps what was decided. Words arrive folded and without filler.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from advisor.domain.matches import Band
from advisor.matching.correction import Corrector, Reading
from advisor.matching.index import Entry, NameIndex
from advisor.matching.scoring import MARGIN, RULES, SURE, band_of, probability

MAX_WORDS = 40
MAX_CANDIDATES = 200
MIN_COVERAGE = 0.6
TARGETS = frozenset(
    {"for", "pour", "compatible", "compatibles", "certifie", "certifies", "certifiee", "certified", "agree"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a line that may matter, and what the dropped ones showed.

    `vendor` holds the vendor words of the vendor column (empty: nothing known from it);
    `supplier` is how many of the first words repeat that column, as spend exports do.
    """

    words: tuple[str, ...]
    licence: bool = False
    purchase: bool = False
    edition: bool = False
    version: bool = False
    vendor: frozenset[str] = frozenset()
    supplier: int = 0


@dataclass(slots=True)
class Evidence:
    """What is seen of a candidate in its line, before it is weighed."""

    coverage: float
    lowest: float
    missing: int
    left: float = 0.0
    plain: float = 0.0
    agrees: bool = False
    other_vendor: bool = False
    other_product: bool = False
    contradicts: bool = False


@dataclass(slots=True)
class _Reading:
    """An entry read in a line: the places it uses, word by word, and how well."""

    entry: Entry
    used: frozenset[int]
    readings: list[tuple[int, int, Reading]]
    seen: Evidence


@dataclass(slots=True)
class Found:
    """A candidate: an entry, the places it used and how well.

    `values` are the features that are not zero, `rules` the names of the rules that apply,
    `readings` say for each required word where it was read (first and last place) and how.
    """

    entry: Entry
    used: frozenset[int]
    logit: float
    similarity: float
    values: list[tuple[str, float]]
    rules: list[str]
    readings: list[tuple[int, int, Reading]]

    def parts(self, weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """Give the waterfall: each feature and rule that counted, with its weight (logit)."""
        learnt = [(name, round(weights[name] * value, 3)) for name, value in self.values]
        return (*learnt, *((name, RULES[name]) for name in self.rules))


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided for a line; `best` and `rival` hold the evidence, None where nothing was found."""

    product_id: str | None
    probability: float
    band: Band
    candidates: tuple[tuple[str, float], ...] = ()
    others: tuple[str, ...] = ()
    best: Found | None = field(default=None, compare=False)
    rival: Found | None = field(default=None, compare=False)


NOTHING = Decision(None, 0.0, "none")


class _View:
    """One line as the scorer sees it: its readings and what each word is worth as a left-over."""

    __slots__ = ("cues", "left", "line", "plain", "readings", "target", "vendors")

    def __init__(self, line: Line) -> None:
        self.line = line
        self.readings: dict[str, tuple[float, int, int, Reading]] = {}
        self.left: list[float] = []
        self.vendors: list[str | None] = []
        self.plain: list[bool] = []
        self.cues: list[tuple[int, str]] = []
        self.target = -1


class Resolver:
    """Resolves lines against one index."""

    def __init__(self, index: NameIndex, corrector: Corrector) -> None:
        self.index = index
        self.corrector = corrector
        self.lexicon = index.lexicon
        self.weights = index.lexicon.weights
        cues = self.lexicon.cues
        self._cue_words: dict[str, str] = {}
        for name in ("services", "training", "components", "hardware"):
            rule = {"components": "component"}.get(name, name)
            self._cue_words.update((w, rule) for w in cues[name])
        self._plain = self.lexicon.filler | self.lexicon.resellers

    def resolve(self, line: Line) -> Decision:
        """Decide for one line.

        Fast path: no word of the line leads to an entry, the answer is "none" at once.
        """
        view = self._view(line)
        entries = self._entries(view)
        if not entries:
            return NOTHING
        read = [r for r in (self._evaluate(entry, view) for entry in entries[:MAX_CANDIDATES]) if r]
        if not read:
            return NOTHING
        explained = frozenset[int]().union(
            *(r.used for r in read if r.seen.lowest >= 0.95 and not r.seen.missing and not r.entry.weak)
        )
        return self._decide([self._score(r, view, explained) for r in read], view)

    def _view(self, line: Line) -> _View:
        view = _View(line)
        words = line.words[:MAX_WORDS]
        read = self.corrector.read
        vendors = self.index.all_vendor_words
        ordinary = self.lexicon.ordinary
        content = False
        for place, word in enumerate(words):
            readings = read(word)
            vendor = None
            for reading in readings:
                token = reading.token
                old = view.readings.get(token)
                if old is None or old[0] < reading.similarity:
                    view.readings[token] = (reading.similarity, place, place, reading)
                if token in vendors and vendor is None:
                    vendor = token
            if place + 1 < len(words):
                self._read_pair(view, place, word, words[place + 1])
            rule = self._cue_words.get(word)
            if rule:
                view.cues.append((place, rule))
            if word in TARGETS and content and view.target < 0:
                view.target = place
            plain = word in self._plain or word[0].isdigit() or len(word) == 1
            if not plain or readings:
                content = True
            worth = 0.0 if plain else min(8, len(word)) / 8
            view.left.append(worth)
            view.vendors.append(vendor)
            view.plain.append(word in ordinary)
        return view

    def _read_pair(self, view: _View, place: int, first: str, second: str) -> None:
        """Read two neighbouring words as one ("auto cad")."""
        index = self.index
        pair = first + second
        if pair in index.vocabulary or pair in index.all_vendor_words:
            tokens: tuple[str, ...] = (pair,)
        elif pair in index.joined and not (first in index.vocabulary and second in index.vocabulary):
            tokens = index.joined[pair]
        else:
            return
        for token in tokens:
            old = view.readings.get(token)
            if old is None or old[0] < 0.97:
                view.readings[token] = (0.97, place, place + 1, Reading(token, 0.97, "joined"))

    def _entries(self, view: _View) -> list[Entry]:
        index = self.index
        found: list[Entry] = []
        for token in view.readings:
            found.extend(index.postings.get(token, ()))
            pairs = index.pairs.get(token)
            if pairs:
                for second in view.readings:
                    found.extend(pairs.get(second, ()))
        return found

    def _evaluate(self, entry: Entry, view: _View) -> _Reading | None:
        """Read an entry in the line: where its words are and how well; None if too little is there."""
        got = 0.0
        lowest = 1.0
        missing = 0
        loose = 0
        used: set[int] = set()
        readings: list[tuple[int, int, Reading]] = []
        column = view.line.vendor
        telling = entry.telling
        for token, weight in zip(entry.required, entry.weights, strict=True):
            reading = view.readings.get(token)
            if reading is not None:
                similarity, first, last, how = reading
                if similarity < 0.95 and how.kind != "joined" and token not in telling:
                    loose += 1
                got += weight * similarity
                if similarity < lowest:
                    lowest = similarity
                used.add(first)
                used.add(last)
                readings.append((first, last, how))
            elif token in column:
                got += weight
            else:
                missing += 1
        coverage = got / entry.total
        if coverage < MIN_COVERAGE or not used:
            return None
        if (
            missing == 0
            and len(readings) < len(entry.required)
            and self.lexicon.filler.issuperset(r[2].token for r in readings)
        ):
            return None  # the vendor column and words that say nothing
        if len(entry.required) == 1 and lowest < 0.8:
            return None
        # A misspelt ordinary word only counts beside the rest of a name, well written.
        if loose and (loose > 1 or missing or len(entry.required) == 1):
            return None
        if missing and (len(entry.required) < 3 or entry.weak or not any(t in view.readings for t in telling)):
            return None
        return _Reading(entry, frozenset(used), readings, Evidence(coverage, lowest, missing))

    def _score(self, read: _Reading, view: _View, explained: frozenset[int]) -> Found:
        """Look at what the candidate leaves unexplained, then weigh everything.

        `explained` are places that some product accounts for: they are no left-overs.
        """
        entry, used, seen = read.entry, read.used, read.seen
        own = self.index.vendor_words[entry.product_id]
        left = plain = 0.0
        agrees = False
        for place, worth in enumerate(view.left):
            name = view.vendors[place]
            if place in used:
                agrees = agrees or (name in own and not entry.brand and len(used) > 1)
            elif name is not None and name in own:
                agrees = True
            elif worth:
                seen.other_vendor = seen.other_vendor or name is not None
                if place in explained:
                    seen.other_product = True
                elif view.plain[place]:
                    plain += worth
                else:
                    left += worth
        if not agrees:
            agrees = any(view.readings[w][1] not in used for w in own if w in view.readings)
        column = view.line.vendor
        if column:
            confirmed = not column.isdisjoint(own) or not column.isdisjoint(entry.required)
            seen.contradicts = not confirmed
            agrees = agrees or confirmed
        seen.agrees = agrees
        seen.left = left
        seen.plain = plain
        values = self._values(entry, view.line, used, read.readings, seen)
        rules = self._rules(read, view)
        weights = self.weights
        logit = sum(weights[name] * value for name, value in values) + sum(RULES[name] for name in rules)
        return Found(entry, used, logit, seen.lowest, values, rules, read.readings)

    def _values(
        self,
        entry: Entry,
        line: Line,
        used: frozenset[int],
        readings: list[tuple[int, int, Reading]],
        seen: Evidence,
    ) -> list[tuple[str, float]]:
        """Give the features of a candidate that are not zero."""
        left = seen.left
        gap = 1 - seen.lowest
        values = [("bias", 1.0), ("rarity", min(entry.total, 15) / 10)]
        add = values.append
        single = len(entry.required) == 1
        if seen.missing:
            add(("missing", max(0.0, seen.lowest - seen.coverage)))
        if gap:
            add(("distance", gap))
            if single and len(entry.required[0]) < 8:
                add(("distance_short", gap * 5))
        plain = seen.plain
        if left:
            add(("left", min(left, 2.0)))
            if single:
                add(("left_single", min(left, 2.0)))
            if entry.brand:
                add(("brand_left", min(left, 2.0)))
        if plain:
            add(("left_plain", min(plain, 4.0)))
        if left or plain:
            add(("left_share", left / (left + len(used))))
            if not seen.agrees:
                some = min(left + plain, 3.0)
                if entry.weak:
                    add(("weak_left", some))
                if entry.short:
                    add(("short_left", some))
        for name, holds in (
            ("vendor", seen.agrees),
            ("other_vendor", seen.other_vendor),
            ("column_contradicts", seen.contradicts),
            ("weak", entry.weak),
            ("short", entry.short),
            ("purchase", line.licence or line.purchase or line.edition),
            ("shared", entry.owners > 1),
            ("other_product", seen.other_product),
        ):
            if holds:
                add((name, 1.0))
        if len(readings) > 1:
            ordered = _in_order(readings)
            add(("in_order" if ordered else "scattered", 1.0))
        return values

    def _rules(self, read: _Reading, view: _View) -> list[str]:
        """Name the rules that apply; see scoring.RULES."""
        entry, used, seen = read.entry, read.used, read.seen
        rules: list[str] = []
        line = view.line
        if view.cues:
            cues = {rule for place, rule in view.cues if place not in used}
            if line.licence:
                cues -= {"training", "hardware"}
            rules.extend(sorted(cues))
        own = self.index.vendor_words[entry.product_id]
        if view.target >= 0:
            core = [place for place in used if view.vendors[place] not in own] or used
            if min(core) > view.target:
                rules.append("target")
        if entry.short and seen.lowest < 0.97:
            rules.append("short-inexact")
        if not entry.telling and len(read.readings) > 1 and not _in_order(read.readings):
            if own.isdisjoint(entry.required):
                rules.append("scattered-words")
        if seen.agrees:
            return rules
        if entry.weak or not entry.telling:
            others = {word for place, word in enumerate(line.words) if place not in used}
            if any(others & self.lexicon.homonyms.get(t, frozenset()) for t in entry.required):
                rules.append("homonym")
        if entry.weak:
            words = frozenset(line.words)
            bare = all(t in self.lexicon.filler for t in entry.required)
            bought = line.licence or line.purchase or line.edition or line.version
            supported = bought and not bare and seen.left + seen.plain <= 1.0
            if not supported and not any(need <= words for need in entry.needs):
                rules.append("weak-unsupported" if seen.left + seen.plain > 0 or seen.contradicts else "weak-alone")
        return rules

    def _decide(self, found: list[Found], view: _View) -> Decision:
        best_of: dict[str, Found] = {}
        for item in found:
            kept = best_of.get(item.entry.product_id)
            if kept is None or _rank(item) > _rank(kept):
                best_of[item.entry.product_id] = item
        items = [
            f
            for f in best_of.values()
            if not any(_dominates(o, f) for o in found if o.entry.product_id != f.entry.product_id)
        ]
        items = [f for f in items if not any(self._names_vendor(f, other) for other in items)]
        items.sort(key=_rank, reverse=True)
        if not items:
            return NOTHING
        best = self._main(items, view)
        rivals = [f for f in items if f is not best and f.used & best.used]
        others = [f for f in items if f is not best and not f.used & best.used and f.logit > 1.0]
        value = probability(best.logit)
        rival = rivals[0] if rivals else None
        near = rival is not None and _rank(best)[0] - _rank(rival)[0] < MARGIN
        if near:
            value = min(value * 0.75, SURE - 0.01)
        band = band_of(value)
        listed = tuple((f.entry.product_id, round(probability(f.logit), 4)) for f in rivals[:3])
        if band == "none":
            rest = ((best.entry.product_id, round(value, 4)), *listed)
            return Decision(None, round(value, 4), "none", rest[:3], (), best, rival)
        more = tuple(dict.fromkeys(f.entry.product_id for f in sorted(others, key=lambda f: min(f.used))))
        return Decision(best.entry.product_id, round(value, 4), band, listed, more, best, rival)

    def _names_vendor(self, found: Found, other: Found) -> bool:
        """Tell a product whose name is only there as the vendor of another ("Red Hat ARO")."""
        if found is other or found.used & other.used or other.logit < 0:
            return False
        product = other.entry.product_id
        own = self.index.vendor_words[product].union(self.index.vendor_names[product])
        return own.issuperset(found.entry.required)

    def _main(self, items: Sequence[Found], view: _View) -> Found:
        """Among products named side by side, all well supported, take the first in the line."""
        supplier = view.line.supplier
        if supplier:
            outside = [f for f in items if max(f.used) >= supplier and f.logit > 0]
            items = outside or items
        top = items[0]
        near = [f for f in items if f.logit >= min(top.logit - 2.0, 4.0) and f.logit >= 1.5 and not f.used & top.used]
        return min([top, *near], key=lambda f: min(f.used))


def _in_order(readings: Sequence[tuple[int, int, Reading]]) -> bool:
    """Tell words read side by side, in the order of the name."""
    return all(0 <= b[0] - a[0] <= 1 for a, b in pairwise(readings))


def _rank(found: Found) -> tuple[float, int, str]:
    return (found.logit + 0.15 * len(found.entry.required), -found.entry.number, found.entry.product_id)


def _dominates(winner: Found, loser: Found) -> bool:
    """The longer name wins: its words hold all the words of the other, and more."""
    return (
        loser.used < winner.used
        and winner.similarity >= 0.9
        and winner.logit > -2.0
        and winner.logit > loser.logit - 3.0
    )

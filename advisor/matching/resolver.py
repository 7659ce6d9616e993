"""Deciding which product a few words name: candidates, their evidence, the best one and its rivals.

Pure; `lines` keeps what was decided. Words arrive folded and without filler.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from advisor.domain.matches import Band
from advisor.matching.correction import Reading
from advisor.matching.index import MIN_COVERAGE, Entry, NameIndex
from advisor.matching.scoring import MARGIN, RULES, SURE, Evidence, Found, Weigher, band_of, probability
from advisor.matching.senses import LineView, Place, SenseReader

MAX_WORDS = 40
MAX_CANDIDATES = 200
OWN_NAME = 0.5
"""Lead of a product's own name over the same word as another product's alias; above MARGIN."""
NOTHING_USED: frozenset[int] = frozenset()


class Line(NamedTuple):
    """The words of a line that may matter, and what the dropped ones showed.

    `text` holds the words, one space between two.
    `left` and `plain` weigh the unknown and the ordinary words that GAPs stand for.
    `vendor` holds the vendor words of the vendor column (empty: nothing known from it);
    `stranger`: that column names a company of which nothing is known; `supplier` is how many of the
    first words repeat that column, as spend exports do.
    """

    text: str
    licence: bool = False
    purchase: bool = False
    version: bool = False
    left: float = 0.0
    plain: float = 0.0
    vendor: frozenset[str] = frozenset()
    supplier: int = 0
    stranger: bool = False


class Decision(NamedTuple):
    """What is decided for a line; the evidence is gathered again when a reason is read."""

    product_id: str | None
    probability: float
    band: Band
    candidates: tuple[tuple[str, float], ...] = ()
    others: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """A decision with its evidence: the best candidate and the second, None where nothing was found."""

    decision: Decision
    best: Found | None = None
    rival: Found | None = None


NOTHING = Decision(None, 0.0, "none")
NOTHING_FOUND = Verdict(NOTHING)


class Refusal(Decision):
    """The decision on a line that a rule bars: no product; its best candidates are weighed when they are read."""

    @classmethod
    def of(cls, settle: Callable[[], Decision]) -> "Refusal":
        """Make a refusal that `settle` completes."""
        refusal = cls(None, 0.0, "none")
        refusal._settle = settle
        return refusal

    _settle: Callable[[], Decision]

    @cached_property
    def _settled(self) -> Decision:
        return self._settle()

    @property
    def probability(self) -> float:
        """Probability of the best candidate refused."""
        return self._settled.probability

    @property
    def candidates(self) -> tuple[tuple[str, float], ...]:
        """The best candidates refused."""
        return self._settled.candidates


class Resolver:
    """Resolves lines against one index. `whole` holds what is decided on names as written, alone in a line."""

    def __init__(self, index: NameIndex, senses: SenseReader) -> None:
        self.index = index
        self.senses = senses
        self.lexicon = index.lexicon
        self.weigher = Weigher(index.lexicon.weights, index.entries)
        self.whole = {text: self._resolve_whole(entries, Line(text)) for text, entries in index.exact.items()}

    def resolve(self, line: Line) -> Verdict:
        """Decide for one line.

        Fast path: no word of the line leads to an entry, the answer is "none" at once.
        """
        whole = self.whole.get(line.text)
        if whole is not None and not line.vendor:
            if not line.left and not line.plain:
                return whole
            return self._resolve_whole(self.index.exact[line.text], line) or NOTHING_FOUND
        view = LineView(line.text.split()[:MAX_WORDS], self.senses)
        read = self._read_entries(view, line)
        if view.negated:
            read = [(entry, seen) for entry, seen in read if min(seen.used) not in view.negated]
        if not read:
            return NOTHING_FOUND
        if len(read) > 1:
            read = _without_parts(read)
        if len(read) == 1:
            entry, seen = read[0]
            return _decide_alone(self._score(entry, seen, view, line, NOTHING_USED))
        apart = [seen.used for entry, seen in read if seen.lowest >= 0.95 and not seen.missing and not entry.weak]
        explained = NOTHING_USED.union(*apart)
        found = [self._score(entry, seen, view, line, explained) for entry, seen in read]
        return self._decide(found, line)

    def _resolve_whole(self, entries: Sequence[Entry], line: Line) -> Verdict | None:
        """Decide on a line that is a name, words that count as left over, and nothing else.

        None where the name has several owners or is weak: these need a closer look, as a vendor column does.
        """
        entry = entries[0]
        if len(entries) != 1 or entry.weak or entry.owners > 1:
            return None
        words = line.text.split()
        found = []
        for token in entry.required:
            if token not in words:
                return None
            place = words.index(token)
            found.append((place, place, Reading(token, 1.0, "alias")))
        ordered = _in_order(found) if len(found) > 1 else None
        if ordered is False:
            return None
        seen = Evidence(1.0, 1.0, 0, frozenset(range(len(words))), found, ordered, line.left, line.plain)
        if len(words) > 1 and not entry.brand:
            seen.agrees = not entry.vendor.isdisjoint(words)
        return _decide_alone(Found(entry, seen, self.weigher.logit(entry, seen), []))

    def _read_entries(self, view: LineView, line: Line) -> list[tuple[Entry, Evidence]]:
        """Read every entry a word of the line leads to, at most MAX_CANDIDATES.

        Fast path: a name of one or two words needs them all, which one comparison of sets tells.
        """
        index = self.index
        readings = view.readings
        column = line.vendor
        read: list[tuple[Entry, Evidence]] = []
        tried = 0
        found = readings.keys()
        postings = index.postings
        for token, reading in readings.items():
            group = postings.get(token, ())
            if token in index.pairs:
                pairs = index.pairs[token]
                group = [*group, *(entry for second in readings if second in pairs for entry in pairs[second])]
            for entry in group:
                tried += 1
                if tried > MAX_CANDIDATES:
                    return read
                if entry.size == 1:
                    seen = _read_word(entry, reading)
                elif entry.size == 2 and not column and not entry.words <= found:
                    continue
                else:
                    seen = self._read(entry, view, column)
                if seen is not None:
                    read.append((entry, seen))
        return read

    def _read(self, entry: Entry, view: LineView, column: frozenset[str]) -> Evidence | None:
        """Read an entry of several words: where they are and how well; None if too little is there."""
        got = 0.0
        lowest = 1.0
        missing = loose = 0
        size = entry.size
        found: list[tuple[int, int, Reading]] = []
        readings = view.readings
        telling = entry.telling
        for token, weight in entry.weighted:
            reading = readings.get(token)
            if reading is not None:
                similarity, first, last, how = reading
                got += weight * similarity
                found.append((first, last, how))
                if similarity < 1.0:
                    if similarity < 0.95 and how.kind != "joined" and token not in telling:
                        loose += 1
                    if similarity < lowest:
                        lowest = similarity
            elif token in column:
                got += weight
            else:
                missing += 1
                if size < 3:
                    return None
        coverage = got / entry.total
        if coverage < MIN_COVERAGE or not found:
            return None
        if missing and (entry.weak or telling.isdisjoint(readings)):
            return None
        if loose and (loose > 1 or missing):
            return None  # a misspelt ordinary word only counts beside the rest of a name, well written
        if not missing and len(found) < size and self.lexicon.filler.issuperset(how.token for _, _, how in found):
            return None  # the vendor column, and words that say nothing
        if len(found) == 1:
            return Evidence(coverage, lowest, missing, frozenset(found[0][:2]), found, None)
        used = frozenset([place for first, last, _ in found for place in (first, last)])
        return Evidence(coverage, lowest, missing, used, found, _in_order(found))

    def _score(self, entry: Entry, seen: Evidence, view: LineView, line: Line, explained: frozenset[int]) -> Found:
        """Look at what the candidate leaves unexplained, then weigh everything.

        `explained` are places that some product accounts for: they are no left-overs.
        """
        own = entry.vendor
        seen.left, seen.plain = line.left, line.plain
        if len(seen.used) < len(view.senses):
            self._look_around(entry, seen, view, explained)
        elif view.vendors and len(seen.used) > 1 and not entry.brand:
            seen.agrees = not own.isdisjoint(view.vendors)
        if not seen.agrees and len(view.readings) > len(seen.readings) and not own.isdisjoint(view.readings):
            seen.agrees = any(view.readings[word][1] not in seen.used for word in own if word in view.readings)
        column = line.vendor
        if column:
            confirmed = not column.isdisjoint(own) or not column.isdisjoint(entry.required)
            seen.contradicts = not confirmed
            seen.agrees = seen.agrees or confirmed
        logit = self.weigher.logit(entry, seen)
        if not view.cues and view.target < 0 and entry.plain and seen.lowest >= 0.97 and seen.ordered is not False:
            return Found(entry, seen, logit, [])  # the common case: no rule can apply
        if entry.weak and line.purchase:
            seen.purchase = True
            logit = self.weigher.logit(entry, seen)
        rules = self._rules(entry, seen, view, line)
        if rules:
            logit += sum([RULES[name] for name in rules])
        return Found(entry, seen, logit, rules)

    def _look_around(self, entry: Entry, seen: Evidence, view: LineView, explained: frozenset[int]) -> None:
        used, own = seen.used, entry.vendor
        for place, sense in enumerate(view.senses):
            if place in used:
                if sense.vendor in own and not entry.brand and len(used) > 1:
                    seen.agrees = True
            elif sense.vendor is not None and sense.vendor in own:
                seen.agrees = True
            elif sense.worth and place not in view.negated:
                if sense.vendor is not None and sense.readings[0].similarity >= 0.95:
                    seen.other_vendor = True
                if place in explained:
                    seen.other_product = True
                elif sense.plain:
                    seen.plain += sense.worth
                else:
                    seen.left += sense.worth

    def _rules(self, entry: Entry, seen: Evidence, view: LineView, line: Line) -> list[str]:
        """Name the rules that apply; see scoring.RULES."""
        rules: list[str] = []
        used = seen.used
        if view.cues:
            cues = {rule for place, rule in view.cues if place not in used}
            if line.licence:
                cues -= {"training", "hardware"}
            rules.extend(sorted(cues))
        if view.target >= 0:
            own = entry.vendor
            core = [place for place in used if view.senses[place].vendor not in own] or used
            if min(core) > view.target:
                rules.append("target")
        if entry.short and seen.lowest < 0.97:
            rules.append("short-inexact")
        own = entry.vendor
        if seen.lowest < 0.95 and len(entry.required) == 1 and not seen.agrees:
            rules.append("spelling")
        if seen.ordered is False and not entry.telling and own.isdisjoint(entry.required):
            rules.append("scattered-words")
        if not seen.agrees and (entry.weak or not entry.telling):
            rules.extend(self._weak_rules(entry, seen, view, line))
        return rules

    def _weak_rules(self, entry: Entry, seen: Evidence, view: LineView, line: Line) -> list[str]:
        rules = []
        others = {word for place, word in enumerate(view.words) if place not in seen.used}
        if any(others & self.lexicon.homonyms.get(t, frozenset()) for t in entry.required):
            rules.append("homonym")
        if entry.weak:
            left = seen.left + seen.plain
            bare = all(t in self.lexicon.filler for t in entry.required)
            supported = (line.purchase or line.version) and not bare and not line.stranger and left <= 1.0
            if not supported and not any(need <= others for need in entry.needs):
                rules.append("weak-unsupported" if left > 0 or seen.contradicts else "weak-alone")
        return rules

    def _decide(self, found: list[Found], line: Line) -> Verdict:
        if len(found) == 1:
            return _decide_alone(found[0])
        items = self._select(found)
        if not items:
            return NOTHING_FOUND
        best = items[0] if len(items) == 1 else self._main(items, line)
        rivals = [f for f in items if f is not best and f.used & best.used]
        value = probability(best.logit)
        rival = rivals[0] if rivals else None
        if rival is not None and _rank(best)[0] - _rank(rival)[0] < MARGIN:
            value = min(value * 0.75, SURE - 0.01)
        value = round(value, 4)
        band = band_of(value)
        listed = tuple((f.entry.product_id, round(probability(f.logit), 4)) for f in rivals[:3])
        product = best.entry.product_id
        if band == "none":
            return Verdict(Decision(None, value, band, ((product, value), *listed)[:3]), best, rival)
        others = [f for f in items if f is not best and f.logit > 1.0 and not f.used & best.used]
        others.sort(key=lambda f: min(f.used))
        more = tuple(dict.fromkeys(f.entry.product_id for f in others))
        return Verdict(Decision(product, value, band, listed, more), best, rival)

    def _select(self, found: list[Found]) -> list[Found]:
        """Keep the best candidate of each product, without those a longer name explains; best first."""
        best_of: dict[str, Found] = {}
        for item in sorted(found, key=_rank, reverse=True):
            best_of.setdefault(item.entry.product_id, item)
        items = list(best_of.values())
        if len(items) == 1:
            return items
        items = [f for f in items if not any(_dominates(other, f) for other in found)]
        return [f for f in items if not any(self._names_vendor(f, other) for other in items)]

    def _names_vendor(self, found: Found, other: Found) -> bool:
        """Tell a product whose name is only there as the vendor of another ("Red Hat ARO")."""
        if found is other or other.logit < 0 or found.used & other.used:
            return False
        own = self.index.own_names[other.entry.product_id]
        return own.issuperset(found.entry.required)

    def _main(self, items: list[Found], line: Line) -> Found:
        """Among products named side by side, all well supported, take the first in the line."""
        if line.supplier:
            items = [f for f in items if max(f.used) >= line.supplier and f.logit > 0] or items
        top = items[0]
        bar = max(1.5, min(top.logit - 2.0, 4.0))
        near = [f for f in items if f.logit >= bar and not f.used & top.used]
        return min([top, *near], key=lambda f: min(f.used)) if near else top


def _read_word(entry: Entry, reading: Place) -> Evidence | None:
    """Read an entry of one word; `reading` is that word in the line."""
    similarity, first, last, how = reading
    if similarity < 0.95 and (similarity < 0.8 or (how.kind != "joined" and not entry.telling)):
        return None
    used = (first,) if first == last else (first, last)
    return Evidence(similarity, similarity, 0, frozenset(used), [(first, last, how)], None)


def _without_parts(read: list[tuple[Entry, Evidence]]) -> list[tuple[Entry, Evidence]]:
    """Leave out names that are part of a longer name, where that one is written exactly and is no ordinary word."""
    whole = [seen.used for entry, seen in read if len(seen.used) > 1 and _is_plain(entry, seen)]
    if not whole:
        return read
    return [(entry, seen) for entry, seen in read if not any(seen.used < used for used in whole)]


def _is_plain(entry: Entry, seen: Evidence) -> bool:
    """Tell a name that tells a product by itself, written exactly."""
    return entry.plain and seen.lowest >= 0.97 and seen.ordered is not False and not seen.missing


def _in_order(found: list[tuple[int, int, Reading]]) -> bool:
    """Tell whether words of a name follow one another in the line as they do in the name."""
    place = found[0][0]
    for first, _, _ in found:
        if not 0 <= first - place <= 1:
            return False
        place = first
    return True


def _decide_alone(best: Found) -> Verdict:
    """Decide where there is one candidate, which has no rival."""
    value = round(probability(best.logit), 4)
    band = band_of(value)
    product = best.entry.product_id
    if band == "none":
        return Verdict(Decision(None, value, band, ((product, value),)), best)
    return Verdict(Decision(product, value, band), best)


def _rank(found: Found) -> tuple[float, int]:
    entry = found.entry
    return (found.logit + 0.15 * len(entry.required) + OWN_NAME * entry.own_name, -entry.number)


def _dominates(winner: Found, loser: Found) -> bool:
    """The longer name wins: its words hold all the words of the other, and more."""
    return (
        loser.used < winner.used
        and winner.entry.product_id != loser.entry.product_id
        and winner.seen.lowest >= 0.9
        and winner.logit > -2.0
        and winner.logit > loser.logit - 3.0
    )

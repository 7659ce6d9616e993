"""Matching the lines of a list: `build_matcher(aliases).match_lines(lines, vendors)`.

Lines are folded at once, stripped of filler, and each distinct rest is resolved once.
"""

import gc
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from advisor.domain.matches import LineMatch, Reason
from advisor.matching.answers import make_answers
from advisor.matching.batch import ListReader, Run, learn_filler
from advisor.matching.correction import Corrector
from advisor.matching.evidence import explain_decision
from advisor.matching.functions import FunctionFinder
from advisor.matching.index import AliasLike, NameIndex
from advisor.matching.normalise import fold, fold_lines, split_words
from advisor.matching.resolver import MAX_WORDS, NOTHING, NOTHING_FOUND, Decision, Line, Refusal, Resolver, Verdict
from advisor.matching.senses import SenseReader
from advisor.matching.strip import (
    BARRED,
    BEARING,
    LICENCE,
    NO_CODE,
    PURCHASE,
    SHOWN,
    TURNING,
    VERSION,
    WORD,
    Codes,
    Strip,
    WordCoder,
)

MAX_SCANNED = 60
"""Words read at the start of a line; the rest of a longer one is left alone."""
LEARN_FROM = 1000
"""Distinct lines a list needs before filler words are learnt from it (docs/matching.md)."""
MEMO_LIMIT = 500_000
MAX_PARTS = 12
"""Parts of a line, joined by "+", "et" or a comma, in which further products are looked for."""
LONG_LIST = 5000
"""Distinct lines from which a list is read as one (`batch`), with the garbage collector paused.

Below, finding what the lines have in common takes longer than reading them one by one.
"""

# More left-overs than this weigh no more, so that lines share an answer; in halves, as `strip` counts.
_MOST_LEFT = 4
_MOST_PLAIN = 8
_NO_COLUMN: frozenset[str] = frozenset()
_JOINT = re.compile(r"\s*[+;]\s*|\s+[&/]\s+|,\s+|\s+(?:et|and)\s+", re.IGNORECASE)
Key = tuple[str, int, int, int, frozenset[str], int, bool]


class LineMatcher:
    """Matches lines against one edition. Safe to share: only its memory of answers grows."""

    def __init__(self, index: NameIndex, functions: Mapping[str, Sequence[str]] | None = None) -> None:
        self.index = index
        self.corrector = Corrector(index)
        self.senses = SenseReader(index, self.corrector)
        self.resolver = Resolver(index, self.senses)
        self.functions = FunctionFinder(functions or {})
        self._memo: dict[Key, Decision] = {}
        self._columns: dict[str, frozenset[str]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self.coder = WordCoder(index, self.senses)

    def match_lines(self, lines: Iterable[str], vendors: Iterable[str | None] | None = None) -> list[LineMatch]:
        """Match each line; one answer per line, in order.

        Equal lines share one answer. On a list of LEARN_FROM distinct lines or more, words met
        beside many different products are taken for filler of that list.

        Args:
            lines: as written.
            vendors: the vendor column, as long as `lines`, or None.
        """
        if len(self._memo) > MEMO_LIMIT:
            self._memo.clear()
        if vendors is None:
            texts = list(lines)
            distinct = list(dict.fromkeys(texts))
            alone = self._match_distinct(distinct, [None] * len(distinct))
            if len(distinct) == len(texts):
                return alone
            by_line = dict(zip(distinct, alone, strict=True))
            return list(map(by_line.__getitem__, texts))
        rows = list(zip(lines, vendors, strict=True))
        pairs = list(dict.fromkeys(rows))
        found = self._match_distinct([line for line, _ in pairs], [vendor for _, vendor in pairs])
        by_row = dict(zip(pairs, found, strict=True))
        return [by_row[row] for row in rows]

    def _match_distinct(self, lines: list[str], vendors: Sequence[str | None]) -> list[LineMatch]:
        """Match distinct lines; the collector rests meanwhile, as it would walk every answer again and again."""
        if len(lines) < LONG_LIST or not gc.isenabled():
            return self._match_all(lines, vendors)
        gc.disable()
        try:
            return self._match_all(lines, vendors)
        finally:
            gc.enable()

    def _match_all(self, lines: list[str], vendors: Sequence[str | None]) -> list[LineMatch]:
        folded = _cut_lines(fold_lines(lines))
        codes = self.coder.codes
        run = Run(folded if len(lines) >= LEARN_FROM else ())
        if len(lines) >= LEARN_FROM:
            codes = {**codes, **dict.fromkeys(learn_filler(run, self.index), NO_CODE)}
        if len(lines) < LONG_LIST or any(vendors):
            rows = zip(folded, vendors, strict=True)
            found = [self._decide(text.split(), vendor, codes) for text, vendor in rows]
        else:
            found = ListReader(self.coder, codes, self._decide_coded).read(folded, run)
        return make_answers(lines, vendors, found, _Explainer(self, codes))

    def _decide(self, words: list[str], vendor: str | None, codes: Codes) -> Decision:
        """Decide for a split line.

        Fast path: a line without a word that leads to a product costs a few set look-ups.
        """
        coder = self.coder
        for word in words:
            if word not in codes:
                coder.write_code(word, codes)
        return self._decide_coded(words, codes, vendor) if coder.leads(words) else NOTHING

    def _decide_coded(
        self, words: list[str], codes: Codes, vendor: str | None = None, *, apart: bool = False
    ) -> Decision:
        """Decide for a split line whose words are all in `codes`; `apart` as in `WordCoder.strip`."""
        strip = self.coder.strip(words, codes, apart=True) if apart else self.strip(words, codes, vendor)
        key = self._write_key(words, strip, vendor)
        if key is None:
            return NOTHING
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._resolve(key)
        return found

    def strip(self, words: list[str], codes: Codes, vendor: str | None) -> Strip:
        """Strip a split line of its filler; the vendor column may hold a part of a name."""
        return self.coder.strip(words, codes, self._column(vendor) if vendor else _NO_COLUMN)

    def weigh(self, words: list[str], strip: Strip, vendor: str | None) -> Verdict:
        """Decide for a stripped line, and give the evidence."""
        key = self._write_key(words, strip, vendor)
        return NOTHING_FOUND if key is None else self.resolver.resolve(_read_key(key))

    def find_names(self, line: str, product_id: str | None = None) -> list[tuple[str, bool]]:
        """Give the runs of words of a line that may be a name of a product, folded.

        Left out: filler, figures, resellers, words that tell what is bought, the vendor of `product_id`.

        Returns:
            Each run, and whether it holds ordinary words only; such runs come only where there is no other.
        """
        codes = self.coder.codes
        own = self.index.vendor_words.get(product_id or "", _NO_COLUMN)
        runs: dict[bool, list[list[str]]] = {True: [[]], False: [[]]}
        for word in [word.text for word in split_words(line[:20_000])[:MAX_SCANNED]]:
            if word not in codes:
                self.coder.write_code(word, codes)
            sense = self.senses.read(word)
            if codes[word][0] < WORD or sense.rule or sense.target or word in own:
                runs[True].append([])
                runs[False].append([])
                continue
            runs[sense.plain].append([*runs[sense.plain].pop(), word])
            runs[not sense.plain].append([])
        named = [(" ".join(run), False) for run in runs[False] if run]
        return named or [(" ".join(run), True) for run in runs[True] if run]

    def _write_key(self, words: list[str], strip: Strip, vendor: str | None) -> Key | None:
        """Write what the answer to a line turns on; None where nothing leads to a product."""
        kept, keyed, flags, left, plain = strip
        if not flags & BEARING:
            return None
        column, supplier, stranger = _NO_COLUMN, 0, False
        if vendor:
            column = self._column(vendor)
            stranger = self._is_stranger(vendor)
            first = self._supplier_words(words, vendor)
            supplier = sum(1 for place in kept if place < first)
        shown = flags & SHOWN if flags & TURNING else 0
        left = left if left < _MOST_LEFT else _MOST_LEFT
        plain = plain if plain < _MOST_PLAIN else _MOST_PLAIN
        return " ".join(keyed), left, plain, shown, column, supplier, stranger

    def _is_barred(self, text: str) -> bool:
        """Tell whether a word that bars a line is read by itself, not as half of a name ("Lang dock")."""
        joinable = self.index.joinable
        words = text.split()
        return len(words) <= MAX_WORDS and not any(first + second in joinable for first, second in pairwise(words))

    def _resolve(self, key: Key) -> Decision:
        whole = self.resolver.whole.get(key[0])
        if whole is not None and key[1] == key[2] == 0 and not key[4]:
            return whole.decision
        line = _read_key(key)
        if key[3] & (BARRED | LICENCE) == BARRED and self._is_barred(line.text):
            return Refusal.of(lambda: self.resolver.resolve(line).decision)
        return self.resolver.resolve(line).decision

    def _supplier_words(self, words: list[str], vendor: str) -> int:
        """Count the first words of a line that repeat the vendor column ("ORANGE BUSINESS ...")."""
        names = self._names.get(vendor)
        if names is None:
            names = self._names[vendor] = frozenset(fold(vendor).split())
        count = 0
        while count < len(words) and words[count] in names:
            count += 1
        return count if count > 1 else 0

    def _column(self, vendor: str) -> frozenset[str]:
        """Give the vendor words of a vendor column; empty for a reseller or an unknown name."""
        found = self._columns.get(vendor)
        if found is None:
            found = self._columns[vendor] = self._read_column(vendor)
        return found

    def _is_stranger(self, vendor: str) -> bool:
        """Tell a vendor column that names a company, no reseller, of which nothing is known."""
        if self._column(vendor):
            return False
        lexicon = self.index.lexicon
        words = fold_lines([vendor])[0].split()[:20]
        return words != [] and (lexicon.resellers | lexicon.makers).isdisjoint((*words, "_".join(words)))

    def _read_column(self, vendor: str) -> frozenset[str]:
        words = fold_lines([vendor])[0].split()[:20]
        pairs = [a + b for a, b in pairwise(words)]
        lexicon = self.index.lexicon
        known = self.index.all_vendor_words
        found = {w for w in (*words, *pairs) if w in known and w not in lexicon.resellers and w not in lexicon.filler}
        for word in words:
            found.update(w for w in lexicon.abbreviations.get(word, ()) if w in known)
        company = not lexicon.companies.isdisjoint(words[1:])  # "Slack Technologies": no ordinary word there
        plain = frozenset[str]() if company else lexicon.ordinary
        found |= {w for w in words if w in self.index.vocabulary and w not in plain and w not in lexicon.filler}
        return frozenset(found - lexicon.resellers)


def _read_key(key: Key) -> Line:
    text, left, plain, shown, column, supplier, stranger = key
    licence = shown & LICENCE > 0
    purchase, version = licence or shown & PURCHASE > 0, shown & VERSION > 0
    return Line(text, licence, purchase, version, left / 2, plain / 2, column, supplier, stranger)


def _cut_lines(folded: list[str]) -> list[str]:
    """Cut folded lines after MAX_SCANNED words."""
    if max(map(len, folded), default=0) < 2 * MAX_SCANNED:
        return folded
    return [_cut_line(text) if len(text) >= 2 * MAX_SCANNED else text for text in folded]


def _cut_line(text: str) -> str:
    return " ".join(text.split(None, MAX_SCANNED)[:MAX_SCANNED])


class _Explainer:
    """Explains decisions with the filler words of the list they were taken in."""

    __slots__ = ("_codes", "_matcher")

    def __init__(self, matcher: LineMatcher, codes: Codes) -> None:
        self._matcher = matcher
        self._codes = codes

    def __call__(self, line: str, vendor: str | None) -> tuple[tuple[Reason, ...], str | None, Verdict]:
        matcher = self._matcher
        words = split_words(line[:20_000])[:MAX_SCANNED]
        texts = [w.text for w in words]
        for text in texts:
            if text not in self._codes:
                matcher.coder.write_code(text, self._codes)
        strip = matcher.strip(texts, self._codes, vendor)
        verdict = matcher.weigh(texts, strip, vendor)
        left = [i for i, text in enumerate(texts) if self._codes[text][0] >= WORD]
        reasons = explain_decision(line, words, strip[0], left, verdict, self._column(vendor, verdict))
        if verdict.decision.product_id is not None:
            return reasons, None, verdict
        function = matcher.functions.find(texts)
        if function is None:
            return reasons, None, verdict
        category, first, last = function
        start, end = words[first].start, words[last].end
        return (*reasons, Reason("category", line[start:end], category, start, end)), category, verdict

    def find_others(self, line: str, vendor: str | None, decision: Decision) -> tuple[str, ...]:
        """Give the further products of a line: those decided with it, and those of its joined parts read alone.

        A part counts when it is sure by itself, or names the main product's vendor ("Office 2019 + Visio").
        """
        main = decision.product_id
        parts = _JOINT.split(line[:20_000])[:MAX_PARTS] if main is not None else ()
        if main is None or len(parts) < 2:
            return decision.others
        matcher, products = self._matcher, self._matcher.index.products
        words = [[word.text for word in split_words(part)[:MAX_SCANNED]] for part in parts]
        if not matcher.index.lexicon.negations.isdisjoint(word for part in words for word in part):
            return decision.others
        named = [matcher._decide(part, vendor, self._codes) for part in words]
        more = (
            one.product_id
            for one in named
            if one.product_id and (one.band == "sure" or products[one.product_id][0] == products[main][0])
        )
        return tuple(product for product in dict.fromkeys((*decision.others, *more)) if product != main)

    def _column(self, vendor: str | None, verdict: Verdict) -> tuple[str, bool] | None:
        """Say whether the vendor column agrees; None where it says nothing."""
        seen = self._matcher._column(vendor) if vendor else _NO_COLUMN
        if not vendor or not seen or verdict.best is None:
            return None
        entry = verdict.best.entry
        return vendor, bool(seen & (entry.vendor | entry.words))


def build_matcher(aliases: Iterable[AliasLike], *, functions: Mapping[str, Sequence[str]] | None = None) -> LineMatcher:
    """Build the matcher of one edition.

    Args:
        aliases: Alias values or (product_id, vendor, product, text) tuples, in any order.
        functions: category id -> terms buyers use for it, for lines that name no product.
    """
    return LineMatcher(NameIndex(aliases), functions)

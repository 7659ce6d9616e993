"""Matching the lines of a list: `build_matcher(aliases).match_lines(lines, vendors)`.

Lines are folded at once, stripped of filler, and each distinct rest is resolved once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from advisor.domain.matches import LineMatch, Reason
from advisor.matching.answers import LazyLineMatch
from advisor.matching.correction import Corrector
from advisor.matching.evidence import explain_decision
from advisor.matching.functions import FunctionFinder
from advisor.matching.index import AliasLike, NameIndex, is_year
from advisor.matching.normalise import fold, fold_lines, split_words
from advisor.matching.resolver import NOTHING, Decision, Line, Resolver
from advisor.matching.senses import TARGETS, SenseReader

MAX_SCANNED = 60
"""Words read at the start of a line; the rest of a longer one is left alone."""
LEARN_FROM = 1000
"""Distinct lines a list needs before filler words are learnt from it (docs/matching.md)."""
FILLER_AFTER = 6
"""Different product words a word must stand beside before it counts as filler in a list."""
MEMO_LIMIT = 500_000

_DROP, _KEEP, _PURCHASE, _VERSION, _LICENCE, _BEARING = 0, 1, 2, 4, 8, 16
_FLAGS = _PURCHASE | _LICENCE
Key = tuple[tuple[str, ...], int, frozenset[str], int]
_NO_COLUMN: frozenset[str] = frozenset()


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
        self._word_class = self._classify()

    def _classify(self) -> dict[str, int]:
        lexicon = self.index.lexicon
        classes = dict.fromkeys(lexicon.filler | lexicon.resellers, _DROP)
        classes.update(dict.fromkeys(lexicon.editions, _PURCHASE))
        classes.update(dict.fromkeys(lexicon.purchase, _PURCHASE))
        classes.update(dict.fromkeys(lexicon.licence, _PURCHASE | _LICENCE))
        for word in TARGETS:
            classes[word] = classes.get(word, _DROP) | _KEEP
        for word in self.index.vocabulary:
            classes[word] = classes.get(word, _DROP) | _KEEP | _BEARING
        return classes

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
            by_line = dict(zip(distinct, alone, strict=True))
            return [by_line[text] for text in texts]
        rows = list(zip(lines, vendors, strict=True))
        pairs = list(dict.fromkeys(rows))
        found = self._match_distinct([line for line, _ in pairs], [vendor for _, vendor in pairs])
        by_row = dict(zip(pairs, found, strict=True))
        return [by_row[row] for row in rows]

    def _match_distinct(self, lines: list[str], vendors: Sequence[str | None]) -> list[LineMatch]:
        words = [text.split(None, MAX_SCANNED)[:MAX_SCANNED] for text in fold_lines(lines)]
        learnt = self._learn_filler(words) if len(lines) >= LEARN_FROM else frozenset()
        explain = _Explainer(self, learnt)
        decide = self._decide
        return [
            LazyLineMatch(line, vendor, decide(split, vendor, learnt), explain)
            for line, split, vendor in zip(lines, words, vendors, strict=True)
        ]

    def _decide(self, words: list[str], vendor: str | None, learnt: frozenset[str]) -> Decision:
        kept, keyed, flags = self._strip(words, learnt)
        if not flags & _BEARING:
            return NOTHING
        column, supplier = _NO_COLUMN, 0
        if vendor:
            column = self._column(vendor)
            first = self._supplier_words(words, vendor)
            supplier = sum(1 for place in kept if place < first)
        key = (tuple(keyed), flags, column, supplier)
        found = self._memo.get(key)
        if found is None:
            line = Line(
                words=key[0],
                licence=bool(flags & _LICENCE),
                purchase=bool(flags & (_LICENCE | _PURCHASE)),
                version=bool(flags & _VERSION),
                vendor=column,
                supplier=supplier,
            )
            found = self._memo[key] = self.resolver.resolve(line)
        return found

    def _supplier_words(self, words: list[str], vendor: str) -> int:
        """Count the first words of a line that repeat the vendor column ("ORANGE BUSINESS ...")."""
        names = self._names.get(vendor)
        if names is None:
            names = self._names[vendor] = frozenset(fold(vendor).split())
        count = 0
        while count < len(words) and words[count] in names:
            count += 1
        return count if count > 1 else 0

    def _strip(self, words: list[str], learnt: frozenset[str]) -> tuple[list[int], list[str], int]:
        """Take the filler away.

        Returns:
            The places of the words that may matter; these words, or a stand-in where the letters do
            not matter (more lines then share a key); and flags for what was seen.
        """
        kept: list[int] = []
        keyed: list[str] = []
        flags = 0
        index = self.index
        classes = self._word_class
        read = self.senses.read
        joinable = index.joinable
        previous = ""
        kept_word = ""
        for place, word in enumerate(words):
            if word[0] <= "9" or len(word) == 1:
                if not self._keeps_number(previous, word):
                    if previous in index.vocabulary and (is_year(word) or (len(word) < 3 and word.isdigit())):
                        flags |= _VERSION
                    previous = word
                    continue
                flags |= _BEARING
                stand_in = None
            else:
                known = classes.get(word)
                if known is None:
                    if word in learnt:
                        previous = word
                        continue
                    sense = read(word)
                    stand_in = sense.stand_in
                    if sense.bearing:
                        flags |= _BEARING
                else:
                    flags |= known & _FLAGS
                    if not known & _KEEP:
                        previous = word
                        continue
                    stand_in = None
                    flags |= known & _BEARING
            if kept_word and kept_word + word in joinable:
                flags |= _BEARING
                keyed[-1] = kept_word
                stand_in = None
            kept.append(place)
            keyed.append(stand_in or word)
            previous = kept_word = word
        return kept, keyed, flags

    def _keeps_number(self, previous: str, word: str) -> bool:
        """Tell a number or a letter that is part of a name ("Windows 10", "7 zip")."""
        index = self.index
        return (previous, word) in index.bigrams or (word in index.vocabulary and not word.isdigit())

    def _learn_filler(self, lines: Sequence[list[str]]) -> frozenset[str]:
        """Learn the words of this list that stand beside many different product words."""
        beside: dict[str, set[str]] = defaultdict(set)
        postings = self.index.postings
        known = self.index.known
        filler = self.index.lexicon.filler
        for words in lines:
            if not 1 < len(words) < 16:
                continue
            product = next((w for w in words if w in postings and len(w) > 2 and w not in filler), None)
            if product is None:
                continue
            for word in words:
                if word not in known and word not in filler:
                    beside[word].add(product)
        cues = {w for found in self.index.lexicon.cues.values() for w in found}
        return frozenset(
            w for w, found in beside.items() if len(found) >= FILLER_AFTER and not w[0].isdigit() and w not in cues
        )

    def _column(self, vendor: str) -> frozenset[str]:
        """Give the vendor words of a vendor column; empty for a reseller or an unknown name."""
        found = self._columns.get(vendor)
        if found is None:
            found = self._columns[vendor] = self._read_column(vendor)
        return found

    def _read_column(self, vendor: str) -> frozenset[str]:
        words = fold_lines([vendor])[0].split()[:20]
        pairs = [a + b for a, b in zip(words, words[1:], strict=False)]
        lexicon = self.index.lexicon
        known = self.index.all_vendor_words
        found = {w for w in (*words, *pairs) if w in known and w not in lexicon.resellers and w not in lexicon.filler}
        for word in words:
            found.update(w for w in lexicon.abbreviations.get(word, ()) if w in known)
        found |= {
            w for w in words if w in self.index.vocabulary and w not in lexicon.ordinary and w not in lexicon.filler
        }
        return frozenset(found - lexicon.resellers)


class _Explainer:
    """Explains decisions with the filler words of the list they were taken in."""

    __slots__ = ("_learnt", "_matcher")

    def __init__(self, matcher: LineMatcher, learnt: frozenset[str]) -> None:
        self._matcher = matcher
        self._learnt = learnt

    def __call__(self, line: str, vendor: str | None, decision: Decision) -> tuple[tuple[Reason, ...], str | None]:
        matcher = self._matcher
        words = split_words(line[:20_000])[:MAX_SCANNED]
        texts = [w.text for w in words]
        kept, _, _ = matcher._strip(texts, self._learnt)
        column = None
        if vendor and decision.best is not None:
            seen = matcher._column(vendor)
            if seen:
                own = matcher.index.vendor_words[decision.best.entry.product_id] | set(decision.best.entry.required)
                column = (vendor, bool(seen & own))
        reasons = explain_decision(line, words, kept, decision, column)
        if decision.product_id is not None:
            return reasons, None
        function = matcher.functions.find(texts)
        if function is None:
            return reasons, None
        category, first, last = function
        start, end = words[first].start, words[last].end
        return (*reasons, Reason("category", line[start:end], category, start, end)), category


def build_matcher(aliases: Iterable[AliasLike], *, functions: Mapping[str, Sequence[str]] | None = None) -> LineMatcher:
    """Build the matcher of one edition.

    Args:
        aliases: Alias values or (product_id, vendor, product, text) tuples, in any order.
        functions: category id -> terms buyers use for it, for lines that name no product.
    """
    return LineMatcher(NameIndex(aliases), functions)

"""Matching the lines of a list: `build_matcher(aliases).match_lines(lines, vendors)`.

Lines are folded at once, stripped of filler, and each distinct rest is resolved once.
"""

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from advisor.domain.matches import LineMatch, Reason
from advisor.matching.answers import LazyLineMatch
from advisor.matching.correction import Corrector
from advisor.matching.evidence import explain_decision
from advisor.matching.functions import FunctionFinder
from advisor.matching.index import AliasLike, NameIndex, is_year
from advisor.matching.normalise import fold, fold_lines, split_words
from advisor.matching.resolver import NOTHING, Decision, Line, Resolver
from advisor.matching.senses import GAP, TARGETS, SenseReader

MAX_SCANNED = 60
"""Words read at the start of a line; the rest of a longer one is left alone."""
LEARN_FROM = 1000
"""Distinct lines a list needs before filler words are learnt from it (docs/matching.md)."""
FILLER_AFTER = 6
"""Different product words a word must stand beside before it counts as filler in a list."""
MEMO_LIMIT = 500_000
PAUSE_FROM = 5000
"""Distinct lines from which the garbage collector is paused: a quarter of the time of a long list."""

Code = tuple[int, int, int]
"""What becomes of a word: an action, the flags it raises, its weight as a left-over in eighths."""
_DROP, _NUMBER, _LINK, _TARGET, _WORD, _UNKNOWN, _ORDINARY = 0, 1, 2, 3, 4, 5, 6
_BEARING, _PURCHASE, _LICENCE, _VERSION, _TELLING = 1, 2, 4, 8, 16
_VERSION_WORD = re.compile(r"[a-z]{1,2}\d+$")
# Left-overs are counted in coarse steps, so that more lines share an answer.
_STEPS = [0.0, *(max(1, round(eighths / 4)) / 2 for eighths in range(1, 33))]
_NO_CODE: Code = (_DROP, 0, 0)
_NO_COLUMN: frozenset[str] = frozenset()
Key = tuple[tuple[str, ...], float, float, frozenset[str], int]


class Strip(NamedTuple):
    """A line without its filler.

    `keyed` are the words that matter, with one GAP for any run of words that only count as left
    over; `kept` are their places in the line. `left` and `plain` weigh the unknown and the ordinary
    words, in eighths.
    """

    kept: list[int]
    keyed: list[str]
    flags: int
    left: int
    plain: int


class LineMatcher:
    """Matches lines against one edition. Safe to share: only its memory of answers grows."""

    def __init__(self, index: NameIndex, functions: Mapping[str, Sequence[str]] | None = None) -> None:
        self.index = index
        self.corrector = Corrector(index)
        self.senses = SenseReader(index, self.corrector)
        self.resolver = Resolver(index, self.senses)
        self.functions = FunctionFinder(functions or {})
        self._memo: dict[Key, Decision] = {}
        self._flagged: dict[tuple[int, *Key], Decision] = {}
        self._columns: dict[str, frozenset[str]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._word_flags = self._classify()
        self._codes = dict(self._word_flags)
        # Words that can lead to a product by themselves. A filler word that is part of a name cannot,
        # unless the whole name is of that kind.
        self._bearing = {word for word, code in self._codes.items() if code[0] == _WORD and code[1] & _BEARING}
        weak = {word for entry in index.entries if entry.weak for word in entry.required}
        self._weak = (weak | index.lexicon.homonyms.keys()) - index.lexicon.filler
        self._bearing.update(
            word for entry in index.entries if self._bearing.isdisjoint(entry.required) for word in entry.required
        )

    def _classify(self) -> dict[str, Code]:
        """Give the codes of the words of the lexicons and of the catalogue."""
        lexicon = self.index.lexicon
        flags = dict.fromkeys(lexicon.filler | lexicon.resellers, 0)
        flags.update(dict.fromkeys(lexicon.editions | lexicon.purchase, _PURCHASE))
        flags.update(dict.fromkeys(lexicon.licence, _PURCHASE | _LICENCE))
        codes: dict[str, Code] = {word: (_DROP, found, 0) for word, found in flags.items()}
        for word in self.index.vocabulary:
            if word.isdigit() or len(word) == 1:
                continue  # read with the word before it, see _code
            # A filler word that is part of a name ("suite") only matters beside another word of the name.
            codes[word] = (_LINK if word in flags else _WORD, flags.get(word, 0) | _BEARING, 0)
        # A filler word that gives a name another sense ("notion de base") is not dropped.
        for word in frozenset[str]().union(*lexicon.homonyms.values()) & flags.keys():
            if codes[word][0] == _DROP:
                codes[word] = (_DROP, codes[word][1] | _TELLING, 0)
            else:
                codes[word] = (_WORD, codes[word][1], 0)
        codes.update((word, (_TARGET, flags.get(word, 0), 0)) for word in TARGETS)
        return codes

    def match_lines(self, lines: Iterable[str], vendors: Iterable[str | None] | None = None) -> list[LineMatch]:
        """Match each line; one answer per line, in order.

        Equal lines share one answer. On a list of LEARN_FROM distinct lines or more, words met
        beside many different products are taken for filler of that list.

        Args:
            lines: as written.
            vendors: the vendor column, as long as `lines`, or None.
        """
        if len(self._memo) + len(self._flagged) > MEMO_LIMIT:
            self._memo.clear()
            self._flagged.clear()
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
        """Match distinct lines; the collector rests meanwhile, as it would walk every answer again and again."""
        if len(lines) < PAUSE_FROM or not gc.isenabled():
            return self._match_all(lines, vendors)
        gc.disable()
        try:
            return self._match_all(lines, vendors)
        finally:
            gc.enable()

    def _match_all(self, lines: list[str], vendors: Sequence[str | None]) -> list[LineMatch]:
        words = [text.split(None, MAX_SCANNED)[:MAX_SCANNED] for text in fold_lines(lines)]
        learnt = self._learn_filler(words) if len(lines) >= LEARN_FROM else frozenset()
        codes = {**self._codes, **dict.fromkeys(learnt, (_DROP, 0, 0))} if learnt else self._codes
        explain = _Explainer(self, codes)
        decide = self._decide
        return [
            LazyLineMatch(line, vendor, decide(split, vendor, codes), explain)
            for line, split, vendor in zip(lines, words, vendors, strict=True)
        ]

    def _decide(self, words: list[str], vendor: str | None, codes: dict[str, Code]) -> Decision:
        """Decide for a split line.

        Fast path: a line without a word that leads to a product costs a few set look-ups.
        """
        for word in words:
            if word not in codes:
                self._code(word, codes)
        if self._bearing.isdisjoint(words):
            joinable = self.index.joinable
            if not any(first + second in joinable for first, second in pairwise(words)):
                return NOTHING
        strip = self._strip(words, codes)
        if not strip.flags & _BEARING:
            return NOTHING
        column, supplier = _NO_COLUMN, 0
        if vendor:
            column = self._column(vendor)
            first = self._supplier_words(words, vendor)
            supplier = sum(1 for place in strip.kept if place < first)
        key = (tuple(strip.keyed), _STEPS[min(strip.left, 16)], _STEPS[min(strip.plain, 32)], column, supplier)
        found = self._memo.get(key)
        if found is not None:
            return found
        fuller = (strip.flags, *key)
        found = self._flagged.get(fuller)
        if found is None:
            found = self._resolve(key, strip.flags)
            if found.depends:
                self._flagged[fuller] = found
            else:
                self._memo[key] = found
        return found

    def _resolve(self, key: Key, flags: int) -> Decision:
        words, left, plain, column, supplier = key
        return self.resolver.resolve(
            Line(
                words=words,
                licence=bool(flags & _LICENCE),
                purchase=bool(flags & (_LICENCE | _PURCHASE)),
                version=bool(flags & _VERSION),
                left=left,
                plain=plain,
                vendor=column,
                supplier=supplier,
            )
        )

    def _supplier_words(self, words: list[str], vendor: str) -> int:
        """Count the first words of a line that repeat the vendor column ("ORANGE BUSINESS ...")."""
        names = self._names.get(vendor)
        if names is None:
            names = self._names[vendor] = frozenset(fold(vendor).split())
        count = 0
        while count < len(words) and words[count] in names:
            count += 1
        return count if count > 1 else 0

    def _strip(self, words: list[str], codes: dict[str, Code]) -> Strip:
        """Take away the filler, and the letters of words that only count as left over."""
        kept: list[int] = []
        keyed: list[str] = []
        flags = left = plain = 0
        joinable, bigrams, vocabulary = self.index.joinable, self.index.bigrams, self.index.vocabulary
        previous = ""
        weak = not self._weak.isdisjoint(words)
        for place, word in enumerate(words):
            action, word_flags, worth = codes[word]
            if word_flags & _TELLING:
                word_flags &= ~_TELLING
                if weak:
                    action = _WORD
            if previous and previous + word in joinable:
                # Two words for one ("Service Now"): both stay as written, filler or not.
                flags |= _BEARING | codes[previous][1] & ~_BEARING
                if kept and kept[-1] == place - 1:
                    keyed[-1] = previous
                else:
                    keyed.append(previous)
                    kept.append(place - 1)
                action = _WORD
            if action < _WORD:
                if action == _NUMBER:
                    if (previous, word) in bigrams or (place + 1 < len(words) and (word, words[place + 1]) in bigrams):
                        action, word_flags = _WORD, _BEARING
                    elif word_flags and previous in vocabulary:
                        flags |= _VERSION
                elif action == _TARGET:
                    if keyed:
                        action = _WORD
                else:
                    after = words[place + 1] if place + 1 < len(words) else ""
                    if action == _LINK and self._links(previous, word, after, bool(kept) and kept[-1] == place - 1):
                        action = _WORD
                    else:
                        word_flags &= ~_BEARING
                    flags |= word_flags
            if action >= _WORD:
                flags |= word_flags
                if action == _WORD:
                    keyed.append(word)
                    kept.append(place)
                else:
                    if action == _UNKNOWN:
                        left += worth
                    else:
                        plain += worth
                    if not keyed or keyed[-1] != GAP:
                        keyed.append(GAP)
                        kept.append(place)
            previous = word
        while keyed and keyed[-1] in TARGETS:
            keyed.pop()
            kept.pop()
        return Strip(kept, keyed, flags, left, plain)

    def _links(self, previous: str, word: str, after: str, anchored: bool) -> bool:
        """Tell a filler word that belongs to a name: beside a word of it that is no filler.

        `anchored`: the word before was kept.
        """
        bigrams = self.index.bigrams
        if (previous, word) in bigrams and (anchored or self._bearing.issuperset((previous, word))):
            return True
        if (word, after) not in bigrams:
            return False
        return self._word_flags.get(after, _NO_CODE)[0] != _LINK or self._bearing.issuperset((word, after))

    def _code(self, word: str, codes: dict[str, Code]) -> None:
        """Write down what becomes of a word, once per list."""
        index = self.index
        if word[0] <= "9" or len(word) == 1:
            if word in index.vocabulary and not word.isdigit():
                code = (_WORD, _BEARING, 0)
            else:
                code = (_NUMBER, int(is_year(word) or (len(word) < 3 and word.isdigit())), 0)
        elif word in self._word_flags:
            code = self._word_flags[word]
        else:
            sense = self.senses.read(word)
            worth = min(8, len(word))
            if not sense.opaque:
                code = (_WORD, _BEARING if sense.bearing else 0, worth)
            elif _VERSION_WORD.match(word):
                code = (_NUMBER, 1, 0)
            else:
                code = (_ORDINARY if sense.plain else _UNKNOWN, _TELLING if sense.telling else 0, worth)
        codes[word] = code
        if code[1] & _BEARING and code[0] == _WORD:
            self._bearing.add(word)

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
        pairs = [a + b for a, b in pairwise(words)]
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

    __slots__ = ("_codes", "_matcher")

    def __init__(self, matcher: LineMatcher, codes: dict[str, Code]) -> None:
        self._matcher = matcher
        self._codes = codes

    def __call__(self, line: str, vendor: str | None, decision: Decision) -> tuple[tuple[Reason, ...], str | None]:
        matcher = self._matcher
        words = split_words(line[:20_000])[:MAX_SCANNED]
        texts = [w.text for w in words]
        for text in texts:
            if text not in self._codes:
                matcher._code(text, self._codes)
        strip = matcher._strip(texts, self._codes)
        left = [i for i, text in enumerate(texts) if self._codes[text][0] >= _WORD]
        reasons = explain_decision(line, words, strip.kept, left, decision, self._column(vendor, decision))
        if decision.product_id is not None:
            return reasons, None
        function = matcher.functions.find(texts)
        if function is None:
            return reasons, None
        category, first, last = function
        start, end = words[first].start, words[last].end
        return (*reasons, Reason("category", line[start:end], category, start, end)), category

    def _column(self, vendor: str | None, decision: Decision) -> tuple[str, bool] | None:
        """Say whether the vendor column agrees; None where it says nothing."""
        seen = self._matcher._column(vendor) if vendor else _NO_COLUMN
        if not vendor or not seen or decision.best is None:
            return None
        entry = decision.best.entry
        return vendor, bool(seen & (self._matcher.index.vendor_words[entry.product_id] | set(entry.required)))


def build_matcher(aliases: Iterable[AliasLike], *, functions: Mapping[str, Sequence[str]] | None = None) -> LineMatcher:
    """Build the matcher of one edition.

    Args:
        aliases: Alias values or (product_id, vendor, product, text) tuples, in any order.
        functions: category id -> terms buyers use for it, for lines that name no product.
    """
    return LineMatcher(NameIndex(aliases), functions)

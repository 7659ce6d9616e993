"""What becomes of each word of a line: kept, dropped as filler, or only weighed as left over.

Words are judged once (`WordCoder.write_code`); a line is then read word by word (`strip`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from advisor.matching.index import NameIndex, is_year
from advisor.matching.scoring import BARS
from advisor.matching.senses import GAP, TARGETS, Sense, SenseReader

Code = tuple[int, int, int]
"""What becomes of a word: an action, the flags it raises, its weight as a left-over in halves."""
Codes = dict[str, Code]
DROP, NUMBER, LINK, TARGET, WORD, UNKNOWN, ORDINARY = 0, 1, 2, 3, 4, 5, 6
BEARING, PURCHASE, LICENCE, VERSION, TELLING, BARRED, TURNING, SOCIAL, NEGATES = 1, 2, 4, 8, 16, 32, 64, 128, 256
# TURNING: the word may be part of a weak name or tells what is bought, so that words dropped as filler count.
# SOCIAL: the word only leads to a product beside another word of its name.
SHOWN = PURCHASE | LICENCE | VERSION | BARRED
NO_CODE: Code = (DROP, 0, 0)
_VERSION_WORD = re.compile(r"[a-z]{1,2}\d+$")


Strip = tuple[list[int], list[str], int, int, int]
"""A line without its filler: `kept`, `keyed`, `flags`, `left`, `plain`.

`keyed` are the words that matter, with one GAP for any run of words between them that only count as left
over; `kept` are their places in the line. `left` and `plain` weigh the unknown and the ordinary words, in
halves. A plain tuple: one is made for every distinct line of a long list.
"""


class WordCoder:
    """Judges words against one index. `codes` holds what is known before any line is read."""

    def __init__(self, index: NameIndex, senses: SenseReader) -> None:
        self.index = index
        self.senses = senses
        self._of_weak = {word for entry in index.entries if entry.weak for word in entry.required}
        self._partners = {
            word: others
            for word, others in index.find_partners().items()
            if senses.read(word).rule is None and word not in TARGETS
        }
        self._turning_joined = {
            joined for joined in index.joinable if not self._of_weak.isdisjoint((joined, *index.joined.get(joined, ())))
        }
        self.codes = self._classify()
        # Words that can lead to a product by themselves. A filler word that is part of a name cannot,
        # unless the whole name is of that kind.
        self.bearing = {word for word, code in self.codes.items() if code[0] == WORD and code[1] & BEARING}
        self.weak = (self._of_weak | index.lexicon.homonyms.keys()) - index.lexicon.filler
        self.bearing.update(
            word for entry in index.entries if self.bearing.isdisjoint(entry.required) for word in entry.required
        )

    def _classify(self) -> Codes:
        """Give the codes of the words of the lexicons and of the catalogue."""
        lexicon = self.index.lexicon
        flags = dict.fromkeys(lexicon.filler | lexicon.resellers, 0)
        flags.update(dict.fromkeys(lexicon.editions | lexicon.purchase, PURCHASE))
        flags.update(dict.fromkeys(lexicon.licence, PURCHASE | LICENCE))
        codes: Codes = {word: (DROP, found, 0) for word, found in flags.items()}
        for word in self.index.vocabulary:
            if word.isdigit() or len(word) == 1:
                continue  # read with the word before it, see write_code
            # A filler word that is part of a name ("suite") only matters beside another word of the name.
            turning = TURNING if self._turns(self.senses.read(word)) else 0
            social = SOCIAL if word in self._partners else 0
            codes[word] = (LINK if word in flags else WORD, flags.get(word, 0) | BEARING | turning | social, 0)
        # A filler word that gives a name another sense ("notion de base") is not dropped.
        for word in frozenset[str]().union(*lexicon.homonyms.values()) & flags.keys():
            if codes[word][0] == DROP:
                codes[word] = (DROP, codes[word][1] | TELLING, 0)
            else:
                codes[word] = (WORD, codes[word][1], 0)
        codes.update((word, (DROP, NEGATES, 0)) for word in lexicon.negations)
        codes.update((word, (TARGET, flags.get(word, 0), 0)) for word in TARGETS)
        return codes

    def write_code(self, word: str, codes: Codes) -> None:
        """Write down what becomes of a word that `codes` lacks."""
        vocabulary = self.index.vocabulary
        known = self.codes.get(word)
        if word[0] <= "9" or len(word) == 1:
            if word in vocabulary and not word.isdigit():
                code = (WORD, BEARING | (TURNING if word in self._of_weak else 0), 0)
            else:
                code = (NUMBER, int(is_year(word) or (len(word) < 3 and word.isdigit())), 0)
        elif known is not None:
            code = known
        else:
            sense = self.senses.read(word)
            worth = int(2 * sense.worth)
            if not sense.opaque:
                barred = BARRED if sense.rule in BARS and not sense.readings else 0
                turning = TURNING if self._turns(sense) else 0
                code = (WORD, (BEARING if sense.bearing else 0) | barred | turning, worth)
            elif _VERSION_WORD.match(word):
                code = (NUMBER, 1, 0)
            else:
                code = (ORDINARY if sense.plain else UNKNOWN, TELLING if sense.telling else 0, worth)
        codes[word] = code
        if code[1] & BEARING and code[0] == WORD:
            self.bearing.add(word)

    def _turns(self, sense: Sense) -> bool:
        return sense.rule is not None or any(reading.token in self._of_weak for reading in sense.readings)

    def negates_next(self, following: str, codes: Codes) -> bool:
        """Tell whether "without" before this word means a product."""
        action, flags, _ = codes[following]
        return action == WORD and flags & BEARING > 0

    def turns_beside(self, first: str, second: str, codes: Codes) -> bool:
        """Tell two neighbours that make words dropped as filler count, by themselves or read as one."""
        if (codes[first][1] | codes[second][1]) & TURNING:
            return True
        return not self._of_weak.isdisjoint(self.senses.read_pair(first, second))

    def leads(self, words: Sequence[str]) -> bool:
        """Tell whether a word, or two words read as one, can lead to a product."""
        if not self.bearing.isdisjoint(words):
            return True
        joinable = self.index.joinable
        return any(first + second in joinable for first, second in pairwise(words))

    def strip(
        self, words: Sequence[str], codes: Codes, column: frozenset[str] = frozenset(), *, apart: bool = False
    ) -> Strip:
        """Take away the filler, and the letters of words that only count as left over.

        `column` are the words of the vendor column, which may be part of a name. `apart`: no two
        neighbours have a meaning together, which spares looking.
        """
        weak = not self.weak.isdisjoint(words)
        kept, keyed, flags, left, plain = (self._sort_apart if apart else self._sort)(words, codes, weak)
        if flags & SOCIAL and not weak and len(keyed) > 1:
            flags, more, more_plain = self._drop_lonely(kept, keyed, flags, column)
            left += more
            plain += more_plain
        while keyed and (keyed[-1] == GAP or keyed[-1] in TARGETS):
            keyed.pop()
            kept.pop()
        if keyed and keyed[0] == GAP and keyed[1] not in TARGETS:
            del keyed[0], kept[0]
        return kept, keyed, flags, left, plain

    def _sort_apart(self, words: Sequence[str], codes: Codes, weak: bool) -> Strip:
        """Sort words none of which turns on a neighbour; `_sort` gives the same."""
        kept: list[int] = []
        keyed: list[str] = []
        flags = left = plain = 0
        for place, word in enumerate(words):
            action, word_flags, worth = codes[word]
            if word_flags & (TELLING | NEGATES):
                if weak and word_flags & TELLING:
                    action = WORD
                word_flags = 0 if word_flags & NEGATES else word_flags & ~TELLING
            if action == DROP:
                flags |= word_flags
            elif action == WORD or (action == TARGET and keyed):
                flags |= word_flags
                keyed.append(word)
                kept.append(place)
            elif action == NUMBER:
                if word_flags and place and words[place - 1] in self.index.vocabulary:
                    flags |= VERSION
            elif action == LINK:
                flags |= word_flags & ~(BEARING | TURNING | SOCIAL)
            elif action != TARGET:
                flags |= word_flags
                if action == UNKNOWN:
                    left += worth
                else:
                    plain += worth
                if not keyed or keyed[-1] != GAP:
                    keyed.append(GAP)
                    kept.append(place)
        return kept, keyed, flags, left, plain

    def _sort(self, words: Sequence[str], codes: Codes, weak: bool) -> Strip:
        """Sort words into those that matter and what the others tell."""
        kept: list[int] = []
        keyed: list[str] = []
        flags = left = plain = 0
        joinable, bigrams, vocabulary = self.index.joinable, self.index.bigrams, self.index.vocabulary
        previous = ""
        last = len(words) - 1
        for place, word in enumerate(words):
            action, word_flags, worth = codes[word]
            if word_flags & TELLING:
                word_flags &= ~TELLING
                if weak:
                    action = WORD
            if word_flags & NEGATES:
                word_flags = 0
                if place < last and self.negates_next(words[place + 1], codes):
                    action = WORD
            if previous and previous + word in joinable:
                # Two words for one ("Service Now"): both stay as written, filler or not.
                flags |= BEARING | codes[previous][1] | (TURNING if previous + word in self._turning_joined else 0)
                if kept and kept[-1] == place - 1:
                    keyed[-1] = previous
                else:
                    keyed.append(previous)
                    kept.append(place - 1)
                action = WORD
            if action < WORD:
                if action == NUMBER:
                    if (previous, word) in bigrams or (place < last and (word, words[place + 1]) in bigrams):
                        action, word_flags = WORD, BEARING
                    elif word_flags and previous in vocabulary:
                        flags |= VERSION
                elif action == TARGET:
                    if keyed:
                        action = WORD
                else:
                    if action == LINK:
                        after = words[place + 1] if place < last else ""
                        anchored = bool(kept) and kept[-1] == place - 1
                        if self._links(previous, word, after, anchored):
                            action = WORD
                        else:
                            word_flags &= ~(BEARING | TURNING | SOCIAL)
                    flags |= word_flags
            if action >= WORD:
                flags |= word_flags
                if action == WORD:
                    keyed.append(word)
                    kept.append(place)
                else:
                    if action == UNKNOWN:
                        left += worth
                    else:
                        plain += worth
                    if not keyed or keyed[-1] != GAP:
                        keyed.append(GAP)
                        kept.append(place)
            previous = word
        return kept, keyed, flags, left, plain

    def _drop_lonely(
        self, kept: list[int], keyed: list[str], flags: int, column: frozenset[str]
    ) -> tuple[int, int, int]:
        """Count as left over the words of which no name can be in the line.

        Changes `kept` and `keyed`; gives the flags, and what the words dropped weigh, in halves.
        """
        partners = self._partners
        if not any(word in partners and partners[word].isdisjoint(keyed) for word in keyed):
            return flags, 0, 0
        read, joinable = self.senses.read, self.index.joinable
        present = {reading.token for word in keyed for reading in read(word).readings} | column
        if any(first + second in joinable for first, second in pairwise(keyed)):
            return flags, 0, 0
        lonely = [word in partners and partners[word].isdisjoint(present) for word in keyed]
        if not any(lonely):
            return flags, 0, 0
        left = plain = 0
        rest: list[tuple[int, str]] = []
        for place, word, alone in zip(kept, keyed, lonely, strict=True):
            if not alone and word != GAP:
                rest.append((place, word))
                continue
            sense = read(word)
            if sense.plain:
                plain += int(2 * sense.worth)
            else:
                left += int(2 * sense.worth)
            if not rest or rest[-1][1] != GAP:
                rest.append((place, GAP))
        kept[:] = [place for place, _ in rest]
        keyed[:] = [word for _, word in rest]
        if not any(read(word).bearing for word in keyed):
            flags &= ~BEARING
        return flags, left, plain

    def _links(self, previous: str, word: str, after: str, anchored: bool) -> bool:
        """Tell a filler word that belongs to a name: beside a word of it that is no filler.

        `anchored`: the word before was kept.
        """
        bigrams = self.index.bigrams
        if (previous, word) in bigrams and (anchored or self.bearing.issuperset((previous, word))):
            return True
        if (word, after) not in bigrams:
            return False
        return self.codes.get(after, NO_CODE)[0] != LINK or self.bearing.issuperset((word, after))

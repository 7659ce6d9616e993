"""Generated, labelled lines: names in purchase wording, with noise, and hard lines that name nothing.

Deterministic for a seed. `wording/fit.toml` and `wording/test.toml` share no sentence.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.domain.matches import Alias
from advisor.matching.index import NameIndex
from advisor.matching.normalise import fold

NEGATIVE_SHARE = 0.45
KINDS = (
    "exact", "vendor", "wrapping", "edition", "version", "tail", "prefix", "joined", "split", "order", "typo", "scan", "cut",
)  # fmt: skip
NOISE = frozenset({"joined", "split", "order", "typo", "scan", "cut"})
NEGATIVES = ("hardware", "services", "sentences", "unknown")
_SYLLABLES = [c + v for c in "bdfgklmnprstvxz" for v in "aeio"]
_BUYING = re.compile("licen|abonn|souscri|logiciel|renouv|subscr|droit|redevance|maintenance", re.IGNORECASE)
_SCAN = {"o": "0", "l": "1", "i": "1", "s": "5", "b": "8", "m": "rn", "e": "c"}


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line with the products that are right for it; none: abstaining is right."""

    text: str
    right: frozenset[str]
    kind: str


def read_wording(name: str) -> dict[str, list[str]]:
    """Read a wording file ("fit" or "test")."""
    path = Path(__file__).parent / "wording" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Corpus:
    """Draws labelled lines for a list of aliases."""

    def __init__(
        self, aliases: Sequence[Alias], wording: str, seed: int, pool: int | None = None, products: int | None = None
    ) -> None:
        """Prepare a corpus.

        With `pool`, it looks like one list rather than a test set: invented names come from that
        many, and names spoilt by noise are one line in twenty. With `products`, only that many of
        the catalogue are named, as in the list of one body.
        """
        self.random = random.Random(f"{wording}-{seed}")
        self.wording = read_wording(wording)
        self.index = NameIndex(aliases)
        self.owners: dict[str, set[str]] = {}
        for alias in self.index.aliases:
            self.owners.setdefault(fold(alias.text), set()).add(alias.product_id)
        self.weak = {e.text for e in self.index.entries if e.weak or e.short}
        self.by_product: dict[str, list[Alias]] = {}
        for alias in self.index.aliases:
            self.by_product.setdefault(alias.product_id, []).append(alias)
        self.products = sorted(self.by_product)
        if products:
            self.products = sorted(self.random.sample(self.products, min(products, len(self.products))))
        vendors = {a.vendor.split("(")[0].strip() for a in self.index.aliases}
        # A vendor whose name is a product's name would make "{vendor} {word}" a line open to both answers.
        named = {word for name in self.index.exact for word in [name, *name.split()]}
        self.vendors = sorted(v for v in vendors if set(fold(v).split()).isdisjoint(named)) or ["Acme"]
        self.buying = [w for w in self.wording["wrappings"] if _BUYING.search(w) and "{word}" not in w]
        self.known = self.index.known
        self.mix = [0.15 if pool and kind in NOISE else 1.0 for kind in KINDS]
        self.pool = [self._new_word() for _ in range(pool or 0)]

    def lines(self, count: int) -> Iterator[LabelledLine]:
        """Yield `count` lines, NEGATIVE_SHARE of them naming nothing."""
        for _ in range(count):
            yield self.negative() if self.random.random() < NEGATIVE_SHARE else self.positive()

    def negative(self) -> LabelledLine:
        """Draw a line that names no product of the catalogue."""
        kind = self.random.choice(NEGATIVES)
        alias = self._alias()
        text = self._fill(self.random.choice(self.wording[kind]), alias.text, self.random.choice(self.vendors))
        return LabelledLine(self._case(text), frozenset(), kind)

    def positive(self) -> LabelledLine:
        """Draw a line that names a product; weak names always come with wording or vendor."""
        alias = self._alias()
        kind = self.random.choices(KINDS, self.mix)[0]
        if alias.use == "weak" or alias.text in self.weak:
            kind = self.random.choice(("vendor", "buying"))
        text = self._positive_text(alias, kind)
        return LabelledLine(self._case(text), frozenset(self.owners[fold(alias.text)]), kind)

    def _alias(self) -> Alias:
        return self.random.choice(self.by_product[self.random.choice(self.products)])

    def _positive_text(self, alias: Alias, kind: str) -> str:
        name = alias.text
        choose = self.random.choice
        vendor = alias.vendor.split("(")[0].strip()
        if kind == "exact":
            return name
        if kind == "vendor":
            return name if fold(vendor) in fold(name) else f"{vendor} {name}"
        if kind in ("edition", "version", "tail"):
            return self._fill(f"{name} {choose(self.wording[kind + 's'])}", name, vendor)
        if kind == "prefix":
            return self._fill(f"{choose(self.wording['prefixes'])}{name}", name, vendor)
        if kind == "buying":
            return self._fill(choose(self.buying), name, vendor)
        noisy = self._noise(name, kind)
        if kind == "cut":
            return noisy
        return self._fill(choose(self.wording["wrappings"]).replace("{name}", noisy), noisy, vendor)

    def _noise(self, name: str, kind: str) -> str:
        words = name.split()
        longest = max(range(len(words)), key=lambda i: len(words[i]))
        word = words[longest]
        if kind == "joined" and len(words) > 1:
            return "".join(words)
        if kind == "order" and len(words) > 1:
            return " ".join([*words[1:], words[0]])
        if len(word) < 7:
            return name
        place = self.random.randrange(2, len(word) - 2)
        if kind == "split":
            words[longest] = word[:place] + " " + word[place:]
        elif kind == "typo":
            words[longest] = self._misspell(word, place)
        elif kind == "scan":
            words[longest] = "".join(_SCAN[c] if c in _SCAN and self.random.random() < 0.25 else c for c in word)
        elif kind == "cut" and longest == len(words) - 1:
            words[longest] = word[: max(5, len(word) - self.random.randrange(1, 4))]
        return " ".join(words)

    def _misspell(self, word: str, place: int) -> str:
        kind = self.random.randrange(3)
        if kind == 0:
            return word[:place] + word[place + 1 :]
        if kind == 1:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        return word[:place] + self.random.choice("aeinrst") + word[place:]

    def _fill(self, template: str, name: str, vendor: str) -> str:
        text = template.replace("{name}", name).replace("{vendor}", vendor)
        for hole, draw in (
            ("{word}", self._word),
            ("{n}", self._number),
            ("{year}", self._year),
            ("{v}", self._version),
        ):
            while hole in text:
                text = text.replace(hole, draw(), 1)
        return text

    def _word(self) -> str:
        return self.random.choice(self.pool) if self.pool else self._new_word()

    def _new_word(self) -> str:
        while True:
            word = "".join(self.random.choice(_SYLLABLES) for _ in range(self.random.randrange(2, 5))).capitalize()
            if fold(word) not in self.known:
                return word

    def _number(self) -> str:
        return str(self.random.randrange(1, 400))

    def _year(self) -> str:
        return str(self.random.randrange(2008, 2027))

    def _version(self) -> str:
        return str(self.random.randrange(1, 30))

    def _case(self, text: str) -> str:
        draw = self.random.random()
        return text.upper() if draw < 0.2 else text.lower() if draw < 0.3 else text

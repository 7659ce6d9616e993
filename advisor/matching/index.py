"""The catalogue's names, arranged for look-up: built once per edition, then only read.

Decides which words of an alias are required, which aliases are weak, and under which rarest word
each is found. Correction of misspelt words is in `correction`, scoring in `scoring`.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.domain.matches import Alias
from advisor.matching.lexicon import Lexicon, load_lexicon
from advisor.matching.normalise import fold

MAX_POSTING = 50
"""No word leads to more aliases than this; beyond, two words are used as one key (docs/matching.md)."""

MIN_COVERAGE = 0.6
"""Share of a name's words, by weight, that must be in a line."""

# Words of a vendor's name that do not tell one vendor from another.
GENERIC_VENDOR_WORDS = frozenset(
    [
        "communications",
        "networks",
        "network",
        "software",
        "group",
        "technologies",
        "technology",
        "systems",
        "system",
        "labs",
        "lab",
        "security",
        "services",
        "service",
        "international",
        "project",
        "foundation",
        "team",
        "state",
        "francais",
        "etat",
        "france",
        "french",
        "community",
        "consortium",
        "partners",
        "capital",
        "media",
        "digital",
        "data",
        "online",
        "public",
        "cloud",
        "enterprise",
        "office",
        "internet",
        "computer",
        "company",
        "the",
        "of",
        "and",
        "by",
        "ex",
        "led",
        "steward",
        "project",
        "various",
        "multiple",
        "multimedia",
        "editions",
        "publishing",
        "studio",
        "studios",
    ]
)
_YEAR = re.compile(r"(19|20)\d\d$")

AliasLike = Alias | Sequence[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of naming a product, ready for scoring.

    `required` are the words that must be found, with `weights` (rarity) and their sum `total`.
    `weak`: counts only with support. `brand`: made of the vendor's name only. `short`: four
    letters or fewer. `owners`: how many products share the required words. `telling` are the
    required words that name this product rather than a function or a common thing. `own_name`: the
    product's own name, which wins over the same word as another product's alias. `words`, `weighted`
    and `size` are the required words as a set, with their weights, and their number; `vendor` holds the
    words that point to the vendor. `plain`: neither weak nor made of ordinary words.
    """

    number: int
    product_id: str
    text: str
    required: tuple[str, ...]
    weights: tuple[float, ...]
    total: float
    weak: bool
    brand: bool
    short: bool
    needs: tuple[frozenset[str], ...]
    owners: int
    telling: frozenset[str]
    own_name: bool
    words: frozenset[str]
    weighted: tuple[tuple[str, float], ...]
    size: int
    vendor: frozenset[str]
    plain: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """An alias on its way to becoming an Entry."""

    alias: Alias
    tokens: tuple[str, ...]
    required: tuple[str, ...]
    weak: bool
    brand: bool


def read_alias(raw: AliasLike) -> Alias:
    """Take an Alias, or the fields of one in order (product_id, vendor, product, text ...)."""
    if isinstance(raw, Alias):
        return raw
    product_id, vendor, product, text, *_ = raw
    return Alias(product_id=product_id, vendor=vendor, product=product, text=text)


def read_needs(needs: Iterable[str], lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """Read the supports of a weak name: each a set of folded words, all of which must be near.

    "vendor" is left out: the vendor always supports. Filler words are dropped from longer terms.
    """
    found = set()
    for need in needs:
        words = fold(need).split()
        telling = [w for w in words if w not in lexicon.filler] or words
        if need != "vendor" and telling:
            found.add(frozenset(telling))
    return tuple(sorted(found, key=sorted))


def split_name(text: str) -> tuple[str, ...]:
    """Split a name into folded words; a "+" or "#" by itself is no word, as it joins products in a line."""
    words = tuple(fold(text).split())
    return tuple(word for word in words if word.strip("+#")) or words


def is_year(token: str) -> bool:
    """Tell a year, as in "Office 2016"."""
    return bool(_YEAR.match(token))


def vendor_words(vendor: str, lexicon: Lexicon) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the words that point to a vendor by themselves, and its main name as words.

    "Red Hat (IBM)" gives ({"redhat", "ibm"} and the main name ("red", "hat")): ordinary words
    only count together.
    """
    main = tuple(t for t in split_name(vendor.split("(")[0]) if t not in lexicon.filler) or split_name(vendor)
    telling = [t for t in main if t not in GENERIC_VENDOR_WORDS] or list(main)
    words = {t for t in telling if len(t) > 1 and (t not in lexicon.ordinary or len(telling) == 1)}
    if len(telling) > 1:
        words.add("".join(telling))
    inside = vendor.partition("(")[2].rstrip(")")
    words.update(
        t
        for t in fold(inside).split()
        if len(t) > 2 and t not in lexicon.ordinary and t not in lexicon.filler and t not in GENERIC_VENDOR_WORDS
    )
    return frozenset(words), tuple(telling)


class NameIndex:
    """Look-up tables over the aliases of one edition. Independent of the order of the aliases."""

    def __init__(self, aliases: Iterable[AliasLike], lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or load_lexicon()
        self.aliases = sorted(
            {a for a in map(read_alias, aliases) if fold(a.text)},
            key=lambda a: (a.product_id, a.text, a.vendor, a.product, a.use, a.needs),
        )
        self.products: dict[str, tuple[str, str]] = {}
        self.vendor_words: dict[str, frozenset[str]] = {}
        self.vendor_names: dict[str, tuple[str, ...]] = {}
        self.own_names: dict[str, frozenset[str]] = {}
        self.all_vendor_words: dict[str, set[str]] = defaultdict(set)
        self._read_products()
        self._build(self._drafts(), max(4.0, 0.012 * len(self.products)))

    def _read_products(self) -> None:
        former = self.lexicon.vendors
        known: dict[str, tuple[frozenset[str], tuple[str, ...], frozenset[str]]] = {}
        for alias in self.aliases:
            self.products.setdefault(alias.product_id, (alias.vendor, alias.product))
            if alias.vendor not in known:
                words, main = vendor_words(alias.vendor, self.lexicon)
                more = {other for word in words | set(main) for other in former.get(word, ())}
                known[alias.vendor] = (words | more, main, words)
                for word in words:
                    self.all_vendor_words[word].add(alias.vendor)
            words, main, base = known[alias.vendor]
            self.vendor_words[alias.product_id] = self.vendor_words.get(alias.product_id, frozenset()) | words
            self.own_names[alias.product_id] = self.own_names.get(alias.product_id, frozenset()) | base | set(main)
            self.vendor_names.setdefault(alias.product_id, main)
        counts: dict[str, set[str]] = defaultdict(set)
        for alias in self.aliases:
            counts[alias.vendor].add(alias.product_id)
        self._product_counts = {vendor: len(owned) for vendor, owned in counts.items()}

    def _drafts(self) -> list[Draft]:
        split = [(alias, split_name(alias.text)) for alias in self.aliases]
        self.brand_aliases = self._brand_aliases(split)
        split += [(alias, split_name(alias.text)) for alias in self.brand_aliases]
        owners: dict[str, set[str]] = defaultdict(set)
        texts: dict[str, set[str]] = defaultdict(set)
        for alias, tokens in split:
            texts[" ".join(tokens)].add(alias.product_id)
            for token in tokens:
                owners[token].add(alias.product_id)
        self.owner_count = {token: len(found) for token, found in owners.items()}
        self._declared_weak = {(alias.product_id, " ".join(tokens)) for alias, tokens in split if alias.use == "weak"}
        common = max(4.0, 0.012 * len(self.products))
        self.exact_owners = texts
        # A name of figures only (8.8.8.8) would be read in any version number.
        return [self._draft(alias, tokens, common) for alias, tokens in split if not "".join(tokens).isdigit()]

    def _brand_aliases(self, split: list[tuple[Alias, tuple[str, ...]]]) -> list[Alias]:
        """Let a vendor's name stand for its product, where it has one product that bears its name."""
        by_vendor: dict[str, set[str]] = defaultdict(set)
        for alias in self.aliases:
            by_vendor[" ".join(self.vendor_names[alias.product_id])].add(alias.product_id)
        present = {" ".join(tokens) for _, tokens in split}
        added = []
        for name, owned in sorted(by_vendor.items()):
            if len(owned) != 1 or name in present or len(name) < 5 or name in self.lexicon.makers:
                continue
            product_id = next(iter(owned))
            vendor, product = self.products[product_id]
            if fold(product).startswith(name + " "):
                added.append(Alias(product_id=product_id, vendor=vendor, product=product, text=name))
        return added

    def _is_distinctive(self, token: str, common: float) -> bool:
        return (
            len(token) > 3
            and not token.isdigit()
            and token not in self.lexicon.ordinary
            and token not in self.lexicon.filler
            and token not in GENERIC_VENDOR_WORDS
            and self.owner_count[token] <= common
        )

    def _draft(self, alias: Alias, tokens: tuple[str, ...], common: float) -> Draft:
        vendor = self.own_names[alias.product_id]
        lexicon = self.lexicon
        core = tuple(t for t in tokens if t not in vendor and t not in lexicon.filler and not is_year(t))
        brand = all(t in vendor for t in tokens) and self._product_counts[alias.vendor] > 1
        alone = core == tokens or self._stands_alone(alias.product_id, core)
        if alone and any(self._is_distinctive(t, common) for t in core):
            required = self._without_optional(tokens, core, alias.product_id)
            return Draft(alias, tokens, required, alias.use == "weak", False)
        required = tuple(t for t in tokens if not is_year(t)) or tokens
        required = self._without_optional(tokens, required, alias.product_id)
        weak = alias.use == "weak" or (alias.use == "auto" and self._is_weak(required))
        return Draft(alias, tokens, required, weak, brand)

    def _stands_alone(self, product_id: str, core: tuple[str, ...]) -> bool:
        """Tell what is left of a name without its vendor from a weak name or an acronym of the trade."""
        text = " ".join(core)
        if (product_id, text) in self._declared_weak:
            return False
        return len(text) > 4 or product_id in self.exact_owners.get(text, ())

    def _without_optional(self, tokens: tuple[str, ...], shorter: tuple[str, ...], product_id: str) -> tuple[str, ...]:
        """Drop the optional words, unless what is left is the name of another product."""
        others = self.exact_owners.get(" ".join(shorter), set()) - {product_id}
        return tokens if others and shorter != tokens else shorter

    def _is_weak(self, required: tuple[str, ...]) -> bool:
        """A name is weak when nothing in it is out of the ordinary: one common word, or a short code."""
        ordinary = self.lexicon.ordinary
        if len(required) == 1:
            token = required[0]
            return token in ordinary or token in self.lexicon.filler or len(token) <= 2 or token.isdigit()
        return all(t in self.lexicon.filler or t.isdigit() for t in required)

    def _build(self, drafts: list[Draft], common: float) -> None:
        idf = {token: math.log(1 + len(self.products) / count) for token, count in self.owner_count.items()}
        self.idf = idf
        sharing: dict[frozenset[str], set[str]] = defaultdict(set)
        for draft in drafts:
            sharing[frozenset(draft.required)].add(draft.alias.product_id)
        best: dict[tuple[str, tuple[str, ...]], Draft] = {}
        for draft in drafts:
            key = (draft.alias.product_id, tuple(sorted(draft.required)))
            kept = best.get(key)
            if kept is None or _strength(draft) > _strength(kept):
                best[key] = draft
        self.entries: list[Entry] = []
        for draft in best.values():
            weights = tuple(idf[t] for t in draft.required)
            letters = sum(map(len, draft.required))
            telling = frozenset(t for t in draft.required if self._is_distinctive(t, common))
            self.entries.append(
                Entry(
                    number=len(self.entries),
                    product_id=draft.alias.product_id,
                    text=draft.alias.text,
                    required=draft.required,
                    weights=weights,
                    total=sum(weights),
                    weak=draft.weak,
                    brand=draft.brand,
                    short=letters <= 4,
                    needs=read_needs(draft.alias.needs, self.lexicon),
                    owners=len(sharing[frozenset(draft.required)]),
                    own_name=fold(draft.alias.text) == fold(draft.alias.product),
                    telling=telling,
                    words=frozenset(draft.required),
                    weighted=tuple(zip(draft.required, weights, strict=True)),
                    size=len(draft.required),
                    vendor=self.vendor_words[draft.alias.product_id],
                    plain=bool(telling) and not draft.weak,
                )
            )
        self._post(drafts)

    def _post(self, drafts: list[Draft]) -> None:
        """Post each entry under its rarest word, or rarest pair where a word is too common."""
        postings: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            postings[_pivot(entry)].append(entry)
        self.pairs: dict[str, dict[str, list[Entry]]] = {}
        for token in [t for t, found in postings.items() if len(found) > MAX_POSTING]:
            self._split_posting(token, postings)
        self.postings: Mapping[str, list[Entry]] = dict(postings)
        self.vocabulary = frozenset(t for entry in self.entries for t in entry.required)
        self.known = self.vocabulary | frozenset(self.all_vendor_words)
        self.exact: dict[str, list[Entry]] = defaultdict(list)
        self.joined: dict[str, tuple[str, ...]] = {}
        self.bigrams: set[tuple[str, str]] = set()
        by_required = {(e.product_id, tuple(sorted(e.required))): e for e in self.entries}
        for draft in drafts:
            entry = by_required[draft.alias.product_id, tuple(sorted(draft.required))]
            found = self.exact[" ".join(draft.tokens)]
            if entry not in found:
                found.append(entry)
            self.bigrams.update(zip(draft.tokens, draft.tokens[1:], strict=False))
            if len(draft.tokens) > 1 and sum(map(len, draft.tokens)) > 4:
                for joined in ("".join(draft.tokens), "".join(draft.required)):
                    if joined not in self.lexicon.ordinary and joined not in self.lexicon.filler:
                        self.joined.setdefault(joined, draft.required)
        self.joinable = self.known | frozenset(self.joined)

    def find_partners(self) -> dict[str, frozenset[str]]:
        """Give the words that lead nowhere by themselves, each with those of which one must be there too."""
        alone: set[str] = set()
        partners: dict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            for token, weight in entry.weighted:
                if entry.size == 1 or (entry.size > 2 and weight >= MIN_COVERAGE * entry.total):
                    alone.add(token)
                partners[token] |= entry.words
        vendors = self.all_vendor_words
        return {t: frozenset(p - {t}) for t, p in partners.items() if t not in alone and t not in vendors}

    def _split_posting(self, token: str, postings: dict[str, list[Entry]]) -> None:
        by_second: dict[str, list[Entry]] = defaultdict(list)
        kept: list[Entry] = []
        for entry in postings[token]:
            rest = [(w, t) for t, w in zip(entry.required, entry.weights, strict=True) if t != token]
            if rest:
                by_second[max(rest)[1]].append(entry)
            else:
                kept.append(entry)
        postings[token] = kept
        self.pairs[token] = dict(by_second)


def _strength(draft: Draft) -> tuple[bool, bool, int]:
    return (not draft.weak, not draft.brand, -len(draft.alias.text))


def _pivot(entry: Entry) -> str:
    """The rarest required word; the longer one, then alphabetical order, where two are as rare."""
    return max(zip(entry.weights, map(len, entry.required), entry.required, strict=True))[2]

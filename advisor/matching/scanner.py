"""Finding products in running text: `build_scanner(aliases).scan(text)`.

One Aho-Corasick pass over the folded text, then a guard on each hit: word boundaries, letter case,
context. Scanned pages are read a second time with their words corrected.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from advisor.domain.matches import Reason, TextMatch
from advisor.matching.anchors import Anchors, find_anchors
from advisor.matching.brands import find_brand_cues
from advisor.matching.context import Surroundings, is_shouting, observe, weigh
from advisor.matching.correction import Corrector
from advisor.matching.index import AliasLike, NameIndex, is_year, read_needs
from advisor.matching.normalise import FoldedText, fold, fold_text
from advisor.matching.scanned import ScannedText, looks_scanned, read_scanned
from advisor.matching.scoring import band_of, probability

SIBLING_REACH = 120
"""Characters within which a sure mention supports a weak name."""
STRONG = 4.6
"""Logit of a name that is enough by itself (probability 0.99)."""
MAKER = 1.6
"""Added to the logit of a vendor's name: no ordinary word, but a company may be meant. Alone, it is a question."""
SHARED = 2.2
"""Highest logit of a name of several products when nothing near tells them apart: a question (0.9)."""
_EDITION = re.compile(
    r"(?:[ \u00a0]|\n)(?:Standard|Std|Enterprise|Entreprise|Professional|Professionnel|Professionnelle|Pro|Plus|Premium|Business|"
    r"Basic|Datacenter|DataCenter|LTSC|LTS|Online|Server|Serveur|Cloud|R2|XP|PRO|EE|SE2?|E[135]|P[12]|F[13])(?![\w-])"
)
_NUMBER = re.compile(
    r"(?:[ \u00a0]|\n)(?:version[ \u00a0])?(v?\d{1,4}[a-z]?(?:\.\d+)*)(?![\w%€-])(?=(?:[ \u00a0](\w+))?)"
)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether what follows a name is a line by itself: the next cell of a table, not its version."""
    return text[start] == "\n" and text[end : end + 1] in ("", "\n")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A name as searched: which products bear it and what it needs.

    `careful`: how it is written decides whether it is met. `maker`: the vendor's name, standing for
    the one product that begins with it. `needs_of`: the words that support each of `products`.
    """

    name: str
    products: tuple[str, ...]
    weak: bool
    cased: str | None
    needs: tuple[frozenset[str], ...]
    alias: str
    careful: bool
    maker: bool = False
    needs_of: tuple[tuple[frozenset[str], ...], ...] = ()


@dataclass(slots=True)
class Hit:
    """A name met in a text; `place` in the original, `inside` in the folded text."""

    pattern: Pattern
    place: tuple[int, int]
    inside: tuple[int, int]
    logit: float = 0.0
    seen: Surroundings | None = None
    sibling: bool = False


class TextScanner:
    """Scans texts against one edition. Only read after it is built."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self.lexicon = index.lexicon
        self._corrector: Corrector | None = None
        self.patterns = self._build_patterns()
        # On bytes, one a character: no other form leads back to offsets without a search.
        self._automaton = ahocorasick_rs.BytesAhoCorasick(
            [_encode(f" {p.name} ") for p in self.patterns], matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def _build_patterns(self) -> list[Pattern]:
        owners: dict[str, dict[str, tuple[bool, str, tuple[frozenset[str], ...]]]] = defaultdict(dict)
        for alias in self.index.aliases:
            for name in self._spellings(alias.text):
                weak = self._is_weak(name, alias.use, alias.product_id)
                needs = read_needs(alias.needs, self.lexicon)
                old = owners[name].get(alias.product_id)
                if old is None or (old[0] and not weak):
                    owners[name][alias.product_id] = (weak, alias.text, needs)
        patterns = []
        for name, found in sorted(owners.items()):
            first = min(found)
            weak = any(w for w, _, _ in found.values())
            text = found[first][1]
            cased = text if len(name) <= 3 or (len(name) == 4 and text.isupper()) else None
            needs = tuple(sorted({n for _, _, group in found.values() for n in group}, key=sorted))
            careful = weak or cased is not None or _encode(name).decode("latin-1") != name
            needs_of = tuple(found[product][2] for product in sorted(found))
            patterns.append(Pattern(name, tuple(sorted(found)), weak, cased, needs, text, careful, needs_of=needs_of))
        for alias in self.index.brand_aliases:
            if alias.text not in owners and not self._is_weak(alias.text, alias.use, alias.product_id):
                shown = alias.product[: len(alias.text)]
                patterns.append(Pattern(alias.text, (alias.product_id,), True, None, (), shown, True, maker=True))
        return patterns

    def _spellings(self, text: str) -> list[str]:
        """Give the folded forms of an alias to search: as is, joined, with "MS" for Microsoft."""
        name = fold(text)
        words = name.split()
        forms = [name]
        if len(words) > 1 and re.search(r"\w[-./@'’]\w|\d", text) and sum(map(len, words)) > 3:
            forms.append("".join(words))
        if words[:1] == ["microsoft"] and len(words) > 1:
            forms.append(" ".join(["ms", *words[1:]]))
        return [f for f in forms if len(f) > 1 and not f.isdigit()]

    def _is_weak(self, name: str, use: str, product_id: str) -> bool:
        if use == "strong":
            return False
        words = name.split()
        ordinary = self.lexicon.ordinary
        filler = self.lexicon.filler
        if use == "weak":
            return True
        if len(words) == 1:
            return name in ordinary or name in filler or len(name) <= 3
        own = self.index.vendor_words[product_id] | {"ms"}
        if any(w in own for w in words):
            return all(w in own or w in filler for w in words) and all(w in ordinary or w in filler for w in words)
        if any(w.isdigit() for w in words):
            return all(w in filler or w.isdigit() for w in words)
        return all(w in ordinary or w in filler for w in words)

    def scan(self, text: str, breaks: Sequence[int] = ()) -> list[TextMatch]:
        """Find the products named in a text.

        Args:
            text: running text; a line break inside a name counts as a space.
            breaks: offsets no name runs across (where a field, an item or a row begins), ascending.

        Returns:
            Mentions in text order, not overlapping; offsets are those of `text`, end excluded.
            `product_id` is None for a brand cue around an unknown name.
        """
        anchors = find_anchors(text)
        folded = fold_text(text, anchors)
        if looks_scanned(folded.text):
            folded = read_scanned(folded, self._get_corrector())
        hits = [hit for hit in self._find(text, folded) if not _is_cut(hit.place, breaks)]
        self._judge(text, folded, hits)
        found = self._mentions(text, _longest(hits), breaks)
        brands = self._brand_mentions(text, anchors, found)
        found += [brand for brand in brands if not _is_cut((brand.start, brand.end), breaks)]
        return sorted(found, key=lambda m: (m.start, m.end))

    def _get_corrector(self) -> Corrector:
        if self._corrector is None:
            self._corrector = Corrector(self.index)
        return self._corrector

    def _find(self, text: str, folded: FoldedText) -> list[Hit]:
        body = folded.text
        hits = []
        moved = len(folded.cuts) > 1 or isinstance(folded, ScannedText)
        for number, start, end in self._automaton.find_matches_as_indexes(_encode(body), overlapping=True):
            pattern = self.patterns[number]
            start, end = start + 1, end - 1
            # Fast path: nothing was repaired, the text begins with one space more.
            first, last = (folded.original(start), folded.original(end - 1) + 1) if moved else (start - 1, end - 1)
            if pattern.careful:
                written = text[first:last]
                if pattern.weak and (_is_plain_word(written) or _other_accents(written, pattern.alias)):
                    continue
                if pattern.cased is not None and not _same_case(written, pattern.cased):
                    continue
                if body[start:end] != pattern.name:
                    continue
            hits.append(Hit(pattern, (first, last), (start, end)))
        return hits

    def _judge(self, text: str, folded: FoldedText, hits: list[Hit]) -> None:
        for hit in hits:
            if not hit.pattern.weak and len(hit.pattern.products) == 1:
                hit.logit = STRONG
        weak = [hit for hit in hits if hit.logit == 0.0]
        for hit in weak:
            self._observe(text, folded, hit)
        # A second look: a name accepted by its own context supports its neighbours.
        for _ in range(2):
            sure = sorted(h.place for h in hits if h.logit >= 1.5)
            for hit in weak:
                if hit.logit < STRONG and hit.seen is not None and not hit.sibling:
                    hit.sibling = _has_sibling(text, hit.place, sure)
                    if hit.sibling:
                        hit.logit = _weigh_weak(hit.pattern, hit.seen, sibling=True)

    def _observe(self, text: str, folded: FoldedText, hit: Hit) -> None:
        own = frozenset[str]().union(*(self.index.vendor_words[p] for p in hit.pattern.products))
        words = set(hit.pattern.name.split())
        hit.seen = observe(
            text, folded.text, hit.place, hit.inside, own - words, self.lexicon, hit.pattern.name, hit.pattern.needs
        )
        hit.logit = _weigh_weak(hit.pattern, hit.seen, sibling=False) if hit.pattern.weak else STRONG - 3.0
        if not hit.pattern.weak and hit.seen.homonym:
            hit.logit = -6.0

    def _choose(self, text: str, hit: Hit, hits: Sequence[Hit]) -> tuple[str, str | None, bool]:
        """Choose between the products, two or more, that share a name, from what stands near.

        Returns:
            The product, the next best, and whether something tells the first from the second: its
            vendor or a word that supports it, else a neighbour of the same vendor.
        """
        products = hit.pattern.products
        start, end = hit.place
        around = set(fold(text[max(0, start - 80) : end + 80]).split()) - set(hit.pattern.name.split())
        names = self.index.products
        beside = {
            names[other.pattern.products[0]][0]
            for other in hits
            if len(other.pattern.products) == 1 and _apart(other.place, hit.place) <= SIBLING_REACH
        }
        told = {
            product: 2 * (bool(around & self.index.vendor_words[product]) or any(need <= around for need in needs))
            + (names[product][0] in beside)
            for product, needs in zip(products, hit.pattern.needs_of, strict=True)
        }
        first, second, *_ = sorted(products, key=lambda p: (-told[p], fold(names[p][1]) != hit.pattern.name, p))
        return first, second, told[first] > told[second]

    def _mentions(self, text: str, hits: list[Hit], breaks: Sequence[int]) -> list[TextMatch]:
        """Write the mentions; none grows into its neighbours or across a break."""
        found: list[TextMatch] = []
        for place, hit in enumerate(hits):
            first = found[-1].end if found else 0
            last = hits[place + 1].place[0] if place + 1 < len(hits) else len(text)
            if breaks:
                after = bisect_right(breaks, hit.place[0])
                first = max(first, breaks[after - 1] if after else 0)
                last = min(last, breaks[after] if after < len(breaks) else last)
            products = hit.pattern.products
            shared = len(products) > 1
            chosen = (
                self._choose(text, hit, hits[max(0, place - 4) : place + 5]) if shared else (products[0], None, True)
            )
            found.append(self._mention(text, hit, chosen, (first, last)))
        return found

    def _mention(self, text: str, hit: Hit, chosen: tuple[str, str | None, bool], bounds: tuple[int, int]) -> TextMatch:
        product, rival, clear = chosen
        start, end = self._extend(text, hit, product)
        if start < bounds[0]:
            start = hit.place[0]
        if end > bounds[1]:
            end = hit.place[1]
        value = round(probability(hit.logit if clear else min(hit.logit, SHARED)), 4)
        name_start, name_end = hit.place
        reasons = [Reason("alias", text[name_start:name_end], hit.pattern.alias, name_start, name_end)]
        seen = hit.seen
        if seen is not None and hit.pattern.weak:
            if seen.vendor:
                reasons.append(Reason("vendor", self.index.products[product][0]))
            if seen.software:
                reasons.append(Reason("context", seen.software, "software"))
            if hit.sibling:
                reasons.append(Reason("context", "another product beside it", "sibling"))
            reasons.append(Reason("weak-name", hit.pattern.alias))
        if rival:
            reasons.append(Reason("rival", hit.pattern.alias, rival))
        return TextMatch(start, end, product, value, band_of(value), tuple(reasons))

    def _extend(self, text: str, hit: Hit, product: str) -> tuple[int, int]:
        """Take in the vendor just before and the editions and versions just after."""
        start, end = hit.place
        before = re.search(r"([\w]+)[ \u00a0\n]$", text[max(0, start - 30) : start])
        if before:
            word = fold(before.group(1))
            own = self.index.vendor_words[product] | {"ms" if "microsoft" in self.index.vendor_words[product] else ""}
            if word in own and before.group(1)[:1].isupper():
                start -= len(before.group(0))
        for _ in range(4):
            edition = _EDITION.match(text, end)
            if edition and not _stands_alone(text, end, edition.end()):
                end = edition.end()
                continue
            number = _NUMBER.match(text, end)
            if not number or not self._is_version(number) or _stands_alone(text, end, number.end(1)):
                break
            end = number.end(1)
        return start, end

    def _is_version(self, number: re.Match[str]) -> bool:
        written, following = number.group(1), number.group(2)
        if is_year(written) or not written.isdigit() or number.group(0).lstrip().startswith("version"):
            return True
        word = fold(following or "")
        return len(written) <= 3 and (
            word in ("", "et", "ou", "r2", "standard", "pro") or word not in self.lexicon.filler
        )

    def _brand_mentions(self, text: str, anchors: Anchors, found: Sequence[TextMatch]) -> list[TextMatch]:
        taken = sorted((m.start, m.end) for m in found)
        known = len(taken)
        brands: list[TextMatch] = []
        for cue in find_brand_cues(text, anchors, self.lexicon):
            near = bisect_left(taken, (cue.start,), 0, known)
            beside = taken[max(0, near - 1) : min(near + 2, known)] + taken[known:]
            if any(s < cue.end and cue.start < e for s, e in beside):
                continue
            if is_shouting(text, cue.start, cue.end):
                continue
            taken.append((cue.start, cue.end))
            written = text[cue.start : cue.end]
            reasons = (Reason("brand-cue", written, cue.cue, cue.start, cue.end),)
            brands.append(TextMatch(cue.start, cue.end, None, 0.6, "review", reasons))
        return brands


def _weigh_weak(pattern: Pattern, seen: Surroundings, *, sibling: bool) -> float:
    return weigh(seen, sibling) + (MAKER if pattern.maker else 0.0)


def _encode(text: str) -> bytes:
    """Give one byte a character; those beyond Latin-1 look all the same."""
    return text.encode("latin-1", "replace")


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Keep the accepted hits that do not overlap; the longer one wins, then the first.

    Hits that overlap, directly or through others, are settled together.
    """
    kept: list[Hit] = []
    group: list[Hit] = []
    reach = -1
    for hit in sorted((h for h in hits if h.logit >= 0), key=lambda h: (h.inside, h.pattern.name)):
        if group and hit.inside[0] >= reach:
            kept += _settle(group)
            group = []
        group.append(hit)
        reach = max(reach, hit.inside[1])
    return kept + _settle(group)


def _settle(group: list[Hit]) -> list[Hit]:
    if len(group) < 2:
        return group
    kept: list[Hit] = []
    for hit in sorted(group, key=lambda h: (h.inside[0] - h.inside[1], h.inside[0], h.pattern.name)):
        start, end = hit.inside
        if not any(k.inside[0] < end and start < k.inside[1] for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.inside)


def _is_cut(place: tuple[int, int], breaks: Sequence[int]) -> bool:
    """Tell whether a break stands inside a name."""
    after = bisect_right(breaks, place[0])
    return after < len(breaks) and breaks[after] < place[1]


def _is_plain_word(written: str) -> bool:
    """Tell small letters only; a figure among them ("n8n") marks a name."""
    return written.islower() and not any(map(str.isdigit, written))


def _other_accents(written: str, alias: str) -> bool:
    """Tell a word with accents its namesake has not ("Unité" is not Unite)."""
    return not written.isascii() and alias.isascii()


def _same_case(written: str, alias: str) -> bool:
    """Tell whether a short name is written as the catalogue writes it, or in capitals."""
    return written == alias or written == alias.upper()


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Count the characters between two places of a text, 0 when they touch."""
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))


def _has_sibling(text: str, place: tuple[int, int], sure: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a sure mention stands close by in the same paragraph. `sure` is sorted."""
    start, end = place
    middle = bisect_left(sure, place)
    for first, last in sure[max(0, middle - 4) : middle + 5]:
        if (first, last) == place:
            continue
        before, after = (last, start) if last <= start else (end, first)
        if after - before <= SIBLING_REACH and "\n\n" not in text[before:after]:
            return True
    return False


def build_scanner(aliases: Iterable[AliasLike]) -> TextScanner:
    """Build the scanner of one edition from Alias values or tuples, in any order."""
    return TextScanner(NameIndex(aliases))

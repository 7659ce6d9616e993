"""Does the text accept something else in the place of a named product?

`judge_equivalence` answers per mention: the words must govern *this* mention in its sentence,
list item or table row. Notes and general clauses are in `notes`. Everything works on plain text
(see `plain`). Source of the rule: article R2111-7 of the code de la commande publique.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Equivalent = Literal["governs", "general-clause", "none"]
Verdict = Literal["governs", "refused", "none"]
Span = tuple[int, int]

_SAME = r"(?:equivalent|similaire|analogue|assimile|comparable)(?:es|e|s)?\b"
_SHORT = r"(?:eq|equiv|equ)(?:\.|(?=[ ,;)|\"]|$))"
_GENERIC = (
    r"(?:produit|solution|logiciel|outil|progiciel|application|systeme|plateforme|marque|modele"
    r"|fournisseur|editeur)s?"
)
_MARK = re.compile(
    rf"\bou\b[ ,\"(]{{0,3}}(?P<what>(?:(?!ou\b)[\w'/-]{{1,30}},?\"?[ ]{{1,12}}){{0,9}}?)\"?(?P<same>{_SAME}|{_SHORT})"
    rf"|\bou +(?P<other>(?:(?:toute?|un|une) +)?autre +{_GENERIC})\b"
    rf"|[(/|,-] *(?:{_GENERIC} +)?(?P<bare>equivalent(?:es|e|s)?)(?= *(?:[)|.,;\"]|$|(?:est +|sont +)?(?:accept"
    rf"|admis|autoris|possible)))"
    r"|[(/|,-] *(?P<noun>equivalences?)(?= +(?:est +|sont +)?(?:accept|admis|autoris|possible))"
)
_REFUSAL = re.compile(
    rf"\b(?:(?:aucune?|sans|ni|pas +de|nulle?|non)\b|pas +d') *(?:(?!ou\b|mais\b)[\w']+ +){{0,4}}?(?:{_SAME}|equivalences?\b)"
    rf"|(?:{_SAME}|equivalences?\b)[\" ,]{{0,3}}(?:ne |n')[^.;|]{{0,30}}?\b(?:pas|ni|point|aucun|plus)\b"
    rf"|(?:{_SAME}|equivalences?\b)[\" ,]{{0,3}}(?:est |sont |sera |seront |etant )?"
    r"(?:exclu|refus|rejet|interdit|proscrit|ecarte|non +(?:accept|admis|autoris|recevab))"
    rf"|\b(?:exclusion|obstacle|interdi\w+|refus\w*|ecart\w+) +[ad]e? *tout\w* +(?:[\w']+ +){{0,2}}?{_SAME}"
    rf"|\bn(?:e |')[^.;|]{{0,60}}?\b(?:accept|admet|admis|autoris|propos|remplac)\w* +(?:pas "
    rf"|par )?(?:(?!ou\b)[\w']+ +){{0,3}}?{_SAME}"
)
_EXCLUDED = re.compile(
    r"^[\" ,)]{0,3}(?:n'est|ne sont|ne sera|ne seront) +pas +(?:autoris|admis|accept|retenu)"
    r"|^[\" ,)]{0,3}(?:est|sont|sera|seront|reste|restent)? *(?:exclu|interdit|proscrit|banni|bloque|prohibe"
    r"|non +(?:admis|autoris|accept))"
)
_BEFORE = re.compile(
    rf"(?P<head>(?:[\w'-]+ +){{0,4}}){_SAME}(?:,? +(?:ou|voire) +superieure?s?)?,? +(?:a\b|au\b|aux\b|de\b|du\b|d'|que\b) *"
    r"(?P<what>(?:[\w'-]+ +){0,4}|l')\"? *$"
)
_OTHER_HEAD = re.compile(
    r"\b(?:normes?|iso|iec|afnor|en \d|nf|rfc|aes|tls|wcag|rgaa|rgs|rgi|hds|pades|xades|cades|diplomes?|bac|master"
    r"|niveau|grade|titre|bits?"
    r"|odf|ooxml|pdf/a|algorithmes?|formats?|protocoles?|delais?|durees?|certificats?|labels?|pieces?|qualite"
    r"|cables?|ecrans?|hdmi|lto"
    r"|cartouches?|referentiels?|cpv|montant|indice|caution|garantie|tarifs?|prix|couts?|debits?|notes?|salaire"
    r"|souris|claviers?|imprimantes?|casques?|cameras?|onduleurs?|processeurs?|baies?|chassis)\b"
)
_FULL_TIME = re.compile(r" *(?:temps|etp\b|jour)")
_STOP = re.compile(
    r"[;+:]|[.!?] |\b(?:avec|sous|puis|mais|si|qui|que|dont|lorsque|quand|afin|ainsi|compatibles?|conformes?"
    r"|integre\w*|pilote\w*"
    r"|relie\w*|raccorde\w*|remplace\w*|est|sont|sera|seront|soit|doit|doivent|devra|devront|peut|peuvent"
    r"|pourra|permet\w*|joint|fournit"
    r"|livre|lit|lisent|assure|dispose|repose|accepte|propose|presente|comprend|inclut|ont|s'\w+|n'\w+)\b"
)
_ELSEWHERE = re.compile(rf"\b(?:vers|depuis|dans|sur|pour|chez|via|par(?! exemple)|en)\b|{_SAME}")
"""Words that end an enumeration: the next name is not named for the same thing."""
_STUDIES = re.compile(r"\b(?:formation|ingenieur|ecole|cursus|annees d)\b")
_ARTICLE = re.compile(r" *(?:un|une|des|du|les|le|la|ce|cette|ces|il|elle|ils|au|aux)\b|^ *l'")
_QUALIFIER = re.compile(
    r" *(?:$|\d|pour\b|par\b|en\b|de\b|d'|version|v\d|edition|licence|option|module|service|support|maintenance"
    r"|abonnement|souscription"
    r"|y compris|inclus|hors|type|modele|gamme|serie|toute|derniere|dans sa|sans|ses|son|sa|leurs?|renouvel"
    r"|renouv|mise|mode|illimite"
    r"|formule|taille|capacite|quantite|qte|lot de|premium|pro\b|standard|entreprise|enterprise|business|cloud"
    r"|ou\b|\"|/)"
)
_NAME = re.compile(r"(?:[A-Z][\w.&+-]*|\d[\w.]*)(?: (?:[A-Z][\w.&+-]*|\d[\w.]*)){0,3}")
_BRACKETS = re.compile(r"\([^()|]{0,120}\)")
_JOIN = re.compile(r",|/|\bou\b|\bet\b|\bvoire\b|\bsoit\b")
_QUANTITY_CELL = re.compile(r'[\s\d.,€%x*"-]*(?:[a-z]{1,9}\.?(?:/[a-z]+)?)?\s*')
_FILLER = re.compile(
    r"un|une|tout|toute|tous|toutes|autre|autres|le|la|les|l|son|sa|du|de|des|d|a|au|aux|en|ou|et"
    r"|produit|produits|solution|solutions|logiciel|logiciels|outil|outils|systeme|progiciel"
    r"|application|materiel|equipement|marque|modele|reference|offre|service|technologie|techniquement"
    r"|fonctionnellement|strictement|moteur|qualifie|libre|ouvert|presentant|offrant|ayant|proposant"
    r"|disposant|assurant|fonctionnalites|fonctionnalite|fonctions|caracteristiques|performances"
    r"|niveau|qualite|type|nature|editeur|fournisseur|plateforme|qualification|certification"
    r"|competence|competences|experience|juge|jugee|reconnu|reconnue|reputee|dit|dite"
)
_LISTED = re.compile(rf"(?:\b(?:suivante?s?|ci-(?:dessous|apres))|\b{_GENERIC}(?: +[\w'-]+){{0,2}})[ ,(\"]*$")
"""Words just before "or equivalent" that speak of the items of the list to come."""
_PARTS = re.compile(r"\b(?:avec|dont|compren\w+|compos\w+|modules?|options?|fonction\w*|caracteristiques?)\b")
MAX_LIST_WORDS = 4
"""Words that may stand between two products of one enumeration."""
MAX_GAP_WORDS = 8
"""Words that may stand between a product and "ou équivalent" (an edition, a quantity, a purpose)."""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention in its unit: offsets there, and the terms of the functions its product has."""

    start: int
    end: int
    terms: frozenset[str] = frozenset()


def judge_equivalence(unit: str, mention: Named, others: Sequence[Named] = (), written: str = "") -> Verdict:
    """Tell whether "or equivalent", or words to that effect, govern a mention.

    Args:
        unit: the plain text of the sentence, list item or row ("|" between cells).
        mention: the mention, in offsets of `unit`.
        others: the other mentions of the same unit, in any order.
        written: the unit as written; its capitals tell names the catalogue lacks from ordinary words.

    Returns:
        "refused" where the unit excludes the product or says that nothing else is accepted.
    """
    refused = _find_refusals(unit)
    everyone = sorted([mention, *others], key=lambda named: named.start)
    if _governed_from_before(unit, mention, everyone, refused):
        return "governs"
    for match in _MARK.finditer(unit, mention.end):
        if _is_refused(match, refused) or not _is_about_products(unit, match):
            continue
        chain = _chain(unit, mention, everyone, match, written)
        if chain and _fits_function(mention, chain, match):
            return "governs"
    if refused or _EXCLUDED.match(unit, mention.end):
        return "refused"
    return "none"


def accepts_equivalent(unit: str) -> bool:
    """Tell whether words by themselves (a note, a cell) accept an equivalent product."""
    refused = _find_refusals(unit)
    if refused:
        return False
    opening = re.match(rf"[\W\d]{{0,8}}(?:(?:un|une|tout|toute|les|des|l')? *{_GENERIC}? *{_SAME})", unit)
    if opening and not _OTHER_HEAD.search(opening[0]):
        return True
    return any(_is_about_products(unit, match) for match in _MARK.finditer(unit))


def is_refusal(unit: str) -> bool:
    """Tell whether a unit says that no equivalent is accepted."""
    return bool(_find_refusals(unit))


def lead_accepts(lead: str) -> bool:
    """Tell whether the words that introduce a list accept an equivalent of each item.

    They speak of what follows ("les outils suivants (ou équivalents) :"), not of one thing that the
    items would be parts of ("un logiciel ou équivalent avec les modules suivants :").
    """
    if not lead.rstrip(' |"').endswith(":") or is_refusal(lead):
        return False
    return any(
        _is_about_products(lead, match)
        and _LISTED.search(lead, max(0, match.start() - 60), match.start()) is not None
        and not _OTHER_HEAD.search(lead, max(0, match.start() - 60), match.start())
        and not _PARTS.search(lead, match.end())
        for match in _MARK.finditer(lead)
    )


def opens_item(words: str) -> bool:
    """Tell whether the words between the beginning of an item and a mention leave it what the item asks for."""
    return not (_STOP.search(words) or _ELSEWHERE.search(words))


@lru_cache(maxsize=64)
def _find_refusals(unit: str) -> tuple[Span, ...]:
    """Find where a unit refuses equivalents; its mentions ask one after the other."""
    return tuple(match.span() for match in _REFUSAL.finditer(unit))


def _is_refused(match: re.Match[str], refused: Sequence[Span]) -> bool:
    """Tell whether the word that means "equivalent" stands inside a refusal."""
    place = match.end() - 1
    return any(start <= place < end for start, end in refused)


def _is_about_products(unit: str, match: re.Match[str]) -> bool:
    if _FULL_TIME.match(unit, match.end()):
        return False
    return match["what"] is None or not _OTHER_HEAD.search(_without_measures(match["what"]))


def _without_measures(words: str) -> str:
    """Drop "de niveau", "de qualité" and the like: they measure the product, they are not the thing."""
    words = re.sub(r"\b(?:offrant|presentant|proposant|ayant|disposant|assurant|garantissant|rendant)\b.*", " ", words)
    return re.sub(r"\b(?:de|du meme|d'un|au meme) +(?:niveau|qualite|meme niveau|formats?)\b", " ", words)


def _chain(unit: str, mention: Named, everyone: Sequence[Named], match: re.Match[str], written: str) -> list[Named]:
    """List the members of the enumeration that runs unbroken through `mention` to the marker."""
    after = [n for n in everyone if n.start >= mention.end and n.end <= match.start()]
    position = mention.end
    for named in after:
        if not joins(unit[position : named.start]):
            return []
        position = named.end
    if not _leads(unit[position : match.start()], match, written[position : match.start()]):
        return []
    members = [mention, *after]
    for named in reversed([n for n in everyone if n.end <= mention.start]):
        if not joins(unit[named.end : members[0].start]):
            break
        members.insert(0, named)
    return members


@lru_cache(maxsize=1024)
def joins(gap: str) -> bool:
    """Tell whether the words between two mentions only enumerate."""
    plain = _BRACKETS.sub(" ", gap)
    found = _JOIN.search(plain)
    if (
        found is None
        or "|" in plain
        or "(" in plain
        or _ELSEWHERE.search(plain)
        or _STOP.search(plain)
        or _OTHER_HEAD.search(plain)
    ):
        return False
    if found[0] not in ("ou", "soit", "voire") and _ARTICLE.match(plain[found.end() :]):
        return bool(re.match(r" *(?:ou|soit|voire)\b", plain[found.end() :]))
    return len(re.findall(r"[^\W\d_]{2,}", plain)) <= MAX_LIST_WORDS


def _leads(gap: str, match: re.Match[str], written: str) -> bool:
    """Tell whether the words between a mention and "or equivalent" only describe the mention."""
    plain = _BRACKETS.sub(" ", gap)
    if "|" in plain or match[0].startswith("|"):
        cells = plain.split("|")
        if any(_QUANTITY_CELL.fullmatch(cell) is None for cell in cells[1:]):
            return False
        plain = cells[0]
    if "(" in plain:
        outside, _, inside = plain.partition("(")
        if "," in inside or len(inside.split()) > 3 or _STOP.search(inside) or _OTHER_HEAD.search(inside):
            return False
        plain = outside
    if _STOP.search(plain) or _OTHER_HEAD.search(plain) or _STUDIES.search(plain):
        return False
    first, *parts = re.split(r",|\bet\b", plain)
    names = {name.strip().lower() for name in re.split(r",|\bet\b", written) if _NAME.fullmatch(name.strip())}
    if any(_QUALIFIER.match(part) is None and part.strip() not in names for part in parts):
        return False
    return len(re.findall(r"[^\W\d_]{2,}", plain)) <= MAX_GAP_WORDS and len(first) < 120


def _fits_function(mention: Named, chain: Sequence[Named], match: re.Match[str]) -> bool:
    """Keep to the members that have the function named in "ou SIG équivalent", where one is named."""
    words = [w for w in re.findall(r"[\w/-]+", (match["what"] or "").replace("'", " ")) if not _FILLER.fullmatch(w)]
    if not words:
        return True
    head = " ".join(words)
    if not any(_has_function(named, head) for named in chain):
        return True
    return _has_function(mention, head)


def _has_function(named: Named, head: str) -> bool:
    return any(
        len(term) > 2 and re.search(rf"\b{re.escape(short)}s?\b", long) is not None
        for term in named.terms
        for short, long in ((term, head), (head, term))
    )


def _governed_from_before(unit: str, mention: Named, everyone: Sequence[Named], refused: Sequence[Span]) -> bool:
    """Tell whether "une solution équivalente à" stands before the mention or its enumeration."""
    first = mention
    for named in reversed([n for n in everyone if n.end <= mention.start]):
        if not joins(unit[named.end : first.start]):
            break
        first = named
    for start in {mention.start, first.start}:
        match = _BEFORE.search(unit[max(0, start - 140) : start])
        if match is None:
            continue
        offset = max(0, start - 140)
        inside = any(a < offset + match.end() and offset + match.start() < b for a, b in refused)
        if (
            not inside
            and not _OTHER_HEAD.search(_without_measures(match["head"]))
            and not _OTHER_HEAD.search(match["what"])
        ):
            return True
    return False

"""Set origins: "solution française", "cloud souverain", "made in France" as a demand (article R2111-7).

Languages, applicable law, addresses and the place of data in the European Union are no origins.
"""

import re
from collections.abc import Iterator

from advisor.reports.detections import Detection, demand_of
from advisor.reports.plain import find_windows
from advisor.reports.readings import DocumentReader

_NOUN = (
    r"(?:solution|logiciel|progiciel|editeur|produit|outil|entreprise|societe|prestataire|fournisseur|hebergeur"
    r"|operateur|acteur|offre|technologie"
    r"|fabricant|constructeur|candidat|soumissionnaire|titulaire|cloud|suite|antivirus|application|materiel"
    r"|equipement|start-up|pme|integrateur"
    r"|plateforme|messagerie|visioconference|hebergement|infrastructure|service|moteur|modele d'ia"
    r"|intelligence artificielle)s?"
)
_NOT_BETWEEN = (
    r"(?!(?:une?|les?|la|des|du|ce|cette|est|sont|a|ont|\w+(?:ra|ront))\b|doi[tv]|fourni[rt]|proposer?\b|en\b|langues?\b|normes?\b|droits?\b|territoire|reglement|lois?\b|marches?\b|administration|union\b"
    r"|parlement|commission|directive|publics?\b"
    r"|sur\b|qui\b|dont\b|avec\b|aux?\b|interfaces?\b|documentation|supports?\b|versions?\b|textes?\b|vers\b"
    r"|entre\b|par\b|clavier|utilisateur|equipe"
    r"|interlocuteur|autorites?\b|regles?\b|protection|donnees\b|signature|standards?\b|juridictions?|organisme"
    r"|agence|projets?\b|reseaux?\b)"
)
_STRESS = (
    r"(?:(?:strictement|exclusivement|uniquement|purement|totalement|entierement|100 ?%|dite|dit|et"
    r"|numerique) +)?"
)
_NATIONS = r"(?:francais(?:es|e)?|europeen(?:nes|ne|s)?)"
_TRIGGER = re.compile(
    r"\b(?P<word>francais(?:es|e)?|europeen(?:nes|ne|s)?|souverain(?:es|e|s)?|national(?:es|e)?|nationaux)\b"
    r"|\b(?P<barred>non[ -](?:americain|etats?-?unien|chinois|russe|israelien|britannique)\w*|hors (?:gafam|etats-unis|usa)\b"
    r"|(?:ni|pas) d'origine (?:americaine|chinoise|russe))"
    r"|\b(?P<made>made in (?:france|europe)|origine france garantie|label france cybersecurity)\b"
    r"|\b(?P<built>(?:fabriqu|concu|develop|edit|produi)\w* (?:et \w+ )?(?:\w+ )?en (?:france|europe))\b"
    r"|\b(?P<seat>sieges?(?: social(?:aux)?)?[^.;:|]{0,40}?\b(?:en france|en europe|dans l'union europeenne"
    r"|dans un etat membre))"
    r"|\b(?P<place>(?:en france(?: metropolitaine)?|sur le (?:territoire|sol) (?:national"
    r"|francais)))\b(?! cybersecurity)"
)
_KEYS = (
    "francais",
    "europeen",
    "souverain",
    "made in",
    "origine france",
    "label france",
    "en france",
    "en europe",
    "siege",
    "nationa",
    "gafam",
    "etats-unis",
    " usa",
    "americain",
    "unien",
    "chinois",
    "russe",
    "israelien",
    "britannique",
    "le territoire",
    "le sol",
)
"""Fixed words of which one stands in, or just after the beginning of, every trigger."""
_PHRASE = re.compile(
    rf"\b(?P<noun>{_NOUN}) +(?:{_NOT_BETWEEN}[\w'/-]+ +){{0,4}}?{_STRESS}(?:(?:d'origine"
    rf"|de conception|de fabrication|de nationalite|de droit) +)?$"
)
_BOTH = re.compile(rf"{_NATIONS} +(?:ou|et|et/ou|voire) +$")
_MORE = re.compile(rf"(?:(?: +(?:ou|et|et/ou|voire)|,(?: +(?:ou|et))?) +(?:{_NATIONS}|souverain(?:es|e|s)?)\b)+")
_BARE = re.compile(
    r"\b(?:d'origine|de (?:fabrication|conception|nationalite|provenance)|capitaux|a capitaux"
    r"|capital)(?: +\w+ment)? +$"
)
_OPEN = re.compile(r" *(?:ou|et|comme|,) *(?:non\b|etrang|internationa|autres?\b|extra)")
_LIKE = re.compile(r" *(?:ou|et/ou) +(?:\w+ +){0,3}?(?:equivalent|similaire)")
_ONLY_SOVEREIGN = re.compile(
    r"(?:service|hebergement|infrastructure|materiel|equipement|moteur|messagerie"
    r"|visioconference|application|intelligence)"
)
_COMPANY = re.compile(r"(?:editeur|entreprise|societe|prestataire|fournisseur|hebergeur|acteur)")
_DATA = re.compile(
    r"\b(?:donnees|heberge\w*|stock\w+|serveurs?|datacent\w+|centres? de donnees|sauvegard\w+"
    r"|localis\w+|conserv\w+)\b"
)
_UNION = re.compile(r"union europeenne|\bue\b|\beee\b|espace economique|en europe|etats? membres?")
_PERSON = re.compile(r"\b(?:agents?|personnels?|intervenants?|techniciens?|salaries?)\b[^.;]{0,40}$")
REACH = 110
"""Characters before the adjective in which the noun it qualifies is looked for."""


def find_origins(reader: DocumentReader) -> Iterator[Detection]:
    """Find origins that are asked for, in text order.

    Precision first: an adjective counts only beside a product or a company, in a unit that demands
    or wishes. Data "in France" only is told for information: article L2112-4 speaks of the territory of
    the Member States.
    """
    plain = reader.plain
    done = -1
    windows = find_windows(plain, _KEYS, 30, 60)
    for match in (match for begin, end in windows for match in _TRIGGER.finditer(plain, begin, end)):
        if match.start() < done:
            continue
        span = _span_of(plain, match)
        if span is None:
            continue
        unit = reader.sentences.span(match.start())
        found = _judge(reader, match, span, unit)
        if found is not None:
            done = found.end
            yield found


def _span_of(plain: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return the words to show, None when the trigger qualifies something else."""
    if match["word"] is None:
        return match.span()
    begin = max(0, match.start() - REACH)
    before = plain[begin : match.start()]
    both = _BOTH.search(before)
    if both:
        before = before[: both.start()]
    if _OPEN.match(plain, match.end()):
        return None
    phrase = _PHRASE.search(before)
    if phrase is None:
        bare = _BARE.search(before)
        return None if bare is None or _PERSON.search(before[: bare.start()]) else (begin + bare.start(), match.end())
    end = match.end()
    more = _MORE.match(plain, end)
    if more:
        end = more.end()
    if match["word"].startswith("nationa") and not _COMPANY.match(phrase["noun"]):
        return None
    sovereign = match["word"].startswith("souverain")
    if not sovereign and _ONLY_SOVEREIGN.match(phrase["noun"]):
        return None
    return begin + phrase.start(), end


def _judge(
    reader: DocumentReader, match: re.Match[str], span: tuple[int, int], unit: tuple[int, int]
) -> Detection | None:
    words = reader.plain[unit[0] : unit[1]]
    if match["seat"] is None and re.search(r"\bsiege social\b", words):
        return None
    demand = demand_of(reader, unit, item_counts=match["place"] is None)
    if match["place"]:
        if demand is None or not _DATA.search(words) or _UNION.search(words):
            return None
        return Detection("origin", *span, "data-in-france", "info")
    # Documents of the procedure name companies and addresses; only a demand there counts.
    if demand is None and not _is_title(reader, unit):
        return None
    kind = next(name for name in ("word", "made", "built", "seat", "barred") if match[name])
    equivalent = _LIKE.match(reader.plain, span[1]) is not None
    role: str = "criterion" if demand == "wish" else "requirement"
    return Detection(
        "origin",
        *span,
        {"word": "origin-adjective", "made": "origin-label", "built": "made-in", "seat": "seat", "barred": "barred"}[
            kind
        ],
        "warning" if demand == "wish" or equivalent else "high",
        "criterion" if role == "criterion" else "requirement",
        "governs" if equivalent else "none",
    )


def _is_title(reader: DocumentReader, unit: tuple[int, int]) -> bool:
    """Tell whether a unit is the object of the contract ("Objet : fourniture d'une solution française")."""
    return re.match(r"\W{0,3}(?:objet|lot)\b[^:]{0,30}[:-]", reader.plain[unit[0] : unit[1]]) is not None

"""What a product is named for in a tender: bought, connected to, described, asked of the bidder …

Read from the words of the sentence and from the part of the document it stands in; None where
nothing speaks. Everything works on plain text (see `plain`). The rules are in docs/tender-findings.md.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from advisor.reports.sections import Kind

Role = Literal["requirement", "compatibility", "context", "criterion", "certification", "title"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds the sentence of a mention."""

    section: Kind = "other"
    lead: str = ""
    table_head: str = ""
    heading: bool = False
    title_page: bool = False
    price_schedule: bool = False
    governs: bool = False


_TITLE = re.compile(
    r"^[\W]{0,3}(?:(?:lot|tranche) *(?:n *[°o]?\.? *)?\d+ *[:\"-]|(?:objet|intitule|titre)\b[^.]{0,40}?:"
    r"|bt-21\b|marches? (?:n°|public)|accord-cadre (?:relatif|n°|de\b|pour)"
    r"|deliberation\b|avis (?:de|d'appel)|appel d'offres? (?:ouvert|restreint)?[^.:]{0,30}:"
    r"|article *\d+ *-? *objet *:)"
)
_FINITE = re.compile(
    r"\b(?:est|sont|sera|seront|doit|doivent|devra|devront|peut|fournit|fournira|livre|livrera|assure|comprend"
    r"|couvre|concerne|porte sur"
    r"|a pour objet|ont pour objet|permet|dispose|titulaire (?:\w+[ae]\b)|le titulaire)\b"
)
_CRITERION = re.compile(
    r"\bcriteres?\b|sous-critere|\b(?:sera|seront|serait|est|sont) +(?:\w+ +)?(?:appreci|valoris|bonifi)\w*"
    r"|^sera apprecie|\bun (?:plus|atout)\b|\bbonus\b"
    r"|points? +(?:supplementaire|de bonus)|(?:sur|rapporte\w*|vaut|jusqu'a|donne\w* lieu a|,) *\d+ *(?:points?"
    r"|pts)\b|\( *\d+ *(?:points?|pts|%) *\)"
    r"|[:-] *\d+ *%|\bnote(?:e|s)? sur\b|\bnotation\b"
)
_CERTIFIED_THING = re.compile(r"\b(?:equipement|materiel|terminal|poste|casque|camera)s? certifi")
_EQUAL_NOTES = re.compile(r"notes? equivalentes?")
_PERSON = (
    r"(?:administrat(?:eur|rice)|ingenieur|consultant|developpeu(?:r|se)|expert|technicien|specialiste"
    r"|architecte|formateur|integrateur"
    r"|chef de projet|profils?|intervenant|dba|referent)(?:e|s|es)?"
)
_CERTIFICATION = (
    (
        3.0,
        r"\bcertifi(?:e|ee|es|ees|cation|cations)\b(?! compatib| pour)|\bhabilit(?:e|ation)s?\b|\bagree(?:e|s"
        r"|es)?\b|\bagrements?\b|accredit",
    ),
    (3.0, r"\bpartenaires?\b|\bpartenariat\b|\bpartner\b|\brevendeur\b|\bcompetent"),
    (
        3.0,
        r"\breferences?\b(?= (?:\w+ )?(?:sur|de moins|clients?|similaires?|exig|demand|recent|portant"
        r"|a jour))|references? : |bonne execution",
    ),
    (3.0, r"\b(?:experience|competences?|connaissances?|maitrise|pratique|expertise|savoir-faire)\b"),
    (2.5, r"\bformes? (?:a|sur|aux)\b|attestation de formation|\bcv\b|\bdiplom|\bcursus\b"),
    (3.0, rf"\b{_PERSON} +(?:d'|de +|en +|sur +)?[\"]?$"),
)
_OUT = (
    (
        3.2,
        r"\bhors (?:du )?perimetre|hors (?:objet|marche)|n'est pas concern|ne sont pas concern|\bexclu(?:s|e"
        r"|es)?\b|\b(?:n'est|ne sont|ne sera|ne seront) pas (?:autoris|admis|accept)|proscrit|\bbloque|interdit",
    ),
    (
        2.4,
        r"(?:sera|seront|est|sont) +(?:\w+ +)?(?:ferme|retire|abandonne|arrete|supprime|decommissionne"
        r"|remplace)\w*|desinstall|decommission",
    ),
    (
        2.6,
        r"\bfin de vie|obsolete|ne (?:sera|seront) pas reconduit|arrive\w* a echeance|a ete (?:abandonne"
        r"|ferme|retire)",
    ),
    (2.4, r"\b(?:offres?|plis?|reponses?|candidatures?|dossiers? de consultation|cadre de reponse)\b[^.;]{0,80}$"),
    (2.0, r"\b(?:auditions?|soutenances?|reunion d'information|visite|echanges oraux)\b|montrent leur|demonstration"),
    (2.6, r"\blisibles? (?:par|avec|sous|dans)|\.(?:docx?|xlsx?|pptx?|pdf|dwg|zip)\b[^.;]{0,30}$"),
)
_CONTEXT = (
    (
        2.2,
        r"\bexistante?s?\b|\bactuel\w*|\baujourd'hui|\ba ce jour\b|\bdesormais\b|\ben place\b"
        r"|\bhistorique(?:ment)?\b|pour information|d'information",
    ),
    (2.4, r"\bdispos(?:e|ent|ant)\b|\bdetien(?:t|nent)\b|\bpossed|\b(?:a|ont) ete (?:\w+ +)?\w+ee?s?\b"),
    (
        1.8,
        r"\bdeja\b|\bequipee?s? (?:de|d')|\bemploi(?:e|ent)\b|\butilis(?:e|ent|ees?|es?)\b|\bexploit(?:e|ent"
        r"|ee|ees)\b",
    ),
    (
        2.2,
        r"\brepos(?:e|ent|ait) sur|s.appui(?:e|ent) sur|\bconstitu(?:e|ee|es) (?:de|d')|compos(?:e|ee|es"
        r"|ees) (?:de|d')|\bparc (?:compte|comprend|est)",
    ),
    (
        2.0,
        r"\b(?:est|sont|etait|etaient|a ete|ont ete|fut) +(?:\w+ +){0,2}?(?:deploye|installe|heberge|gere"
        r"|operationnel|conserve|maintenu|virtualise"
        r"|sauvegarde|bati|tenu|traite|realise|acheve|developpe|dessine|administre|proprietaire|sous|en|sur)\w*\b",
    ),
    (2.4, r"\bproprietaires? d"),
    (1.6, r"\binstallee?s?\b(?! par)"),
    (
        1.9,
        r"\bavai(?:t|ent)\b|\betai(?:t|ent)\b|\ba (?:acquis|achete|migre|choisi|retenu|fait)|\bdepuis (?:19"
        r"|20)\d\d",
    ),
    (
        1.6,
        r"\bcompte \d|\brecens\w+|\bnos? \d|\bfonctionn(?:e|ent) (?:sous|avec)|tourn(?:e|ent)\b|pass(?:e"
        r"|ent) par|en cours de deploiement|editee? par",
    ),
    (1.4, r"\bsous +[\"]?$|\best sous\b|extension d"),
)
_COMPATIBILITY = (
    (
        3.0,
        r"\bcompatib\w+|\binteroper\w+|\binterfac\w+|\bconnecteurs?\b|\bpasserelles?\b|\bgreffons?\b"
        r"|\bplug-?ins?\b|\bwebservices?\b|\bapi\b",
    ),
    (
        3.0,
        r"\bsynchronis\w+|\braccord\w+|\bdialogu\w+|\bcommuniqu\w+ avec|\bcoexist\w+|\bfeder\w+|\binterrog\w+"
        r"|\bprovisionn\w+",
    ),
    (3.0, r"s.integr\w+|\bintegr(?:ation|ee?|es)s? +(?:native +)?(?:avec|a|au|aux|dans|de l')"),
    (
        2.8,
        r"\bimport\w*\b|\bexport\w*\b|\brepris(?:e|es)?\b|\breprend\w*\b|\brecuper\w+|\btransfer\w+"
        r"|\btransfert\w*|\bconver(?:sion|ti\w*)\b|\brejoint",
    ),
    (
        2.8,
        r"\bmigration (?:\w+ +)?(?:de|des|du|depuis)\b|\bmigrer|\bbascul\w+ (?:de|depuis)|\bpassage (?:de"
        r"|depuis)|\bechang\w+ (?:\w+ +){0,3}?(?:avec|au format|entre)",
    ),
    (
        2.6,
        r"\b(?:envo\w+|vers[ea]\w*|deverse\w*|remont\w+|ecrit\w*|alimenta?\w*|publi\w+|pousse\w*"
        r"|depos\w+) [^.;]{0,30}?\b(?:vers|dans|sur|a)\b|\bvers +[\"]?$",
    ),
    (
        2.6,
        r"\bl(?:it|isent|ire|us?|ues?)\b|\blecture\b|\bouverture\b|\bissue?s? d|\bprovenan(?:t|ce)\b"
        r"|\bexploitables? (?:dans|par|avec)",
    ),
    (
        2.6,
        r"\bauthentifi\w+ [^.;]{0,40}?\b(?:par|via|avec|sur|a)\b|\bconnexion unique|\bsso\b|\bprotocole"
        r"|\bpublipostage",
    ),
    (
        2.4,
        r"s.install\w+ sur|\b(?:fonctionn|tourn|s.execut)(?:er|era|eront|e|ent) (?:sous|sur|avec)"
        r"|\bsupporter?\b|\bprise? en charge d|\bprend en charge",
    ),
    (
        2.2,
        r"\bpilotee? par|\bhomologu\w+|format (?:natif )?(?:\w+ +)?d'?|\bissu|\bvia\b|\bdeleguee? a"
        r"|\ba partir d|\bexistants? restent?\b|sortent dans|passe par",
    ),
    (1.9, r"\bannuaire\b"),
    (2.2, r"\b(?:produi|gener|edit|ouvert|enregistr|dispon)\w* dans\b"),
    (
        2.0,
        r"\brestent? (?:\w+ +)?(?:sous|lisibles?)|\b(?:lien|liaison) avec|\bdeja detenu|\bsocle\b"
        r"|\bgaranti\w* (?:sur|sous)|\bprerequis",
    ),
)
_REQUIREMENT = (
    (
        1.7,
        r"\bfourni\w*|\bacqui(?:sition|erir|ert)\w*|\bachat\w*|\blivr\w+|\bcommande\w*|\bsouscri\w+"
        r"|\brenouvel\w+|\breconduction",
    ),
    (
        1.5,
        r"\bacces (?:a|aux|au)\b|\blicences?\b|\babonnements?\b|droits? d'usage|\bcal\b|\bjetons?\b|\bmise a (?:jour|disposition)"
        r"|\bcorrectifs?|\bmontee de version",
    ),
    (
        1.6,
        r"\bmaintenance|\bmco\b|\btma\b|\bsupport\b|\bassistance\b|\binfogeran|\bheberge(?:ment|r|ra)\b"
        r"|\btitulaire heberge|\bexploitation d|\badministration d",
    ),
    (
        1.5,
        r"\binstallation\b|\bmet(?:tra)? en (?:ouvre|place)|\bmises? en ouvre|\bdeploi(?:e|era|ement)\b"
        r"|\bparametr|\bmigration vers|\bbascule vers",
    ),
    (
        1.3,
        r"\bdoi(?:t|vent)\b|\bdevr(?:a|ont)\b|\bexig\w+|\battendue?s?\b|\bobligatoires?\b|\bimpos\w+"
        r"|\bpropos\w+|\bsouhaite\w*|\brecevables?",
    ),
    (
        1.4,
        r"\bde type\b|\bdu type\b|\btels? que\b|\btelles? que\b|\bcomme\b|s'appuiera|\breposera|\bexclusiv\w+"
        r"|\bhabilitee? a\b|\bseule?\b",
    ),
    (
        1.2,
        r"\bprestations?\b|\bquantite|\bprix\b|\bunites?\b|\bforfait|\btitulaire\b|\bchiffrement"
        r"|\bsignature\b|\bfiltrage\b|\bsauvegarde\b|\bdroits\b",
    ),
    (1.8, r"\b\w{3,}(?:era|eront|ira|iront) (?:de type|sur|un|une|le|la|les|assure|base)\b"),
)


def _compile(cues: tuple[tuple[float, str], ...]) -> tuple[tuple[float, re.Pattern[str]], ...]:
    return tuple((weight, re.compile(pattern)) for weight, pattern in cues)


_TABLES: tuple[tuple[Role, tuple[tuple[float, re.Pattern[str]], ...]], ...] = (
    ("context", _compile(_CONTEXT)),
    ("compatibility", _compile(_COMPATIBILITY)),
    ("requirement", _compile(_REQUIREMENT)),
)
_CERTIFICATION_CUES = _compile(_CERTIFICATION)
_CERTIFICATION_STEMS = re.compile(
    r"certif|expert|habilit|agree|agrement|accredit|partena|partner|revend|compet|referen|execution"
    r"|experience|connaiss|maitrise|pratique|expertise|savoir|form|cv|diplom|cursus|administ|ingenieur"
    r"|consult|develop|technicien|special|archit|integrat|chef|profil|intervenant|dba"
)
"""Stems of which one stands in every cue of a qualification: looking for them is faster than the cues."""
_OUT_CUES = _compile(_OUT)
_OBLIGATION = re.compile(
    r"\bdoi(?:t|vent)\b|\bdevr(?:a|ont)\b|\btitulaire\b|\bcandidat|\bsoumissionnaire|\battributaire"
    r"|\bprestataire (?:devra|assure)|\bsolution proposee"
    r"|\bexig|\battendu|\ba (?:livrer|fournir)|\bobligatoire|\bpropos\w+|\bprevoir\b|\b\w{3,}(?:era|eront|ira"
    r"|iront|dra|dront)\b|\bfutur|\bsouhait"
)
_CLAUSE_END = re.compile(r"[;|]|[.] |, (?:dont|qui|que|mais|sauf|tandis|alors)\b")
_AFTER: dict[Role, float] = {"context": 1.0, "requirement": 1.0, "compatibility": 0.4}
"""What a cue behind the mention is worth: "X, compatible avec Y" speaks of Y."""
_VERB = re.compile(
    r"\b(?:est|sont|a|ont|etait|peut|peuvent|\w{3,}(?:ait|aient|era|eront|ira|iront)|permet\w*|exist\w+"
    r"|port(?:e|ent)|mobilise|garde|suffi\w+)\b"
)
REACH = 60.0
"""Characters at which a cue counts half as much."""
LOOK_BACK, LOOK_AHEAD = 320, 160
"""Characters before and after a mention in which cues are looked for."""
AFTER = 1.6
"""How much farther a cue counts when it stands behind the mention."""


def find_role(sentence: str, start: int, end: int, setting: Setting = Setting()) -> Role | None:
    """Read the role of a mention.

    Titles, award criteria and asked qualifications are recognised first; then the cue that weighs most
    of connecting, describing and buying wins. A cue counts less the farther it is.

    Args:
        sentence: the plain text of the unit.
        start: where the mention, or the enumeration it belongs to, begins in `sentence`.
        end: where it ends.
        setting: what surrounds the sentence.
    """
    if _is_title(sentence, start, setting):
        return "title"
    lead = setting.lead
    words = f"{lead} {sentence}"
    start, end = start + len(lead) + 1, end + len(lead) + 1
    told = _tell(words)
    if told.criterion or (setting.section == "criterion" and not told.equal_notes):
        return "criterion"
    before, after = words[max(0, start - LOOK_BACK) : start], words[end : end + LOOK_AHEAD]
    if told.skilled and _best(_CERTIFICATION_CUES, before, after, 45.0, 0.6) > 1.2:
        return "certification"
    if setting.section == "certification" and not re.search(r"\bremplac", words):
        return "certification"
    if _best(_OUT_CUES, before, after, 45.0) > 0.8 or setting.section == "procedure":
        return "context"
    return _weigh(before, after, told, setting)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a unit says wherever the mention stands in it."""

    equal_notes: bool
    criterion: bool
    skilled: bool
    obliged: bool
    verb: bool


@lru_cache(maxsize=64)
def _tell(words: str) -> _Told:
    equal_notes = _EQUAL_NOTES.search(words) is not None
    return _Told(
        equal_notes,
        not equal_notes and _CRITERION.search(words) is not None,
        _CERTIFICATION_STEMS.search(words) is not None and not _CERTIFIED_THING.search(words),
        _OBLIGATION.search(words) is not None,
        _VERB.search(words) is not None,
    )


def _is_title(sentence: str, start: int, setting: Setting) -> bool:
    if setting.heading:
        return True
    if setting.title_page and not setting.price_schedule:
        return True
    opening = _TITLE.match(sentence)
    return opening is not None and not _FINITE.search(sentence[opening.end() : start]) and ". " not in sentence[:start]


def _weigh(before: str, after: str, told: _Told, setting: Setting) -> Role | None:
    scores = {role: _best(table, before, after, REACH, _AFTER[role]) for role, table in _TABLES}
    if told.obliged:
        scores["context"] *= 0.55
    if setting.governs:
        scores["requirement"] = max(scores["requirement"], 0.7) * 1.4
        scores["context"] *= 0.5
    head = setting.table_head
    if re.search(r"\ben place\b|existant|actuel", head):
        scores["context"] += 1.5
    elif re.search(r"\bqte|quantite|\bpu\b|prix|designation|montant|unite", head) or setting.price_schedule:
        scores["requirement"] += 1.2
    if setting.section == "context":
        scores["context"] += 0.4 if told.obliged else 1.6
    elif setting.section in ("requirement", "compatibility"):
        scores[setting.section] += 0.5 if setting.section == "requirement" else 0.9
    role = max(scores, key=lambda name: (scores[name], name))
    if scores[role] >= 0.25:
        return role
    # A bare item ("Réunions : X", a row, a list item) is what is bought.
    return "requirement" if setting.governs or setting.price_schedule or not told.verb else None


def _best(
    table: tuple[tuple[float, re.Pattern[str]], ...], before: str, after: str, reach: float, behind: float = 1.0
) -> float:
    """Return the weight of the strongest cue, by its distance from the mention and clauses between."""
    best = 0.0
    for weight, pattern in table:
        ends = [match.end() for match in pattern.finditer(before)]
        if ends:
            gap = before[ends[-1] :]
            value = weight / (1 + len(gap) / reach) * 0.45 ** len(_CLAUSE_END.findall(gap))
            best = max(best, value)
        first = pattern.search(after)
        if first is not None:
            gap = after[: first.start()]
            value = behind * weight / (1 + AFTER * (len(gap) + 4) / reach) * 0.35 ** len(_CLAUSE_END.findall(gap))
            best = max(best, value)
    return best

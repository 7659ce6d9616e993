"""What a product is named for in a tender: bought, connected to, described, asked of the bidder …

Read from the words of the sentence and from the part of the document it stands in; None where
nothing speaks. Everything works on plain text (see `plain`). The rules are in docs/tender-findings.md.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from advisor.reports.role_cues import CERTIFICATION, COMPATIBILITY, CONTEXT, OUT, PERSON, REQUIREMENT, Cues
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
    r"|(?:consultation|projet|operation|procedure|mapa|affaire)\b[^.:]{0,30}:|deliberation\b|avis (?:de"
    r"|d'appel)|appel d'offres? (?:ouvert|restreint)?[^.:]{0,30}:"
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
    r"|points? +(?:supplementaire|de bonus)|(?:sur|rapporte\w*|vaut|jusqu'a|donne\w* lieu a|[,:]) *\d+ *(?:points?"
    r"|pts)\b|\( *\d+ *(?:points?|pts|%) *\)"
    r"|[:-] *\d+ *%|\bnote(?:e|s)? sur\b|\bnotation\b|\b\d+ (?:points|pts)\b(?! (?:de |d'))"
)
_CERTIFIED_THING = re.compile(
    r"\b(?:equipement|materiel|terminal|poste|casque|camera|systeme|salle|solution|logiciel|produit|serveur|borne|module"
    r"|telephone)s?\b[^.;:]{0,50}?\bcertifie(?:e|s|es)?\b"
)
_EXISTING = re.compile(
    r"\bexistant|\bactuel|\baujourd'hui|\ba ce jour|\ben place\b|\bdeja\b|\bhistorique|\bancien|\bdepuis (?:le |la |19|20|\d)"
    r"|\b(?:a|ont) ete\b|\bnotre\b|\bnos\b|\bdispos|\bpossed|\bdetien|\ben service\b|\ben production\b|\bn'est plus\b"
    r"|\bjusqu'|\bproprietaire"
)
"""Words that say by themselves that a thing is there already; other descriptions can be of what is wanted."""
_PAST = re.compile(r"\b(?:a|ont) ete\b|\betai(?:t|ent)\b|\bavai(?:t|ent)\b")
_SERVED = re.compile(
    r"\bheberg|infoger|\bmainten|\bmaintien|\bexploitation\b|\badministration\b|\bsupport\b|\bmco\b|\btma\b|\bassistance"
    r"|\bformation|\brenouvel|\bmise a (?:jour|niveau)|\bmontee de version"
)
"""Services on what the buyer has: it is then what the contract is about."""
_NEW = re.compile(
    r"\b(?:un|une|d'un|d'une)\b (?:(?!avec |vers |pour |dans |sur |sous |a |au |aux |par )[\w'-]+ ){0,4}\"?$"
)
"""An indefinite article before the name introduces what is to come."""
_THEIRS = re.compile(
    r"^\W{0,3}(?:[^.;:|]{0,24}?,? )?(?:[\w'-]+ ){0,3}?(?:du|de la|de l'|des|aux?) ?"
    r"(?:service|commune|ville|departement|region|dsi|collectivite|etablissement|syndicat|metropole|hopital|centre"
    r"|universite|direction|autorite|acheteur|agence|regie|mairie|chambre|caisse|ministere|pouvoir adjudicateur)s?\b"
)
"""Words behind a name that say whose it is: the buyer's, so it is not what is bought."""
_SOLD = re.compile(
    r"(?:^|[|;:] *)(?:\d+ )?(?:formation|journee|jour|licence|abonnement|support|maintenance|souscription|renouvellement|acces"
    r"|passage|extension|pack|mise a (?:jour|niveau)|administration|developpement|hebergement|location)s?\b[^|;]*$"
)
"""What a row with a price begins with when the name behind it is bought, whatever else the row says."""
_BUYER = re.compile(
    r"(?:la|le|les|l'|chaque|cette|ce|nos|notre|elle|il)s? ?(?:\w+ )?(?:commune|ville|departement|region|dsi|collectivite|etablissement"
    r"|syndicat|metropole|hopital|centre|universite|direction|agence|regie|mairie|chambre|caisse|ministere|laboratoire|agent|elu"
    r"|bibliotheque|mediatheque|lycee|ecole|gip|communaute)s?\b(?! (?:demand|souhait|veut|exig|attend|impos))"
)
"""A sentence whose subject is the buyer tells what it does, unless it asks."""
_PERSON = re.compile(rf"\b{PERSON}\b")
_PRICED = re.compile(r"\bqte|quantite|\bp\.? ?u\b|\bprix\b|montant|unite|\bduree\b")
_INVENTORY = re.compile(r"\bediteur|utilisateurs|\bversions?\b|echeance|date de|domaine|hebergement|statut|en service")
_EQUAL_NOTES = re.compile(r"notes? equivalentes?")


def _compile(cues: Cues) -> tuple[tuple[float, re.Pattern[str]], ...]:
    return tuple((weight, re.compile(pattern)) for weight, pattern in cues)


_TABLES: tuple[tuple[Role, tuple[tuple[float, re.Pattern[str]], ...]], ...] = (
    ("context", _compile(CONTEXT)),
    ("compatibility", _compile(COMPATIBILITY)),
    ("requirement", _compile(REQUIREMENT)),
)
_CERTIFICATION_CUES = _compile(CERTIFICATION)
_CERTIFICATION_STEMS = re.compile(
    r"certif|expert|habilit|agree|agrement|accredit|partena|partner|revend|compet|referen|execution"
    r"|experience|connaiss|maitrise|pratique|expertise|savoir|form|cv|diplom|cursus|administ|ingenieur"
    r"|consult|develop|technicien|special|archit|integrat|chef|profil|intervenant|dba"
)
"""Stems of which one stands in every cue of a qualification: looking for them is faster than the cues."""
_OUT_CUES = _compile(OUT)
_OBLIGATION = re.compile(
    r"\bdoi(?:t|vent)\b|\bdevr(?:a|ont)\b|\btitulaire\b|\bcandidat|\b(?:le|du) prestataire\b|\bfournisseur\b"
    r"|\bcocontractant|\bsoumissionnaire|\battributaire"
    r"|\bprestataire (?:devra|assure)|\bsolution proposee"
    r"|\bexig|\battendu|\ba (?:livrer|fournir)|\bobligatoire|\bpropos\w+|\bprevoir\b|\b\w{3,}(?:era|eront|ira"
    r"|iront|dra|dront)\b|\bfutur|\bsouhait"
)
_CLAUSE_END = re.compile(r"[;|]|[.] |, (?:dont|qui|que|mais|sauf|tandis|alors)\b")
_AFTER: dict[Role, float] = {"context": 1.0, "requirement": 1.0, "compatibility": 0.4}
"""What a cue behind the mention is worth: "X, compatible avec Y" speaks of Y."""
_VERB = re.compile(
    r"\b(?:est|sont|ont|etait|peut|peuvent|\w{3,}(?:ait|aient|era|eront|ira|iront)|permet\w*|exist\w+"
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
    priced = setting.price_schedule or (_PRICED.search(setting.table_head) is not None)
    # A price is paid for a day of somebody, not for a skill.
    skilled = told.skilled and (not priced or _PERSON.search(before, max(0, len(before) - 40)) is not None)
    if skilled and _best(_CERTIFICATION_CUES, before, after, 45.0, 0.6) > 1.2:
        return "certification"
    if setting.section == "certification" and not re.search(r"\bremplac", words):
        return "certification"
    if _best(_OUT_CUES, before, after, 45.0, across=0.2) > 0.8 or setting.section == "procedure":
        return "context"
    return _weigh(before, after, told, setting)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a unit says wherever the mention stands in it."""

    equal_notes: bool
    criterion: bool
    skilled: bool
    obliged: bool
    existing: bool
    past: bool
    served: bool
    buyer: bool
    verb: bool


@lru_cache(maxsize=64)
def _tell(words: str) -> _Told:
    equal_notes = _EQUAL_NOTES.search(words) is not None
    return _Told(
        equal_notes,
        not equal_notes and _CRITERION.search(words) is not None,
        _CERTIFICATION_STEMS.search(words) is not None and not _CERTIFIED_THING.search(words),
        _OBLIGATION.search(words) is not None,
        _EXISTING.search(words) is not None,
        _PAST.search(words) is not None,
        _SERVED.search(words) is not None,
        _BUYER.match(words.lstrip(" -")) is not None,
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
    if not told.existing and (setting.section == "requirement" or setting.price_schedule):
        # A present tense under "Besoins" tells what is wanted, and so does a row with a price.
        scores["context"] *= 0.3
        if _NEW.search(before):
            scores["requirement"] += 0.8
    if setting.governs:
        scores["requirement"] = max(scores["requirement"], 0.8) * 1.5
        scores["context"] *= 0.5
    head = setting.table_head
    if re.search(r"\ben place\b|existant|actuel", head):
        scores["context"] += 1.5
    elif _PRICED.search(head) or "designation" in head or setting.price_schedule:
        scores["requirement"] += 1.2
    elif _INVENTORY.search(head):
        scores["context"] += 1.2
    if setting.section == "context":
        scores["context"] += 0.4 if told.obliged else 1.6
    elif setting.section in ("requirement", "compatibility"):
        scores[setting.section] += 0.5 if setting.section == "requirement" else 0.9
    if (setting.price_schedule or _PRICED.search(head)) and _SOLD.search(before):
        scores["requirement"] += 2.5
    theirs = _THEIRS.match(after) is not None and not told.served and not setting.price_schedule
    if theirs and not setting.governs:
        scores["requirement"] *= 0.4
        wanted = told.obliged or setting.section in ("requirement", "compatibility")
        linked = wanted or scores["compatibility"] > scores["context"]
        scores["compatibility" if linked else "context"] += 1.2
    if told.buyer and not told.obliged and setting.section in ("context", "other"):
        scores["compatibility"] *= 0.6
        scores["context"] += 0.6
    if told.past and not told.obliged and setting.section not in ("requirement", "compatibility"):
        scores["compatibility"] *= 0.6
    role = max(scores, key=lambda name: (scores[name], name))
    if scores[role] >= 0.25:
        return role
    # A bare item ("Réunions : X", a row, a list item) is what is bought.
    return "requirement" if setting.governs or setting.price_schedule or not told.verb else None


def _best(
    table: tuple[tuple[float, re.Pattern[str]], ...],
    before: str,
    after: str,
    reach: float,
    behind: float = 1.0,
    *,
    across: float = 0.45,
) -> float:
    """Return the weight of the strongest cue, by its distance from the mention and clauses between.

    `behind` is what a cue behind the mention is worth, `across` what each end of a clause leaves of it.
    """
    best = 0.0
    for weight, pattern in table:
        ends = [match.end() for match in pattern.finditer(before)]
        if ends:
            gap = before[ends[-1] :]
            value = weight / (1 + len(gap) / reach) * across ** len(_CLAUSE_END.findall(gap))
            best = max(best, value)
        first = pattern.search(after)
        if first is not None:
            gap = after[: first.start()]
            value = behind * weight / (1 + AFTER * (len(gap) + 4) / reach) * 0.35 ** len(_CLAUSE_END.findall(gap))
            best = max(best, value)
    return best

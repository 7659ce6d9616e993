"""What a product is named for in a tender: bought, connected to, described, asked of the bidder …

A first reading by the words of the sentence; None where nothing speaks clearly.
"""

import re
from typing import Literal

Role = Literal["requirement", "compatibility", "context", "criterion", "certification", "title"]

_CUES: tuple[tuple[Role, str], ...] = (
    (
        "certification",
        r"certifi(?:é|cation)|habilit|agréé|partenaire|partner|référence[s]? (?:client|similaire)|diplôm|maîtrise (?:de|d')"
        r"|pratique (?:de|d')|expérience|compétence|formé[es]* (?:à|sur)",
    ),
    (
        "criterion",
        r"critère|not(?:é|ée|ation) sur|sous-critère|points? (?:supplément|pour|au titre)|valoris|serait? apprécié|un plus\b|bonus",
    ),
    (
        "compatibility",
        r"compatib|interop|s['’ ]?int[èé]gr|intégration (?:avec|à|dans)|connect(?:eur|e|é|er)|interfa[cç]|synchronis"
        r"|repris|migr(?:ation|er|ées?)|import|export|échang|s['’]appuie|dialogue|raccord|lit |lisib|récupér|transf[eé]r",
    ),
    (
        "context",
        r"existant|actuel|aujourd['’]hui|dispos(?:e|ent)|utilis(?:e|ent|ées?|és?)\b|exploit(?:e|ent|é|ée)s?\b|en place|parc\b|repose"
        r"|emploient|emploie|déjà|conserv|maintenu[es]* en|hors (?:du )?périmètre|fermé|retir|abandonn|décommission|déployé|équip(?:é|e)"
        r"|fonctionne|historique|à titre d['’]information|lecture des fichiers|format",
    ),
    (
        "requirement",
        r"fourni|acqui|achat|livr|licences?|abonnement|souscri|renouvel|maintenance|héberg|install|met en œuvre|mise en œuvre|déploie"
        r"|doit|devra|devront|doivent|propose|prestation|prix|quantité|obligatoire|exig|demand|attendu|le titulaire|unité|forfait",
    ),
)
_COMPILED = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _CUES)
_TITLE = re.compile(r"^\s*(?:lot\s*n?°?\s*\d+|objet\b|marché\b|accord-cadre\b|délibération)", re.IGNORECASE)
_WEIGHT: dict[Role, float] = {
    "certification": 1.5,
    "criterion": 1.6,
    "compatibility": 1.15,
    "context": 1.0,
    "requirement": 0.8,
    "title": 1.0,
}


def find_role(sentence: str, start: int, end: int, *, heading: bool) -> Role | None:
    """Read the role of a mention from its sentence.

    `start`/`end` are the mention's place in `sentence`; `heading` tells that it stands in a
    heading. The cue that weighs most wins; a cue counts less the farther it is.
    """
    if heading or _TITLE.match(sentence):
        return "title"
    scores: dict[Role, float] = {}
    for role, pattern in _COMPILED:
        for match in pattern.finditer(sentence):
            distance = start - match.end() if match.end() <= start else max(0, match.start() - end) * 1.5
            scores[role] = max(scores.get(role, 0.0), _WEIGHT[role] / (1 + max(0, distance) / 60))
    if not scores:
        return None
    return max(scores, key=lambda role: scores[role])

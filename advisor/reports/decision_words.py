"""The words people write and read for decisions in a table, in French and English."""

from collections.abc import Mapping

from advisor.domain.reports import ACTIONS, CRITICALITIES, Action, Criticality

ACTION_WORDS: Mapping[Action, Mapping[str, str]] = {
    "keep": {"fr": "garder", "en": "keep"},
    "replace": {"fr": "remplacer", "en": "replace"},
    "study": {"fr": "étudier", "en": "study"},
    "not-concerned": {"fr": "non concerné", "en": "not concerned"},
}
CRITICALITY_WORDS: Mapping[Criticality, Mapping[str, str]] = {
    "critical": {"fr": "critique", "en": "critical"},
    "important": {"fr": "important", "en": "important"},
    "ordinary": {"fr": "ordinaire", "en": "ordinary"},
}
COLUMN_WORDS: Mapping[str, tuple[str, ...]] = {
    "input": ("input", "texte lu", "text read", "libellé", "ligne lue"),
    "product_id": ("product_id",),
    "decided_product": ("decided_product", "produit décidé", "produit retenu", "decided product"),
    "action": ("action", "décision", "decision", "suite à donner"),
    "replaced_by": ("replaced_by", "remplacé par", "replaced by", "remplaçant"),
    "criticality": ("criticality", "criticité"),
    "comment": ("comment", "commentaire", "commentaires", "remarque", "remarques"),
}
"""Columns of a decisions file, and the names each may bear."""
_OTHER_ACTIONS: Mapping[str, Action] = {
    "conserver": "keep",
    "maintenir": "keep",
    "gardé": "keep",
    "kept": "keep",
    "remplacé": "replace",
    "à remplacer": "replace",
    "replaced": "replace",
    "à étudier": "study",
    "étude": "study",
    "to study": "study",
    "hors sujet": "not-concerned",
    "pas concerné": "not-concerned",
    "non concernée": "not-concerned",
    "n/a": "not-concerned",
}


def read_action(word: str) -> Action | None:
    """Return the action a word means, None for another word; case and spaces do not count."""
    word = " ".join(word.split()).casefold()
    known: dict[str, Action] = {**_OTHER_ACTIONS}
    for action in ACTIONS:
        known |= {action: action, **dict.fromkeys(ACTION_WORDS[action].values(), action)}
    return known.get(word)


def read_criticality(word: str) -> Criticality | None:
    """Return the criticality a word means, None for another word."""
    word = " ".join(word.split()).casefold()
    for criticality in CRITICALITIES:
        if word in (criticality, *CRITICALITY_WORDS[criticality].values()):
            return criticality
    return None

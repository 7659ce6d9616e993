"""Generated pages of French procurement text with the places of the names in them, clean or scanned.

Deterministic for a seed. Decoys are sentences where the words of names mean something else.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.domain.matches import Alias
from advisor.matching.index import NameIndex
from advisor.matching.normalise import fold

PAGE = 3000
"""Characters in a page, about."""

PROSE = (
    "Le titulaire assure la continuité du service et informe le pouvoir adjudicateur de tout incident.",
    "Les prestations sont exécutées conformément au cahier des clauses administratives particulières.",
    "Le délai de livraison court à compter de la notification du bon de commande.",
    "Les offres sont remises par voie électronique avant la date limite indiquée dans le règlement.",
    "Le candidat décrit l'organisation qu'il propose ainsi que les moyens humains et matériels.",
    "Les pénalités de retard sont calculées selon la formule du présent article.",
    "L'agent chargé du suivi vérifie la conformité des fournitures et signe le procès-verbal.",
    "La collectivité se réserve le droit de ne pas donner suite à la consultation.",
    "Le prix est ferme la première année puis révisé à la date anniversaire du marché.",
    "Une réunion de lancement est organisée dans les quinze jours qui suivent la notification.",
    "Les données sont restituées dans un format ouvert à la fin du contrat.",
    "Le parc compte plusieurs sites répartis sur le territoire de la commune.",
)
DECOYS = (
    "La caméra dispose d'un zoom optique et d'un trépied.",
    "Le tableau électrique est remplacé à neuf.",
    "Les objectifs à l'horizon 2028 figurent en annexe.",
    "L'office national des forêts est consulté.",
    "La box internet est fournie par l'opérateur.",
    "Chaque page est paraphée par les deux parties.",
    "Les notes obtenues sont additionnées.",
    "Le signal sonore est audible dans toutes les salles.",
    "Les accès au chantier sont gardés.",
    "Une notion de coût complet est introduite.",
)
FRAMES = (
    "La messagerie repose sur {name} depuis trois ans.",
    "Le titulaire fournit des licences {name} pour les agents.",
    "Le logiciel {name} est conservé.",
    "La solution sera compatible avec {name}, déjà déployé.",
    "Une solution de type {name} ou équivalent est attendue.",
    "Les utilisateurs se connectent au moyen de {name}.",
)
_SPOILT = {"o": "0", "l": "1", "i": "l", "s": "5", "m": "rn", "e": "c", "é": "e", "b": "8"}


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text and the names in it: (start, end, products that are right)."""

    text: str
    names: tuple[tuple[int, int, frozenset[str]], ...]


def strong_names(aliases: Sequence[Alias]) -> list[tuple[str, frozenset[str]]]:
    """Give the names that are enough by themselves, with the products that bear them."""
    index = NameIndex(aliases)
    owners: dict[str, set[str]] = {}
    for alias in index.aliases:
        owners.setdefault(fold(alias.text), set()).add(alias.product_id)
    weak = {name for name, entries in index.exact.items() if any(e.weak or e.short for e in entries)}
    names = {a.text for a in index.aliases if a.use != "weak" and fold(a.text) not in weak and len(fold(a.text)) > 4}
    return [
        (text, frozenset(owners[fold(text)]))
        for text in sorted(names)
        if any(e.telling for e in index.exact[fold(text)])
    ]


def make_pages(aliases: Sequence[Alias], count: int, seed: int, *, noise: float = 0.0) -> list[LabelledText]:
    """Write pages; with `noise`, that share of the letters is spoilt as by a scanner (one a word at most)."""
    rng = random.Random(seed)
    names = strong_names(aliases)
    return [_make_page(rng, names, noise) for _ in range(count)]


def _make_page(rng: random.Random, names: Sequence[tuple[str, frozenset[str]]], noise: float) -> LabelledText:
    parts: list[str] = []
    places: list[tuple[int, int, frozenset[str]]] = []
    length = 0
    while length < PAGE:
        draw = rng.random()
        if draw < 0.08:
            name, products = rng.choice(names)
            before, _, after = rng.choice(FRAMES).partition("{name}")
            written = _spoil(rng, name, noise)
            before, after = _spoil(rng, before, noise), _spoil(rng, after, noise)
            start = length + len(before)
            places.append((start, start + len(written), products))
            sentence = before + written + after
        else:
            sentence = _spoil(rng, rng.choice(DECOYS if draw < 0.16 else PROSE), noise)
        sentence += "\n" if rng.random() < 0.25 else " "
        parts.append(sentence)
        length += len(sentence)
    return LabelledText("".join(parts), tuple(places))


def _spoil(rng: random.Random, text: str, noise: float) -> str:
    if not noise:
        return text
    words = text.split(" ")
    for place, word in enumerate(words):
        hard = [i for i, c in enumerate(word) if c in _SPOILT and 0 < i < len(word) - 1]
        if len(word) > 5 and hard and rng.random() < noise * len(word):
            spot = rng.choice(hard)
            words[place] = word[:spot] + _SPOILT[word[spot]] + word[spot + 1 :]
    return " ".join(words)

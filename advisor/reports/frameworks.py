"""The public frameworks that criteria point at, each dated and by itself: references, never a result, never merged."""

from dataclasses import dataclass
from typing import Literal

from advisor.domain.criteria import CircularQuestion, Localised

FrameworkId = Literal["circular", "eu-csf", "irn"]


@dataclass(frozen=True, slots=True)
class Framework:
    """A public framework: what it is, the version our references follow, and where it was read."""

    id: FrameworkId
    name: Localised
    what: Localised
    version: Localised
    date: str
    url: str


FRAMEWORKS: tuple[Framework, ...] = (
    Framework(
        "circular",
        Localised("Circulaire 6519/SG", "Circular 6519/SG"),
        Localised(
            "Achats numériques de l’État. La souveraineté y tient en trois questions : immunité au droit extra-européen, "
            "substituabilité, maîtrise. Texte connu ici par des sources secondaires.",
            "The State’s digital purchases. Sovereignty is three questions there: immunity from non-European law, "
            "substitutability, control. Text known here through secondary sources.",
        ),
        Localised("du 5 février 2026", "of 5 February 2026"),
        "2026-02-05",
        "https://www.legifrance.gouv.fr/download/file/pdf/cir_45649/CIRC",
    ),
    Framework(
        "eu-csf",
        Localised("EU CSF", "EU CSF"),
        Localised(
            "Cadre de souveraineté en nuage de la Commission européenne : huit objectifs, SOV-1 à SOV-8. Ses pondérations "
            "diffèrent selon l’édition ; nous n’en appliquons aucune.",
            "The European Commission’s cloud sovereignty framework: eight objectives, SOV-1 to SOV-8. Its weights differ "
            "from one edition to the other; we apply none.",
        ),
        Localised(
            "version 1.2.1 (octobre 2025), guide du 1er juin 2026",
            "version 1.2.1 (October 2025), guidance of 1 June 2026",
        ),
        "2026-06-01",
        "https://commission.europa.eu/news-and-media/news/sovereign-cloud-framework-explained-2026-06-01_en",
    ),
    Framework(
        "irn",
        Localised("IRN", "IRN"),
        Localised(
            "Indice de résilience numérique, démarche volontaire. Sa licence (CC BY-NC-ND 4.0) permet de citer ses codes, "
            "non de reprendre sa grille.",
            "Digital resilience index, a voluntary approach. Its licence (CC BY-NC-ND 4.0) allows citing its codes, not "
            "taking over its grid.",
        ),
        Localised("grille 1.1, lue le 23 juin 2026 par un tiers", "grid 1.1, as read by a third party on 23 June 2026"),
        "2026-06-23",
        "https://github.com/archoad/OpenIRN",
    ),
)

CIRCULAR_QUESTIONS: dict[CircularQuestion, Localised] = {
    "immunity": Localised(
        "Immunité : un droit extérieur à l’Union peut-il atteindre le produit ou ses données ?",
        "Immunity: can a law from outside the Union reach the product or its data?",
    ),
    "substitutability": Localised(
        "Substituabilité : peut-on remplacer le produit, ou une de ses parties ?",
        "Substitutability: can the product, or a part of it, be replaced?",
    ),
    "control": Localised(
        "Maîtrise : qui tient les technologies et les compétences dont il dépend ?",
        "Control: who holds the technologies and skills it depends on?",
    ),
}
"""The three questions of the circular, in our words."""

"""The published European estimate a list is held beside: what was measured, by whom, and what was not.

Both passages are quoted as read on the pages named; the rest is the editors' reading of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Words quoted exactly, with the editors' translation and their source."""

    words: str
    translation: str
    who: dict[str, str]
    url: str
    seen: str


STUDY = Passage(
    words=(
        "Asterès estime que les achats annuels de services de cloud-logiciel des entreprises de l’Union européenne"
        " qui bénéficient à l’économie américaine s’élèvent à 264 milliards d’euros."
    ),
    translation=(
        "Asterès estimates that the yearly purchases of cloud and software services by companies of the European Union"
        " that benefit the American economy amount to 264 billion euros."
    ),
    who={
        "fr": "Asterès pour le Cigref, « La dépendance technologique aux softwares & cloud services américains : une"
        " estimation des conséquences économiques en Europe », avril 2025, présentation de l’étude",
        "en": "Asterès for Cigref, “La dépendance technologique aux softwares & cloud services américains : une"
        " estimation des conséquences économiques en Europe”, April 2025, presentation of the study",
    },
    url="https://asteres.fr/en/etude/la-dependance-technologique-aux-softwares-cloud-services-americains-une-estimation-des-consequences-economiques-en-europe",
    seen="2026-11-27",
)
RELEASE = Passage(
    words=(
        "80% du total des dépenses liées aux logiciels et services cloud à usage professionnel en Europe est passé"
        " auprès d’entreprises américaines, ce qui représente un volume de 265 milliards d’euros."
    ),
    translation=(
        "80% of all spending on software and cloud services for professional use in Europe goes to American companies,"
        " a volume of 265 billion euros."
    ),
    who={"fr": "Cigref, communiqué sur la même étude", "en": "Cigref, press release on the same study"},
    url="https://windpress.info/it/press-release/723533/la-dpendance-technologique-aux-softwares-and-cloud-services-amricains-une-estimation-des-consquences-conomiques-en-europe-cigref",
    seen="2026-11-27",
)
MEASURED = {
    "fr": (
        "C’est une estimation, faute de statistiques : elle vient d’entretiens avec six directeurs des systèmes"
        " d’information de grandes entreprises, comparés à la taille du marché. La présentation de l’étude dit"
        " 264 milliards d’euros par an, le communiqué 265."
    ),
    "en": (
        "It is an estimate, for want of statistics: it comes from interviews with six chief information officers of"
        " large companies, compared with the size of the market. The presentation of the study says 264 billion"
        " euros a year, the press release 265."
    ),
}
NOT_MEASURED = {
    "fr": (
        "Elle ne mesure ni un organisme, ni une fonction, ni un pays en particulier ; le passage lu parle des achats"
        " des entreprises et ne dit rien de ceux des administrations. Elle compte ce qui bénéficie à l’économie"
        " américaine ; ce rapport compte les lignes par pays de contrôle de l’éditeur, revendeurs compris. Les deux"
        " chiffres donnent un ordre de grandeur et ne s’additionnent ni ne se soustraient."
    ),
    "en": (
        "It measures no single organisation, function or country; the passage read is about purchases of companies"
        " and says nothing of administrations. It counts what benefits the American economy; this report counts lines"
        " by the country that controls the vendor, resellers included. The two figures give an order of magnitude and"
        " are neither added nor subtracted."
    ),
}
OBSERVATORY_URL = "https://www.strategie-plan.gouv.fr/en/node/3187"

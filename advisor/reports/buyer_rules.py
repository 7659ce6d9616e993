"""The rules that apply to a kind of buyer, question by question: sourced, dated, marked. No rule is hidden code.

Each is told with how well it is known. `KNOWN_ON` is the day the whole list was last read again;
"none recorded" is an answer like another, and is not the same as "no rule exists".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from advisor.domain.criteria import Localised
from advisor.domain.reports import Buyer, DataKind, Needs

Topic = Literal[
    "who", "data", "hosting", "qualification", "self-hosting", "licence", "standards", "interoperability",
    "reversibility", "language", "accessibility", "size",
]  # fmt: skip
Mark = Literal["official", "secondary", "to-check"]
"""How a rule is known: read on an official site; through a third party; sources disagree or the text was not read."""
Force = Literal["duty", "doctrine", "permission", "limit", "proposal"]
"""What a rule does: it binds, it guides, it allows, it forbids; or it is only proposed and binds nobody."""

KNOWN_ON = "2026-11-23"
"""Day on which the rules and their sources were last gathered."""
STATE: tuple[Buyer, ...] = ("state",)
STATE_AND_OPERATORS: tuple[Buyer, ...] = ("state", "state-operator")
OTHER_PUBLIC: tuple[Buyer, ...] = ("local-authority", "hospital", "school", "university", "other")
PUBLIC: tuple[Buyer, ...] = (*STATE_AND_OPERATORS, *OTHER_PUBLIC)
EVERYONE: tuple[Buyer, ...] = (*PUBLIC, "company")
SENATE_2025 = "https://www.senat.fr/rap/r24-830-1/r24-830-11.pdf"


@dataclass(frozen=True, slots=True)
class BuyerRule:
    """One rule: whom it concerns, what it says in plain words, and where that was read.

    `date` is the date of the text, ISO, None where it is not known. `data` limits the rule to those kinds of data; empty means
    any. `citation` names the text as a lawyer would. `criterion` is the one whose proof a duty calls for.
    """

    id: str
    topics: tuple[Topic, ...]
    buyers: tuple[Buyer, ...]
    citation: Localised
    text: Localised
    url: str
    date: str | None
    mark: Mark
    force: Force
    data: tuple[DataKind, ...] = ()
    criterion: str | None = None


RULES: tuple[BuyerRule, ...] = (
    BuyerRule(
        "circular-6519",
        ("who",),
        STATE,
        Localised("Circulaire 6519/SG du 5 février 2026", "Circular 6519/SG of 5 February 2026"),
        Localised(
            "Étudier d’abord les outils mutualisés de l’État, puis les produits du marché, et le sur-mesure en dernier "
            "recours, y compris pour un renouvellement prévu. Trois questions de souveraineté : immunité au droit "
            "extra-européen, substituabilité, maîtrise.",
            "Study shared State tools first, then market products, and bespoke development as a last resort, planned "
            "renewals included. Three questions of sovereignty: immunity from non-European law, substitutability, "
            "control.",
        ),
        "https://www.legifrance.gouv.fr/download/file/pdf/cir_45649/CIRC",
        "2026-02-05",
        "to-check",
        "doctrine",
    ),
    BuyerRule(
        "circular-6519-operators",
        ("who",),
        ("state-operator",),
        Localised("Circulaire 6519/SG du 5 février 2026", "Circular 6519/SG of 5 February 2026"),
        Localised(
            "Elle vise les achats numériques de l’État. Nous n’avons pas établi qu’elle s’impose à un opérateur : "
            "demandez à votre tutelle. L’ordre proposé ici reste l’ordre ordinaire.",
            "It is about the State’s digital purchases. We have not established that it binds an operator: ask your "
            "supervising ministry. The order proposed here stays the plain one.",
        ),
        "https://www.legifrance.gouv.fr/download/file/pdf/cir_45649/CIRC",
        "2026-02-05",
        "to-check",
        "doctrine",
    ),
    BuyerRule(
        "no-nationality",
        ("who",),
        PUBLIC,
        Localised("Réponse du Gouvernement, d’après la presse", "Government reply, as reported by the press"),
        Localised(
            "« Entreprise française » ou « européenne » ne peut être ni une condition ni un critère : demandez des "
            "propriétés (lieu, qualification, licence, réversibilité) liées à l’objet du marché.",
            "“French” or “European company” can be neither a condition nor a criterion: ask for properties (place, "
            "qualification, licence, exit) linked to the object of the contract.",
        ),
        "https://blog.achatsolutions.fr/?p=116792",
        None,
        "secondary",
        "limit",
    ),
    BuyerRule(
        "sren-31",
        ("data", "qualification"),
        STATE_AND_OPERATORS,
        Localised("Loi n° 2024-449 (SREN), article 31", "Law 2024-449 (SREN), article 31"),
        Localised(
            "Des données d’une sensibilité particulière confiées à un prestataire privé d’informatique en nuage doivent "
            "être protégées de l’accès d’autorités d’États tiers. Ce sont des secrets protégés par la loi ou des "
            "données nécessaires aux missions essentielles de l’État, dont la violation nuirait à l’ordre public, à "
            "la sécurité, à la santé ou la vie des personnes, ou à la propriété intellectuelle.",
            "Particularly sensitive data entrusted to a private cloud provider must be protected from access by "
            "third-State authorities. These are legal secrets or data needed for essential State missions, whose "
            "breach would harm public order, security, people’s health or life, or intellectual property.",
        ),
        "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000049563368",
        "2024-05-21",
        "official",
        "duty",
        ("sensitive",),
    ),
    BuyerRule(
        "decree-2026-272",
        ("data", "qualification"),
        STATE_AND_OPERATORS,
        Localised("Décret n° 2026-272 du 14 avril 2026", "Decree 2026-272 of 14 April 2026"),
        Localised(
            "Il applique l’article 31, aussi à six groupements d’intérêt public. Un projet déjà engagé peut obtenir une "
            "dérogation, qui prend fin dix-huit mois après qu’une offre conforme existe.",
            "It applies article 31, to six public interest groups as well. A project already under way may get a "
            "derogation, which ends eighteen months after a compliant offer exists.",
        ),
        "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000053900789",
        "2026-04-14",
        "official",
        "duty",
        ("sensitive",),
    ),
    BuyerRule(
        "order-2026-08-12",
        ("qualification",),
        STATE_AND_OPERATORS,
        Localised("Arrêté du 12 août 2026 (JO du 14 août)", "Order of 12 August 2026 (JO of 14 August)"),
        Localised(
            "Pour ces données, le référentiel SecNumCloud 3.2 fait référence : qualification de l’ANSSI ou équivalent "
            "reconnu. Une qualification vaut pour un service précis, jamais pour une entreprise.",
            "For such data, the SecNumCloud 3.2 referential is the reference: ANSSI qualification or a recognised "
            "equivalent. A qualification belongs to one service, never to a company.",
        ),
        "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000054678082",
        "2026-08-12",
        "official",
        "duty",
        ("sensitive",),
        "secnumcloud",
    ),
    BuyerRule(
        "circular-6404",
        ("qualification",),
        STATE,
        Localised("Circulaire 6404/SG du 31 mai 2023, règle R9", "Circular 6404/SG of 31 May 2023, rule R9"),
        Localised(
            "« Cloud au centre » : même idée pour les services de l’État et les organismes sous leur autorité. Sans "
            "donnée sensible, SecNumCloud n’est pas exigé.",
            "“Cloud at the centre”: the same idea for State services and bodies under their authority. Without "
            "sensitive data, SecNumCloud is not required.",
        ),
        "https://www.legifrance.gouv.fr/circulaire/id/45446",
        "2023-05-31",
        "official",
        "doctrine",
    ),
    BuyerRule(
        "qualification-elsewhere",
        ("qualification",),
        OTHER_PUBLIC,
        Localised("Sénat, rapport n° 199 du 10 décembre 2025", "Senate, report 199 of 10 December 2025"),
        Localised(
            "Aucune loi n’impose SecNumCloud hors de l’État, de ses opérateurs et des groupements listés. L’exiger doit "
            "se justifier par la sensibilité des données ; l’exiger pour toutes risque de rompre l’égalité de "
            "traitement.",
            "No law imposes SecNumCloud outside the State, its operators and the listed groups. Requiring it must be "
            "justified by the sensitivity of the data; requiring it for all data risks breaching equal treatment.",
        ),
        "https://conferenceconsensuslogement.senat.fr/rap/l25-199/l25-199_mono.html",
        "2025-12-10",
        "official",
        "limit",
    ),
    BuyerRule(
        "bill-2258",
        ("data", "qualification"),
        ("local-authority",),
        Localised("Proposition de loi AN n° 2258", "Bill AN 2258"),
        Localised(
            "Elle étendrait l’article 31 aux régions, départements, communes de plus de 30 000 habitants et grands EPCI. "
            "Votée au Sénat le 17 décembre 2025, en commission à l’Assemblée le 25 février 2026 ; suite non trouvée. "
            "Elle n’oblige personne aujourd’hui.",
            "It would extend article 31 to regions, departments, towns over 30,000 inhabitants and large groupings. "
            "Passed by the Senate on 17 December 2025, in committee at the Assembly on 25 February 2026; later state "
            "not found. It binds nobody today.",
        ),
        "https://blog.whaller.com/2026/02/20/securisation-marches-publics-numeriques-whaller-assemblee-nationale",
        "2026-02-25",
        "to-check",
        "proposal",
    ),
    BuyerRule(
        "hds",
        ("data", "qualification"),
        EVERYONE,
        Localised(
            "Hébergement de données de santé (HDS), arrêté du 26 avril 2024 et décret n° 2026-209",
            "Health data hosting (HDS), order of 26 April 2024 and decree 2026-209",
        ),
        Localised(
            "Qui confie à un tiers l’hébergement de données de santé recueillies lors de soins ou d’un suivi social le "
            "confie à un hébergeur certifié HDS : stockage dans l’Espace économique européen, accès depuis l’extérieur "
            "déclarés. HDS n’exige pas d’immunité au droit extra-européen.",
            "Whoever entrusts the hosting of health data collected in care or social follow-up to a third party uses an "
            "HDS-certified host: storage in the European Economic Area, access from outside disclosed. HDS does not "
            "require immunity from non-European law.",
        ),
        "https://www.delsol-lawyers.com/The-new-hosting-providers-decree-aligns-with-the-certification-framework-"
        "regarding-the-location-of-hosting",
        "2026-03-24",
        "secondary",
        "duty",
        ("health",),
        "hds",
    ),
    BuyerRule(
        "dpf",
        ("data", "hosting"),
        EVERYONE,
        Localised("Décision (UE) 2023/1795 (DPF)", "Decision (EU) 2023/1795 (DPF)"),
        Localised(
            "Le transfert de données personnelles vers un organisme américain certifié reste permis : la décision est en "
            "vigueur. Un recours a été rejeté le 3 septembre 2025 (T-553/23) ; un pourvoi est pendant (C-703/25 P).",
            "Transfer of personal data to a certified US organisation stays allowed: the decision is in force. An action "
            "was dismissed on 3 September 2025 (T-553/23); an appeal is pending (C-703/25 P).",
        ),
        "https://eur-lex.europa.eu/eli/C/2025/6610/oj/eng",
        "2025-10-31",
        "official",
        "permission",
        ("personal", "health", "sensitive"),
    ),
    BuyerRule(
        "l2112-4",
        ("hosting",),
        PUBLIC,
        Localised("Code de la commande publique, article L2112-4", "Public procurement code, article L2112-4"),
        Localised(
            "Imposer que les moyens d’exécution (hébergement, administration, assistance) soient situés dans l’Union est "
            "permis, si l’objet du marché le justifie : sécurité des informations, par exemple.",
            "Requiring that the means of performance (hosting, administration, support) be located in the Union is "
            "allowed where the object of the contract justifies it: security of information, for example.",
        ),
        "https://marche-public.fr/ccp/L2112-04-contenu-marche-moyens-utilises-localises-territoire-etats-union-"
        "europeenne.htm",
        "2026-01-01",
        "secondary",
        "permission",
    ),
    BuyerRule(
        "law-2016-1321",
        ("licence", "self-hosting", "reversibility"),
        PUBLIC,
        Localised("Loi n° 2016-1321, article 16", "Law 2016-1321, article 16"),
        Localised(
            "Les organismes publics gardent la maîtrise, la pérennité et l’indépendance de leurs systèmes d’information "
            "et encouragent les logiciels libres et les formats ouverts. C’est un encouragement, non une préférence "
            "à inscrire au marché.",
            "Public bodies keep control, durability and independence of their information systems and encourage free "
            "software and open formats. It is an encouragement, not a preference to write into the contract.",
        ),
        SENATE_2025,
        "2016-10-07",
        "official",
        "doctrine",
    ),
    BuyerRule(
        "r2111-9",
        ("standards",),
        PUBLIC,
        Localised("Code de la commande publique, article R2111-9", "Public procurement code, article R2111-9"),
        Localised(
            "Une norme s’exige avec « ou équivalent » : le candidat peut prouver l’équivalence par tout moyen. Une norme que "
            "peu de produits suivent peut elle-même restreindre la concurrence.",
            "A standard is required with “ou équivalent”: the candidate may prove equivalence by any means. A standard that "
            "few products follow may itself restrict competition.",
        ),
        "https://marche-public.fr/ccp/R2111-09-specifications-techniques-normes-documents.htm",
        "2026-01-01",
        "secondary",
        "duty",
    ),
    BuyerRule(
        "rgi",
        ("standards", "interoperability"),
        PUBLIC,
        Localised("Référentiel général d’interopérabilité 2.0", "General interoperability framework 2.0"),
        Localised(
            "Arrêté du 20 avril 2016 : le format ODF est recommandé, OOXML « en observation ».",
            "Order of 20 April 2016: the ODF format is recommended, OOXML is “under observation”.",
        ),
        "https://adullact.org/component/content/article/67-actualite/actu-libre-france/626-interoperabilite-le-rgi-"
        "version-2-0-est-enfin-arrive",
        "2016-04-20",
        "secondary",
        "doctrine",
    ),
    BuyerRule(
        "r2111-8",
        ("interoperability", "self-hosting", "language", "size"),
        PUBLIC,
        Localised("Code de la commande publique, article R2111-8", "Public procurement code, article R2111-8"),
        Localised(
            "Une fonction ou une performance mesurable peut être exigée : interface documentée, langue de l’assistance, "
            "nombre d’utilisateurs.",
            "A function or a measurable performance may be required: documented interface, language of support, number "
            "of users.",
        ),
        "https://marche-public.info/article-r2111-8",
        "2026-01-01",
        "secondary",
        "permission",
    ),
    BuyerRule(
        "data-act",
        ("reversibility",),
        EVERYONE,
        Localised("Règlement (UE) 2023/2854 (Data Act)", "Regulation (EU) 2023/2854 (Data Act)"),
        Localised(
            "Règles de changement de fournisseur depuis le 12 septembre 2025 ; plus de frais de changement ni de sortie "
            "de données à partir du 12 janvier 2027.",
            "Rules on switching since 12 September 2025; no switching or egress fees from 12 January 2027.",
        ),
        "https://digital-strategy.ec.europa.eu/en/factpages/data-act-explained",
        "2025-09-12",
        "official",
        "duty",
    ),
    BuyerRule(
        "rgaa",
        ("accessibility",),
        PUBLIC,
        Localised("RGAA 4.1", "RGAA 4.1"),
        Localised(
            "Les services publics en ligne suivent 106 critères, fondés sur WCAG 2.1 AA. Une version plus récente peut "
            "exister.",
            "Public online services follow 106 criteria, based on WCAG 2.1 AA. A later version may exist.",
        ),
        "https://www.artwai.com/glossaire/rgaa",
        None,
        "to-check",
        "duty",
    ),
)  # fmt: skip


def rules_about(topic: Topic, buyer: Buyer | None, data: Iterable[DataKind] = ()) -> list[BuyerRule]:
    """List the rules on a question, for a buyer (all of them while it is unknown).

    A rule limited to some kinds of data is left out once the buyer has said it holds none of them.
    """
    held = set(data)
    return [
        rule
        for rule in RULES
        if topic in rule.topics
        and (buyer is None or buyer in rule.buyers)
        and (not rule.data or not held or held & set(rule.data))
    ]


def unasked_duties(needs: Needs) -> list[BuyerRule]:
    """List the duties that the buyer's data calls for and that its needs do not ask; none while data is not stated."""
    asked = {need.criterion for need in needs.needs if need.required}
    return [
        rule
        for rule in RULES
        if rule.force == "duty"
        and rule.criterion is not None
        and rule.criterion not in asked
        and needs.buyer in rule.buyers
        and set(needs.data) & set(rule.data)
    ]

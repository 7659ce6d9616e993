"""The fields of eForms notices in which words of buyers stand: code, French and English label.

Source: fields.json and translations of the eForms SDK of the Publications Office of the European
Union, version 1.15.1 (see docs/sources.md); labels such as "Description" are made to say of what.
"""

Label = dict[str, str]

FIELDS: dict[tuple[str, ...], tuple[str, Label]] = {
    ("ProcurementProject", "Name"): ("BT-21", {"fr": "Titre", "en": "Title"}),
    ("ProcurementProject", "Description"): ("BT-24", {"fr": "Description", "en": "Description"}),
    ("ProcurementProject", "Note"): (
        "BT-300",
        {"fr": "Informations complémentaires", "en": "Additional information"},
    ),
    ("MainCommodityClassification", "ItemClassificationCode"): (
        "BT-262",
        {"fr": "Nomenclature principale (CPV)", "en": "Main classification (CPV)"},
    ),
    ("AdditionalCommodityClassification", "ItemClassificationCode"): (
        "BT-263",
        {"fr": "Nomenclature complémentaire (CPV)", "en": "Additional classification (CPV)"},
    ),
    ("ContractExtension", "OptionsDescription"): (
        "BT-54",
        {"fr": "Description des options", "en": "Description of the options"},
    ),
    ("Renewal", "Period", "Description"): (
        "BT-57",
        {"fr": "Autres informations sur le renouvellement", "en": "Other information about renewals"},
    ),
    ("PlannedPeriod", "Description"): (
        "BT-781",
        {"fr": "Informations complémentaires sur la durée", "en": "Duration additional information"},
    ),
    ("RealizedLocation", "Description"): (
        "BT-728",
        {"fr": "Lieu d'exécution, informations complémentaires", "en": "Place of performance, additional information"},
    ),
    ("ProcurementAdditionalType", "ProcurementType"): (
        "BT-777",
        {"fr": "Passation de marché stratégique, description", "en": "Strategic procurement, description"},
    ),
    ("SubordinateAwardingCriterion", "Name"): (
        "BT-734",
        {"fr": "Critère d'attribution, nom", "en": "Award criterion, name"},
    ),
    ("SubordinateAwardingCriterion", "Description"): (
        "BT-540",
        {"fr": "Critère d'attribution, description", "en": "Award criterion, description"},
    ),
    ("AwardingCriterion", "CalculationExpression"): (
        "BT-543",
        {"fr": "Critères d'attribution, méthode de pondération", "en": "Award criteria, weighting method"},
    ),
    ("AwardingCriterion", "Description"): (
        "BT-733",
        {"fr": "Critères d'attribution, absence de pondération", "en": "Award criteria, no weighting"},
    ),
    ("SelectionCriteria", "Description"): (
        "BT-750",
        {"fr": "Description du critère de sélection", "en": "Description of selection criterion"},
    ),
    ("SelectionCriteria", "Name"): (
        "BT-809",
        {"fr": "Critère de sélection, nom", "en": "Selection criterion, name"},
    ),
    ("SpecificTendererRequirement", "Description"): (
        "BT-772",
        {"fr": "Exigences envers le soumissionnaire", "en": "Requirements on the tenderer"},
    ),
    ("PaymentTerms", "Note"): ("BT-77", {"fr": "Arrangement financier", "en": "Financial arrangement"}),
    ("SecurityClearanceTerm", "Description"): (
        "BT-732",
        {"fr": "Habilitation de sécurité, description", "en": "Security clearance, description"},
    ),
    ("RequiredFinancialGuarantee", "Description"): (
        "BT-75",
        {"fr": "Description de la garantie financière", "en": "Description of the financial guarantee"},
    ),
    ("FrameworkAgreement", "Justification"): (
        "BT-109",
        {"fr": "Justification de la durée de l'accord-cadre", "en": "Justification of the framework's duration"},
    ),
    ("TenderingProcess", "Description"): (
        "BT-88",
        {"fr": "Principales caractéristiques de la procédure", "en": "Main features of the procedure"},
    ),
    ("CallForTendersDocumentReference", "Attachment", "ExternalReference", "URI"): (
        "BT-15",
        {"fr": "Adresse des documents de marché", "en": "Address of the procurement documents"},
    ),
    ("TenderingTerms", "VariantConstraintCode"): ("BT-63", {"fr": "Variantes", "en": "Variants"}),
    ("SettledContract", "Title"): ("BT-721", {"fr": "Marché attribué, titre", "en": "Contract, title"}),
    ("SubcontractingTerm", "TermDescription"): (
        "BT-554",
        {"fr": "Sous-traitance, description", "en": "Subcontracting, description"},
    ),
    ("Change", "ChangeDescription"): (
        "BT-141",
        {"fr": "Description des changements", "en": "Description of changes"},
    ),
    ("ContractModification", "Change", "ChangeDescription"): (
        "BT-202",
        {"fr": "Description des modifications", "en": "Description of modifications"},
    ),
}
"""Fields by the last steps of their path; the longest path that fits is taken."""

BY_LIST: dict[tuple[str, ...], tuple[str, dict[str, tuple[str, Label]]]] = {
    ("ContractExecutionRequirement", "Description"): (
        "ExecutionRequirementCode",
        {
            "conditions": (
                "BT-70",
                {"fr": "Conditions d'exécution du contrat", "en": "Conditions of performance of the contract"},
            ),
            "nda": ("BT-802", {"fr": "Accord de confidentialité", "en": "Non-disclosure agreement"}),
        },
    ),
    ("ProcessJustification", "ProcessReason"): (
        "ProcessReasonCode",
        {
            "direct-award-justification": (
                "BT-135",
                {"fr": "Attribution directe, autre justification", "en": "Direct award, other justification"},
            ),
            "accelerated-procedure": (
                "BT-1351",
                {"fr": "Justification de la procédure accélérée", "en": "Justification of the accelerated procedure"},
            ),
        },
    ),
    ("ProcessJustification", "ProcessReasonCode"): (
        "ProcessReasonCode",
        {
            "direct-award-justification": (
                "BT-136",
                {"fr": "Justification de l'attribution directe", "en": "Justification for direct award"},
            )
        },
    ),
    ("ProcurementAdditionalType", "ProcurementTypeCode"): (
        "ProcurementTypeCode",
        {"innovative-acquisition": ("BT-776", {"fr": "Achat public innovant", "en": "Innovation procurement"})},
    ),
}
"""Fields told apart by the list of a code that stands beside them: (the code's element, field by list)."""

EXCLUSION: tuple[tuple[str, ...], str, Label] = (
    ("SpecificTendererRequirement", "Description"),
    "BT-67",
    {"fr": "Description des motifs d'exclusion", "en": "Description of exclusion grounds"},
)
"""The same path outside a lot."""

OTHER: Label = {"fr": "champ {name}", "en": "field {name}"}
"""Label of a text that no field above names."""
LOT: Label = {"fr": "lot {number}", "en": "lot {number}"}
NOTICE: Label = {"fr": "avis {number}", "en": "notice {number}"}

NATIONAL: dict[str, Label] = {
    "objet": {"fr": "objet", "en": "object"},
    "titre_marche": {"fr": "titre du marché", "en": "title of the contract"},
    "intitule": {"fr": "intitulé", "en": "title"},
    "title": {"fr": "titre", "en": "title"},
    "objet_complet": {"fr": "objet complet", "en": "full object"},
    "description": {"fr": "description", "en": "description"},
    "short_descr": {"fr": "description", "en": "description"},
    "descripteur_libelle": {"fr": "descripteurs", "en": "descriptors"},
    "criteres": {"fr": "critères d'attribution", "en": "award criteria"},
    "rens_complement": {"fr": "renseignements complémentaires", "en": "additional information"},
    "autresinformcomplementaire": {"fr": "informations complémentaires", "en": "additional information"},
    "info_add": {"fr": "informations complémentaires", "en": "additional information"},
    "conditions": {"fr": "conditions", "en": "conditions"},
    "justification": {"fr": "justification", "en": "justification"},
}
"""Labels of older national and European forms by the name of the element, lower case; others keep their own name."""

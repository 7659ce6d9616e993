"""Texts for people that belong to no page: errors and command-line words, in French and English.

Reasons why a file cannot be read have their texts in `advisor.documents.reasons`.
"""

from collections.abc import Mapping

Texts = Mapping[str, Mapping[str, str]]

ERRORS: Texts = {
    "unknown-entry": {
        "fr": "Aucune fiche du catalogue n'a l'identifiant « {entry_id} ». Cherchez par le nom : advisor find \"{entry_id}\".",
        "en": 'No catalogue entry has the id "{entry_id}". Search by name: advisor find "{entry_id}".',
    },
    "unknown-criterion": {
        "fr": "Le besoin porte sur « {criterion} », qui n'est pas un critère du catalogue. Critères connus : {known}.",
        "en": 'The need is about "{criterion}", which is no criterion of the catalogue. Known criteria: {known}.',
    },
    "need-nationality": {
        "fr": "« {criterion} » dit d'où vient l'éditeur : ce n'est pas un besoin. Demandez une propriété (lieu "
        "d'hébergement, qualification, licence, installation chez vous) ; siège et contrôle restent affichés et filtrables.",
        "en": '"{criterion}" says where the vendor is from: it is no need. Ask for a property (place of hosting, '
        "qualification, licence, self-hosting); seat and control stay shown and can be filtered on.",
    },
    "need-value": {
        "fr": "Le besoin « {criterion} » n'a pas la valeur « {found} ». Valeurs possibles : {known}.",
        "en": 'The need "{criterion}" has no value "{found}". Possible values: {known}.',
    },
    "unknown-format": {
        "fr": "Format « {found} » inconnu pour cette sortie. Formats possibles : {known}.",
        "en": 'Unknown format "{found}" for this output. Possible formats: {known}.',
    },
    "needs-file": {
        "fr": "Le fichier des besoins {name} n'est pas utilisable : {why}",
        "en": "The needs file {name} cannot be used: {why}",
    },
    "decisions-file": {
        "fr": "Le fichier des décisions {name} n'est pas utilisable : {why}",
        "en": "The decisions file {name} cannot be used: {why}",
    },
    "earlier-file": {
        "fr": "La version précédente {name} n'est pas utilisable : {why}",
        "en": "The earlier version {name} cannot be used: {why}",
    },
    "outside-folder": {
        "fr": "{path} n'est pas dans le dossier demandé : rien n'y a été écrit.",
        "en": "{path} is not inside the folder asked for: nothing was written there.",
    },
    "result-file": {
        "fr": "{name} n'est pas utilisable : {why}",
        "en": "{name} cannot be used: {why}",
    },
    "output-needed": {
        "fr": "Le format {format} s'écrit dans un fichier : ajoutez --out FICHIER.",
        "en": "The format {format} is written to a file: add --out FILE.",
    },
    "home-folder": {
        "fr": "Le dossier de données {path} ne peut pas être écrit : {why}. Donnez-en un autre dans ADVISOR_HOME.",
        "en": "The data folder {path} cannot be written: {why}. Name another one in ADVISOR_HOME.",
    },
    "cannot-write": {
        "fr": "Impossible d'écrire {path} : {why}.",
        "en": "Cannot write {path}: {why}.",
    },
    "unknown-function": {
        "fr": "« {found} » n'est pas l'identifiant d'une fonction du catalogue. Cherchez-la : advisor find \"{found}\".",
        "en": '"{found}" is not the id of a function of the catalogue. Search for it: advisor find "{found}".',
    },
    "compare-count": {
        "fr": "Une comparaison porte sur {least} à {most} produits différents ; {found} ici.",
        "en": "A comparison takes {least} to {most} different products; {found} here.",
    },
    "no-product": {
        "fr": "« {found} » n'est ni l'identifiant ni le nom d'un produit du catalogue.",
        "en": '"{found}" is neither the id nor the name of a product of the catalogue.',
    },
    "nothing-read": {
        "fr": "Aucun document n'a pu être lu.",
        "en": "No document could be read.",
    },
    "edit-conflict": {
        "fr": "Rien n'a été écrit : {message}.",
        "en": "Nothing was written: {message}.",
    },
    "invalid-entry": {
        "fr": "{count} problèmes dans le catalogue :\n{problems}",
        "en": "{count} problems in the catalogue:\n{problems}",
    },
    "evaluation-file": {
        "fr": "Les données d'évaluation {name} ne sont pas utilisables : {why}",
        "en": "The evaluation data {name} cannot be used: {why}",
    },
    "upload-gone": {
        "fr": "Ce résultat n'existe pas ou a été effacé. Les résultats vivent 24 heures, sauf si leur auteur les prolonge.",
        "en": "This result does not exist or was erased. Results live for 24 hours unless their author extends them.",
    },
    "upload-dropped": {
        "fr": "Le fichier n'est plus gardé : envoyez-le de nouveau pour choisir d'autres colonnes.",
        "en": "The file is no longer kept: send it again to choose other columns.",
    },
    "unknown-proposal": {
        "fr": "Cette proposition n'existe pas.",
        "en": "This proposal does not exist.",
    },
    "unknown-kind": {
        "fr": "« {found} » n'est pas une sorte de fiche : product, vendor, category ou criteria.",
        "en": '"{found}" is no kind of entry: product, vendor, category or criteria.',
    },
    "nothing-offered": {
        "fr": "Aucune édition livrée avec le programme n'attend : la vôtre est à jour.",
        "en": "No edition that came with the program is waiting: yours is up to date.",
    },
    "bad-id": {
        "fr": "« {found} » n'est pas un identifiant : lettres minuscules sans accent, chiffres et traits d'union.",
        "en": '"{found}" is no id: lowercase letters without accents, digits and hyphens.',
    },
    "unknown-base": {
        "fr": "La révision {number} de {entry} n'existe pas : rouvrez la fiche et recommencez.",
        "en": "There is no revision {number} of {entry}: open the entry again.",
    },
    "empty-proposal": {
        "fr": "La proposition ne change encore rien : ajoutez une fiche avant de la soumettre.",
        "en": "The proposal changes nothing yet: add an entry before submitting it.",
    },
    "too-many-drafts": {
        "fr": "La proposition touche {found} fiches, au plus {most} sont acceptées : faites-en plusieurs.",
        "en": "The proposal touches {found} entries, {most} at most are accepted: make several.",
    },
    "reason-needed": {
        "fr": "Écrivez la raison : l'auteur de la proposition la lira.",
        "en": "Write the reason: the author of the proposal will read it.",
    },
    "opinions-missing": {
        "fr": "Publier tout attend un avis favorable sur chaque champ ; il en manque {count}.",
        "en": "Publishing everything waits for every field to be accepted; {count} are missing.",
    },
    "nothing-accepted": {
        "fr": "Aucun champ n'est accepté : il n'y a rien à publier.",
        "en": "No field is accepted: there is nothing to publish.",
    },
    "number-needed": {
        "fr": "« {found} » n'est pas un numéro de proposition.",
        "en": '"{found}" is not the number of a proposal.',
    },
    "nothing-to-undo": {
        "fr": "Il n'y a rien à défaire : la fiche est déjà dans cet état.",
        "en": "There is nothing to undo: the entry is already in that state.",
    },
    "cannot-merge": {
        "fr": "Ces deux fiches ne peuvent pas être réunies : {why}.",
        "en": "These two entries cannot be merged: {why}.",
    },
    "id-used": {
        "fr": "L'identifiant « {found} » est ou a été celui d'une fiche : un identifiant ne sert qu'une fois.",
        "en": 'The id "{found}" is or was that of an entry: an id is used once.',
    },
    "already-merged": {
        "fr": "L'une de ces fiches a déjà été réunie à une autre : prenez celle qui a pris sa place.",
        "en": "One of these entries was merged into another already: take the one that took its place.",
    },
    "file-needed": {
        "fr": "Choisissez le tableau à lire.",
        "en": "Choose the table to read.",
    },
    "table-file": {
        "fr": "Le tableau {name} n'est pas utilisable : {why}",
        "en": "The table {name} cannot be used: {why}",
    },
    "name-taken": {
        "fr": "Le nom « {name} » est déjà pris.",
        "en": 'The name "{name}" is already taken.',
    },
    "bad-account-name": {
        "fr": "Un nom de compte a de 2 à 80 lettres, chiffres, espaces, points ou tirets.",
        "en": "An account name has 2 to 80 letters, digits, spaces, dots or hyphens.",
    },
    "unknown-account": {
        "fr": "Aucun compte n'a le nom « {name} ».",
        "en": 'No account has the name "{name}".',
    },
    "last-administrator": {
        "fr": "C'est le dernier administrateur actif : ouvrez-en un autre d'abord.",
        "en": "This is the last active administrator: open another account first.",
    },
    "text-needed": {
        "fr": "Écrivez ce qui est à corriger ou à ajouter.",
        "en": "Write what is to be corrected or added.",
    },
    "bad-address": {
        "fr": "« {found} » n'est pas une adresse de page : elle commence par https:// ou http://.",
        "en": '"{found}" is not the address of a page: it starts with https:// or http://.',
    },
    "documents-dropped": {
        "fr": "Les documents envoyés ne sont plus gardés : envoyez-les de nouveau pour les recevoir annotés.",
        "en": "The documents that were sent are no longer kept: send them again to get them back with comments.",
    },
    "database": {
        "fr": "La base de données n'est pas utilisable ({why}). Vérifiez DATABASE_URL et ADVISOR_HOME.",
        "en": "The database cannot be used ({why}). Check DATABASE_URL and ADVISOR_HOME.",
    },
}
"""Messages of errors by their code or reason."""

REFUSALS: Texts = {
    "not-allowed": {"fr": "Vous ne pouvez pas faire cela.", "en": "You cannot do this."},
    "sign-in": {"fr": "Connectez-vous pour continuer.", "en": "Sign in to go on."},
    "account-closed": {"fr": "Ce compte est fermé.", "en": "This account is closed."},
    "proposal-decided": {
        "fr": "Cette proposition est déjà publiée ou rejetée : ouvrez-en une autre.",
        "en": "This proposal is already published or rejected: open another one.",
    },
    "not-author": {
        "fr": "Seuls ses auteurs et les curateurs peuvent changer cette proposition.",
        "en": "Only its authors and curators can change this proposal.",
    },
    "take-back-first": {
        "fr": "La proposition est soumise : reprenez-la pour la changer.",
        "en": "The proposal is submitted: take it back to change it.",
    },
    "not-draft": {"fr": "La proposition n'est plus un brouillon.", "en": "The proposal is no draft any more."},
    "not-submitted": {"fr": "La proposition n'est pas soumise.", "en": "The proposal is not submitted."},
    "curators-only": {"fr": "Seuls les curateurs peuvent faire cela.", "en": "Only curators can do this."},
    "administrators-only": {
        "fr": "Seuls les administrateurs peuvent faire cela.",
        "en": "Only administrators can do this.",
    },
    "second-person": {
        "fr": "Vous avez écrit une partie de cette proposition : une autre personne doit la publier.",
        "en": "You wrote part of this proposal: another person must publish it.",
    },
}
"""Why an account may not do something, by the reason of `NotAllowed`."""

PASSWORDS: Texts = {
    "too-short": {
        "fr": "Le mot de passe a au moins {least} caractères. Plusieurs mots sans rapport conviennent bien.",
        "en": "The password has at least {least} characters. Several unrelated words work well.",
    },
    "too-long": {
        "fr": "Le mot de passe a au plus {most} caractères.",
        "en": "The password has at most {most} characters.",
    },
    "too-easy": {
        "fr": "Ce mot de passe se devine trop vite. Prenez plusieurs mots sans rapport, ni nom, ni date, ni suite du clavier.",
        "en": "This password is guessed too quickly. Take several unrelated words, no name, date or keyboard run.",
    },
}
"""Why a new password is refused, by the reason of `WeakPassword`."""

WORDS: Texts = {
    "sure": {"fr": "sûr", "en": "sure"},
    "review": {"fr": "à confirmer", "en": "to confirm"},
    "none": {"fr": "non reconnu", "en": "not recognised"},
    "high": {"fr": "à corriger", "en": "to correct"},
    "warning": {"fr": "à vérifier", "en": "to check"},
    "info": {"fr": "pour information", "en": "for information"},
    "unknown": {"fr": "inconnu", "en": "unknown"},
    "requirement": {"fr": "exigence", "en": "requirement"},
    "compatibility": {"fr": "compatibilité", "en": "compatibility"},
    "context": {"fr": "contexte", "en": "context"},
    "criterion": {"fr": "critère d'attribution", "en": "award criterion"},
    "certification": {"fr": "certification ou référence", "en": "certification or reference"},
    "title": {"fr": "titre", "en": "title"},
    "governs": {"fr": "« ou équivalent » présent", "en": "« ou équivalent » present"},
    "general-clause": {"fr": "clause générale seulement", "en": "general clause only"},
    "no-equivalent": {"fr": "sans « ou équivalent »", "en": "without « ou équivalent »"},
    "european": {"fr": "contrôle européen", "en": "European control"},
    "control": {"fr": "contrôle", "en": "control"},
    "row": {"fr": "Ligne", "en": "Row"},
    "input": {"fr": "Texte lu", "en": "Text read"},
    "product": {"fr": "Produit", "en": "Product"},
    "alternatives": {"fr": "Alternatives documentées", "en": "Documented alternatives"},
    "same_function": {"fr": "même fonction, couverture non évaluée", "en": "same function, coverage not judged"},
    "no_substitute": {"fr": "pas de substitut crédible", "en": "no credible substitute"},
    "reading": {"fr": "Lecture de {name}…", "en": "Reading {name}…"},
    "reading_file": {"fr": "Lecture de {name} ({done}/{total})…", "en": "Reading {name} ({done}/{total})…"},
    "reading_page": {
        "fr": "Reconnaissance de {name}, page {page} sur {pages}…",
        "en": "Recognising {name}, page {page} of {pages}…",
    },
    "matching": {"fr": "Rapprochement de {count} lignes…", "en": "Matching {count} lines…"},
    "scanning": {"fr": "Recherche dans {name}…", "en": "Searching {name}…"},
    "order": {"fr": "Ordre des alternatives : {order}.", "en": "Order of alternatives: {order}."},
    "excluded": {"fr": "Écartées par une exigence", "en": "Excluded by a requirement"},
    "together": {"fr": "Ensemble, pour les parties en usage", "en": "Together, for the parts in use"},
    "writing": {"fr": "Rédaction de {path}…", "en": "Writing {path}…"},
    "not_read": {"fr": "Non lu : {where} ({why})", "en": "Not read: {where} ({why})"},
    "read_note": {"fr": "Remarque de lecture : {where} ({why})", "en": "Note on reading: {where} ({why})"},
    "list_summary": {
        "fr": "{rows} lignes : {sure} sûres, {review} à confirmer, {none} non reconnues.",
        "en": "{rows} lines: {sure} sure, {review} to confirm, {none} not recognised.",
    },
    "check_summary": {
        "fr": "Mentions : {mentions} ; produits : {products}. À corriger : {high} ; à vérifier : {warning} ; pour information : {info}.",
        "en": "Mentions: {mentions}; products: {products}. To correct: {high}; to check: {warning}; for information: {info}.",
    },
    "document": {"fr": "Document lu : {name} — {what}", "en": "Document read: {name} — {what}"},
    "cctp": {"fr": "CCTP", "en": "CCTP (technical specifications)"},
    "ccap": {"fr": "CCAP", "en": "CCAP (administrative clauses)"},
    "ccp": {"fr": "CCP", "en": "CCP (contract clauses)"},
    "rc": {"fr": "règlement de la consultation", "en": "RC (rules of the consultation)"},
    "ae": {"fr": "acte d'engagement", "en": "AE (form of tender)"},
    "bpu": {"fr": "bordereau des prix", "en": "BPU (price schedule)"},
    "dqe": {"fr": "détail quantitatif estimatif", "en": "DQE (bill of quantities)"},
    "dpgf": {"fr": "décomposition du prix", "en": "DPGF (price breakdown)"},
    "notice": {"fr": "avis", "en": "notice"},
    "answer-form": {"fr": "cadre de réponse", "en": "answer form"},
    "candidacy": {"fr": "formulaire de candidature", "en": "candidacy form"},
    "questions": {"fr": "questions et réponses", "en": "questions and answers"},
    "annex": {"fr": "annexe", "en": "annex"},
    "no-part": {"fr": "pièce non reconnue", "en": "kind not recognised"},
    "by_control": {"fr": "Par pays de contrôle : {shares}", "en": "By country of control: {shares}"},
    "written": {"fr": "Écrit : {path}", "en": "Written: {path}"},
    "place": {"fr": "{document}, {place}", "en": "{document}, {place}"},
    "page": {"fr": "page {page}", "en": "page {page}"},
    "against_summary": {
        "fr": "Depuis {names} : {corrected} corrigées, {remaining} restantes (dont {eased} moins graves), {new} nouvelles.",
        "en": "Since {names}: {corrected} corrected, {remaining} remaining ({eased} of them less serious), {new} new.",
    },
    "gone": {"fr": "CORRIGÉE — « {text} »", "en": "CORRECTED — « {text} »"},
    "new": {"fr": "nouvelle", "en": "new"},
    "severity_before": {"fr": "avant : {severity}", "en": "before: {severity}"},
    "marks_summary": {
        "fr": "Statuts : {corrected} corrigées, {justified} justifiées, {false_alarm} fausses alertes, {to_correct} à traiter.",
        "en": "Statuses: {corrected} corrected, {justified} justified, {false_alarm} false alarms, {to_correct} to deal with.",
    },
    "justified": {"fr": "justifiée : {reason}", "en": "justified: {reason}"},
    "corrected": {"fr": "corrigée", "en": "corrected"},
    "false-alarm": {"fr": "fausse alerte", "en": "false alarm"},
    "justified_by": {"fr": "Ce qui la justifierait", "en": "What would justify it"},
    "unknown_status": {
        "fr": "{name}, ligne {row} : statut inconnu, non repris.",
        "en": "{name}, row {row}: unknown status, not taken over.",
    },
    "missing_reason": {
        "fr": "{name}, ligne {row} : « justifié » sans raison, non repris. Écrivez la raison dans sa colonne.",
        "en": "{name}, row {row}: “justified” without a reason, not taken over. Write the reason in its column.",
    },
    "returned_elsewhere": {
        "fr": "{name} : {count} commentaires ne pouvaient pas être à côté de leurs mots (en-tête, pied de page, note, "
        "zone de texte, page lue en image) ; ils sont au plus près et disent de quels mots ils parlent.",
        "en": "{name}: {count} comments could not stand beside their words (header, footer, note, text box, page read "
        "as a picture); they stand as near as possible and say which words they are about.",
    },
    "returned_workbook": {
        "fr": "{name} : ce document ne peut pas porter de commentaires sans risque ; ses mentions sont dans {path}.",
        "en": "{name}: this document cannot carry comments without risk; its findings are in {path}.",
    },
    "row_place": {"fr": "ligne {row}", "en": "row {row}"},
    "wording": {"fr": "Formulation sans marque", "en": "Brand-free wording"},
    "edition": {"fr": "Édition {edition}, méthode {method}.", "en": "Edition {edition}, method {method}."},
    "cell-product": {
        "fr": "« {found} » n'est ni l'identifiant ni le nom d'un produit du catalogue.",
        "en": '"{found}" is neither the id nor the name of a product of the catalogue.',
    },
    "cell-replacement": {
        "fr": "« {found} » n'est ni l'identifiant ni le nom d'un produit du catalogue : la décision est gardée sans lui.",
        "en": '"{found}" is neither the id nor the name of a product of the catalogue: the decision is kept without it.',
    },
    "cell-near": {"fr": " Vouliez-vous dire « {near} » ?", "en": ' Did you mean "{near}"?'},
    "cell-no-proposal": {
        "fr": "« {found} » accepte le produit proposé, mais cette ligne n'en a pas : écrivez son nom.",
        "en": '"{found}" accepts the product proposed, but this row has none: write its name.',
    },
    "cell-action": {
        "fr": "« {found} » n'est pas une décision connue : {known}.",
        "en": '"{found}" is no known decision: {known}.',
    },
    "cell-criticality": {
        "fr": "« {found} » n'est pas une criticité connue : {known}.",
        "en": '"{found}" is no known criticality: {known}.',
    },
    "cell-contradiction": {
        "fr": "« {found} » : le même texte est décidé autrement plus haut ; la première décision vaut.",
        "en": '"{found}": the same text is decided otherwise above; the first decision stands.',
    },
    "cell-no-input": {
        "fr": "Une décision sans le texte de sa ligne : remettez la colonne « input ».",
        "en": 'A decision without the text of its line: put the column "input" back.',
    },
    "decisions-columns": {
        "fr": "il faut la colonne « input » et au moins une colonne de décision (« decided_product », « action », « comment » …).",
        "en": 'it needs the column "input" and at least one of decisions ("decided_product", "action", "comment" …).',
    },
    "not-a-result": {
        "fr": "ce n'est pas un résultat de liste. Faites-en un : advisor match LISTE --format json --out resultat.json.",
        "en": "it is no result of a list. Make one: advisor match LIST --format json --out result.json.",
    },
    "result-row": {
        "fr": "la valeur de « {place} » n'est pas celle d'un résultat de liste.",
        "en": 'the value of "{place}" is not that of a result of a list.',
    },
    "result-too-large": {
        "fr": "ce résultat est trop grand pour être lu d'un bloc ; donnez-le tel que « advisor match » l'a écrit.",
        "en": 'this result is too large to be read whole; give it as "advisor match" wrote it.',
    },
    "decisions-cell": {"fr": "{name}, cellule {cell}", "en": "{name}, cell {cell}"},
    "import_title": {"fr": "Fichiers de « {name} »", "en": 'Files of "{name}"'},
    "import_proposed": {
        "fr": "Proposition {number} soumise à relecture :",
        "en": "Proposal {number} submitted for review:",
    },
    "import_published": {
        "fr": "Proposition {number} publiée en solo :",
        "en": "Proposal {number} published in solo mode:",
    },
    "conflict_field": {
        "fr": "  {place} : publié {published} ; proposé {proposed} ; avant {base}",
        "en": "  {place}: published {published}; proposed {proposed}; before {base}",
    },
    "conflict_merged": {
        "fr": "  {place} : changé des deux côtés, sur des champs différents",
        "en": "  {place}: changed on both sides, in different fields",
    },
    "password": {"fr": "Mot de passe", "en": "Password"},
    "absent": {"fr": "absent", "en": "absent"},
    "no_result": {"fr": "Rien de ce nom dans le catalogue.", "en": "Nothing of that name in the catalogue."},
}
"""Words of the command line and of exported files."""


def word(key: str, lang: str, **blanks: object) -> str:
    """Return a word or sentence of WORDS in `lang`, its blanks filled."""
    return WORDS[key][lang].format(**blanks)

"""Texts for people about reading: why a file is refused (REASONS), what was left unread (NOTES).

Keys are stable; blanks in braces are filled from the error's `detail` or the note's own words.
Nothing is raised or printed here.
"""

Lang = str
Texts = dict[str, dict[str, str]]

REASONS: Texts = {
    "not-found": {
        "fr": "Ce fichier est introuvable. Vérifiez son nom et son dossier.",
        "en": "This file cannot be found. Check its name and its folder.",
    },
    "is-a-folder": {
        "fr": "Ceci est un dossier. Indiquez un fichier, par exemple {example}.",
        "en": "This is a folder. Give a file, for example {example}.",
    },
    "not-permitted": {
        "fr": "L'accès à ce fichier est refusé. Ouvrez ses droits en lecture, ou copiez-le dans un de vos dossiers.",
        "en": "Access to this file is denied. Make it readable, or copy it to a folder of yours.",
    },
    "cannot-open": {
        "fr": "Ce fichier ne s'ouvre pas ({why}). Copiez-le sur votre poste, puis réessayez.",
        "en": "This file does not open ({why}). Copy it to your computer, then try again.",
    },
    "empty-file": {
        "fr": "Ce fichier est vide. Vérifiez qu'il a été enregistré et copié en entier.",
        "en": "This file is empty. Check that it was saved and copied in full.",
    },
    "no-text": {
        "fr": "Ce fichier s'ouvre mais ne contient aucun texte. Vérifiez que c'est le bon fichier.",
        "en": "This file opens but holds no text. Check that it is the right file.",
    },
    "too-large": {
        "fr": "Ce fichier fait {size_mb} Mo ; la limite est de {limit_mb} Mo. Enlevez les images ou découpez-le.",
        "en": "This file is {size_mb} MB; the limit is {limit_mb} MB. Take out the images or split it.",
    },
    "unfolds-too-large": {
        "fr": "Ce fichier, une fois décompressé, passe la limite de {limit_mb} Mo. "
        "Enregistrez-le à nouveau sans ses images, ou découpez-le.",
        "en": "Once unpacked, this file passes the limit of {limit_mb} MB. "
        "Save it again without its images, or split it.",
    },
    "zip-bomb": {
        "fr": "Ce fichier se décompresse de façon anormale ({ratio} fois sa taille). Il n'est pas lu. "
        "Enregistrez-le à nouveau depuis le logiciel qui l'a produit.",
        "en": "This file unpacks abnormally ({ratio} times its size) and is not read. "
        "Save it again from the software that made it.",
    },
    "too-many-parts": {
        "fr": "Ce fichier contient {found} éléments ; la limite est de {limit}. "
        "Enregistrez-le à nouveau ou découpez-le.",
        "en": "This file holds {found} parts; the limit is {limit}. Save it again or split it.",
    },
    "too-many-rows": {
        "fr": "Ce tableau a plus de {limit} lignes. Découpez-le en plusieurs fichiers.",
        "en": "This table has more than {limit} rows. Split it into several files.",
    },
    "too-many-cells": {
        "fr": "Ce tableau s'étend sur {found} cellules ; la limite est de {limit}. "
        "Gardez les colonnes utiles dans un nouveau fichier.",
        "en": "This table spans {found} cells; the limit is {limit}. Keep the useful columns in a new file.",
    },
    "corrupt-zip": {
        "fr": "Ce fichier est abîmé ou incomplet : son contenu ne se décompresse pas. "
        "Demandez-en une nouvelle copie, ou enregistrez-le à nouveau.",
        "en": "This file is damaged or incomplete: its content cannot be unpacked. "
        "Ask for a new copy, or save it again.",
    },
    "corrupt-document": {
        "fr": "Ce fichier ({kind}) est abîmé : sa structure ne se lit pas. "
        "Ouvrez-le dans votre logiciel et enregistrez-le à nouveau.",
        "en": "This {kind} file is damaged: its structure cannot be read. Open it in your software and save it again.",
    },
    "cannot-annotate": {
        "fr": "Ce fichier ne peut pas être rendu annoté sans risque de le changer. "
        "Les mentions sont dans le classeur et le rapport.",
        "en": "This file cannot be given back with comments without a risk of changing it. "
        "The findings are in the workbook and the report.",
    },
    "unsafe-xml": {
        "fr": "Ce fichier contient des définitions XML qu'un document de bureau ne contient jamais. "
        "Par sécurité il n'est pas lu. Enregistrez-le à nouveau depuis Word ou LibreOffice.",
        "en": "This file holds XML definitions that an office document never has. "
        "For safety it is not read. Save it again from Word or LibreOffice.",
    },
    "encrypted": {
        "fr": "Ce fichier est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe.",
        "en": "This file is protected by a password. Save a copy without a password.",
    },
    "image-only-pdf": {
        "fr": "Ce PDF ne contient que des images. Envoyez la version Word ou un PDF avec du texte.",
        "en": "This PDF holds only images. Send the Word version or a PDF with text.",
    },
    "image-file": {
        "fr": "Ce fichier est une image. Envoyez la version Word ou un PDF avec du texte.",
        "en": "This file is an image. Send the Word version or a PDF with text.",
    },
    "binary-file": {
        "fr": "Ce fichier n'est pas du texte, malgré son nom. Exportez-le à nouveau en CSV, XLSX, ODS, DOCX ou PDF.",
        "en": "This file is not text, in spite of its name. Export it again as CSV, XLSX, ODS, DOCX or PDF.",
    },
    "not-its-extension": {
        "fr": "Le nom de ce fichier finit par « {extension} » mais son contenu n'en est pas. "
        "Ouvrez-le dans votre logiciel, puis enregistrez-le à nouveau dans ce format.",
        "en": 'The name of this file ends in "{extension}" but its content is something else. '
        "Open it in your software, then save it again in that format.",
    },
    "archive": {
        "fr": "Ce fichier est une archive ZIP. Décompressez-la et donnez la liste qu'elle contient.",
        "en": "This file is a ZIP archive. Unpack it and give the list inside.",
    },
    "message": {
        "fr": "Ce fichier est un message électronique. Enregistrez la pièce jointe qui contient la liste et donnez-la.",
        "en": "This file is a mail message. Save the attachment that holds the list and give that.",
    },
    "too-deep": {
        "fr": "Ce fichier est emboîté dans plus de {limit} archives ou messages. Décompressez-les et donnez-le seul.",
        "en": "This file sits inside more than {limit} archives or messages. Unpack them and give it by itself.",
    },
    "too-many-files": {
        "fr": "L'archive contient plus de {limit} fichiers : celui-ci et les suivants ne sont pas lus. "
        "Envoyez-les en plusieurs fois.",
        "en": "The archive holds more than {limit} files: this one and the following are not read. "
        "Send them in several goes.",
    },
    "out-of-time": {
        "fr": "La lecture de l'ensemble a pris plus de {seconds} secondes : ce fichier n'est pas lu. "
        "Envoyez-le à part.",
        "en": "Reading the whole took more than {seconds} seconds: this file is not read. Send it apart.",
    },
    "container-full": {
        "fr": "L'archive dépasse {limit_mb} Mo une fois décompressée : ce fichier n'est pas lu. Envoyez-le à part.",
        "en": "The archive passes {limit_mb} MB once unpacked: this file is not read. Send it apart.",
    },
    "empty-container": {
        "fr": "Cette archive ou ce message ne contient aucun fichier à lire.",
        "en": "This archive or message holds no file to read.",
    },
    "old-word": {
        "fr": "Ce fichier est à l'ancien format Word (.doc). Enregistrez-le en .docx ou en .odt.",
        "en": "This file is in the old Word format (.doc). Save it as .docx or .odt.",
    },
    "rtf": {
        "fr": "Ce fichier est au format RTF. Enregistrez-le en .docx ou en .odt.",
        "en": "This file is in RTF format. Save it as .docx or .odt.",
    },
    "presentation": {
        "fr": "Ce fichier est une présentation. Exportez-la en PDF.",
        "en": "This file is a presentation. Export it as PDF.",
    },
    "outlook-message": {
        "fr": "Ce fichier est un message Outlook (.msg). Enregistrez-le en .eml, ou donnez ses pièces jointes.",
        "en": "This file is an Outlook message (.msg). Save it as .eml, or give its attachments.",
    },
    "unknown-kind": {
        "fr": "Le format de ce fichier n'est pas reconnu. Formats lus : {kinds}.",
        "en": "The format of this file is not recognised. Formats read: {kinds}.",
    },
    "not-a-list": {
        "fr": "Ce fichier ({kind}) est un texte, pas une liste. Pour une liste : CSV, XLSX, XLS, ODS, TXT ou JSON. "
        "Pour relire un document de consultation : advisor check.",
        "en": "This {kind} file is a text, not a list. For a list: CSV, XLSX, XLS, ODS, TXT or JSON. "
        "To check a tender document: advisor check.",
    },
    "not-a-component-list": {
        "fr": "Ce fichier JSON n'est pas une liste de composants reconnue (CycloneDX, SPDX, winget, "
        "ou une liste d'objets). Exportez-le en CSV.",
        "en": "This JSON file is not a known component list (CycloneDX, SPDX, winget, or a list of objects). "
        "Export it as CSV.",
    },
    "no-rows": {
        "fr": "Aucune ligne n'a été trouvée dans ce fichier. Vérifiez la feuille : {sheets}.",
        "en": "No row was found in this file. Check the sheet: {sheets}.",
    },
    "no-text-column": {
        "fr": "Aucune colonne ne semble contenir des noms de produits. Indiquez-la ; colonnes trouvées : {columns}.",
        "en": "No column seems to hold product names. Name it; columns found: {columns}.",
    },
    "missing-column": {
        "fr": "La colonne « {column} » n'existe pas dans {name}. Colonnes trouvées : {columns}.",
        "en": 'There is no column "{column}" in {name}. Columns found: {columns}.',
    },
    "missing-sheet": {
        "fr": "La feuille « {sheet} » n'existe pas dans {name}. Feuilles trouvées : {sheets}.",
        "en": 'There is no sheet "{sheet}" in {name}. Sheets found: {sheets}.',
    },
    "reader-timeout": {
        "fr": "La lecture de ce fichier a été arrêtée après {seconds} secondes. "
        "Découpez-le, ou enregistrez-le à nouveau dans un format plus simple.",
        "en": "Reading this file was stopped after {seconds} seconds. Split it, or save it again in a simpler format.",
    },
    "reader-crashed": {
        "fr": "La lecture de ce fichier a échoué (mémoire ou structure). "
        "Découpez-le, ou enregistrez-le à nouveau depuis le logiciel qui l'a produit.",
        "en": "Reading this file failed (memory or structure). "
        "Split it, or save it again from the software that made it.",
    },
}

NOTES: Texts = {
    "whole-document": {"fr": "tout le document", "en": "whole document"},
    "whole-file": {"fr": "tout le fichier", "en": "whole file"},
    "page": {"fr": "page {page}", "en": "page {page}"},
    "pages": {"fr": "pages {first} à {last}", "en": "pages {first} to {last}"},
    "sheet": {"fr": "feuille « {sheet} »", "en": 'sheet "{sheet}"'},
    "row": {"fr": "ligne {row}", "en": "row {row}"},
    "amounts": {"fr": "colonne des montants", "en": "amount column"},
    "notice-inside-broken": {
        "fr": "le contenu de l'avis (champ « donnees ») est illisible : seuls ses autres champs sont lus",
        "en": "the notice itself (field “donnees”) cannot be read: only its other fields are",
    },
    "image-only-page": {
        "fr": "image seule, sans texte : donnez la version Word ou un PDF avec du texte",
        "en": "image only, no text: give the Word version or a PDF with text",
    },
    "recognised-page": {
        "fr": "texte reconnu sur l'image de la page : à relire, des lettres peuvent être fausses",
        "en": "text recognised from the picture of the page: to be checked, letters may be wrong",
    },
    "recognition-late": {
        "fr": "image non lue, le temps de reconnaissance est écoulé : donnez la version Word ou un PDF avec du texte",
        "en": "picture not read, the time for recognising is over: give the Word version or a PDF with text",
    },
    "page-failed": {"fr": "page illisible", "en": "page cannot be read"},
    "pages-over-limit": {
        "fr": "au-delà de la limite de {limit} pages",
        "en": "past the limit of {limit} pages",
    },
    "characters-over-limit": {
        "fr": "texte au-delà de la limite de {limit} caractères, non lu",
        "en": "text past the limit of {limit} characters, not read",
    },
    "pictures": {
        "fr": "{count} image(s) : le texte qu'elles peuvent contenir n'est pas lu",
        "en": "{count} picture(s): any text inside them is not read",
    },
    "embedded-objects": {
        "fr": "{count} objet(s) incorporé(s) : les fichiers Office sont lus à part, le reste ne l'est pas",
        "en": "{count} embedded object(s): Office files are read apart, the rest is not",
    },
    "hidden-text": {
        "fr": "texte masqué dans {count} paragraphe(s) : il a été lu",
        "en": "hidden text in {count} paragraph(s): it was read",
    },
    "hidden-sheet": {"fr": "feuille masquée : elle a été lue", "en": "hidden sheet: it was read"},
    "deleted-text": {
        "fr": "{count} suppression(s) suivie(s) : le texte barré n'est pas lu, les ajouts le sont",
        "en": "{count} tracked deletion(s): struck text is not read, insertions are",
    },
    "macros": {
        "fr": "macros présentes : elles ne sont ni lues ni exécutées",
        "en": "macros present: neither read nor run",
    },
    "form-fields": {
        "fr": "formulaire : les valeurs saisies dans ses champs peuvent manquer",
        "en": "form: values typed in its fields may be missing",
    },
    "attachments": {
        "fr": "{count} pièce(s) jointe(s) au PDF, lues à part quand leur format le permet",
        "en": "{count} file(s) attached to the PDF, read apart where their format allows",
    },
    "mixed-encoding": {
        "fr": "deux encodages mêlés : {count} caractère(s) relu(s) au mieux",
        "en": "two encodings mixed: {count} character(s) read as well as possible",
    },
    "broken-quotes": {
        "fr": "guillemets non fermés : lu ligne par ligne",
        "en": "unclosed quotes: read line by line",
    },
    "read-as": {
        "fr": "le contenu est du {kind}, malgré l'extension « {extension} » : lu ainsi",
        "en": 'the content is {kind}, in spite of the extension "{extension}": read as such',
    },
    "other-sheet": {
        "fr": "autre feuille, non lue ({rows} lignes)",
        "en": "other sheet, not read ({rows} rows)",
    },
    "long-cell": {
        "fr": "cellule de {length} caractères : seuls les {limit} premiers sont comparés",
        "en": "cell of {length} characters: only the first {limit} are compared",
    },
    "other-currency": {
        "fr": "{count} montant(s) dans une autre monnaie que l'euro, non comptés",
        "en": "{count} amount(s) in a currency other than the euro, not counted",
    },
    "other-tax": {
        "fr": "{count} montant(s) disent une autre taxe que leur colonne, comptés tels qu'écrits",
        "en": "{count} amount(s) say another tax than their column, counted as written",
    },
    "mixed-tax": {
        "fr": "{count} montant(s) disent leur taxe (HT ou TTC) et d'autres non, ou autrement : comptés tels qu'écrits",
        "en": "{count} amount(s) say their tax (before or with) and others do not, or otherwise: counted as written",
    },
    "unreadable-amounts": {
        "fr": "{count} montant(s) illisible(s), non comptés",
        "en": "{count} amount(s) that cannot be read, not counted",
    },
    "more-notes": {"fr": "et {count} autre(s) remarque(s)", "en": "and {count} more note(s)"},
}


def describe_reason(reason: str, lang: Lang = "fr", **detail: object) -> str:
    """Return the sentence for a refusal; blanks without a value show "…"."""
    return REASONS[reason].get(lang, REASONS[reason]["en"]).format_map(_Blanks(detail))


def note(key: str, lang: Lang = "fr", **detail: object) -> str:
    """Return the words of a note about something not read."""
    return NOTES[key].get(lang, NOTES[key]["en"]).format_map(_Blanks(detail))


class _Blanks(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"

"""What is wrong in entries and in files about them: a stable code, its blanks, and the sentence in French or English.

`Message` is the sentence, `Problem` adds the place in an entry. Pages and the command line choose the language;
`str` of a problem is English, as in the files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]
MAX_SHOWN = 60
"""Characters of a value shown in a sentence."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of TEXTS, by its code, and what fills its blanks; two equal messages say the same."""

    code: str
    blanks: tuple[tuple[str, str], ...] = ()

    def say(self, lang: str) -> str:
        """Return the sentence in `lang`."""
        return TEXTS[self.code][lang].format(**dict(self.blanks))


def message(code: str, /, **blanks: object) -> Message:
    """Make a message; `found` is shown as the value it is ('12' is no 12), cut to a length that reads."""
    shown = {name: _shown(value) if name == "found" else str(value) for name, value in blanks.items()}
    return Message(code, tuple(shown.items()))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, or doubtful, in a catalogue entry.

    `place` is the file and the path inside it ("products/tixeo.yaml: facts[2].sources");
    `what` says what was found, what was expected and what to do.
    """

    place: str
    what: Message
    level: Level = "error"

    def say(self, lang: str) -> str:
        """Return the place and the sentence in `lang`."""
        colon = ": " if lang == "en" else " : "
        return f"{self.place}{colon}{self.what.say(lang)}"

    def __str__(self) -> str:
        return self.say("en")


def file_message(error: OSError) -> Message:
    """Say why a file could not be opened."""
    if isinstance(error, FileNotFoundError):
        return message("file-absent")
    if isinstance(error, IsADirectoryError):
        return message("file-folder")
    return message("file-closed", why=error.strerror or type(error).__name__)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 3]}..."


TEXTS: Mapping[str, Mapping[str, str]] = {
    # The form of an entry.
    "missing": {"fr": "manque ; cette clé est obligatoire", "en": "missing; this key is required"},
    "unknown-key": {
        "fr": "clé inconnue ; supprimez-la ou corrigez son nom",
        "en": "unknown key; remove it or correct its spelling",
    },
    "choice": {
        "fr": "trouvé : {found} ; valeurs possibles : {choices}",
        "en": "found {found}; one of {choices} expected",
    },
    "form": {"fr": "trouvé : {found} ; forme non reconnue", "en": "found {found}; its form is not recognised"},
    "type-text": {"fr": "trouvé : {found} ; attendu : un texte", "en": "found {found}; a text expected"},
    "type-list": {"fr": "trouvé : {found} ; attendu : une liste", "en": "found {found}; a list expected"},
    "type-keys": {
        "fr": "trouvé : {found} ; attendu : des clés et leurs valeurs",
        "en": "found {found}; keys and values expected",
    },
    "type-number": {
        "fr": "trouvé : {found} ; attendu : un nombre entier",
        "en": "found {found}; a whole number expected",
    },
    "type-truth": {"fr": "trouvé : {found} ; attendu : true ou false", "en": "found {found}; true or false expected"},
    "bound": {
        "fr": "trouvé : {found} ; attendu : {sign} {bound}",
        "en": "found {found}; expected {sign} {bound}",
    },
    "empty": {"fr": "trouvé : {found} ; il en faut au moins {least}", "en": "found {found}; at least {least} needed"},
    "long": {"fr": "trouvé : {found} ; {most} au plus", "en": "found {found}; {most} at most"},
    "web-address": {
        "fr": "trouvé : {found} ; attendu : une adresse qui commence par http:// ou https://",
        "en": "found {found}, expected an address that starts with http:// or https://",
    },
    "schema": {
        "fr": "trouvé : {found} ; refusé par le schéma ({why})",
        "en": "found {found}; refused by the schema ({why})",
    },
    # Files.
    "yaml": {"fr": "illisible en YAML : {why}", "en": "not readable as YAML: {why}"},
    "no-folder": {
        "fr": "pas de {file} ici : ce n'est pas un dossier de catalogue",
        "en": "no {file} here: this is not a catalogue folder",
    },
    "file-name": {
        "fr": "trouvé : {found} ; attendu : '{expected}', le nom du fichier",
        "en": "found {found}, expected '{expected}', the file's name",
    },
    "file-size": {
        "fr": "plus de {most} octets ; une fiche par fichier est attendue",
        "en": "larger than {most} bytes; one entry per file is expected",
    },
    "not-utf8": {"fr": "n'est pas de l'UTF-8 à l'octet {byte}", "en": "not UTF-8 at byte {byte}"},
    "payload-size": {
        "fr": "trouvé : {found} caractères ; {most} au plus",
        "en": "found {found} characters, expected {most} at most",
    },
    "other-id": {
        "fr": "trouvé : {found} ; attendu : '{expected}' ; un identifiant ne change pas",
        "en": "found {found}, expected '{expected}'; ids are permanent",
    },
    "id-used": {
        "fr": "l'identifiant {found} sert déjà à {place}",
        "en": "the id {found} is already used by {place}",
    },
    "no-vocabulary": {
        "fr": "manque ; le vocabulaire des critères est obligatoire",
        "en": "missing; the vocabulary of criteria is required",
    },
    "file-absent": {
        "fr": "ce fichier est introuvable ; vérifiez son nom et son dossier",
        "en": "this file is not there; check its name and folder",
    },
    "file-folder": {"fr": "c'est un dossier ; indiquez un fichier", "en": "this is a folder; give a file"},
    "file-closed": {"fr": "ce fichier ne peut pas être ouvert ({why})", "en": "this file cannot be opened ({why})"},
    "file-large": {"fr": "plus de {most} octets", "en": "more than {most} bytes"},
    # References between entries.
    "no-vendor": {
        "fr": "trouvé : {found} ; pas de fiche d'éditeur de ce nom (vendors/{id}.yaml)",
        "en": "found {found}; no file vendors/{id}.yaml",
    },
    "no-product": {
        "fr": "trouvé : {found} ; pas de fiche de produit de ce nom (products/{id}.yaml)",
        "en": "found {found}; no file products/{id}.yaml",
    },
    "no-category": {"fr": "trouvé : {found} ; pas de fonction de ce nom", "en": "found {found}; no such category"},
    "no-label": {"fr": "trouvé : {found} ; pas de mention de ce nom", "en": "found {found}; no such label"},
    "no-criterion": {"fr": "trouvé : {found} ; pas de critère de ce nom", "en": "found {found}; no such criterion"},
    "own-part": {"fr": "une suite ne peut pas se contenir elle-même", "en": "a suite cannot include itself"},
    "refusal-missing": {
        "fr": "manque ; une fiche non retenue donne son critère et sa raison sourcée",
        "en": "missing; an entry not retained gives its criterion and sourced reason",
    },
    "two-answers": {
        "fr": "donné à côté d'alternatives ; gardez l'une des deux réponses",
        "en": "given beside alternatives; keep one of the two answers",
    },
    "own-alternative": {
        "fr": "un produit n'est pas sa propre alternative",
        "en": "a product is no alternative to itself",
    },
    "not-published": {
        "fr": "{found} est en état « {status} » ; seuls des produits publiés sont proposés",
        "en": "{found} is {status}; only published products are proposed",
    },
    "listed-twice": {"fr": "{found} figure deux fois", "en": "{found} is listed twice"},
    "link-evidence": {
        "fr": "ni source ni jugement ; chaque lien a besoin de l'un des deux",
        "en": "neither source nor judgement; each link needs one of the two",
    },
    "cycle": {
        "fr": "est son propre propriétaire ou sa propre partie, par une boucle",
        "en": "is its own owner or part, through a cycle",
    },
    "merged-twice": {
        "fr": "{found} a été réuni à {target} ; nommez celui-là",
        "en": "{found} was itself merged into {target}; name that one",
    },
    "merged-kept": {
        "fr": "la fiche est en état « {status} » ; une fiche réunie à une autre est retirée (withdrawn)",
        "en": "the entry is {status}; a merged entry is withdrawn",
    },
    # Facts.
    "other-subject": {
        "fr": "{found} est une question sur un {subject}",
        "en": "{found} is a question about a {subject}",
    },
    "several-values": {
        "fr": "{count} valeurs actuelles pour {found} ; marquez-les toutes « disputed: true », donnez « until » à "
        "l'ancienne, ou à chacune son « offer »",
        "en": "{count} current values for {found}; mark them all 'disputed: true', give the old one 'until', or give "
        "each its 'offer'",
    },
    "no-value": {
        "fr": "ni valeur ni question ; une question ouverte dit quoi demander",
        "en": "neither value nor question; an open question says what to ask",
    },
    "no-source": {
        "fr": "manque ; chaque fait a besoin d'une source avec son adresse et le jour où elle a été lue, ou d'une question à poser",
        "en": "missing; each fact needs a source with url and date seen, or a question to ask",
    },
    "published-later": {
        "fr": "{published} est après le jour de lecture, {seen}",
        "en": "{published} is after the day it was seen, {seen}",
    },
    "no-quote": {
        "fr": "trouvé : {found} ; citez entre guillemets quelques mots du passage, pour qu'on le retrouve",
        "en": "found {found}; quote a few words of the passage, so that it can be found",
    },
    "claim-publisher": {
        "fr": "l'affirmation est « {claim} », mais aucune source n'est de cette nature ({publishers})",
        "en": "the claim is '{claim}', but no source is of that kind ({publishers})",
    },
    "expired": {"fr": "{criterion} : périmé depuis le {day}", "en": "{criterion}: expired on {day}"},
    "value-country": {
        "fr": "trouvé : {found} ; « {criterion} » attend un code de pays tel que FR",
        "en": "found {found}; '{criterion}' expects a country code such as FR",
    },
    "value-countries": {
        "fr": "trouvé : {found} ; « {criterion} » attend une liste de codes de pays, ou EU, telle que [FR, DE]",
        "en": "found {found}; '{criterion}' expects a list of country codes, or EU, such as [FR, DE]",
    },
    "value-choice": {
        "fr": "trouvé : {found} ; « {criterion} » attend l'une de ses réponses",
        "en": "found {found}; '{criterion}' expects one of its choices",
    },
    "value-choices": {
        "fr": "trouvé : {found} ; « {criterion} » attend une liste de ses réponses",
        "en": "found {found}; '{criterion}' expects a list of its choices",
    },
    "value-names": {
        "fr": "trouvé : {found} ; « {criterion} » attend une liste de noms",
        "en": "found {found}; '{criterion}' expects a list of names",
    },
    "value-licence": {
        "fr": "trouvé : {found} ; « {criterion} » attend un identifiant SPDX ou « proprietary »",
        "en": "found {found}; '{criterion}' expects an SPDX identifier or 'proprietary'",
    },
    "value-text": {
        "fr": "trouvé : {found} ; « {criterion} » attend un texte, en français puis en anglais (fr, en)",
        "en": "found {found}; '{criterion}' expects a text: fr, en",
    },
    "value-ownership": {
        "fr": "trouvé : {found} ; « {criterion} » attend un détenteur (owner, power)",
        "en": "found {found}; '{criterion}' expects an owner: owner, power",
    },
    "value-operator": {
        "fr": "trouvé : {found} ; « {criterion} » attend une société (name, country)",
        "en": "found {found}; '{criterion}' expects a company: name, country",
    },
    "value-certificate": {
        "fr": "trouvé : {found} ; « {criterion} » attend un certificat (scheme, scope)",
        "en": "found {found}; '{criterion}' expects a certificate: scheme, scope",
    },
    "value-eligibility": {
        "fr": "trouvé : {found} ; « {criterion} » attend des acheteurs et un accès (buyers, access)",
        "en": "found {found}; '{criterion}' expects buyers and access: buyers, access",
    },
    # The vocabulary.
    "defined-twice": {"fr": "{found} est défini deux fois", "en": "{found} is defined twice"},
    "choices-missing": {"fr": "manque ; donnez les réponses possibles", "en": "missing; list the possible answers"},
    "choices-given": {
        "fr": "donné, mais la valeur n'est pas un choix",
        "en": "given, but the value is no choice",
    },
    # Names and labels.
    "weak-alone": {
        "fr": "le nom faible {found} n'a pas de mots à l'appui dans « needs »",
        "en": "the weak name {found} has no supporting words in 'needs'",
    },
    "name-short": {
        "fr": "le nom {found} est trop court pour être reconnu",
        "en": "the name {found} is too short to be recognised",
    },
    "name-owned": {
        "fr": "le nom {found} appartient aussi à {others} ; ôtez-le de l'un, ou écrivez-le dans chacun avec « shared: true »",
        "en": "the name {found} also belongs to {others}; remove it from one, or write it in each with 'shared: true'",
    },
    "label-licence": {
        "fr": "« free-software » a besoin d'un fait sourcé « licence » qui ne soit pas « proprietary »",
        "en": "'free-software' needs a sourced fact 'licence' that is not proprietary",
    },
    "label-seat": {
        "fr": "« steward-outside-eu » a besoin d'un fait sourcé « seat » sur l'éditeur",
        "en": "'steward-outside-eu' needs a sourced fact 'seat' on the vendor",
    },
    "summary-seat": {
        "fr": "trouvé : {found} ; l'éditeur n'a pas de fait sourcé « seat » qui le dise",
        "en": "found {found}; the vendor has no sourced fact 'seat' that says so",
    },
    # Cells of a workbook of facts.
    "column": {"fr": "la colonne manque", "en": "missing column"},
    "cell-missing": {"fr": "manque", "en": "missing"},
    "cell-kind": {"fr": "attendu : product ou vendor", "en": "expected product or vendor"},
    "cell-product": {
        "fr": "aucun produit n'a cet identifiant ; il est dans l'adresse de sa fiche",
        "en": "no such product; ids are in the address of its page",
    },
    "cell-vendor": {
        "fr": "aucun éditeur n'a cet identifiant ; il est dans l'adresse de sa fiche",
        "en": "no such vendor; ids are in the address of its page",
    },
    "cell-number": {
        "fr": "attendu : le numéro du fait, ou rien pour un fait nouveau",
        "en": "expected the fact's number, or nothing for a new fact",
    },
    "cell-fact": {"fr": "la fiche n'a pas de fait de ce numéro", "en": "the entry has no fact with this number"},
    "cell-criterion": {"fr": "aucun critère n'a cet identifiant", "en": "no such criterion"},
}

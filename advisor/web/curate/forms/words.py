"""The label of each field, and the help beside it. A field without words of its own shows its name."""

from collections.abc import Mapping

from advisor.catalogue.schema import RawCriterion
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.shown.words import access_word, claim_word, effort_word, publisher_word


def field_label(model: str, name: str) -> str:
    """Name a field of a model."""
    labels = {**_entry_labels(), **_fact_labels(), **_other_labels()}
    return labels.get(f"{model}.{name}") or labels.get(name) or name


def field_help(model: str, name: str) -> str:
    """Say what to write in a field; empty where the label says it."""
    helps = {**_entry_help(), **_fact_help()}
    return helps.get(f"{model}.{name}") or helps.get(name) or ""


def option_label(name: str, key: str, criterion: RawCriterion | None = None) -> str:
    """Name one choice of a field."""
    if criterion is not None and key in criterion.choices:
        text = criterion.choices[key]
        return text.en if current_lang() == "en" and text.en else text.fr
    try:
        match name:
            case "claim":
                return claim_word(key)
            case "publisher" | "provers":
                return publisher_word(key)
            case "access":
                return access_word(key)
            case "effort":
                return effort_word(key)
    except KeyError:
        return key
    return _options().get(f"{name}.{key}", key)


def _options() -> Mapping[str, str]:
    return {
        "status.published": _("publiée"),
        "status.draft": _("brouillon : reconnue, jamais proposée"),
        "status.withdrawn": _("retirée"),
        "status.not-retained": _("non retenue : montrée avec la raison"),
        "roles.dominant": _("que les acheteurs veulent remplacer"),
        "roles.alternative": _("qui peut en remplacer un autre"),
        "use.strong": _("fort : suffit à lui seul"),
        "use.weak": _("faible : mot courant, un autre mot doit être proche"),
        "use.auto": _("selon le lexique des mots courants"),
        "kind.name": _("nom"),
        "kind.abbreviation": _("abréviation"),
        "kind.former": _("ancien nom"),
        "kind.component": _("composant"),
        "kind.edition": _("édition"),
        "kind.sku": _("référence commerciale"),
        "kind.misspelling": _("faute fréquente"),
        "power.sole": _("en totalité"),
        "power.majority": _("majoritaire"),
        "power.minority": _("minoritaire"),
        "power.veto": _("droit de veto"),
        "subject.product": _("produit"),
        "subject.vendor": _("éditeur"),
    }


def _entry_labels() -> Mapping[str, str]:
    return {
        "name": _("Nom"),
        "legal_name": _("Raison sociale"),
        "vendor": _("Éditeur (identifiant)"),
        "roles": _("Place dans le catalogue"),
        "labels": _("Étiquettes (identifiants)"),
        "categories": _("Fonctions (identifiants)"),
        "website": _("Site"),
        "summary": _("Description"),
        "includes": _("Contient (identifiants de produits)"),
        "aliases": _("Autres noms"),
        "identifiers": _("Identifiants publics"),
        "facts": _("Faits"),
        "alternatives": _("Alternatives"),
        "no_substitute": _("Pas de substitut crédible"),
        "not_retained": _("Non retenu"),
        "status": _("État de la fiche"),
        "note": _("Remarque"),
        "merged_into": _("Réunie à (identifiant)"),
        "definition": _("Définition"),
        "terms": _("Mots des cahiers des charges"),
        "cpv": _("Codes CPV"),
        "standards": _("Normes"),
        "need": _("Besoin, à la suite de « La solution permet de »"),
        "measures": _("Mesures"),
    }


def _fact_labels() -> Mapping[str, str]:
    return {
        "value": _("Valeur"),
        "offer": _("Offre concernée"),
        "as_of": _("Vrai à la date du"),
        "until": _("Jusqu’au"),
        "claim": _("Nature de la preuve"),
        "sources": _("Sources"),
        "disputed": _("Contesté"),
        "question": _("Question à poser"),
        "expires": _("Périmé après le"),
        "url": _("Adresse"),
        "title": _("Titre de la page"),
        "publisher": _("Qui publie"),
        "published": _("Publié le"),
        "seen": _("Lu le"),
        "access": _("Comment"),
        "locator": _("Où dans la page"),
        "owner": _("Détenteur"),
        "country": _("Pays"),
        "share_percent": _("Part, en pour cent"),
        "power": _("Pouvoir"),
        "scheme": _("Certification"),
        "scope": _("Portée"),
        "version": _("Version"),
        "number": _("Numéro"),
        "issued": _("Délivré le"),
        "ends": _("Prend fin le"),
        "buyers": _("Acheteurs admis"),
    }


def _other_labels() -> Mapping[str, str]:
    return {
        "RawText.fr": _("en français"),
        "RawText.en": _("en anglais"),
        "RawTerms.fr": _("en français, un par ligne"),
        "RawTerms.en": _("en anglais, un par ligne"),
        "RawAlias.text": _("Nom"),
        "RawAlias.use": _("Force"),
        "RawAlias.needs": _("Mots à trouver à côté"),
        "RawAlias.kind": _("Sorte de nom"),
        "RawAlias.shared": _("Partagé avec un autre produit"),
        "RawAlternative.product": _("Produit (identifiant)"),
        "RawAlternative.gaps": _("Ce qu’elle ne couvre pas"),
        "RawAlternative.scope": _("Ce qu’elle couvre"),
        "effort": _("Effort"),
        "effort_reason": _("Raison de l’effort"),
        "judgement": _("Avis signé"),
        "by": _("Signé"),
        "date": _("Le"),
        "rests_on": _("Repose sur"),
        "reason": _("Raison"),
        "criterion": _("Critère (identifiant)"),
        "code": _("Code"),
        "label": _("Libellé officiel"),
        "reference": _("Adresse de la norme"),
        "warning": _("Ce que la norme écarterait"),
        "criteria": _("Critères"),
        "RawCriterion.id": _("Identifiant"),
        "RawLabel.id": _("Identifiant"),
        "RawCriterion.question": _("Question"),
        "subject": _("Porte sur"),
        "value_type": _("Sorte de valeur"),
        "choices": _("Réponses possibles"),
        "multiple": _("Plusieurs valeurs"),
        "provers": _("Qui peut le prouver"),
        "valid_months": _("Vaut combien de mois"),
        "circular": _("Question de la circulaire"),
        "help": _("Aide"),
        "meaning": _("Sens"),
    }


def _entry_help() -> Mapping[str, str]:
    return {
        "vendor": _(
            "Le dernier mot de l’adresse de la fiche de l’éditeur. Créez-la dans la même proposition si elle manque."
        ),
        "labels": _("Un par ligne, parmi ceux du vocabulaire. Chacun affirme quelque chose que des faits soutiennent."),
        "categories": _("Un par ligne ; le dernier mot de l’adresse d’une page de fonction."),
        "summary": _(
            "Une phrase neutre : ce que c’est. Ni éloge, ni « souverain », ni « certifié » sans service ni date."
        ),
        "includes": _(
            "Un par ligne : les parties d’une suite qui s’achètent seules. Les autres sont des noms de la suite."
        ),
        "aliases": _("Les noms que des acheteurs écrivent, anciens noms compris. N’inventez pas d’abréviation."),
        "identifiers": _("Un par ligne : wikidata: Q…, cpe: …"),
        "no_substitute": _(
            "À la place d’alternatives, quand c’est vrai : une réponse comme une autre, motivée et signée."
        ),
        "not_retained": _("Avec l’état « non retenue » : le critère qui a décidé, la raison, ses sources."),
        "note": _("Pour les curateurs : ce qui n’a pas sa place ailleurs."),
        "merged_into": _("Sur une fiche retirée seulement : celle qui la remplace. Son adresse y mènera."),
        "measures": _(
            "Des blancs mesurables, entre crochets. Ni produit, ni éditeur, ni origine, ni format d’un seul éditeur."
        ),
        "standards": _("Une norme qui écarterait un candidat du catalogue porte une mise en garde."),
        "alternatives": _("Sur le produit remplacé. La cible est publiée ; une source, un avis signé, ou les deux."),
        "RawAlias.needs": _("Un par ligne ; « vendor » pour le nom de l’éditeur."),
        "RawAlternative.scope": _("Ce qu’elle remplace de ce produit, dans les mots de ses utilisateurs."),
        "RawAlternative.gaps": _("Ce qui manque, ou n’a pas été vérifié."),
        "by": _("« Rédaction » pour un avis de la rédaction."),
        "choices": _("Une par ligne : code | français | anglais."),
    }


def _fact_help() -> Mapping[str, str]:
    return {
        "value": _("Vide : inconnu. Pas plus que ce que dit le passage lu. Une liste s’écrit un élément par ligne."),
        "offer": _("Seulement si les offres ou éditions diffèrent."),
        "as_of": _("La date que le passage donne à ce fait : 2026, 2026-03 ou 2026-03-15."),
        "until": _("Quand une valeur plus récente l’a remplacé : il est gardé comme histoire."),
        "claim": _("La page d’un éditeur est une déclaration, même quand elle cite un certificat."),
        "sources": _("Obligatoires pour publier une valeur : le passage que vous avez lu, et où il se trouve."),
        "disputed": _("Quand deux sources se contredisent : chacune a son fait, tous deux contestés."),
        "question": _("Fait du fait une question ouverte à poser à l’éditeur, jamais une valeur sûre."),
        "expires": _("Vide : la fin du certificat, ou la durée du critère."),
        "published": _("Si la page le dit."),
        "seen": _("Le jour de la lecture. Ne l’avancez pas sans relire."),
        "locator": _("Titre et paragraphe, page ou ligne : un relecteur doit retrouver le passage."),
        "country": _("Deux lettres : FR, DE, US."),
        "share_percent": _("Un nombre : 85 ou 33.3."),
        "scope": _("Le service et la version exacts ; jamais la société."),
    }

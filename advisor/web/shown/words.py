"""The words of the catalogue's closed lists, in the reader's language."""

from decimal import Decimal

from advisor.web.i18n import gettext as _
from advisor.web.i18n import show_number


def publisher_word(kind: str) -> str:
    """Name the kind of publisher of a source."""
    return {
        "vendor": _("éditeur"),
        "state": _("administration"),
        "register": _("registre"),
        "law": _("texte de droit"),
        "press": _("presse"),
        "association": _("association"),
        "academic": _("recherche"),
        "standards-body": _("organisme de normes"),
        "community": _("communauté"),
        "other": _("autre"),
    }[kind]


def claim_word(kind: str) -> str:
    """Name the kind of claim a fact makes."""
    return {
        "law": _("droit"),
        "certificate": _("certificat"),
        "register": _("registre"),
        "vendor-statement": _("déclaration de l’éditeur"),
        "press": _("presse"),
        "third-party": _("relevé d’un tiers"),
        "editorial": _("jugement de la rédaction"),
    }[kind]


def access_word(kind: str) -> str:
    """Say how a source was read."""
    return {
        "archived-copy": _("lu sur une copie archivée"),
        "file": _("lu dans un fichier"),
        "live": _("lu en ligne"),
    }[kind]


def effort_word(effort: str) -> str:
    """Name an effort of replacement."""
    return {"low": _("faible"), "medium": _("moyen"), "high": _("élevé")}[effort]


def power_word(power: str, share: str | None) -> str:
    """Say how an owner holds a vendor, with its share when it is known."""
    if share:
        return _("détenu à %(share)s %% par") % {"share": show_number(Decimal(share))}
    return {
        "sole": _("détenu en totalité par"),
        "majority": _("contrôlé par"),
        "minority": _("part minoritaire de"),
        "veto": _("droit de veto de"),
    }[power]


def holding_word(power: str, share: str | None) -> str:
    """Name the part an owner has, with its share when it is known."""
    word = {
        "sole": _("propriétaire unique"),
        "majority": _("majoritaire"),
        "minority": _("minoritaire"),
        "veto": _("droit de veto"),
    }[power]
    return _("%(word)s, %(share)s %%") % {"word": word, "share": show_number(Decimal(share))} if share else word


def buyer_word(buyer: str) -> str:
    """Name a kind of buyer."""
    return {
        "state": _("services de l’État"),
        "state-operator": _("opérateurs de l’État"),
        "local-authority": _("collectivités"),
        "hospital": _("hôpitaux"),
        "school": _("écoles et établissements"),
        "university": _("universités et recherche"),
        "company": _("entreprises"),
        "other": _("autres organismes"),
    }.get(buyer, buyer)


def data_word(kind: str) -> str:
    """Name a kind of data by how sensitive it is."""
    return {
        "public": _("données publiques"),
        "internal": _("données internes ordinaires"),
        "personal": _("données personnelles"),
        "health": _("données de santé"),
        "sensitive": _("données d’une sensibilité particulière (loi SREN, article 31)"),
    }.get(kind, kind)


def mark_word(mark: str) -> str:
    """Say how well a rule is known."""
    return {
        "official": _("lu sur un site officiel"),
        "secondary": _("connu par une source secondaire"),
        "to-check": _("à vérifier : texte non relu ou sources en désaccord"),
    }[mark]


def force_word(force: str) -> str:
    """Say what a rule does."""
    return {
        "duty": _("obligation"),
        "doctrine": _("doctrine"),
        "permission": _("permis"),
        "limit": _("limite"),
        "proposal": _("proposition, sans effet aujourd’hui"),
    }[force]


def topic_question(topic: str) -> str:
    """Ask a question of the needs form in plain words."""
    return {
        "hosting": _("Où les données doivent-elles être ?"),
        "self-hosting": _("Voulez-vous pouvoir l’installer chez vous ?"),
        "qualification": _("Faut-il une qualification ou un certificat ?"),
        "protection": _("Faut-il une protection particulière des contenus ?"),
        "licence": _("La licence compte-t-elle ?"),
        "standards": _("Faut-il suivre des normes ouvertes ?"),
        "interoperability": _("Doit-il se relier à d’autres logiciels ?"),
        "reversibility": _("Devez-vous pouvoir en sortir ?"),
        "language": _("En quelle langue l’assistance ?"),
        "accessibility": _("L’accessibilité est-elle déclarée ?"),
        "other": _("Autres critères de votre fichier"),
    }[topic]


def eligibility_word(access: str) -> str:
    """Say how a shared tool is opened to a buyer."""
    return {"open": _("ouvert"), "on-request": _("sur demande"), "closed": _("fermé")}[access]


def alias_word(kind: str) -> str:
    """Name a kind of alias."""
    return {
        "name": _("Autres noms"),
        "abbreviation": _("Abréviations"),
        "former": _("Anciens noms"),
        "component": _("Composants"),
        "edition": _("Éditions"),
        "sku": _("Références de commande"),
        "misspelling": _("Fautes courantes"),
    }[kind]


def circular_word(question: str | None) -> str:
    """Name the question of the circular a criterion answers."""
    return {
        "immunity": _("immunité au droit extraterritorial"),
        "substitutability": _("substituabilité"),
        "control": _("maîtrise"),
    }.get(question or "", "")


def zone_word(zone: str) -> str:
    """Name a zone of control."""
    return {
        "eu": _("Union européenne"),
        "near": _("EEE, Suisse, Royaume-Uni"),
        "us": _("États-Unis"),
        "third": _("autre pays"),
        "free": _("communauté"),
        "unk": _("inconnu"),
    }[zone]

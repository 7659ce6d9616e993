"""The words of column headers, French and English, and what each says about its column."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z0-9€]+")


def _any(words: str) -> str:
    """Return an alternation of words; an underscore stands for a space inside one."""
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


_NAME = _any("nom name lib libelle desig designation intitule")
_THING = _any("logiciel produit application software product licence article solution")
_ENTRY = _any("ecriture ligne long article produit piece mouvement de_la_ligne")
_PARTY = _any("editeur publisher vendor fabricant manufacturer fournisseur supplier tiers raison_sociale constructeur")
_MAKER = _any(
    "editeur edit publisher vendor manufacturer fabricant fab constructeur marque brand developpeur developer"
)
_SELLER = _any(
    "fournisseur supplier tiers raison_sociale titulaire prestataire attributaire revendeur reseller creancier fourn"
)
_ANY_THING = _any(
    "libelle designation logiciel produit application software product article licence license intitule prestation"
    " solution outil program programme"
)
# A French header says what it holds first ("Version du logiciel"), an English one last ("Product version").
_CODE_FIRST = _any(
    "version type code numero num no n id ref reference date statut etat famille categorie quantite nombre nb cle key"
    " prix montant cout duree marque"
)
_CODE_LAST = _any(
    "version id code key number date type count quantity status category guid path architecture hash source available"
    " platform"
)
_PEOPLE = _any(
    "utilisateur user agent beneficiaire prenom firstname lastname detenteur affecte attribue login mail email e_mail"
    " courriel matricule demandeur gestionnaire responsable acheteur redacteur referent owner upn"
)
_MACHINES = _any(
    "ordinateur machine computer device hostname host poste_de_travail workstation adresse_ip ip_address mac imei"
)
_MONEY = _any(
    "montant amount valeur depense spend cout cost prix price tarif budget total redevance facture engage mandate debit"
    " net eur euros? ht ttc €"
)

_TEXT = (
    (rf"{_NAME}\b.*\b{_THING}s?", 6),
    (r"(?:display|application|software|product|package|program) ?name|name of (?:software|product)", 6),
    (rf"{_THING}s? (?:nom|name|libelle)", 6),
    (rf"libelle {_ENTRY}|texte (?:du )?(?:poste|ligne)|line description|item text", 5.5),
    (rf"(?:libelle|designation|intitule|prestation|item|{_THING})s?", 5),
    (r"(?:designation|description)\b.*|objet\b.*", 4),
    (rf".*\b{_ANY_THING}s?\b.*", 3),
    (r"(?:nom|name|titre|title|detail|details|texte|text|quoi|what|nature)", 2),
    (r"(?:commentaire|comment|remarque|observation|note)s?", -3),
    (r".*\bcompte\b.*|.*\baccount\b.*|.*\bgl\b.*", -6),
    (rf"{_CODE_FIRST}\b.*", -5),
    (rf".*\b{_CODE_LAST}", -5),
    (rf".*\b{_PARTY}s?\b.*", -6),
)
_PRIVATE = (
    rf".*\b{_PEOPLE}s?\b.*",
    rf".*\b{_MACHINES}s?\b.*",
    r"(?:poste|pc|nom (?:du )?poste|serveur|nom d usage|nom de l agent|serial.*|numero de serie|asset ?tag)",
)
_VENDOR = ((rf".*\b{_MAKER}s?\b.*", 5), (rf".*\b{_SELLER}s?\b.*", 3))
_NOT_VENDOR = (
    _any("code numero num no n id siret siren compte type categorie contact mail date montant ref reference ville cp")
    + r"\b.*|.*\b(?:id|code|siret|siren|number|no|contact)"
)
_AMOUNT = (
    (rf".*\b{_MONEY}\b.*|.*€.*", 3),
    (r"(?:montant|amount|total|cout|cost|depense)\b.*", 1),
    (r".*\b(?:ht|hors taxes?|excl)\b.*", 1),
    (r".*\b(?:ttc|toutes taxes)\b.*", 0.5),
    (r".*\b(?:unitaire|pu|unit|mensuel|monthly|credit|prevu|prevision|estime|precedent|n 1)\b.*", -2),
)
_NOT_AMOUNT = r".*\b(?:quantite|qte|nombre|nb|taux|tva|vat|devise|currency|date|code|numero|compte|remise|seuil)\b.*"
_TAXED = re.compile(r"\b(?:ht|ttc)\b")
_END = (
    (r".*\b(?:echeance|expiration|expire|expires|expiry|renouvellement|renewal|terme)\b.*", 4),
    (r".*\bfin\b.*|.*\bend\b.*|.*\b(?:valable|valide|valid)\b.*\b(?:jusqu|until|to)\b.*|.*\bjusqu au\b.*", 4),
    (r"(?:date|duree)\b.*", 0.5),
)
_NOT_END = r".*\b(?:debut|start|commande|facture|comptable|achat|creation|installation|reception|naissance|piece)\b.*"
_CURRENCY = re.compile(r"(?:code )?(?:devise|currency|monnaie)s?(?: code)?")
_OTHER = re.compile(
    _any(
        "entite service direction site departement pole quantite qte nombre.* nb.* count exercice annee mois year"
        " famille categorie statut etat devise tva taux.* version.* systeme_d_exploitation os platform remarques?"
        " commentaires? localisation code.* centre_de_couts? cost_center n_.* numero.* ref.* source available id duree"
        " debut licences? installations? sens journal mode"
    )
)
MAX_HEADER = 60


def fold_header(text: str) -> str:
    """Return a header in plain words: no accents, no case, "ApplicationName" as two words; 200 characters at most."""
    return _fold(text[:200])


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    spaced = _CAMEL.sub(" ", text)
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore") if "€" not in spaced else None
    folded = plain.decode() if plain is not None else unicodedata.normalize("NFKD", spaced)
    return _NOT_WORD.sub(" ", "".join(c for c in folded.casefold() if not unicodedata.combining(c))).strip()


def _sum(rules: tuple[tuple[str, float], ...], header: str, *, first: bool = False) -> float:
    scores = [weight for pattern, weight in rules if re.fullmatch(pattern, header)]
    if not scores:
        return 0.0
    return scores[0] if first else sum(scores)


def rate_text(header: str) -> float:
    """Rate a folded header as the column of product names: about 6 (sure) to -10 (surely not)."""
    if not header:
        return 0.0
    best = max((w for p, w in _TEXT if w > 0 and re.fullmatch(p, header)), default=0.0)
    worst = min((w for p, w in _TEXT if w < 0 and re.fullmatch(p, header)), default=0.0)
    # "Nom du logiciel" outweighs nothing; "Version du logiciel" is still a version.
    return best + worst


def is_private(header: str) -> bool:
    """Say whether a header announces people or machines: such columns are never read as text."""
    return any(re.fullmatch(pattern, header) for pattern in _PRIVATE) and rate_text(header) < 5


def rate_vendor(header: str) -> float:
    """Rate a folded header as the column of publishers (5) or suppliers (3); 0 for none."""
    if re.fullmatch(_NOT_VENDOR, header):
        return 0.0
    return _sum(_VENDOR, header, first=True)


def is_hardware(header: str) -> bool:
    """Say whether a column describes machines, so that "fabricant" beside it is theirs."""
    return re.fullmatch(r"modele|model|numero de serie|serial.*|type de (?:poste|materiel)", header) is not None


def is_maker(header: str) -> bool:
    """Say whether a header may mean the maker of a machine as well as a publisher."""
    return re.fullmatch(rf".*\b{_any('fabricant manufacturer constructeur marque')}s?\b.*", header) is not None


def rate_amount(header: str) -> float:
    """Rate a folded header as the column of amounts; before tax comes before tax included."""
    if re.fullmatch(_NOT_AMOUNT, header) and not (_TAXED.search(header) or header.startswith(("montant", "amount"))):
        return 0.0
    return _sum(_AMOUNT, header)


def tax_of(header: str) -> Literal["excluded", "included"] | None:
    """Say whether amounts under a folded header are before tax or hold it; None when it does not say."""
    if re.search(r"\b(?:ht|hors taxes?|excl\w*|before tax|net of tax)\b", header):
        return "excluded"
    return "included" if re.search(r"\b(?:ttc|toutes taxes|incl\w*|with tax)\b", header) else None


def scale_of(header: str) -> int:
    """Return what one unit under a header is worth in euros: 1000 under "Montant (k€)"."""
    if re.search(r"\bk ?(?:€|eur)|milliers", header):
        return 1_000
    return 1_000_000 if re.search(r"\bm ?(?:€|eur\b|euros)|\bmillions", header) else 1


def rate_end(header: str) -> float:
    """Rate a folded header as the column of end dates."""
    if re.fullmatch(_NOT_END, header):
        return 0.0
    score = _sum(_END, header)
    return score if score >= 4 else 0.0


def is_currency(header: str) -> bool:
    """Say whether a column gives the currency of another."""
    return _CURRENCY.fullmatch(header) is not None


def is_header_word(header: str) -> bool:
    """Say whether a folded cell reads as a column header at all."""
    if not header or len(header) > MAX_HEADER or len(header.split()) > 6:
        return False
    return bool(
        abs(rate_text(header)) >= 2
        or rate_vendor(header)
        or rate_amount(header) > 0
        or rate_end(header)
        or is_private(header)
        or _OTHER.fullmatch(header)
    )


def is_exact_text_header(header: str) -> bool:
    """Say whether a cell alone in its column is surely a header ("Logiciels")."""
    short = len(header.split()) <= 4 and re.fullmatch(_TEXT[4][0], header) is not None
    return short or rate_text(header) >= 6

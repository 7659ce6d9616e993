"""Cells that name a person or a machine, so that such columns are never kept. Shapes and a few first names."""

import re

_PLAIN = str.maketrans("éèêëàâäîïôöùûüçÉÈÊËÀÂÄÎÏÔÖÙÛÜÇ", "eeeeaaaiioouuucEEEEAAAIIOOUUUC")
_FIRST_NAMES = frozenset(
    """
    adam adele agathe agnes alain albert alexandra alexandre alexis alice aline amandine amelie amina anais
    andre anne annie anthony antoine ariane arnaud arthur audrey aurelie aurelien axelle baptiste beatrice
    benjamin benoit bernard bertrand brigitte bruno camille carine carole caroline catherine cecile celine
    chantal charles charlotte chloe christelle christian christine christophe claire claude claudine clemence
    clement colette corentin corinne cyril damien daniel danielle david delphine denis didier dominique dylan
    edith elena elisa elisabeth elise elodie emilie emma emmanuel emmanuelle enzo eric erwan estelle esther
    etienne eva evelyne fabien fabienne fabrice fanny farid fatima florence florent florian francine franck
    francois francoise frederic frederique gabriel gaelle gautier genevieve georges gerald gerard gilbert gilles
    ginette gregory guillaume guy hamid helene henri herve hugo ines isabelle jacqueline jacques jean jeanne
    jennifer jeremy jerome jessica joel john jonathan joseph josiane julia julie julien juliette justine karim
    karine kevin laetitia laura laure laurence laurent lea leila leo lionel lise louis louise luc lucas lucie
    lucien ludovic madeleine manon marc marcel margaux marguerite maria marie marina marine marion marlene
    martin martine mathieu mathilde matthieu maxime mehdi melanie michael michel michele mickael mohamed monique
    morgane muriel nadege nadia nadine nathalie nathan nicolas nicole noemie olivier ophelie pascal pascale
    patrice patricia patrick paul pauline perrine peter philippe pierre quentin rachel rachid raphael raymond
    regine regis remi remy rene renee robert robin roger roland romain romane samia samir samuel sandra sandrine
    sarah sebastien serge severine simon simone solene sonia sophie stephane stephanie steven suzanne sylvain
    sylvie tatiana theo theodore therese thierry thomas tristan valentin valerie vanessa veronique victor
    victoria vincent virginie viviane xavier yann yannick yasmine yoann youssef yves yvette yvonne zoe
    """.split()  # noqa: SIM905 (a wall of quotes would be harder to read)
)
_NAME_WORD = re.compile(r"^[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?$")
_MAIL = re.compile(r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
_SURNAME_FIRST = re.compile(r"^[A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+)* [A-Z][a-z]+(?:-[A-Z][a-z]+)?$")
_TITLE = re.compile(r"^(?:m\.|mr\.?|mme|mlle|mrs|ms|dr\.?|madame|monsieur)\s", re.I)
_LOGIN = re.compile(r"^(?:[a-z]+\\)?[a-z]{1,3}[._-][a-z-]{3,}$|^[A-Z]+\\[\w.-]+$")
_GUID = re.compile(r"^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$", re.I)
_ADDRESS = re.compile(r"^(?:\d{1,3}\.){3}\d{1,3}$|^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$", re.I)
_HOST = re.compile(
    r"^(?=.*\d)(?=.*[A-Z])[A-Z]{1,12}\d{0,4}(?:[-_][A-Z0-9]+){1,4}$|^[A-Z]{2,8}\d{3,}$|^(?=.*\d)[A-Z0-9]{7,12}$",
    re.I,
)
_DOMAIN = re.compile(r"^[a-z0-9-]+\.[a-z0-9-]+\.(?:local|lan|intra|fr|net|corp)$", re.I)


def looks_like_person(text: str) -> bool:
    """Say whether a cell reads as a person: an address, a login, "DUPONT Marie", "Marie Dupont"."""
    text = text.strip()
    if _MAIL.match(text) or _TITLE.match(text) or _LOGIN.match(text):
        return True
    plain = text.translate(_PLAIN)
    words = plain.replace(",", " ").split()
    if not 1 < len(words) <= 4 or not all(_NAME_WORD.match(word) for word in words):
        return False
    if any(part in _FIRST_NAMES for word in (words[0], words[-1]) for part in word.casefold().split("-")):
        return all(word[0].isupper() or len(word) <= 3 for word in words)
    return len(words) == 2 and _SURNAME_FIRST.match(plain) is not None and len(words[0]) > 3


def looks_like_machine(text: str) -> bool:
    """Say whether a cell reads as a machine: host name, serial number, address, GUID."""
    text = text.strip()
    if " " in text or len(text) < 5:
        return False
    return any(shape.match(text) is not None for shape in (_GUID, _ADDRESS, _HOST, _DOMAIN))

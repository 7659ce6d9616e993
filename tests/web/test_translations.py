"""Every sentence of the pages has its English, with the same blanks; no translation is left over."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from advisor.config import PACKAGE, packaged_folder

WORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
TEMPLATES = sorted(packaged_folder("templates").rglob("*.html"))
CODE = sorted((PACKAGE / "web").rglob("*.py"))
BLANK = re.compile(r"%\((\w+)\)s")


def sentences(path: Path):
    """List the sentences of a template or module: a string, or (singular, plural)."""
    template = path.suffix == ".html"
    method = "jinja2.ext:babel_extract" if template else "python"
    options = {"extensions": "jinja2.ext.i18n", "silent": "false"} if template else {}
    return [message for _, message, _, _ in extract_from_file(method, path, keywords=WORDS, options=options)]


def translations():
    """Map each French sentence to its English, over all the parts."""
    found = {}
    for path in sorted((PACKAGE / "web" / "translations" / "en").glob("*.po")):
        with path.open("rb") as file:
            found |= {message.id: message.string for message in read_po(file, locale="en") if message.id}
    return found


ENGLISH = translations()


def name_of(path):
    return "/".join(path.parts[-2:])


@pytest.mark.parametrize("path", [pytest.param(path, id=name_of(path)) for path in [*TEMPLATES, *CODE]])
def test_every_sentence_is_translated(path):
    assert [sentence for sentence in sentences(path) if not ENGLISH.get(sentence)] == []


def test_no_translation_is_left_over():
    used = {sentence for path in [*TEMPLATES, *CODE] for sentence in sentences(path)}
    assert sorted(str(sentence) for sentence in ENGLISH if sentence not in used) == []


def test_translations_fill_the_same_blanks():
    for french, english in ENGLISH.items():
        first = french if isinstance(french, str) else french[-1]
        last = english if isinstance(english, str) else english[-1]
        assert set(BLANK.findall(first)) == set(BLANK.findall(last)), french


def test_no_text_of_a_template_escapes_translation():
    """Look for letters between tags outside of any expression; a few proper names are allowed."""
    allowed = {"Ou équivalent", "ou équivalent", "une solution de type", "Microsoft Teams", "CCTP, § 3.2", "EU CSF", "IRN",
               "La solution permet de", "The solution makes it possible to"}  # fmt: skip
    found = []
    for path in TEMPLATES:
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "\0", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for piece in re.findall(r">([^<>]+)<", text):
            bare = re.sub(r'[\w-]+="[^"]*"?', "", piece)  # a macro that writes attributes
            for words in bare.replace("\0", "\n").split("\n"):
                if re.search(r"[^\W\d_]{2}", words) and words.strip(" .,—:") not in allowed:
                    found.append((name_of(path), words.strip()))
    assert found == []

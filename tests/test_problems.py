"""Sentences about problems: both languages, and blanks that whoever tells a problem fills."""

import ast
import string
from pathlib import Path

import pytest
from pydantic import BaseModel, Field, ValidationError

import advisor
from advisor.catalogue.schema import parse_entry, schema_message
from advisor.errors import InvalidEntry
from advisor.problems import TEXTS, Problem, message
from advisor.services.explain import explain_error
from tests.builders import a_product

LATER = {"found", "id", "criterion"}
"""What is given with the codes that are put together from a kind or a type."""


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_blanks():
    assert {code for code, texts in TEXTS.items() if blanks(texts["fr"]) != blanks(texts["en"])} == set()


def calls():
    for path in Path(advisor.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "message"
                and node.args
            ):
                yield pytest.param(node, id=f"{path.name}:{node.lineno}")


@pytest.mark.parametrize("call", list(calls()))
def test_each_call_fills_the_blanks_of_its_sentence(call):
    given = {keyword.arg for keyword in call.keywords}
    code = call.args[0]
    if isinstance(code, ast.Constant):
        assert blanks(TEXTS[code.value]["fr"]) <= given
    else:
        assert given <= LATER | {"why"}


def test_a_problem_is_said_in_the_language_of_the_reader():
    with pytest.raises(InvalidEntry) as refused:
        parse_entry("product", a_product(roles=["leader"], nmae="x", website="acme", name=365), "products/a.yaml")
    french = explain_error(refused.value, "fr")
    assert "roles[0] : trouvé : 'leader' ; valeurs possibles : 'dominant', 'alternative'" in french
    assert "nmae : clé inconnue" in french
    assert "website : trouvé : 'acme' ; attendu : une adresse qui commence par http:// ou https://" in french
    assert "name : trouvé : 365 ; attendu : un texte" in french
    assert "found" not in french
    assert str(Problem("a", message("no-value"))).startswith("a: neither value nor question")


class Bounds(BaseModel):
    """Bounds of every kind that a form has."""

    users: int = Field(ge=1, le=9)
    words: list[str] = Field(max_length=1)
    ratio: float = Field(multiple_of=2)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_the_schema_refuses_always_has_a_sentence(lang):
    told = []
    for raw in ({"users": 0}, {"users": 10}, {"users": "many"}, {"words": ["a", "b"]}, {"words": 3}, {"ratio": 3}):
        with pytest.raises(ValidationError) as refused:
            Bounds.model_validate({"users": 2, "words": [], "ratio": 2} | raw)
        told += [schema_message(error).say(lang) for error in refused.value.errors()]
    assert len(told) == 6
    assert all(text and "{" not in text for text in told)

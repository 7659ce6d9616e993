"""Imports point one way; import-linter says which line breaks it."""

from importlinter.cli import lint_imports


def test_the_layers_are_kept(monkeypatch):
    assert lint_imports(no_cache=True) == 0

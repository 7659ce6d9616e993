"""Ou équivalent: a procurement advisor for French and European digital tools."""

__version__ = "0.1.0"

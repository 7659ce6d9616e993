"""Corpora, fitting and timing of the matching core; not part of the installed package."""

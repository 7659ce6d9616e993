"""French punctuation kept with its word: no-break spaces before « : ; ? ! % » and inside quotes."""

import re

SPACED = re.compile(r" (?=[:;?!%»](?:\s|$|[.,)»]))|(?<=«) ")
"""Spaces a line must not break at, in French; English has none before these signs."""


def typeset(text: str) -> str:
    """Return a text whose French punctuation a line cannot break off."""
    return SPACED.sub("\u00a0", text)

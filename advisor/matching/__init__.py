"""The matching core: lines of lists and running texts to products, with reasons.

Knows names only: no file format, no database, no web. See docs/matching.md.
"""

from advisor.domain.matches import Alias, Candidate, LineMatch, Reason, TextMatch
from advisor.matching.lexicon import METHOD
from advisor.matching.lines import LineMatcher, build_matcher
from advisor.matching.scanner import TextScanner, build_scanner

__all__ = [
    "METHOD",
    "Alias",
    "Candidate",
    "LineMatch",
    "LineMatcher",
    "Reason",
    "TextMatch",
    "TextScanner",
    "build_matcher",
    "build_scanner",
]

"""Lines and texts written to break a matcher: no error, and a bound on time well above the bar."""

import time

import pytest

HOSTILE = {
    "one megabyte": "a" * 1_000_000,
    "a megabyte of names": "Microsoft Teams " * 62_500,
    "ten thousand words": " ".join(f"w{i}x" for i in range(10_000)),
    "one word ten thousand times": "microsoft " * 10_000,
    "five hundred joined letters": "microsoftteams" * 36,
    "ligatures": "\ufb03" * 100_000,
    "control characters": "\x00\x01\x02Zoom\x07" * 100,
    "right to left": "\u202eZoom\u202c \u200fMicrosoft Teams",
    "emoji": "🎥Zoom🎥 licence 👩‍💻",
    "mixed scripts": "Zооm Micrоsоft Тeams 微软 Teams",
    "line breaks": "\n" * 100_000,
    "accents apart": "e\u0301" * 100_000,
    "half a pair": "Zoom \ud83d licence",
    "nothing": "",
    "blanks": " \t\u00a0\u200b",
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_line_is_answered_quickly(matcher, line):
    start = time.perf_counter()
    (match,) = matcher.match_lines([line])
    assert time.perf_counter() - start < 0.5
    assert all(line[r.start : r.end] == r.matched for r in match.reasons if r.start is not None)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_scanned_without_error(scanner, text):
    for mention in scanner.scan(text[:100_000]):
        assert 0 <= mention.start < mention.end <= len(text)

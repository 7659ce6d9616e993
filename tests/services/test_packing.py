"""Answers as bytes: what goes in comes out, and equal lines weigh once."""

from advisor.domain.analyses import ListAnswer
from advisor.domain.documents import Columns, ListLine, PurchaseList, Unread
from advisor.domain.matches import Candidate, LineMatch, Reason
from advisor.services.packing import pack_list, unpack_list

TEAMS = LineMatch(
    "teams", 0.99, "sure", (Reason("alias", "Teams", "Teams", 0, 5, 0.5),), (Candidate("x", 0.1),), ("y",)
)
NOTHING = LineMatch(None, 0.2, "none", category="visio")


def an_answer(lines, matches):
    columns = Columns("Nom", "Éditeur", "Montant HT", "Fin", "excluded")
    return ListAnswer(PurchaseList("p.csv", "F", columns, tuple(lines), (Unread("page 1", "image"),)), tuple(matches))


def test_what_is_packed_comes_back():
    lines = [
        ListLine(1, "Nom", kind="header"),
        ListLine(2, "Teams", "Microsoft", "1.00", "2027-01"),
        ListLine(3, "Teams", "Microsoft", None, None),
        ListLine(5, "Teams", None, "2.00", "2027"),
        ListLine(6, "Teams", kind="total"),
        ListLine(7, "", kind="empty"),
    ]
    answer = an_answer(lines, [NOTHING, TEAMS, TEAMS, NOTHING, NOTHING, NOTHING])
    assert unpack_list(pack_list(answer)) == answer


def test_equal_lines_are_packed_once_and_shared():
    lines = [ListLine(row, "Microsoft Teams (x64) " * 20, "Microsoft", "1.00", None) for row in range(2, 20_002)]
    packed = pack_list(an_answer(lines, [TEAMS] * len(lines)))
    assert len(packed) < 100_000
    back = unpack_list(packed)
    assert len(back.purchases.lines) == 20_000
    assert len({id(line.text) for line in back.purchases.lines}) == 1
    assert len({id(match) for match in back.matches}) == 1

"""Equal lines together, sorted by what to do next."""

from decimal import Decimal

import pytest

from advisor.domain.analyses import ListAnswer
from advisor.domain.documents import Columns, ListLine, PurchaseList
from advisor.domain.matches import LineMatch
from advisor.domain.reports import Decisions
from advisor.services.editions import Edition
from advisor.services.outline import build_outline, count_by, count_entries, find_entry_of_row
from tests.builders import TODAY, a_catalogue, a_fact, a_link, a_product, a_vendor

VENDORS = [
    a_vendor("acme", facts=[a_fact("seat", "US")]),
    a_vendor("boreal", facts=[a_fact("seat", "FR"), a_fact("holding", "founders")]),
    a_vendor("ether", facts=[a_fact("holding", "community")]),
]
PRODUCTS = [
    a_product("meet", alternatives=[a_link("visio")]),
    a_product("visio", vendor="boreal", roles=["alternative"]),
    a_product("chat", vendor="ether", roles=["alternative"]),
    a_product("solo"),
    a_product("libre", labels=["free-software"]),
]
EDITION = Edition(a_catalogue(products=PRODUCTS, vendors=VENDORS))


def outline(*lines, decisions=None):
    """Build the outline of (text, product, band, amount, vendor) lines, from row 2 on."""
    purchases = tuple(ListLine(row, text, vendor, amount) for row, (text, _, _, amount, vendor) in enumerate(lines, 2))
    matches = tuple(LineMatch(product, 0.9, band) for _, product, band, _, _ in lines)
    listed = PurchaseList("parc.csv", None, Columns("Libellé"), (ListLine(1, "Libellé", kind="header"), *purchases))
    return build_outline(
        EDITION, ListAnswer(listed, (LineMatch(None, 0, "none"), *matches)), Decisions(decisions or {}), TODAY
    )


@pytest.mark.parametrize(
    ("product", "band", "step", "control"),
    [
        pytest.param("meet", "sure", "replaceable", "US", id="documented alternative"),
        pytest.param("meet", "review", "confirm", None, id="a question comes first"),
        pytest.param("visio", "sure", "european", "FR", id="European control"),
        pytest.param("chat", "sure", "european", "community", id="nobody's project"),
        pytest.param("libre", "sure", "european", "US", id="free software without alternative"),
        pytest.param("solo", "sure", "no-substitute", "US", id="nothing documented"),
        pytest.param(None, "none", "unrecognised", None, id="no product"),
    ],
)
def test_what_to_do_next(product, band, step, control):
    (entry,) = outline(("Une ligne", product, band, None, None))
    assert (entry.step, entry.control) == (step, control)


def test_equal_lines_are_one_entry_with_their_sum():
    entries = outline(
        ("Acme Meet", "meet", "sure", "10.50", None),
        ("ACME  meet", "meet", "sure", None, None),
        ("Acme Meet", "meet", "sure", "1.00", None),
        ("Acme Meet", "meet", "sure", "5.00", "Revendeur"),
    )
    assert [(entry.rows, entry.amount) for entry in entries] == [((2, 3, 4), Decimal("11.50")), ((5,), Decimal("5.00"))]
    assert count_entries(entries).rows == 4


def test_no_amount_is_not_zero():
    (entry,) = outline(("Acme Meet", "meet", "sure", None, None))
    assert entry.amount is None
    assert count_entries([entry]).amount is None


def test_decision_stands_before_the_matcher():
    (entry,) = outline(("Acme Meet", "meet", "sure", None, None), decisions={"acme meet": "visio"})
    assert (entry.match.product_id, entry.seen.product_id, entry.decided) == ("visio", "meet", True)


def test_counts_by_key_leave_out_what_has_none():
    entries = outline(("a", "meet", "sure", "1", None), ("b", None, "none", "2", None))
    assert {key: count.rows for key, count in count_by((e.control, e) for e in entries).items()} == {"US": 1}


def test_entry_is_found_by_any_of_its_rows():
    entries = outline(("a", "meet", "sure", None, None), ("a", "meet", "sure", None, None))
    assert find_entry_of_row(entries, 3) is entries[0]
    assert find_entry_of_row(entries, 1) is None

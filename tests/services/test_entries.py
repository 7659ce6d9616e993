"""An entry shown whole by its id, or by an id that leads to it."""

import pytest

from advisor.cli.text import entry_text
from advisor.errors import UnknownEntry
from advisor.services.entries import show_entry
from tests.builders import TODAY, a_catalogue, a_product, a_vendor


def test_old_id_shows_the_entry_that_took_its_place():
    catalogue = a_catalogue(
        vendors=[a_vendor("acme"), a_vendor("acme-inc", status="withdrawn", merged_into="acme")],
        products=[a_product("meet"), a_product("old-meet", status="withdrawn", merged_into="meet")],
    )
    shown = show_entry(catalogue, "old-meet", TODAY)
    assert (shown["id"], shown["asked"], shown["kind"]) == ("meet", "old-meet", "product")
    assert entry_text(shown, "fr").splitlines()[0].endswith("[meet] ← old-meet")
    assert show_entry(catalogue, "vendor:acme-inc", TODAY)["id"] == "acme"
    assert "asked" not in show_entry(catalogue, "product:meet", TODAY)
    with pytest.raises(UnknownEntry):
        show_entry(catalogue, "none", TODAY)

"""What the public sends: kept without its sender, followed by link, answered once. On each real database."""

from datetime import UTC, datetime

import pytest

from advisor.errors import EditConflict, NotAllowed, UnknownProposal, UnusableInput
from advisor.services.curate.contributions import Contributions, Sent
from advisor.store import SqlContributionStore
from tests.services.curate.bench import ALICE, BRUNO

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
REPLY = Sent(
    "reply", "Notre siège est à Lyon.", "vendor", "acme", "seat", url="https://acme.example/siege", organisation="Acme"
)


@pytest.fixture
def desk(engine):
    return Contributions(SqlContributionStore(engine), now=lambda: NOW)


def test_contribution_is_followed_by_an_unguessable_link(desk):
    sent = desk.receive(REPLY)
    assert len(sent.token) >= 32
    assert desk.follow(sent.token) == sent
    assert desk.receive(REPLY).token != sent.token
    with pytest.raises(UnknownProposal):
        desk.follow("nothing")


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(Sent("correction", "  "), id="empty"),
        pytest.param(Sent("correction", "x", url="javascript:alert(1)"), id="script"),
        pytest.param(Sent("correction", "x", url="https://" + "a" * 700 + ".fr/"), id="long-address"),
        pytest.param(Sent("correction", "x", entry_kind="thing"), id="kind"),
    ],
)
def test_unusable_contribution_is_refused_with_its_reason(desk, sent):
    with pytest.raises(UnusableInput):
        desk.receive(sent)
    assert desk.list() == []


def test_reply_is_shown_beside_its_fact_once_answered(desk):
    sent = desk.receive(REPLY)
    assert desk.replies("vendor", "acme") == []
    desk.answer(BRUNO, sent.id, accepted=True, outcome="Corrigé.", proposal=4, shown=True)
    shown = desk.replies("vendor", "acme")[0]
    assert (shown.criterion, shown.outcome, shown.handled_by, shown.proposal) == ("seat", "Corrigé.", "Bruno", 4)
    assert desk.follow(sent.token).state == "accepted"
    assert desk.list() == []


def test_correction_is_never_shown_as_a_reply(desk):
    sent = desk.receive(Sent("correction", "faux", "vendor", "acme"))
    desk.answer(BRUNO, sent.id, accepted=False, outcome="La source dit autre chose.", shown=True)
    assert desk.replies("vendor", "acme") == []


def test_answer_needs_a_curator_and_a_reason(desk):
    sent = desk.receive(REPLY)
    with pytest.raises(NotAllowed):
        desk.answer(ALICE, sent.id, accepted=True, outcome="oui")
    with pytest.raises(UnusableInput):
        desk.answer(BRUNO, sent.id, accepted=True, outcome=" ")


def test_two_curators_do_not_answer_over_each_other(engine, desk):
    sent = desk.receive(REPLY)
    store = SqlContributionStore(engine)
    desk.answer(BRUNO, sent.id, accepted=True, outcome="oui")
    with pytest.raises(EditConflict):
        store.save(sent, was="open")


def test_shared_names_are_counted_together_and_settled(desk):
    for name in ("Truc  Pro", "truc pro", "Machin"):
        desk.share_name(name)
    assert [(n.name, n.count, n.last) for n in desk.shared_names()] == [
        ("Truc Pro", 2, "2026-11-23"),
        ("Machin", 1, "2026-11-23"),
    ]
    desk.settle_name(BRUNO, "TRUC PRO", done=True)
    assert [n.name for n in desk.shared_names()] == ["Machin"]
    with pytest.raises(UnknownProposal):
        desk.settle_name(BRUNO, "nothing", done=False)


def test_what_is_looked_at_is_counted_by_month(desk):
    desk.count_asked({"acme-meet": 2, "boreal-visio": 1})
    desk.count_asked({"acme-meet": 3})
    assert desk.asked() == {"acme-meet": 5, "boreal-visio": 1}

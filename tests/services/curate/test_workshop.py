"""From a draft to a published edition: states, second person, conflicts, partial publication."""

import pytest

from advisor.domain.accounts import Account
from advisor.errors import EditConflict, InvalidEntry, NotAllowed, UnknownProposal, UnusableInput
from advisor.services.curate import allowed_actions
from tests.builders import a_fact, a_link, a_vendor
from tests.services.curate.bench import ACME, ADA, ALICE, BRUNO, CLAIRE, CLOSED, Bench, versions


@pytest.fixture
def bench():
    return Bench()


def test_nothing_is_live_before_publication(bench):
    before = bench.catalogue.published()
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS").number
    bench.workshop.submit(ALICE, number)
    assert bench.catalogue.published() == before
    assert "legal_name" not in bench.payload(*ACME)


def test_second_person_publishes_and_the_revision_says_who_when_and_why(bench):
    number = bench.workshop.open(ALICE, "Nom légal", "lu au registre").number
    bench.propose(ALICE, *ACME, number=number, legal_name="Acme SAS")
    bench.workshop.submit(ALICE, number)
    published = bench.accept_and_publish(BRUNO, number)
    assert (published.state, published.decided_by) == ("published", "Bruno")
    assert bench.payload(*ACME)["legal_name"] == "Acme SAS"
    revision = bench.catalogue.revisions(key=ACME)[0]
    assert (revision.author, revision.reviewer, revision.solo, revision.number) == ("Alice", "Bruno", False, 2)
    assert (revision.reason, revision.proposal) == ("Nom légal\nlu au registre", number)
    assert bench.catalogue.published().origin == "curated"


def test_one_proposal_holds_several_entries_published_together(bench):
    number = bench.propose(ALICE, "vendor", "celadon", name="Céladon").number
    bench.propose(ALICE, "product", "acme-meet", number=number, vendor="celadon")
    bench.workshop.submit(ALICE, number)
    bench.accept_and_publish(BRUNO, number)
    assert bench.payload("product", "acme-meet")["vendor"] == "celadon"
    assert len(bench.catalogue.editions()) == 2


def test_author_cannot_publish_while_another_curator_exists(bench):
    number = bench.propose(BRUNO, *ACME, legal_name="Acme SAS").number
    bench.workshop.submit(BRUNO, number)
    bench.workshop.accept_all(BRUNO, number, versions(bench.workshop.find(number)))
    with pytest.raises(NotAllowed) as refused:
        bench.workshop.publish(BRUNO, number)
    assert refused.value.reason == "second-person"


def test_curator_who_changed_a_proposal_is_no_second_person(bench):
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS").number
    bench.workshop.submit(ALICE, number)
    bench.propose(BRUNO, *ACME, number=number, aliases=["ACME"])
    with pytest.raises(NotAllowed, match="second-person"):
        bench.workshop.publish(BRUNO, number)
    bench.accept_and_publish(CLAIRE, number)
    assert bench.catalogue.revisions(key=ACME)[0].author == "Alice, Bruno"


def test_only_curator_publishes_in_solo_mode_and_it_is_visible():
    bench = Bench(publishers=1)
    number = bench.propose(BRUNO, *ACME, legal_name="Acme SAS").number
    bench.workshop.submit(BRUNO, number)
    assert bench.workshop.review(BRUNO, number).solo
    bench.accept_and_publish(BRUNO, number)
    assert bench.catalogue.revisions(key=ACME)[0].solo


@pytest.mark.parametrize(
    ("actor", "action", "reason"),
    [
        pytest.param(ALICE, "publish", "curators-only", id="contributor-publishes"),
        pytest.param(ALICE, "reject", "curators-only", id="contributor-rejects"),
        pytest.param(CLOSED, "remark", "account-closed", id="closed-account"),
        pytest.param(Account(9, "Zoé", "contributor"), "take_back", "not-author", id="not-mine"),
        pytest.param(Account(9, "Zoé", "contributor"), "abandon", "not-author", id="not-mine-to-abandon"),
    ],
)
def test_refusals_say_why(bench, actor, action, reason):
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS").number
    bench.workshop.submit(ALICE, number)
    arguments = [] if action in ("publish", "take_back") else ["parce que"]
    with pytest.raises(NotAllowed) as refused:
        getattr(bench.workshop, action)(actor, number, *arguments)
    assert refused.value.reason == reason


def test_contributor_takes_back_what_is_submitted_before_changing_it(bench):
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS").number
    bench.workshop.submit(ALICE, number)
    with pytest.raises(NotAllowed, match="take-back-first"):
        bench.propose(ALICE, *ACME, number=number, legal_name="Acme SA")
    bench.workshop.take_back(ALICE, number)
    bench.propose(ALICE, *ACME, number=number, legal_name="Acme SA")
    assert bench.workshop.find(number).draft(ACME).payload["legal_name"] == "Acme SA"


def test_actions_offered_are_those_allowed(bench):
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS").number
    draft = bench.workshop.find(number)
    assert allowed_actions(ALICE, draft) == {"edit", "submit", "remark", "abandon"}
    submitted = bench.workshop.submit(ALICE, number)
    assert allowed_actions(ALICE, submitted) == {"take-back", "remark", "abandon"}
    assert allowed_actions(ADA, submitted) == {"edit", "remark", "opine", "publish", "return", "reject"}


def test_invalid_entry_is_refused_with_every_problem(bench):
    with pytest.raises(InvalidEntry) as refused:
        bench.propose(ALICE, *ACME, website="nowhere", facts=[{"criterion": "seat"}])
    assert len(refused.value.problems) == 2


def test_draft_may_point_to_an_entry_not_yet_there_but_is_not_submitted_so(bench):
    number = bench.propose(ALICE, "product", "acme-meet", vendor="celadon").number
    with pytest.raises(InvalidEntry, match="celadon"):
        bench.workshop.submit(ALICE, number)
    assert any("celadon" in str(problem) for problem in bench.workshop.review(ALICE, number).errors)
    bench.propose(ALICE, "vendor", "celadon", number=number, name="Céladon")
    assert bench.workshop.submit(ALICE, number).state == "submitted"


def test_fact_without_source_is_not_published(bench):
    number = bench.propose(ALICE, *ACME, facts=[a_fact("seat", "FR", sources=[])]).number
    with pytest.raises(InvalidEntry, match="sources"):
        bench.workshop.submit(ALICE, number)


def test_empty_proposal_is_not_submitted(bench):
    number = bench.workshop.open(ALICE, "rien").number
    with pytest.raises(UnusableInput, match="empty-proposal"):
        bench.workshop.submit(ALICE, number)


def test_rejection_keeps_its_reason_and_ends_the_proposal(bench):
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS").number
    bench.workshop.submit(ALICE, number)
    with pytest.raises(UnusableInput, match="reason-needed"):
        bench.workshop.reject(BRUNO, number, " ")
    rejected = bench.workshop.reject(BRUNO, number, "Le registre dit autre chose.")
    assert (rejected.state, rejected.decision) == ("rejected", "Le registre dit autre chose.")
    with pytest.raises(NotAllowed, match="proposal-decided"):
        bench.propose(ALICE, *ACME, number=number, legal_name="Acme SA")


def test_discussion_keeps_what_was_said_and_done_in_order(bench):
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS").number
    bench.workshop.submit(ALICE, number)
    bench.workshop.remark(BRUNO, number, "Quelle page ?")
    bench.workshop.send_back(BRUNO, number, "Ajoutez la page.")
    said = [(remark.author, remark.act, remark.text) for remark in bench.workshop.find(number).remarks]
    assert said == [
        ("Alice", "submitted", ""),
        ("Bruno", "", "Quelle page ?"),
        ("Bruno", "returned", "Ajoutez la page."),
    ]


def test_publishing_all_waits_for_an_opinion_on_each_field(bench):
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS", aliases=["ACME"]).number
    bench.workshop.submit(ALICE, number)
    bench.workshop.give_opinions(
        BRUNO, number, {(*ACME, "legal_name"): "accept"}, versions(bench.workshop.find(number))
    )
    review = bench.workshop.review(BRUNO, number)
    assert (review.accepted, review.pending) == (1, 1)
    with pytest.raises(UnusableInput, match="opinions-missing"):
        bench.workshop.publish(BRUNO, number)


def test_accepted_fields_are_published_and_the_others_go_back(bench):
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS", aliases=["ACME"]).number
    bench.workshop.submit(ALICE, number)
    given = {(*ACME, "legal_name"): "accept", (*ACME, "aliases"): "question"}
    bench.workshop.give_opinions(BRUNO, number, given, versions(bench.workshop.find(number)))
    left = bench.workshop.publish(BRUNO, number, part="accepted")
    assert bench.payload(*ACME)["legal_name"] == "Acme SAS"
    assert "aliases" not in bench.payload(*ACME)
    assert left.state == "draft"
    review = bench.workshop.review(ALICE, number)
    assert [unit.key for unit in review.drafts[0].units] == ["aliases"]
    assert not review.conflicts
    assert [o.verdict for o in left.opinions] == ["question"]


def test_opinion_on_a_draft_that_changed_is_not_recorded(bench):
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS").number
    bench.workshop.submit(ALICE, number)
    seen = versions(bench.workshop.find(number))
    bench.propose(CLAIRE, *ACME, number=number, legal_name="Autre")
    with pytest.raises(EditConflict):
        bench.workshop.give_opinions(BRUNO, number, {(*ACME, "legal_name"): "accept"}, seen)


def test_acceptance_does_not_cover_a_later_version(bench):
    number = bench.propose(ALICE, *ACME, legal_name="Acme SAS").number
    bench.workshop.submit(ALICE, number)
    bench.workshop.accept_all(BRUNO, number, versions(bench.workshop.find(number)))
    bench.propose(CLAIRE, *ACME, number=number, legal_name="Autre")
    with pytest.raises(UnusableInput, match="opinions-missing"):
        bench.workshop.publish(BRUNO, number)


def test_two_people_on_one_draft_see_both_versions(bench):
    number = bench.propose(BRUNO, *ACME, legal_name="Acme SAS").number
    first, second = bench.workshop.edit(number, *ACME), bench.workshop.edit(number, *ACME)
    save = bench.workshop.save_draft
    save(BRUNO, number, *ACME, {**first.payload, "legal_name": "Acme SA"}, base=first.base, expected=first.expected)
    mine = {**second.payload, "legal_name": "Acme SE"}
    with pytest.raises(EditConflict) as refused:
        save(CLAIRE, number, *ACME, mine, base=second.base, expected=second.expected)
    unit = refused.value.conflicts[0].units[0]
    assert (unit.key, unit.published, unit.proposed) == ("legal_name", "Acme SA", "Acme SE")
    assert bench.workshop.find(number).draft(ACME).payload["legal_name"] == "Acme SA"


def test_second_proposal_on_one_base_is_a_conflict_and_loses_nothing(bench):
    first = bench.propose(ALICE, *ACME, legal_name="Acme SAS").number
    second = bench.propose(CLAIRE, *ACME, legal_name="Acme SA", aliases=["ACME"]).number
    for actor, number in ((ALICE, first), (CLAIRE, second)):
        bench.workshop.submit(actor, number)
    bench.accept_and_publish(BRUNO, first)
    with pytest.raises(EditConflict) as refused:
        bench.accept_and_publish(BRUNO, second)
    conflict = refused.value.conflicts[0]
    assert [(u.key, u.base, u.published, u.proposed) for u in conflict.units] == [
        ("legal_name", None, "Acme SAS", "Acme SA")
    ]
    assert bench.payload(*ACME)["legal_name"] == "Acme SAS"
    bench.workshop.resolve(CLAIRE, second, *ACME, ["legal_name"], published=conflict.number)
    bench.accept_and_publish(BRUNO, second)
    assert bench.payload(*ACME)["legal_name"] == "Acme SA"
    assert bench.payload(*ACME)["aliases"] == ["ACME"]


def test_conflict_settled_on_an_older_version_is_refused(bench):
    mine = bench.propose(ALICE, *ACME, legal_name="A").number
    bench.publish(BRUNO, CLAIRE, *ACME, legal_name="B")
    shown = bench.workshop.review(ALICE, mine).conflicts[0]
    bench.publish(BRUNO, CLAIRE, *ACME, legal_name="C")
    with pytest.raises(EditConflict):
        bench.workshop.resolve(ALICE, mine, *ACME, ["legal_name"], published=shown.number)


def test_changes_of_different_fields_are_merged_only_when_somebody_says_so(bench):
    mine = bench.propose(ALICE, *ACME, aliases=["ACME"]).number
    bench.publish(BRUNO, CLAIRE, *ACME, legal_name="Acme SAS")
    bench.workshop.submit(ALICE, mine)
    conflict = bench.workshop.review(BRUNO, mine).conflicts[0]
    assert conflict.units == ()
    assert conflict.merged["legal_name"] == "Acme SAS"
    bench.workshop.resolve(BRUNO, mine, *ACME, [], published=conflict.number)
    bench.accept_and_publish(CLAIRE, mine)
    assert (bench.payload(*ACME)["legal_name"], bench.payload(*ACME)["aliases"]) == ("Acme SAS", ["ACME"])


def test_entry_removed_meanwhile_is_a_conflict_on_the_whole(bench):
    mine = bench.propose(ALICE, "product", "acme-suite", name="Suite").number
    bench.publish(BRUNO, CLAIRE, "product", "acme-suite", remove=True)
    conflict = bench.workshop.review(ALICE, mine).conflicts[0]
    assert ([unit.key for unit in conflict.units], conflict.published) == ([""], None)
    bench.workshop.resolve(ALICE, mine, "product", "acme-suite", [""], published=conflict.number)
    bench.workshop.submit(ALICE, mine)
    bench.accept_and_publish(CLAIRE, mine)
    assert bench.payload("product", "acme-suite")["name"] == "Suite"


def test_removal_that_others_need_is_refused(bench):
    number = bench.propose(ALICE, "product", "boreal-visio", remove=True).number
    with pytest.raises(InvalidEntry, match="boreal-visio"):
        bench.workshop.submit(ALICE, number)


def test_form_names_other_open_proposals_about_the_entry(bench):
    other = bench.propose(CLAIRE, *ACME, legal_name="Acme SA").number
    mine = bench.workshop.open(ALICE, "alias").number
    assert [summary.number for summary in bench.workshop.edit(mine, *ACME).others] == [other]


def test_alias_owned_by_another_product_blocks(bench):
    number = bench.propose(ALICE, "product", "acme-suite", aliases=["Acme Meet"]).number
    assert any("also belongs" in str(p) for p in bench.workshop.review(ALICE, number).errors)


def test_links_and_facts_are_reviewed_one_by_one(bench):
    payload = bench.payload("product", "acme-meet")
    links = [*payload["alternatives"], a_link("acme-suite")]
    facts = [*payload["facts"], a_fact("hosting-country", ["FR"])]
    number = bench.propose(ALICE, "product", "acme-meet", alternatives=links, facts=facts).number
    units = bench.workshop.review(BRUNO, number).drafts[0].units
    assert {unit.key for unit in units} == {"alternatives[acme-suite]", "facts[hosting-country]"}


@pytest.mark.parametrize("number", [0, 999, -1])
def test_unknown_proposal_is_told(bench, number):
    with pytest.raises(UnknownProposal):
        bench.workshop.review(ALICE, number)


@pytest.mark.parametrize("kind", ["", "products", "nothing"])
def test_unknown_kind_is_told(bench, kind):
    number = bench.workshop.open(ALICE, "x").number
    with pytest.raises(UnusableInput, match="unknown-kind"):
        bench.workshop.save_draft(ALICE, number, kind, "acme", a_vendor(), base=1, expected=0)


def test_id_cannot_change_in_a_draft(bench):
    with pytest.raises(InvalidEntry, match="permanent"):
        bench.propose(ALICE, *ACME, id="autre")


def test_edition_undone_to_the_packaged_one_is_packaged_again(bench):
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SAS")
    payload = {k: v for k, v in bench.payload(*ACME).items() if k != "legal_name"}
    number = bench.workshop.open(ALICE, "retour").number
    shown = bench.workshop.edit(number, *ACME)
    bench.workshop.save_draft(ALICE, number, *ACME, payload, base=shown.base, expected=0)
    bench.workshop.submit(ALICE, number)
    bench.accept_and_publish(BRUNO, number)
    assert bench.catalogue.published().origin == "packaged"


def test_error_already_published_keeps_nobody_from_correcting_another_entry(bench):
    damaged = {**bench.payload("product", "acme-suite"), "includes": ["nothing"]}
    bench.catalogue.entries["product", "acme-suite"] = damaged
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SAS")
    number = bench.propose(ALICE, "product", "acme-meet", vendor="nobody").number
    with pytest.raises(InvalidEntry) as refused:
        bench.workshop.submit(ALICE, number)
    assert all("nobody" in str(problem) for problem in refused.value.problems)

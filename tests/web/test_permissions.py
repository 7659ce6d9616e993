"""Who may open what: every route of the site is in this table, and each is tried by each kind of visitor."""

import pytest

from tests.web.people import PEOPLE, open_accounts, sign_in, token_of

PUBLIC = ("browse.", "buyer.", "contribute.", "static", "root")
"""Blueprints and routes that anybody may open; results have their own tokens."""
NEEDS = {
    "account.sign_in": "public",
    "account.open_visit": "public",
    "account.close_visit": "contributor",
    "account.password": "contributor",
    "account.change_password": "contributor",
    "account.list_accounts": "administrator",
    "account.add_account": "administrator",
    "account.change_account": "administrator",
    "curate.desk": "contributor",
    "curate.offered": "curator",
    "curate.take_offered": "curator",
    "curate.open_proposal": "contributor",
    "curate.proposal": "contributor",
    "curate.decide": "contributor",
    "curate.edit": "contributor",
    "curate.save": "contributor",
    "curate.choose_entry": "contributor",
    "curate.check_name": "contributor",
    "curate.conflict": "contributor",
    "curate.resolve": "contributor",
    "curate.undo": "contributor",
    "curate.freshness": "contributor",
    "curate.freshness_list": "contributor",
    "curate.asked_list": "contributor",
    "curate.shared_names": "contributor",
    "curate.settle_name": "contributor",
    "curate.open_line": "contributor",
    "curate.contributions": "contributor",
    "curate.tables": "contributor",
    "curate.export_table": "contributor",
    "curate.import_table": "contributor",
    "curate.merging": "contributor",
    "curate.propose_merging": "contributor",
    "curate.contribution": "contributor",
    "curate.propose_contribution": "contributor",
    "curate.answer_contribution": "curator",
    "curate.propose_undo": "contributor",
}
"""The lowest role that may open each other route."""
LEVELS = ["public", *PEOPLE]
VALUES = {
    "lang": "fr",
    "number": 1,
    "account_id": 999,
    "kind": "vendor",
    "entry_id": "acme",
    "revision_id": 1,
    "contribution_id": 1,
    "name": "expiring",
}


@pytest.fixture(scope="module")
def visitors(site):
    """Sign in one visitor of each kind."""
    open_accounts(site)
    return {"public": site.test_client(), **{role: sign_in(site, name) for role, name in PEOPLE.items()}}


def rules_of(app):
    return [rule for rule in app.url_map.iter_rules() if not rule.endpoint.startswith(PUBLIC)]


def test_every_route_is_in_the_table(site):
    assert {rule.endpoint for rule in rules_of(site)} == set(NEEDS)


def test_the_code_asks_for_the_role_of_the_table(site):
    asked = {name: getattr(site.view_functions[name], "needs_role", "public") for name in NEEDS}
    assert asked == NEEDS


def test_no_other_route_asks_for_an_account(site):
    views = {name: view for name, view in site.view_functions.items() if name.startswith(PUBLIC)}
    assert [name for name, view in views.items() if hasattr(view, "needs_role")] == []


@pytest.mark.parametrize("level", LEVELS)
def test_each_route_opens_for_its_role_and_no_lower_one(site, visitors, level):
    adapter = site.url_map.bind("localhost")
    client = visitors[level]
    page = "/fr/sign-in" if level == "public" else "/fr/workshop"
    wrong = []
    for rule in rules_of(site):
        if rule.endpoint == "account.close_visit" and level != "public":
            continue  # tried by itself: it ends the session
        address = adapter.build(rule.endpoint, {name: VALUES.get(name, "x") for name in rule.arguments})
        method = "POST" if "POST" in rule.methods else "GET"
        data = {"csrf_token": token_of(client, page)} if method == "POST" else None
        answer = client.open(address, method=method, data=data)
        refused = answer.status_code == 403 or "/sign-in?next" in answer.headers.get("Location", "")
        if refused != (LEVELS.index(level) < LEVELS.index(NEEDS[rule.endpoint])):
            wrong.append((rule.endpoint, answer.status_code))
    assert wrong == []


def test_every_form_sent_without_its_token_is_refused(site):
    protected = site.test_client()
    site.config["WTF_CSRF_ENABLED"] = True
    adapter = site.url_map.bind("localhost")
    for rule in rules_of(site):
        if "POST" in rule.methods:
            address = adapter.build(
                rule.endpoint, {name: VALUES.get(name, "x") for name in rule.arguments}, method="POST"
            )
            assert protected.post(address).status_code == 400, rule.endpoint


@pytest.mark.parametrize("path", ["workshop/proposals/{}", "revisions/{}", "accounts/{}", "results/x/rows/{}"])
def test_a_number_no_database_holds_is_not_found(site, visitors, path):
    client = visitors["administrator"]
    assert client.get(f"/fr/{path.format(2**63)}").status_code in (404, 405)
    assert client.get(f"/fr/{path.format('9' * 400)}").status_code in (404, 405)

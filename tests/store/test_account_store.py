"""Accounts and signed-in browsers, on each real database."""

from datetime import UTC, datetime, timedelta

import pytest

from advisor.errors import UnusableInput
from advisor.store import SqlAccountStore

LATER = datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture
def store(engine):
    return SqlAccountStore(engine)


def test_account_is_found_whatever_the_case_of_its_name(store):
    account = store.add("Élodie Martin", "curator", "hash")
    assert store.credentials("élodie martin").account == account
    assert store.find(account.id) == account
    assert (store.credentials("nobody"), store.find(99)) == (None, None)


def test_name_is_taken_once(store):
    store.add("Alice", "curator", "hash")
    with pytest.raises(UnusableInput):
        store.add("ALICE", "contributor", "hash")


def test_only_active_curators_and_administrators_publish(store):
    store.add("Alice", "contributor", "hash")
    bruno = store.add("Bruno", "curator", "hash")
    store.add("Ada", "administrator", "hash")
    assert store.publishers() == 2
    store.set_active(bruno.id, False)
    assert store.publishers() == 1
    store.set_role(1, "curator")
    assert store.publishers() == 2
    assert [account.name for account in store.list()] == ["Ada", "Alice", "Bruno"]


def test_failures_are_counted_and_forgotten(store):
    account = store.add("Alice", "curator", "hash")
    until = datetime(2026, 11, 23, 9, tzinfo=UTC)
    store.count_failure(account.id, None)
    store.count_failure(account.id, until)
    assert (store.credentials("Alice").failures, store.credentials("Alice").blocked_until) == (2, until)
    store.forget_failures(account.id)
    assert (store.credentials("Alice").failures, store.credentials("Alice").blocked_until) == (0, None)


def test_session_lasts_until_it_is_closed_or_expires(store):
    account = store.add("Alice", "curator", "hash")
    store.open_visit("t1", account.id, LATER)
    store.open_visit("t2", account.id, datetime.now(UTC) - timedelta(seconds=5))
    assert (store.visitor("t1"), store.visitor("t2"), store.visitor("t3")) == (account, None, None)
    assert store.close_visit("t1")
    assert not store.close_visit("t1")
    assert store.visitor("t1") is None


@pytest.mark.parametrize("end", ["password", "disable"])
def test_new_password_or_closed_account_ends_every_session(store, end):
    account = store.add("Alice", "curator", "hash")
    store.open_visit("t1", account.id, LATER)
    if end == "password":
        store.change_password(account.id, "other")
        assert store.credentials("Alice").password_hash == "other"
    else:
        store.set_active(account.id, False)
    assert store.visitor("t1") is None

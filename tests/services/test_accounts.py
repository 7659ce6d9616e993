"""Accounts: passwords that are strong enough, waits that grow, sessions that end."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from advisor.errors import NotAllowed, UnusableInput, WeakPassword
from advisor.services.accounts import FREE_FAILURES, LONGEST_WAIT, Accounts, check_password
from advisor.store import SqlAccountStore
from tests.services.curate.bench import BRUNO

PASSWORD = "cheval agrafe correct batterie"


class Clock:
    def __init__(self):
        self.now = datetime.now(UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def service(engine, clock):
    return Accounts(
        SqlAccountStore(engine), hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), now=clock
    )


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        pytest.param("court", "too-short", id="short"),
        pytest.param("x" * 201, "too-long", id="long"),
        pytest.param("motdepasse123", "too-easy", id="common"),
        pytest.param("azertyuiop123", "too-easy", id="keyboard"),
        pytest.param("aaaaaaaaaaaaaa", "too-easy", id="repeated"),
        pytest.param("elodiemartin1", "too-easy", id="own-name"),
        pytest.param("marche public1", "too-easy", id="trade-word"),
    ],
)
def test_weak_passwords_are_refused_with_their_reason(password, reason):
    with pytest.raises(WeakPassword) as refused:
        check_password(password, "Élodie Martin elodiemartin")
    assert refused.value.reason == reason


@pytest.mark.parametrize("password", [PASSWORD, "Tr0ub4dour&3xyloph", "ééé à la fraîche 47 girafes"])
def test_strong_passwords_are_taken(password):
    check_password(password, "Alice")


def test_hash_is_argon2id_and_the_password_is_nowhere(service, engine):
    service.add("Alice", "curator", PASSWORD)
    stored = SqlAccountStore(engine).credentials("Alice").password_hash
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored


@pytest.mark.parametrize("name", ["", "a", "x" * 81, "<b>", "a\nb\x00", "nom@domaine"])
def test_unusable_name_is_refused(service, name):
    with pytest.raises(UnusableInput):
        service.add(name, "curator", PASSWORD)


def test_session_opens_with_the_right_pair_only(service):
    alice = service.add("Alice", "curator", PASSWORD)
    signed_in = service.sign_in(" alice ", PASSWORD)
    assert service.visitor(signed_in.token) == alice
    assert service.sign_in("Alice", "faux") is None
    assert service.sign_in("Personne", PASSWORD) is None
    assert (service.visitor(""), service.visitor("autre")) == (None, None)


def test_waits_grow_and_end(service, clock):
    service.add("Alice", "curator", PASSWORD)
    for _ in range(FREE_FAILURES):
        service.sign_in("Alice", "faux")
    assert service.sign_in("Alice", PASSWORD) is None
    clock.now += LONGEST_WAIT + timedelta(seconds=1)
    assert service.sign_in("Alice", PASSWORD) is not None


def test_closed_account_does_not_sign_in(service):
    alice = service.add("Alice", "curator", PASSWORD)
    service.add("Ada", "administrator", PASSWORD)
    service.set_active(None, alice, False)
    assert service.sign_in("Alice", PASSWORD) is None


def test_only_administrators_change_accounts_and_one_always_stays(service):
    ada = service.add("Ada", "administrator", PASSWORD)
    with pytest.raises(NotAllowed):
        service.set_active(BRUNO, ada, False)
    with pytest.raises(UnusableInput, match="last-administrator"):
        service.set_role(ada, ada, "curator")


def test_own_password_needs_the_present_one(service):
    alice = service.add("Alice", "curator", PASSWORD)
    assert not service.change_own_password(alice, "faux", "bateau lavande quartz mouton")
    assert service.change_own_password(alice, PASSWORD, "bateau lavande quartz mouton")
    assert service.sign_in("Alice", PASSWORD) is None

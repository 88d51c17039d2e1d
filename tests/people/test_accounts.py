from datetime import timedelta

import pytest

from studyapp.errors import DomainError, NotFoundError, ThrottledError
from studyapp.people import accounts, signing_in, throttle
from studyapp.people.passwords import hash_password, is_right
from tests.people.houses import NOON, PASSWORD

SECRET = "a key for tests only"


@pytest.mark.parametrize("password", ["short", "aaaaaaaa", "password", "x" * 129])
def test_a_weak_password_is_refused(password):
    with pytest.raises(DomainError):
        hash_password(password)


def test_a_hash_is_argon2id_and_fits_its_password_only():
    stored = hash_password(PASSWORD)
    assert stored.startswith("$argon2id$")
    assert is_right(stored, PASSWORD)
    assert not is_right(stored, PASSWORD + "x")
    assert not is_right(None, PASSWORD)


def test_a_link_serves_once(db_session):
    account = accounts.create_account("xinren", "新人", NOON)
    token = accounts.activation_token(account, SECRET)
    assert accounts.account_of_token(token, SECRET) is account
    accounts.store_password_hash(account, hash_password(PASSWORD))
    with pytest.raises(NotFoundError):
        accounts.account_of_token(token, SECRET)


@pytest.mark.parametrize("token", ["", "x", "WzEsMV0.x.y", "🙂"])
def test_a_forged_link_is_refused(db_session, token):
    with pytest.raises(NotFoundError):
        accounts.account_of_token(token, SECRET)


def test_after_five_failures_a_name_must_wait(db_session):
    for _ in range(5):
        signing_in.find_candidate("someone", "10.0.0.1", NOON)
        signing_in.note_failure("someone", "10.0.0.1", NOON)
    with pytest.raises(ThrottledError):
        signing_in.find_candidate("SOMEONE", "10.0.0.2", NOON)
    signing_in.find_candidate("someone", "10.0.0.1", NOON + timedelta(minutes=1))
    signing_in.find_candidate("someone else", "10.0.0.1", NOON)


def test_the_wait_doubles_up_to_a_quarter_of_an_hour():
    waits = [throttle.waiting_time("name", failures).total_seconds() for failures in (4, 5, 6, 7, 20, 10_000)]
    assert waits == [0, 30, 60, 120, 900, 900]

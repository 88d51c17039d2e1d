from datetime import timedelta

import pytest

from studyapp.errors import DomainError, ThrottledError
from studyapp.people import password_change, signing_in
from studyapp.people.passwords import hash_password, is_right
from tests.people.houses import NOON, PASSWORD, make_house

NEW = "傍晚七点的桥头灯火"


@pytest.fixture
def learner(db_session):
    return make_house().learner


def test_a_changed_password_ends_other_sign_ins(learner):
    before = learner.credentials_version
    present = password_change.find_present(learner.id, NOON)
    password_change.replace_password(present, password_change.new_hash(present, PASSWORD, NEW))
    assert signing_in.find_person(learner.id, before, None) is None
    assert is_right(learner.password_hash, NEW)
    with pytest.raises(DomainError, match="password-wrong"):
        password_change.new_hash(password_change.find_present(learner.id, NOON), PASSWORD, NEW)


def test_of_two_changes_at_once_the_first_stands(learner):
    present = password_change.find_present(learner.id, NOON)
    password_change.replace_password(present, hash_password(NEW))
    with pytest.raises(DomainError, match="password-wrong"):
        password_change.replace_password(present, hash_password("深夜一点的月台广播"))
    assert is_right(learner.password_hash, NEW)


def test_guessing_the_present_password_must_wait_after_five_tries(learner):
    for _ in range(5):
        password_change.find_present(learner.id, NOON)
        password_change.note_wrong(learner.id, NOON)
    with pytest.raises(ThrottledError):
        password_change.find_present(learner.id, NOON)
    password_change.find_present(learner.id, NOON + timedelta(minutes=1))


def test_a_success_forgets_the_wrong_tries(learner):
    for _ in range(4):
        password_change.note_wrong(learner.id, NOON)
    password_change.replace_password(password_change.find_present(learner.id, NOON), hash_password(NEW))
    password_change.note_wrong(learner.id, NOON)
    password_change.find_present(learner.id, NOON)

"""The register of sign-ins: a lost answer signs nobody out, and what has ended stays ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from studyapp.errors import NotFoundError
from studyapp.people.accounts import store_password_hash
from studyapp.people.erasing import erase_account
from studyapp.people.sign_in_models import DeviceSignIn
from studyapp.people.sign_ins import (
    LASTS,
    ON_ITS_WAY,
    ROTATED_EVERY,
    SEEN_EVERY,
    Seen,
    Upkeep,
    begin,
    end,
    end_others,
    keep_up,
    list_devices,
    upkeep,
)
from studyapp.people.signing_in import find_signed_in
from tests.people.houses import NOON, make_house

SECOND = timedelta(seconds=1)


@pytest.fixture
def learner(db_session):
    return make_house().learner


def seen_with(account, token, now=NOON):
    found = find_signed_in(account.id, token, None, now)
    return found[1] if found else None


def exchange(account, token, new, now):
    seen = seen_with(account, token, now)
    assert upkeep(seen, now) is Upkeep.ROTATE
    return keep_up(seen, Upkeep.ROTATE, new, "", now)


@pytest.mark.parametrize(
    ("after", "is_previous", "has_previous", "what"),
    [
        (SECOND, False, False, Upkeep.NONE),
        (SEEN_EVERY, False, False, Upkeep.SEEN),
        (SECOND, False, True, Upkeep.NONE),
        (ON_ITS_WAY, False, True, Upkeep.CONFIRM),
        (SECOND, True, True, Upkeep.NONE),
        (ON_ITS_WAY, True, True, Upkeep.ROTATE),
        (ROTATED_EVERY, False, False, Upkeep.ROTATE),
    ],
)
def test_what_a_request_means_for_its_sign_in(after, is_previous, has_previous, what):
    assert upkeep(Seen(1, NOON, NOON, is_previous, has_previous), NOON + after) is what


def test_only_the_token_of_the_account_signs_in(learner):
    begin(learner, "first", "Android", "10.0.0.1", NOON)
    assert seen_with(learner, "first") is not None
    for token in ("", "second", "1"):
        assert seen_with(learner, token) is None
    other = make_house("别处").learner
    assert seen_with(other, "first") is None


def test_the_old_token_serves_until_the_new_one_has_come_back(learner):
    begin(learner, "first", "", "", NOON)
    later = NOON + ROTATED_EVERY
    assert exchange(learner, "first", "second", later)
    assert seen_with(learner, "first", later).is_previous
    assert not seen_with(learner, "second", later).is_previous
    confirmed = later + ON_ITS_WAY
    seen = seen_with(learner, "second", confirmed)
    assert upkeep(seen, confirmed) is Upkeep.CONFIRM
    keep_up(seen, Upkeep.CONFIRM, "", "", confirmed)
    assert seen_with(learner, "first", confirmed) is None
    assert seen_with(learner, "second", confirmed) is not None


def test_an_answer_lost_on_the_way_signs_nobody_out(learner):
    begin(learner, "first", "", "", NOON)
    later = NOON + ROTATED_EVERY
    exchange(learner, "first", "lost", later)
    assert exchange(learner, "first", "third", later + ON_ITS_WAY)
    assert seen_with(learner, "lost", later + ON_ITS_WAY) is None
    assert seen_with(learner, "third", later + ON_ITS_WAY) is not None
    assert seen_with(learner, "first", later + ON_ITS_WAY).is_previous


def test_of_two_requests_at_once_one_exchanges_the_token(learner):
    begin(learner, "first", "", "", NOON)
    later = NOON + ROTATED_EVERY
    both = [seen_with(learner, "first", later) for _ in range(2)]
    assert [keep_up(one, Upkeep.ROTATE, f"new{n}", "", later) for n, one in enumerate(both)] == [True, False]
    assert seen_with(learner, "new0", later) is not None
    assert seen_with(learner, "new1", later) is None


def test_a_change_of_the_password_ends_every_sign_in(learner):
    begin(learner, "first", "", "", NOON)
    store_password_hash(learner, "another")
    assert seen_with(learner, "first") is None
    assert list_devices(learner.id, None, NOON) == []


def test_a_sign_in_that_was_not_used_for_long_has_ended(learner):
    begin(learner, "first", "", "", NOON)
    assert seen_with(learner, "first", NOON + LASTS - SECOND) is not None
    assert seen_with(learner, "first", NOON + LASTS) is None


def test_devices_are_listed_and_ended_one_by_one_or_all_others(learner):
    first, second, third = (begin(learner, str(n), f"Android · {n}", "", NOON + n * SECOND) for n in range(3))
    listed = list_devices(learner.id, first.id, NOON)
    assert [(one.sign_in_id, one.is_this) for one in listed] == [
        (first.id, True),
        (third.id, False),
        (second.id, False),
    ]
    assert end(learner.id, second.id) == "Android · 1"
    assert end_others(learner.id, first.id) == 1
    assert [one.sign_in_id for one in list_devices(learner.id, first.id, NOON)] == [first.id]


def test_the_device_of_somebody_else_is_not_there(learner):
    other = make_house("别处").learner
    foreign = begin(other, "theirs", "", "", NOON)
    with pytest.raises(NotFoundError, match="device-not-found"):
        end(learner.id, foreign.id)
    begin(learner, "mine", "", "", NOON)
    end_others(learner.id, None)
    assert seen_with(other, "theirs") is not None


def test_of_a_deleted_person_no_sign_in_stays(learner, db_session):
    begin(learner, "first", "Android", "10.0.0.1", NOON)
    erase_account(learner, NOON)
    assert db_session.scalars(select(DeviceSignIn)).all() == []

"""Extra time: the server's clock follows, keys wait, and nobody whose time was over comes back."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, ForbiddenError, NotFoundError
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership
from studyapp.study import assignments
from studyapp.study.attempts import start
from studyapp.study.enrolments import enrol_targets
from studyapp.study.extra_time import extra_time_of, give_extra_time, list_given, list_under_way
from studyapp.study.handing_in import close_overdue
from studyapp.study.models import AssignmentTarget, AttemptState, Feedback, QuizMode
from studyapp.study.sittings import find_sitting
from tests.people.houses import NOON, make_house
from tests.study.classroom import DAY, MINUTE, SECRET, Classroom, make_classroom


@pytest.fixture
def room(db_session) -> Classroom:
    return make_classroom(duration_minutes=30)


def give(room, minutes=10, attempt=None, now=NOON, reason="电脑死机", actor=None):
    giver = actor or room.house.actor(room.house.administrator)
    return give_extra_time(giver, room.assignment.id, attempt and attempt.id, minutes, reason, now)


def test_a_paper_under_way_takes_answers_for_longer(room):
    attempt = room.start()
    give(room, 10, attempt)
    late = NOON + 35 * MINUTE
    assert room.save(attempt, 1, room.right(attempt, 1), late).not_counted is None
    assert find_sitting(room.learner, attempt.id).closes_at == NOON + 40 * MINUTE
    assert close_overdue(late, SECRET).closed == ()
    assert close_overdue(NOON + 40 * MINUTE, SECRET).closed == (attempt.id,)


def test_it_is_kept_with_its_reason_and_seen_by_whom_it_concerns(room):
    attempt = room.start()
    give(room, 10, attempt)
    give(room, 5, now=NOON + MINUTE, reason="停电")
    given = [(one.minutes, one.reason, one.is_for_all) for one in extra_time_of(attempt.id)]
    assert given == [(10, "电脑死机", False), (5, "停电", True)]
    assert find_sitting(room.learner, attempt.id).extra_minutes == 15
    administrator = room.house.actor(room.house.administrator)
    assert [(one.minutes, one.name, one.given_by) for one in list_given(administrator, room.assignment.id)] == [
        (5, None, "管理员甲"),
        (10, "学员丙", "管理员甲"),
    ]
    assert [one.extra_minutes for one in list_under_way(administrator, room.assignment.id, NOON)] == [15]


def test_a_paper_whose_time_was_over_is_not_brought_back(room):
    attempt = room.start()
    for which, code in ((attempt, "paper-not-under-way"), (None, "nobody-under-way")):
        with pytest.raises(ConflictError, match=code):
            give(room, 10, which, now=NOON + 30 * MINUTE)
    assert find_sitting(room.learner, attempt.id).closes_at == NOON + 30 * MINUTE


def test_keys_that_wait_for_the_deadline_wait_for_the_last_paper_with_extra_time(db_session):
    room = make_classroom(mode=QuizMode.EXAM, feedback=Feedback.AFTER_DEADLINE, closes_at=NOON + 20 * MINUTE)
    first = room.start()
    give(room, 15, first)
    deadline, last = NOON + 20 * MINUTE, NOON + 35 * MINUTE
    sitting = find_sitting(room.learner, first.id)
    assert sitting.keys_from == last
    first.state = AttemptState.HANDED_IN
    db.session.flush()
    sitting = find_sitting(room.learner, first.id)
    assert not sitting.shows_keys(is_final=True, now=deadline)
    assert sitting.shows_keys(is_final=True, now=last)


def test_a_paper_begun_after_the_extra_time_keeps_its_keys_as_long(db_session):
    room = make_classroom(mode=QuizMode.EXAM, feedback=Feedback.AFTER_DEADLINE, closes_at=NOON + 20 * MINUTE)
    first = room.start()
    give(room, 15, first)
    account = room.house.organizer
    add_membership(room.house.east, account, Role.LEARNER, NOON)
    enrol_targets(room.assignment, NOON)
    actor = room.house.actor(account)
    second = start(actor, room.assignment.id, NOON + MINUTE, "2")
    assert find_sitting(actor, second.id).keys_from == NOON + 35 * MINUTE


def test_extending_the_deadline_keeps_the_extra_time_on_top(db_session):
    room = make_classroom(closes_at=NOON + 20 * MINUTE)
    attempt = room.start()
    give(room, 15, attempt)
    administrator = room.house.actor(room.house.administrator)
    assignments.extend_deadline(administrator, room.assignment.id, NOON + DAY, "停电", NOON)
    assert find_sitting(room.learner, attempt.id).closes_at == NOON + DAY + 15 * MINUTE


@pytest.mark.parametrize(
    ("minutes", "reason", "code"), [(0, "停电", "extra-minutes"), (5, " ", "extra-reason-missing")]
)
def test_minutes_and_a_reason_are_needed(room, minutes, reason, code):
    room.start()
    with pytest.raises(DomainError, match=code):
        give(room, minutes, reason=reason)


def test_only_who_may_change_the_assignment_gives_extra_time(room):
    attempt = room.start()
    other = make_house("别处")
    with pytest.raises(NotFoundError, match="assignment-not-found"):
        give(room, 5, attempt, actor=other.actor(other.administrator))
    with pytest.raises(ForbiddenError):
        give(room, 5, attempt, actor=part_organizer(room))


def part_organizer(room):
    """Return an organizer of one of the two units that the assignment is for."""
    target = AssignmentTarget(assignment_id=room.assignment.id, unit_id=room.house.west.id)
    target.organization_id = room.assignment.organization_id
    db.session.add(target)
    db.session.flush()
    return room.house.actor(room.house.organizer)


def test_a_paper_of_another_assignment_is_not_reached_through_this_one(room):
    other = make_classroom(make_house("别处"), duration_minutes=30)
    foreign = other.start()
    with pytest.raises(ConflictError, match="paper-not-under-way"):
        give(room, 10, foreign)
    assert find_sitting(other.learner, foreign.id).closes_at == NOON + 30 * MINUTE

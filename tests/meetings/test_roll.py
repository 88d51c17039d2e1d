"""The roll: taps, guests, self check-in by number, and what everybody is credited with."""

from __future__ import annotations

from random import Random

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, ForbiddenError, NotFoundError, ThrottledError
from studyapp.meetings import joining, planning
from studyapp.meetings import roll as service
from studyapp.meetings.models import ArrivalWay, AttendanceState, StudySessionState, StudySessionUnit
from studyapp.meetings.roll import Mark
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership, add_unit
from studyapp.study.unit_removal import remove_unit
from tests.meetings.meeting import MINUTE, make_meeting
from tests.people.houses import NOON, make_house
from tests.study.classroom import make_classroom

START = NOON + 150 * MINUTE


@pytest.fixture
def meeting(db_session):
    return make_meeting()


def numbers(meeting):
    return service.count_roll(service.list_roll(meeting.found))


def mark(meeting, account, what, now=START, reason=""):
    return service.mark(meeting.host, meeting.id, account.id, what, now, reason)


def run(meeting):
    meeting.found.state, meeting.found.began_at = StudySessionState.RUNNING, START


def test_everybody_invited_is_expected_once_and_nobody_else(meeting):
    meeting.join("甲")
    both = meeting.join("乙")
    meeting.join("西馆的", meeting.house.west)
    add_membership(meeting.house.west, both, Role.LEARNER, NOON)
    assert sorted(one.name for one in service.list_roll(meeting.found)) == ["乙", "学员丙", "甲"]
    assert numbers(meeting).expected == 3


def test_taps_are_counted(meeting):
    people = [meeting.join(name) for name in "甲乙丁戊"]
    mark(meeting, people[0], Mark.PRESENT)
    mark(meeting, people[1], Mark.LATE)
    mark(meeting, people[2], Mark.EXCUSED, reason="出差")
    mark(meeting, people[3], Mark.PRESENT)
    mark(meeting, people[3], Mark.LEFT, START + 30 * MINUTE)
    found = numbers(meeting)
    assert (found.expected, found.present, found.late, found.left_early, found.excused) == (5, 3, 1, 1, 1)
    assert service.get_entry(meeting.found, people[2].id).attendance.reason == "出差"


def test_a_tap_is_taken_back(meeting):
    mark(meeting, meeting.house.learner, Mark.PRESENT)
    assert mark(meeting, meeting.house.learner, Mark.CLEARED).attendance is None
    run(meeting)
    mark(meeting, meeting.house.learner, Mark.PRESENT)
    cleared = mark(meeting, meeting.house.learner, Mark.CLEARED)
    assert not cleared.is_present


def test_who_has_not_come_does_not_leave_early(meeting):
    with pytest.raises(ConflictError, match="not-there-yet"):
        mark(meeting, meeting.house.learner, Mark.LEFT)


def test_nobody_else_is_put_on_the_roll(meeting):
    stranger = make_house("别处").learner
    for account in (stranger, meeting.join("西馆的", meeting.house.west)):
        with pytest.raises(NotFoundError, match="not-on-the-roll"):
            mark(meeting, account, Mark.PRESENT)


def test_guests_are_counted_apart_and_only_where_allowed(db_session):
    closed, open_ = make_meeting(), make_meeting(guests_allowed=True, classroom=make_classroom(make_house("二号")))
    with pytest.raises(ConflictError, match="guests-not-allowed"):
        service.add_guest(closed.host, closed.id, "来宾", START)
    guest = service.add_guest(open_.host, open_.id, " 王老师 ", START)
    with pytest.raises(DomainError, match="guest-name"):
        service.add_guest(open_.host, open_.id, "长" * 101, START)
    assert (numbers(open_).guests, numbers(open_).present) == (1, 0)
    service.remove_guest(open_.host, open_.id, guest.id)
    assert numbers(open_).guests == 0


def test_checking_in_twice_is_once_and_late_after_five_minutes(meeting):
    other = meeting.join("晚到的")
    first = joining.check_in(meeting.learner, meeting.id, START - 10 * MINUTE)
    again = joining.check_in(meeting.learner, meeting.id, START + 20 * MINUTE)
    late = joining.check_in(meeting.house.actor(other), meeting.id, START + 6 * MINUTE)
    assert again.id == first.id
    assert (again.arrived_at, again.is_late, again.way) == (START - 10 * MINUTE, False, ArrivalWay.PHONE)
    assert late.is_late


def test_who_is_not_invited_is_refused_unless_guests_are_allowed(meeting):
    west = meeting.house.actor(meeting.join("西馆的", meeting.house.west))
    with pytest.raises(ForbiddenError, match="not-invited"):
        joining.check_in(west, meeting.id, START)
    meeting.found.guests_allowed = True
    assert joining.check_in(west, meeting.id, START).is_guest


def test_another_organizations_number_is_a_wrong_number(meeting):
    other = make_house("别处")
    outsider = other.actor(other.learner)
    assert joining.find_by_number(outsider, meeting.found.join_number) is None
    assert joining.find_by_number(meeting.learner, f" {meeting.found.join_number} ").id == meeting.id
    with pytest.raises(NotFoundError):
        joining.check_in(outsider, meeting.id, START)


def test_nobody_checks_in_long_before_or_when_it_is_over(meeting):
    with pytest.raises(ConflictError, match="check-in-early"):
        joining.check_in(meeting.learner, meeting.id, NOON)
    planning.cancel(meeting.host, meeting.id, NOON)
    with pytest.raises(ConflictError, match="study-session-cancelled"):
        joining.check_in(meeting.learner, meeting.id, START)


def test_guessing_numbers_is_slowed_down(meeting):
    for _ in range(5):
        joining.note_wrong_number(meeting.learner, NOON)
    with pytest.raises(ThrottledError):
        joining.check_tries(meeting.learner, NOON)
    joining.check_tries(meeting.learner, NOON + 20 * MINUTE)


def test_a_renewed_number_makes_the_old_one_wrong(meeting):
    old = meeting.found.join_number
    joining.renew_number(meeting.host, meeting.id, NOON, Random(2))
    assert joining.find_by_number(meeting.learner, old) is None


def test_study_time_is_credited_from_coming_late_to_leaving_early(meeting):
    people = [meeting.join(name) for name in "甲乙丁戊"]
    run(meeting)
    mark(meeting, people[0], Mark.PRESENT, START + 3 * MINUTE)
    mark(meeting, people[1], Mark.LATE, START + 15 * MINUTE)
    mark(meeting, people[2], Mark.PRESENT)
    mark(meeting, people[2], Mark.LEFT, START + 50 * MINUTE)
    mark(meeting, people[3], Mark.EXCUSED)
    meeting.found.state, meeting.found.ended_at = StudySessionState.ENDED, START + 90 * MINUTE
    service.close_roll(meeting.found, START + 90 * MINUTE)
    rows = {one.name: one.attendance for one in service.list_roll(meeting.found)}
    assert [rows[name].credited_minutes for name in "甲乙丁戊"] == [90, 75, 50, 0]
    assert rows["学员丙"].state is AttendanceState.ABSENT
    assert numbers(meeting).absent == 1


def test_making_up_is_written_down_afterwards_for_those_who_were_not_there(meeting):
    run(meeting)
    with pytest.raises(ConflictError, match="roll-closed"):
        mark(meeting, meeting.house.learner, Mark.MADE_UP)
    meeting.found.state, meeting.found.ended_at = StudySessionState.CONFIRMED, START + 90 * MINUTE
    assert mark(meeting, meeting.house.learner, Mark.MADE_UP).attendance.made_up_at == START
    with pytest.raises(ConflictError, match="roll-closed"):
        mark(meeting, meeting.house.learner, Mark.PRESENT)


def test_a_study_session_whose_only_unit_is_removed_invites_nobody(meeting):
    actor = meeting.house.actor(meeting.house.administrator)
    empty = add_unit(actor, meeting.house.root.id, "空的组")
    db.session.execute(db.update(StudySessionUnit).values(unit_id=empty.id))
    remove_unit(actor, empty.id)
    db.session.expire_all()
    assert service.list_roll(meeting.found) == []

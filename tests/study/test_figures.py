"""Figures over weeks, what is retained, and who needs help."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studyapp.jobs.figuring import GATHER_EVERY, LOOK_EVERY, Figurer, gather_one
from studyapp.people.accounts import create_account
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership
from studyapp.study import trend
from studyapp.study.figure_making import WEEKS, gather, publish, weeks_until
from studyapp.study.figure_models import WeeklyFigure
from studyapp.study.models import EnrolmentState
from tests.factories import AssignmentFactory, EnrolmentFactory, ReviewCardFactory, ReviewFactory
from tests.people.houses import NOON, make_house
from tests.study.classroom import DAY, join


@pytest.fixture
def house(room):
    return room.house


def stand(room, assignment=None, account=None, unit=None, **standing):
    """Give somebody an enrolment that stands so."""
    assignment = assignment or AssignmentFactory(module_made=room.module)
    fields = {"assignment_made": assignment, "account_made": account or room.house.learner}
    return EnrolmentFactory(unit_id=(unit or room.house.east).id, **fields | standing)


def gathered(room, now=NOON):
    organization_id = room.house.organization.id
    return publish(organization_id, gather(organization_id, now), now)


def test_weeks_begin_on_monday_by_the_organizations_clock():
    weeks = weeks_until(NOON, "Asia/Shanghai")
    assert weeks[-1] == date(2026, 3, 2)
    assert len(weeks) == WEEKS
    sunday_evening_in_london = NOON - timedelta(hours=10)  # Monday, 2 in the morning in Shanghai
    assert weeks_until(sunday_evening_in_london, "Asia/Shanghai")[-1] == date(2026, 3, 2)
    assert weeks_until(sunday_evening_in_london, "Europe/London")[-1] == date(2026, 2, 23)


def test_what_was_begun_and_passed_falls_into_its_week(room, house):
    stand(room, started_at=NOON - 8 * DAY, passed_at=NOON - 1 * DAY, state=EnrolmentState.PASSED)
    stand(room, started_at=NOON - 7 * DAY)
    gathered(room)
    weeks = trend.weekly(house.actor(house.organizer), NOON)
    assert [(one.monday, one.started, one.passed) for one in weeks] == [
        (date(2026, 2, 16), 1, 0),
        (date(2026, 2, 23), 1, 1),
        (date(2026, 3, 2), 0, 0),
    ]


def test_figures_of_units_that_are_not_ones_own_stay_away(room, house):
    stand(room, unit=house.west, started_at=NOON, state=EnrolmentState.NOT_PASSED, attempts_used=3)
    gathered(room)
    organizer, administrator = house.actor(house.organizer), house.actor(house.administrator)
    stranger = make_house("河西图书馆")
    assert trend.weekly(organizer, NOON) == []
    assert trend.help_needed(organizer) == []
    assert [one.started for one in trend.weekly(administrator, NOON)] == [1]
    assert len(trend.help_needed(administrator)) == 1
    assert trend.weekly(administrator, NOON, house.east.id) == []
    assert trend.weekly(stranger.actor(stranger.administrator), NOON) == []
    assert trend.weekly(organizer, NOON, house.west.id) == []


def test_what_is_retained_counts_reviews_by_how_long_ago_the_question_was_met(room, house):
    cards = [ReviewCardFactory(version=version, account_made=house.learner) for version in room.versions[0]]
    for card, version, number, days, score in (
        (cards[0], room.versions[0][0], 1, 2, 1.0),
        (cards[0], room.versions[0][0], 2, 8, 1.0),
        (cards[1], room.versions[0][1], 1, 9, 0.0),
        (cards[2], room.versions[0][2], 1, 31, 1.0),
    ):
        met = {"reviewed_at": NOON - DAY, "met_before_at": NOON - (1 + days) * DAY}
        ReviewFactory(version=version, card=card, number=number, score=score, **met)
    gathered(room)
    found = trend.retained(house.actor(house.organizer))
    assert [(one.days, one.reviews, one.recalled) for one in found] == [(7, 3, 2), (30, 1, 1)]


def test_who_needs_help_is_told_with_the_reasons_the_gravest_first(room, house):
    calm, stuck, late = (create_account(name, name, NOON) for name in ("calm", "stuck", "late"))
    for account in (calm, stuck, late):
        join(house, account)
    over = [
        AssignmentFactory(module_made=room.module, closes_at=NOON - n * DAY, opens_at=NOON - 9 * DAY) for n in (1, 2)
    ]
    stand(room, account=stuck, state=EnrolmentState.NOT_PASSED, attempts_used=3)
    for assignment in over:
        stand(room, assignment, account=late)
    stand(room, over[0], account=calm)
    stand(room, over[1], account=calm, state=EnrolmentState.PASSED, passed_at=NOON - 3 * DAY)
    gathered(room)
    found = trend.help_needed(house.actor(house.organizer))
    assert [(one.name, one.used_up, one.overdue) for one in found] == [("stuck", 1, 0), ("late", 0, 2)]


def test_who_left_or_was_withdrawn_needs_no_help(room, house):
    stand(room, state=EnrolmentState.NOT_PASSED, attempts_used=3, withdrawn_at=NOON)
    gathered(room)
    assert trend.help_needed(house.actor(house.organizer)) == []


def test_gathering_twice_changes_nothing_and_follows_what_happened(room, house, db_session):
    made = stand(room, started_at=NOON)
    gathered(room)
    assert gathered(room) == 0
    made.started_at = NOON - 7 * DAY
    db_session.flush()
    assert gathered(room) > 0
    assert [(one.week, one.started) for one in db_session.query(WeeklyFigure)] == [(date(2026, 2, 23), 1)]


def test_figures_are_gathered_anew_only_where_something_happened(room, house, db_session):
    organization_id = house.organization.id
    db_session.commit()
    assert gather_one(organization_id, NOON)
    later = NOON + GATHER_EVERY
    assert not gather_one(organization_id, later, GATHER_EVERY)
    room.enrolment.last_activity_at = NOON + timedelta(minutes=1)
    db_session.commit()
    assert not gather_one(organization_id, NOON + timedelta(minutes=2), GATHER_EVERY)
    assert gather_one(organization_id, later, GATHER_EVERY)
    assert gather_one(organization_id, NOON + 7 * DAY, GATHER_EVERY)


def test_the_worker_looks_once_a_minute(room, db_session):
    db_session.commit()
    figurer = Figurer()
    assert figurer.look(NOON) == 1
    assert figurer.look(NOON + LOOK_EVERY / 2) == 0
    room.enrolment.last_activity_at = NOON + timedelta(seconds=1)
    db_session.commit()
    assert figurer.look(NOON + GATHER_EVERY) == 1


def test_somebody_in_two_units_is_not_counted_twice_in_what_is_retained(room, house):
    add_membership(house.west, house.learner, Role.LEARNER, NOON)
    version = room.versions[0][0]
    card = ReviewCardFactory(version=version, account_made=house.learner)
    ReviewFactory(version=version, card=card, reviewed_at=NOON - DAY, met_before_at=NOON - 10 * DAY)
    gathered(room)
    assert trend.retained(house.actor(house.administrator))[0].reviews == 1

"""Running totals against the facts."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from studyapp.db import db
from studyapp.questions.models import OptionTotals, QuestionTotals, QuestionVersion
from studyapp.study.handing_in import close_overdue, hand_in
from studyapp.study.models import Enrolment, EnrolmentState
from studyapp.study.question_drift import drift_of
from studyapp.study.question_totals import Figures, MarkFact, add_to_questions
from studyapp.study.reading import open_case, open_commentary
from studyapp.study.standing import standing_of
from studyapp.study.totals import rebuild_enrolments, standings
from tests.people.houses import NOON
from tests.study.classroom import DAY, MINUTE, SECRET


def live_a_while(room):
    """Read, fail, pass, and leave one attempt to the server."""
    open_case(room.learner, room.assignment.id, room.cases[0].id, NOON)
    open_commentary(room.learner, room.assignment.id, room.cases[1].id, NOON + MINUTE)
    for minute, right in ((2, 1), (4, 5)):
        attempt = room.start(NOON + minute * MINUTE)
        room.answer(attempt, right, wrong=1, now=NOON + minute * MINUTE)
        hand_in(room.learner, attempt.id, NOON + (minute + 1) * MINUTE, SECRET)
    attempt = room.start(NOON + 9 * MINUTE)
    room.answer(attempt, right=3, now=NOON + 9 * MINUTE)
    close_overdue(NOON + 8 * DAY, SECRET)


def test_the_running_totals_of_an_enrolment_equal_its_facts(room):
    live_a_while(room)
    enrolment = room.enrolment
    wanted = asdict(standings([enrolment.id])[enrolment.id])
    assert {name: getattr(enrolment, name) for name in wanted} == wanted
    assert rebuild_enrolments(room.assignment.organization_id) == 0


def test_a_rebuild_mends_damaged_totals(room):
    live_a_while(room)
    good = {name: getattr(room.enrolment, name) for name in asdict(standing_of([], []))}
    damage = {"attempts_used": 99, "best_score": 0.1, "cases_read": 7, "state": EnrolmentState.READING}
    db.session.execute(db.update(Enrolment).values(**damage))
    assert rebuild_enrolments(room.assignment.organization_id) == 1
    assert {name: getattr(room.enrolment, name) for name in good} == good


def stored():
    columns = ("version_id", "n", "sum_x", "sum_xx", "sum_r", "sum_rr", "sum_xr")
    rows = [
        [getattr(one, name) for name in columns]
        for one in db.session.scalars(db.select(QuestionTotals).order_by(QuestionTotals.version_id))
    ]
    chosen = [
        [one.version_id, one.option, one.n, one.sum_r, one.sum_rr]
        for one in db.session.scalars(db.select(OptionTotals).order_by(OptionTotals.version_id, OptionTotals.option))
    ]
    return [value for row in [*rows, *chosen] for value in row]


def mend(room, drift):
    for part in drift.parts():
        add_to_questions(room.assignment.organization_id, part)


def test_the_running_totals_of_questions_equal_the_marks(room):
    live_a_while(room)
    drift = drift_of(room.assignment.organization_id)
    assert (bool(drift), drift.versions) == (False, 6)


def test_totals_made_anew_are_the_running_ones(room):
    live_a_while(room)
    running = stored()
    for model in (QuestionTotals, OptionTotals):
        db.session.execute(db.delete(model))
    db.session.expire_all()
    mend(room, drift_of(room.assignment.organization_id))
    assert stored() == pytest.approx(running)


def test_damaged_and_foreign_totals_are_mended(room):
    live_a_while(room)
    running = stored()
    db.session.execute(db.update(QuestionTotals).values(n=99, sum_x=1.0))
    db.session.execute(db.update(OptionTotals).values(sum_r=40.0))
    version = db.session.get_one(QuestionVersion, room.versions[0][0].id)
    db.session.add(OptionTotals(version_id=version.id, option=77, organization_id=version.organization_id, n=4))
    db.session.flush()
    db.session.expire_all()
    mend(room, drift_of(room.assignment.organization_id))
    assert stored() == pytest.approx(running)


def test_what_is_answered_while_totals_are_mended_counts_once(room):
    attempt = room.start(NOON)
    room.answer(attempt, 3, 1, NOON)
    hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET)
    db.session.execute(db.update(QuestionTotals).values(n=QuestionTotals.n + 5))
    db.session.expire_all()
    drift = drift_of(room.assignment.organization_id)
    later = room.start(NOON + 2 * MINUTE)
    room.answer(later, 2, 2, NOON + 2 * MINUTE)
    hand_in(room.learner, later.id, NOON + 3 * MINUTE, SECRET)
    mend(room, drift)
    assert not drift_of(room.assignment.organization_id)


def test_an_unanswered_question_weighs_only_in_the_rest():
    figures = Figures()
    figures.add([MarkFact(1, 1.0, True), MarkFact(2, 0.0, False), MarkFact(3, 0.5, True)])
    sums = figures.versions
    assert set(sums) == {1, 3}
    assert (sums[1].n, sums[1].sum_r, sums[1].sum_xr) == (1, 0.25, 0.25)


def test_nothing_done_is_not_started():
    assert standing_of([], []).state is EnrolmentState.NOT_STARTED

"""Blueprints of a module's papers, and questions kept for exams."""

from __future__ import annotations

from random import Random

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership
from studyapp.questions.models import Question, QuestionState, QuestionTotals
from studyapp.study.assignment_plan import AssignmentPlan, Targets
from studyapp.study.assignments import create_assignment
from studyapp.study.blueprint_draw import Wanted
from studyapp.study.blueprint_models import BlueprintNumber, Dimension
from studyapp.study.blueprints import (
    draw_paper,
    find_blueprint,
    fit_in,
    keep_blueprint,
    remove_blueprint,
    wanted_by,
)
from studyapp.study.models import Feedback, QuizMode
from studyapp.study.practice import find_practice, start_practice
from studyapp.study.review_queue import find_today
from tests.people.houses import NOON
from tests.study.classroom import DAY, assign, make_classroom
from tests.study.test_reviews import studied

PRACTICE, EXAM = QuizMode.PRACTICE, QuizMode.EXAM
TOMORROW = NOON + DAY


def organizer(room):
    return room.house.actor(room.house.organizer)


def keep(room, wanted, mode=PRACTICE, now=NOON):
    return keep_blueprint(organizer(room), room.module, mode, wanted, now)


def for_exams(*versions):
    for version in versions:
        db.session.get_one(Question, version.question_id).is_for_exams = True
    db.session.flush()


def of_case(room, place, count):
    return {(Dimension.CASE, str(room.cases[place].id)): count}


def test_a_blueprint_is_kept_and_changed_in_place(room):
    keep(room, Wanted(4, of_case(room, 0, 2)))
    keep(room, Wanted(3, {(Dimension.BLOOM, "apply"): 1}, 0.2, 0.9))
    assert wanted_by(find_blueprint(room.module.id, PRACTICE)) == Wanted(3, {(Dimension.BLOOM, "apply"): 1}, 0.2, 0.9)
    assert db.session.query(BlueprintNumber).count() == 1
    assert find_blueprint(room.module.id, EXAM) is None


def test_papers_follow_the_blueprint_of_their_mode(room):
    keep(room, Wanted(3, of_case(room, 1, 3)))
    attempt = room.start()
    assert {one.case_id for one in room.asked(attempt)} == {room.cases[1].id}
    assert len(room.asked(attempt)) == 3


def test_a_removed_blueprint_leaves_the_even_draw(room):
    keep(room, Wanted(1))
    remove_blueprint(room.module, PRACTICE, NOON)
    assert len(room.asked(room.start())) == 6


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(0), "blueprint-count"),
        (Wanted(101), "blueprint-count"),
        (Wanted(5, {}, 0.6, 0.5), "blueprint-difficulty"),
        (Wanted(5, {}, -0.01, 1.0), "blueprint-difficulty"),
        (Wanted(2, {(Dimension.KIND, "single"): 3}), "blueprint-numbers"),
        (Wanted(2, {(Dimension.KIND, "single"): -1}), "blueprint-value"),
        (Wanted(2, {(Dimension.KIND, "prediction"): 1}), "blueprint-value"),
        (Wanted(2, {(Dimension.CASE, "999999"): 1}), "blueprint-value"),
        (Wanted(2, is_exam_pool_only=True), "blueprint-practice-pool"),
    ],
)
def test_a_blueprint_that_contradicts_itself_is_refused(room, wanted, code):
    with pytest.raises(DomainError, match=code):
        keep(room, wanted)


def test_a_question_kept_for_exams_is_never_on_a_practice_paper(room):
    for_exams(*room.versions[0])
    assert {one.case_id for one in room.asked(room.start())} == {room.cases[1].id}


def test_an_exam_can_be_drawn_from_questions_kept_for_exams_alone(room):
    for_exams(*room.versions[0])
    keep(room, Wanted(3, is_exam_pool_only=True), EXAM)
    drawn = draw_paper(room.module, EXAM, Random(1), set())
    assert {one.version_id for one in drawn} == {one.id for one in room.versions[0]}


def test_a_question_kept_for_exams_is_reviewed_only_after_its_exam_has_closed(db_session):
    room = make_classroom(mode=EXAM, feedback=Feedback.AFTER_HAND_IN)
    studied(room, right=0, wrong=6)
    assert find_today(room.learner, TOMORROW).waiting == 6
    for_exams(*room.versions[0])
    assert find_today(room.learner, TOMORROW).waiting == 3
    practised = find_practice(room.learner, start_practice(room.learner, TOMORROW).id, TOMORROW)
    assert len(practised.places) == 3
    assert find_today(room.learner, NOON + 8 * DAY).waiting == 6


def test_another_exam_still_to_come_keeps_it_away(db_session):
    room = make_classroom(mode=EXAM, feedback=Feedback.AFTER_HAND_IN)
    studied(room, right=0, wrong=6)
    for_exams(*room.versions[0])
    assign(room.house, room.module, mode=EXAM, opens_at=NOON + 20 * DAY, closes_at=NOON + 30 * DAY)
    assert find_today(room.learner, NOON + 8 * DAY).waiting == 3
    assert find_today(room.learner, NOON + 31 * DAY).waiting == 6


def test_the_blueprint_of_an_exam_under_way_is_not_changed(db_session):
    room = make_classroom(mode=EXAM, feedback=Feedback.AFTER_HAND_IN)
    keep(room, Wanted(4), EXAM)
    room.start()
    with pytest.raises(ConflictError, match="blueprint-in-use"):
        keep(room, Wanted(5), EXAM)
    with pytest.raises(ConflictError, match="blueprint-in-use"):
        remove_blueprint(room.module, EXAM, NOON)
    keep(room, Wanted(5), PRACTICE)
    keep(room, Wanted(5), EXAM, NOON + 8 * DAY)


def test_an_exam_that_the_bank_cannot_fill_is_not_given(room):
    add_membership(room.house.root, room.house.organizer, Role.ORGANIZER, NOON)
    keep(room, Wanted(6, {(Dimension.KIND, "multiple"): 2}), EXAM)
    plan = AssignmentPlan(room.module.id, "期末", NOON, NOON + DAY, mode=EXAM)
    with pytest.raises(DomainError, match="blueprint-short") as error:
        create_assignment(organizer(room), plan, Targets(unit_ids=frozenset({room.house.east.id})), NOON)
    assert error.value.parameters["drawn"] == 6


def test_real_answers_replace_the_expected_difficulty(room):
    assert fit_in(room.module, PRACTICE, Wanted(1, {}, 0.9, 1.0)).fitting == 0
    version = room.versions[0][0]
    totals = {"n": 20, "sum_x": 19.0, "sum_xx": 19.0, "sum_r": 10.0, "sum_rr": 6.0, "sum_xr": 9.5}
    db.session.add(QuestionTotals(version_id=version.id, organization_id=version.organization_id, **totals))
    db.session.flush()
    assert fit_in(room.module, PRACTICE, Wanted(1, {}, 0.9, 1.0)).fitting == 1


def test_a_draft_is_no_candidate(room):
    db.session.get_one(Question, room.versions[0][0].question_id).state = QuestionState.DRAFT
    db.session.flush()
    assert fit_in(room.module, PRACTICE, Wanted(6)).fitting == 5

"""Reading cases and commentaries."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.study.handing_in import hand_in
from studyapp.study.models import CaseReading, EnrolmentState
from studyapp.study.reading import find_case, open_case, open_commentary
from tests.factories import RevisionFactory
from tests.people.houses import NOON, make_house
from tests.study.classroom import MINUTE, SECRET, make_classroom


def test_opening_a_case_is_recorded_once(room):
    for minute in (0, 1):
        open_case(room.learner, room.assignment.id, room.cases[0].id, NOON + minute * MINUTE)
    reading = db.session.scalars(db.select(CaseReading)).one()
    assert reading.opened_at == NOON
    assert (room.enrolment.state, room.enrolment.cases_read) == (EnrolmentState.READING, 1)


def test_the_commentary_stays_away_until_it_is_opened(room):
    case = open_case(room.learner, room.assignment.id, room.cases[0].id, NOON)
    assert case.has_commentary
    assert case.commentaries == ()
    case = open_commentary(room.learner, room.assignment.id, room.cases[0].id, NOON + MINUTE)
    assert case.commentary_opened_at == NOON + MINUTE
    assert len(case.commentaries) == 1


def test_a_case_without_a_commentary_says_so(room):
    for commentary in db.session.scalars(db.text("SELECT id FROM revision_commentary")):
        db.session.execute(db.text(f"DELETE FROM revision_commentary WHERE id = {commentary}"))
    assert not open_case(room.learner, room.assignment.id, room.cases[0].id, NOON).has_commentary
    with pytest.raises(NotFoundError, match="commentary-missing"):
        open_commentary(room.learner, room.assignment.id, room.cases[0].id, NOON)


def test_the_revision_that_was_opened_stays(room):
    case = room.cases[0]
    open_case(room.learner, room.assignment.id, case.id, NOON)
    RevisionFactory(case=case, number=2, body="新的一版。")
    case.revision_number = 2
    assert open_case(room.learner, room.assignment.id, case.id, NOON).revision.number == 1
    db.session.execute(db.delete(CaseReading))
    assert find_case(room.learner, room.assignment.id, case.id, NOON).revision.number == 2


def test_a_closed_book_stays_closed_while_the_attempt_is_open(db_session):
    room = make_classroom(is_open_book=False)
    attempt = room.start()
    with pytest.raises(ConflictError, match="book-is-closed"):
        open_case(room.learner, room.assignment.id, room.cases[0].id, NOON)
    with pytest.raises(ConflictError, match="book-is-closed"):
        open_commentary(room.learner, room.assignment.id, room.cases[0].id, NOON)
    hand_in(room.learner, attempt.id, NOON, SECRET)
    assert open_case(room.learner, room.assignment.id, room.cases[0].id, NOON)


def test_there_is_no_reading_before_the_opening(room):
    with pytest.raises(ConflictError, match="assignment-not-open-yet"):
        open_case(room.learner, room.assignment.id, room.cases[0].id, NOON - 61 * MINUTE)


def test_a_case_outside_the_assignment_is_not_found(room):
    other = make_classroom(make_house("隔壁单位"))
    with pytest.raises(NotFoundError, match="case-not-found"):
        open_case(room.learner, room.assignment.id, other.cases[0].id, NOON)
    with pytest.raises(NotFoundError, match="assignment-not-found"):
        open_case(room.learner, other.assignment.id, other.cases[0].id, NOON)

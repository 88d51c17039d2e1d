"""The server's own closing of overdue attempts."""

from __future__ import annotations

from datetime import timedelta

from studyapp.db import db
from studyapp.jobs.closing import TRIED_AGAIN_AFTER, Closer
from studyapp.questions.models import QuestionVersion
from studyapp.study.models import Attempt, AttemptState, Response, ResponseMark
from tests.people.houses import NOON, make_house
from tests.study.classroom import DAY, make_classroom

LATER = NOON + 30 * DAY


def states(attempts):
    return [db.session.get(Attempt, one.id).state for one in attempts]


def make_unmarkable(room, attempt):
    """Answer a question, then spoil its options as no page could; return the version and what its options were."""
    room.save(attempt, 1, room.right(attempt, 1))
    version = db.session.get(QuestionVersion, room.asked(attempt)[0].version_id)
    options, version.options = version.options, 7
    db.session.flush()
    return version, options


def test_every_overdue_attempt_is_closed_and_no_other(db_session):
    attempts = [make_classroom(make_house(f"第{n}馆"), closes_at=NOON + n * DAY).start() for n in (1, 2, 3)]
    db_session.commit()
    assert Closer().close_all(NOON + 2 * DAY, "secret") == 2
    assert states(attempts) == [AttemptState.CLOSED, AttemptState.CLOSED, AttemptState.OPEN]
    assert Closer().close_all(NOON + 2 * DAY, "secret") == 0


def test_one_that_cannot_be_marked_keeps_no_other_from_being_closed(db_session):
    rooms = [make_classroom(make_house(f"第{n}馆"), closes_at=NOON + n * DAY) for n in (1, 2, 3)]
    attempts = [room.start() for room in rooms]
    make_unmarkable(rooms[0], attempts[0])
    db_session.commit()
    closer = Closer()
    assert closer.close_all(LATER, "secret") == 2
    assert states(attempts) == [AttemptState.OPEN, AttemptState.CLOSED, AttemptState.CLOSED]
    kept = db.select(db.func.count()).select_from(Response).where(Response.attempt_id == attempts[0].id)
    marks = db.select(db.func.count()).select_from(ResponseMark).where(ResponseMark.attempt_id == attempts[0].id)
    assert (db.session.scalar(kept), db.session.scalar(marks)) == (1, 0)


def test_one_that_could_not_be_marked_is_tried_again_later_and_not_at_every_round(db_session, caplog):
    room = make_classroom(closes_at=NOON + DAY)
    attempt = room.start()
    version, options = make_unmarkable(room, attempt)
    db_session.commit()
    closer = Closer()
    for seconds in (0, 3, 6):
        assert closer.close_all(LATER + timedelta(seconds=seconds), "secret") == 0
    assert caplog.text.count("could not be marked") == 1
    version.options = options
    db_session.commit()
    assert closer.close_all(LATER + TRIED_AGAIN_AFTER, "secret") == 1

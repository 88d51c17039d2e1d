"""The server's own closing of overdue attempts."""

from __future__ import annotations

from studyapp.db import db
from studyapp.jobs.closing import close_all_overdue
from studyapp.study.models import Attempt, AttemptState
from tests.people.houses import NOON, make_house
from tests.study.classroom import DAY, make_classroom


def test_every_overdue_attempt_is_closed_and_no_other(db_session):
    attempts = [make_classroom(make_house(f"第{n}馆"), closes_at=NOON + n * DAY).start() for n in (1, 2, 3)]
    db_session.commit()
    assert close_all_overdue(NOON + 2 * DAY, "secret") == 2
    states = [db.session.get(Attempt, one.id).state for one in attempts]
    assert states == [AttemptState.CLOSED, AttemptState.CLOSED, AttemptState.OPEN]
    assert close_all_overdue(NOON + 2 * DAY, "secret") == 0

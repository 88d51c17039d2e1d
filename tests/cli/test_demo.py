import pytest
from sqlalchemy import func, select

from studyapp.cli.demo_house import LEARNERS, PASSWORD
from studyapp.db import db
from studyapp.meetings.minutes import is_intact
from studyapp.meetings.minutes_models import Minutes
from studyapp.meetings.models import StudySession, StudySessionState
from studyapp.people.models import Account, AuditEntry
from studyapp.people.passwords import is_right
from studyapp.study.models import Assignment, Attempt, AttemptState, Enrolment, EnrolmentState, Paper


@pytest.fixture
def made(app, db_session):
    result = app.test_cli_runner().invoke(args=["demo", "create"])
    assert result.exit_code == 0, result.output
    return result


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_demo_has_a_history_in_every_state(app, made):
    states = set(db.session.scalars(select(Enrolment.state)))
    assert {EnrolmentState.NOT_STARTED, EnrolmentState.READING, EnrolmentState.PASSED} <= states
    attempts = db.session.scalars(select(Attempt)).all()
    assert attempts
    assert {attempt.state for attempt in attempts} == {AttemptState.HANDED_IN}
    for attempt in attempts:
        assert attempt.started_at < attempt.ended_at <= attempt.closes_at
    account = db.session.scalar(select(Account).where(Account.sign_in_name == LEARNERS[0][0]))
    assert is_right(account.password_hash, PASSWORD)


def test_making_it_again_changes_nothing(app, made):
    before = [count(model) for model in (Account, Assignment, Attempt, Paper, Enrolment, AuditEntry)]
    again = app.test_cli_runner().invoke(args=["demo", "create"])
    assert again.exit_code == 0
    assert again.output == ""
    assert [count(model) for model in (Account, Assignment, Attempt, Paper, Enrolment, AuditEntry)] == before


def test_the_terminal_names_the_sign_ins(app, made):
    shown = app.test_cli_runner().invoke(args=["welcome", "http://127.0.0.1:8000/"]).output
    assert "http://127.0.0.1:8000/" in shown
    assert LEARNERS[0][0] in shown
    assert PASSWORD in shown


def test_the_demo_has_a_filed_and_a_planned_study_session(app, made):
    meetings = db.session.scalars(select(StudySession).order_by(StudySession.starts_at)).all()
    assert [one.state for one in meetings] == [StudySessionState.CONFIRMED, StudySessionState.PLANNED]
    minutes = db.session.scalars(select(Minutes)).one()
    assert is_intact(minutes)
    assert minutes.record["numbers"]["absent"] == 1
    assert any(vote["moved"] for vote in minutes.record["votes"])

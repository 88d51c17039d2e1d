"""The minutes: typed, confirmed once, unchangeable; what the absent get; the ledger of a year."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from studyapp.errors import ConflictError, DomainError, ForbiddenError, NotFoundError
from studyapp.meetings import minutes as service
from studyapp.meetings import roll
from studyapp.meetings.ledger import make_ledger
from studyapp.meetings.making_up import give_makeup
from studyapp.meetings.minutes import MinutesDraft, ToDoDraft
from studyapp.meetings.models import StepKind, StudySessionState
from studyapp.meetings.moves import Move
from studyapp.meetings.record import brief
from studyapp.study.models import Enrolment, EnrolmentState
from tests.meetings.meeting import MINUTE
from tests.meetings.meeting_room import START, make_room
from tests.people.houses import make_house

END = START + 90 * MINUTE
TYPED = MinutesDraft(
    "先商量。\n再动手。", "下月再看。", (ToDoDraft("整理楼道", "林一", date(2026, 3, 20)), ToDoDraft(" ")), 0
)


@pytest.fixture
def room(db_session):
    """A room in which the first case was voted on twice and commented, and somebody did not come."""
    room = make_room()
    room.absent = room.meeting.join("没来的")
    room.go(StepKind.FIRST_VOTE)
    room.do(Move.OPEN, 1)
    room.vote_all(1, "1", "1", "2", "0")
    room.go(StepKind.SECOND_VOTE)
    room.do(Move.OPEN, 2)
    room.vote_all(2, "0", "0", "2", "0")
    room.do(Move.CLOSE, 2)
    room.do(Move.SHIFT, 2)
    room.go(StepKind.COMMENTARY)
    room.do(Move.COMMENTARY)
    room.now = END
    return room


def ended(room):
    room.do(Move.END)
    return room


def test_the_record_holds_numbers_votes_before_and_after_case_and_commentary(room):
    ended(room)
    service.write_minutes(room.meeting.host, room.id, TYPED)
    record = service.find_record(room.meeting.found, service.find_minutes(room.id))
    assert record["numbers"] == {
        "expected": 6, "present": 5, "late": 0, "left_early": 0, "excused": 0, "absent": 1, "guests": 0
    }  # fmt: skip
    assert record["absent"] == ["没来的"]
    assert [(one["number"], one["repeats"], one["moved"]) for one in record["votes"]] == [(1, None, None), (2, 1, 2)]
    assert record["votes"][1]["lines"][0] == {"text": "5天", "count": 3, "is_key": True}
    assert record["cases"][0]["commentaries"][0]["brief"].startswith("先听后说")
    assert record["cases"][1]["commentaries"] == []
    assert record["to_dos"] == [{"what": "整理楼道", "person": "林一", "due_on": "2026-03-20"}]


def test_confirmed_minutes_stay_as_they_are_and_tampering_shows(room, db_session):
    ended(room)
    service.write_minutes(room.meeting.host, room.id, TYPED)
    minutes = service.confirm_minutes(room.meeting.host, room.id, END)
    assert service.is_intact(minutes)
    with pytest.raises(ConflictError, match="minutes-confirmed"):
        service.write_minutes(room.meeting.host, room.id, TYPED)
    with pytest.raises(ConflictError, match="minutes-confirmed"):
        service.confirm_minutes(room.meeting.host, room.id, END)
    with pytest.raises(ConflictError, match="roll-closed"):
        roll.mark(room.meeting.host, room.id, room.absent.id, roll.Mark.PRESENT, END)
    room.meeting.found.title = "另一个名字"
    assert service.find_record(room.meeting.found, minutes)["title"] == "三月集中学习"
    minutes.record = minutes.record | {"points": "改过的"}
    assert not service.is_intact(minutes)


def test_two_recorders_do_not_overwrite_each_other(room):
    first = service.write_minutes(room.meeting.host, room.id, TYPED)
    assert first.version == 1
    with pytest.raises(ConflictError, match="minutes-newer"):
        service.write_minutes(room.meeting.host, room.id, TYPED)


def test_minutes_are_confirmed_only_when_it_has_ended_and_not_by_the_recorder(room):
    with pytest.raises(ConflictError, match="minutes-not-ended"):
        service.confirm_minutes(room.meeting.host, room.id, END)
    ended(room)
    room.meeting.found.recorder_id = room.people[0].account_id
    service.write_minutes(room.people[0], room.id, TYPED)
    with pytest.raises(ForbiddenError):
        service.confirm_minutes(room.people[0], room.id, END)


@pytest.mark.parametrize(
    "draft",
    [
        MinutesDraft("长" * 20_001, "", (), 0),
        MinutesDraft("", "", (ToDoDraft("做"),) * 51, 0),
        MinutesDraft("", "", (ToDoDraft("长" * 301),), 0),
    ],
)
def test_minutes_have_their_limits(room, draft):
    with pytest.raises(DomainError):
        service.write_minutes(room.meeting.host, room.id, draft)


def test_the_absent_are_given_the_module_and_passing_it_makes_up(room, db_session):
    ended(room)
    made = give_makeup(room.meeting.host, room.meeting.found, "补学", END)
    enrolments = db_session.scalars(select(Enrolment).where(Enrolment.assignment_id == made.id)).all()
    assert [one.account_id for one in enrolments] == [room.absent.id]
    assert give_makeup(room.meeting.host, room.meeting.found, "补学", END) is None
    assert roll.get_entry(room.meeting.found, room.absent.id).made_up_at is None
    enrolments[0].state, enrolments[0].passed_at = EnrolmentState.PASSED, END
    assert roll.get_entry(room.meeting.found, room.absent.id).made_up_at == END


def test_without_a_module_nothing_can_be_made_up(room):
    ended(room)
    room.meeting.found.module_id = None
    with pytest.raises(DomainError, match="makeup-without-module"):
        give_makeup(room.meeting.host, room.meeting.found, "补学", END)


def test_the_ledger_adds_up_a_units_year(room):
    ended(room)
    ledger = make_ledger(room.meeting.host, room.meeting.house.east.id, 2026)
    assert [(one.title, one.expected, one.present) for one in ledger.sessions] == [("三月集中学习", 6, 5)]
    people = {one.name: one for one in ledger.people}
    assert (people["学员丙"].present, people["学员丙"].minutes) == (1, 90)
    assert (people["没来的"].absent, people["没来的"].minutes) == (1, 0)
    assert make_ledger(room.meeting.host, room.meeting.house.east.id, 2025).people == []
    with pytest.raises(NotFoundError):
        make_ledger(room.meeting.host, make_house("别处").east.id, 2026)


def test_a_cancelled_study_session_is_in_no_ledger(room):
    ended(room)
    room.meeting.found.state = StudySessionState.CANCELLED
    assert make_ledger(room.meeting.host, room.meeting.house.east.id, 2026).people == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("短。", "短。"), ("头一句。" + "长" * 200, "头一句。"), ("长" * 200, "长" * 160 + "……")],
)
def test_a_brief_ends_with_a_sentence_where_it_can(text, expected):
    assert brief(text) == expected

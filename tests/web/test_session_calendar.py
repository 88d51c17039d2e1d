"""The calendar file of one study session."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from studyapp import clock
from tests.meetings.meeting import make_meeting
from tests.page import html
from tests.people.houses import NOON, make_house


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def meeting(db_session):
    return make_meeting()


def event(response):
    return next(iter(Calendar.from_ical(response.data).walk("VEVENT")))


def test_an_invited_learner_takes_the_study_session_from_home_into_the_calendar(client, sign_in, meeting):
    sign_in(client, meeting.house.learner)
    address = html(client.get("/")).link("加到日历")
    response = client.get(address)
    assert response.mimetype == "text/calendar"
    found = event(response)
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (meeting.found.starts_at, meeting.found.ends_at)
    assert (found["summary"], found["location"]) == ("三月集中学习", "三楼会议室")
    assert found["uid"] == f"study-session-{meeting.id}@studyapp"


def test_one_that_was_called_off_says_so(client, sign_in, meeting):
    sign_in(client, meeting.house.organizer)
    client.post(f"/study-sessions/{meeting.id}/cancel")
    assert event(client.get(f"/room/{meeting.id}/calendar.ics"))["status"] == "CANCELLED"


def test_who_is_not_invited_finds_no_file(client, sign_in, meeting):
    outside = meeting.join("别的部门的", unit=meeting.house.west)
    for stranger in (make_house("别处").administrator, outside):
        sign_in(client, stranger)
        assert client.get(f"/room/{meeting.id}/calendar.ics").status_code == 404

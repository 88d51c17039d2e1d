"""A unit that was invited to a study session does not vanish from it."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.meetings.planning import list_invited_units
from studyapp.meetings.unit_removal import remove_unit
from studyapp.people.models import Unit
from studyapp.people.organizations import add_unit
from tests.meetings.meeting import make_meeting
from tests.page import html
from tests.people.houses import make_house
from tests.study.classroom import make_classroom


def test_an_invited_unit_stays_and_says_why(db_session, client, sign_in):
    house = make_house()
    administrator = house.actor(house.administrator)
    unit = add_unit(administrator, house.root.id, "空的组")
    invited = frozenset({house.east.id, unit.id})
    meeting = make_meeting(make_classroom(house), unit_ids=invited)
    with pytest.raises(ConflictError, match="unit-has-study-sessions") as error:
        remove_unit(administrator, unit.id)
    assert error.value.parameters == {"name": "空的组", "count": 1}
    sign_in(client, house.administrator)
    refused = client.post(f"/admin/units/{unit.id}/remove")
    assert refused.status_code == 409
    assert "空的组参加过 1 次集中学习" in html(refused).text
    assert {one.id for one in list_invited_units(meeting.found)} == invited


def test_a_unit_that_no_study_session_invited_goes(db_session):
    meeting = make_meeting()
    administrator = meeting.house.actor(meeting.house.administrator)
    unit = add_unit(administrator, meeting.house.root.id, "空的组")
    remove_unit(administrator, unit.id)
    assert db.session.get(Unit, unit.id) is None

"""A house with a study session of two cases, planned for the afternoon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from studyapp.meetings.models import StudySession
from studyapp.meetings.planning import SessionPlan, plan_study_session
from studyapp.meetings.room_models import RoundKind
from studyapp.meetings.rounds import RoundDraft
from studyapp.people.accounts import create_account
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Role, Unit
from studyapp.people.organizations import add_membership
from tests.people.houses import NOON, House
from tests.study.classroom import Classroom, make_classroom

MINUTE = timedelta(minutes=1)
_numbers = count(1)
STANCE = RoundDraft(RoundKind.SCALE, "你会这样做吗？", (("不会", False), ("会", False)))


@dataclass
class Meeting:
    """A study session of the unit `east`, hosted by the house's organizer."""

    classroom: Classroom
    found: StudySession

    @property
    def house(self) -> House:
        return self.classroom.house

    @property
    def id(self) -> int:
        return self.found.id

    @property
    def host(self) -> Actor:
        return self.house.actor(self.house.organizer)

    @property
    def learner(self) -> Actor:
        return self.house.actor(self.house.learner)

    def join(self, name: str, unit: Unit | None = None, role: Role = Role.LEARNER) -> Account:
        """Let somebody learn in the unit `east`, or in another."""
        where = unit or self.house.east
        account = create_account(f"joined{next(_numbers)}", name, NOON)
        add_membership(where, account, role, NOON)
        return account


def session_plan(classroom: Classroom, **changes: Any) -> SessionPlan:
    values = {
        "title": "三月集中学习",
        "place": "三楼会议室",
        "starts_at": NOON + 150 * MINUTE,
        "ends_at": NOON + 240 * MINUTE,
        "host_id": classroom.house.organizer.id,
        "recorder_id": None,
        "unit_ids": frozenset({classroom.house.east.id}),
        "module_id": classroom.module.id,
    }
    return SessionPlan(**(values | changes))


def make_meeting(classroom: Classroom | None = None, now: datetime = NOON, **changes: Any) -> Meeting:
    """Return a planned study session; `changes` are fields of its plan."""
    classroom = classroom or make_classroom()
    actor = classroom.house.actor(classroom.house.administrator)
    found = plan_study_session(actor, session_plan(classroom, **changes), STANCE, now, Random())
    return Meeting(classroom, found)

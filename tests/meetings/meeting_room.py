"""A study session under way: the host's moves and the phones' ballots, through the services."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from studyapp.meetings import conducting, joining, voting
from studyapp.meetings.agenda import list_steps
from studyapp.meetings.models import StepKind
from studyapp.meetings.moves import Move
from studyapp.meetings.room import Stage, find_stage
from studyapp.people.actor import Actor
from tests.meetings.meeting import MINUTE, Meeting, make_meeting
from tests.people.houses import NOON

START = NOON + 150 * MINUTE
SECRET = "a secret of tests"


@dataclass
class RunningRoom:
    """Five people in the room; `people[0]` is the house's learner."""

    meeting: Meeting
    people: list[Actor]
    now: datetime = field(default=START)

    @property
    def id(self) -> int:
        return self.meeting.id

    def do(self, move: Move, about: int | None = None, actor: Actor | None = None) -> None:
        command = conducting.Command(move, about, self.meeting.found.event_number)
        conducting.conduct(actor or self.meeting.host, self.id, command, self.now)

    def go(self, kind: StepKind) -> None:
        """Go to the first step of that kind."""
        self.do(Move.STEP, next(one.position for one in list_steps(self.id) if one.kind is kind))

    def vote(self, person: Actor, number: int, *given: str) -> int:
        voter = voting.check_ballot(person, self.id, number, given, self.now, SECRET)
        return voting.save_ballot(voter, self.now)

    def vote_all(self, number: int, *answers: str) -> None:
        for person, answer in zip(self.people, answers, strict=False):
            self.vote(person, number, answer)

    def stage(self) -> Stage:
        return find_stage(self.meeting.found, self.now)


def make_room(meeting: Meeting | None = None, people: int = 5, **changes: Any) -> RunningRoom:
    """Return a room that is open, everybody checked in."""
    meeting = meeting or make_meeting(**changes)
    actors = [meeting.learner]
    actors += [meeting.house.actor(meeting.join(f"学员{number}号")) for number in range(1, people)]
    for actor in actors:
        joining.check_in(actor, meeting.id, START)
    room = RunningRoom(meeting, actors)
    room.do(Move.BEGIN)
    return room

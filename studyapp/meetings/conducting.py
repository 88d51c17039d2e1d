"""Conducting the room: one host at a time moves it; whoever organizes can take over from one who has vanished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.meetings.access import check_not_over, get_managed
from studyapp.meetings.agenda import list_steps
from studyapp.meetings.events import announce
from studyapp.meetings.floor import get_entry
from studyapp.meetings.models import AgendaStep, Scene, StepKind, StudySession, StudySessionCase, StudySessionState
from studyapp.meetings.moves import Move, is_repeat_pending
from studyapp.meetings.people_named import names_of
from studyapp.meetings.roll import close_roll
from studyapp.meetings.room_models import FloorEntry, FloorState, Round, RoundState
from studyapp.meetings.rounds import get_round, list_rounds
from studyapp.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Command:
    """A move of a remote: `about` is a position, number or id, `seen` the number of the last event it showed."""

    move: Move
    about: int | None
    seen: int


def conduct(actor: Actor, study_session_id: int, command: Command, now: datetime) -> StudySession:
    """Move the room, and tell everybody.

    Raises `ConflictError` somebody-else-hosts (`name`), room-moved-on where the remote was behind, not-running,
    round-state where a round is not in the state for it, or as `check_not_over`; `NotFoundError` for what is gone.
    """
    found = get_managed(actor, study_session_id)
    db.session.refresh(found, with_for_update=True)
    check_not_over(found)
    if found.host_id != actor.account_id:
        raise ConflictError("somebody-else-hosts", name=names_of([found.host_id]).get(found.host_id, ""))
    if found.event_number != command.seen:
        raise ConflictError("room-moved-on")
    if command.move is not Move.BEGIN and found.state is not StudySessionState.RUNNING:
        raise ConflictError("not-running")
    _do(found, command, now)
    db.session.flush()
    announce(found, command.move.value, now, actor.account_id)
    return found


def take_over(actor: Actor, study_session_id: int, now: datetime) -> StudySession:
    """Let the actor host from now on; the room stays where it is. Raises as `get_managed` and `check_not_over`."""
    found = get_managed(actor, study_session_id)
    check_not_over(found)
    found.host_id = actor.account_id
    db.session.flush()
    announce(found, "host", now, actor.account_id)
    return found


def close_overdue(study_session_id: int, now: datetime) -> bool:
    """Close the open round whose timer has run out; say whether there was one."""
    found = db.session.get(StudySession, study_session_id, with_for_update=True)
    overdue = select(Round).where(
        Round.study_session_id == study_session_id, Round.state == RoundState.OPEN, Round.closes_at <= now
    )
    rows = list(db.session.scalars(overdue))
    if found is None or not rows:
        return False
    for one in rows:
        one.state, one.closed_at = RoundState.CLOSED, one.closes_at
    db.session.flush()
    announce(found, Move.CLOSE.value, now)
    return True


def _do(found: StudySession, command: Command, now: datetime) -> None:
    move, about = command.move, command.about
    if move is Move.BEGIN:
        _begin(found, now)
    elif move is Move.ARRIVING:
        found.scene = Scene.ARRIVING
    elif move is Move.STEP:
        _go(found, about, now)
    elif move is Move.FLOOR:
        found.scene = Scene.FLOOR
    elif move is Move.COMMENTARY:
        _reveal_commentary(found, now)
    elif move is Move.END:
        _end(found, now)
    elif move in {Move.ASK, Move.HIDE, Move.ANSWERED, Move.WAIT}:
        _moderate(found, get_entry(found, about or 0), move)
    else:
        _move_round(found, get_round(found, about), move, now)


def _begin(found: StudySession, now: datetime) -> None:
    if found.state is not StudySessionState.PLANNED:
        raise ConflictError("study-session-begun")
    found.state, found.began_at, found.scene = StudySessionState.RUNNING, now, Scene.ARRIVING


def _go(found: StudySession, position: int | None, now: datetime) -> None:
    step = next((one for one in list_steps(found.id) if one.position == position), None)
    if step is None:
        raise NotFoundError("step-unknown")
    _close_open(found, now)
    found.step_position, found.round_number, found.scene = step.position, None, Scene.STEP
    step.began_at = step.began_at or now
    if step.kind is StepKind.FLOOR:
        found.scene = Scene.FLOOR
    mine = [one for one in list_rounds(found.id) if one.step_id == step.id]
    if mine:
        one = next((each for each in mine if each.state is not RoundState.REVEALED), mine[-1])
        found.round_number, found.scene = one.number, Scene.ROUND


def _move_round(found: StudySession, one: Round, move: Move, now: datetime) -> None:
    allowed = {
        Move.OPEN: {RoundState.PREPARED},
        Move.CLOSE: {RoundState.OPEN},
        Move.RESULT: {RoundState.CLOSED, RoundState.REVEALED},
        Move.SHIFT: {RoundState.CLOSED, RoundState.REVEALED},
    }[move]
    if one.state not in allowed or (move is Move.SHIFT and one.repeats_id is None):
        raise ConflictError("round-state")
    if move is Move.RESULT and is_repeat_pending(one, list_rounds(found.id)):
        raise ConflictError("round-repeat-pending")
    found.round_number = one.number
    found.scene = {Move.RESULT: Scene.RESULT, Move.SHIFT: Scene.SHIFT}.get(move, Scene.ROUND)
    if move is Move.OPEN:
        _close_open(found, now)
        one.state, one.opened_at = RoundState.OPEN, now
        one.closes_at = now + timedelta(seconds=one.seconds) if one.seconds else None
    elif move is Move.CLOSE:
        one.state, one.closed_at = RoundState.CLOSED, now
    else:
        one.state = RoundState.REVEALED
        first = db.session.get(Round, one.repeats_id) if one.repeats_id else None
        if first is not None and first.state is RoundState.CLOSED:
            first.state = RoundState.REVEALED


def _reveal_commentary(found: StudySession, now: datetime) -> None:
    case_id = db.session.scalar(
        select(AgendaStep.case_id).where(
            AgendaStep.study_session_id == found.id, AgendaStep.position == found.step_position
        )
    )
    case = db.session.scalar(
        select(StudySessionCase).where(
            StudySessionCase.study_session_id == found.id, StudySessionCase.case_id == case_id
        )
    )
    if case is None:
        raise NotFoundError("step-without-case")
    _close_open(found, now)
    case.commentary_revealed_at = case.commentary_revealed_at or now
    found.scene = Scene.COMMENTARY


def _moderate(found: StudySession, entry: FloorEntry, move: Move) -> None:
    if move is Move.ASK:
        shown = select(FloorEntry).where(FloorEntry.study_session_id == found.id, FloorEntry.state == FloorState.SHOWN)
        for other in db.session.scalars(shown):
            other.state = FloorState.ANSWERED
        found.scene = Scene.FLOOR
    entry.state = {
        Move.ASK: FloorState.SHOWN,
        Move.HIDE: FloorState.HIDDEN,
        Move.ANSWERED: FloorState.ANSWERED,
        Move.WAIT: FloorState.WAITING,
    }[move]


def _end(found: StudySession, now: datetime) -> None:
    _close_open(found, now)
    found.state, found.ended_at, found.scene = StudySessionState.ENDED, now, Scene.STEP
    close_roll(found, now)


def _close_open(found: StudySession, now: datetime) -> None:
    for one in list_rounds(found.id):
        if one.state is RoundState.OPEN:
            one.state, one.closed_at = RoundState.CLOSED, now

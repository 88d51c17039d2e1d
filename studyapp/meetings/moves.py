"""What the host can do next: a pure function over where the room is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from studyapp.meetings.models import AgendaStep, Scene, StepKind, StudySession, StudySessionState
from studyapp.meetings.room_models import Round, RoundState


class Move(StrEnum):
    """One thing that the host does with the room."""

    BEGIN = "begin"
    ARRIVING = "arriving"
    STEP = "step"
    OPEN = "open"
    CLOSE = "close"
    RESULT = "result"
    SHIFT = "shift"
    COMMENTARY = "commentary"
    FLOOR = "floor"
    ASK = "ask"
    HIDE = "hide"
    ANSWERED = "answered"
    WAIT = "wait"
    END = "end"


@dataclass(frozen=True, slots=True)
class NextMove:
    """A move with what it is about: a step's position, or a round's number."""

    move: Move
    about: int | None = None


def next_move(
    found: StudySession, steps: Sequence[AgendaStep], rounds: Sequence[Round], *, has_commentary: bool
) -> NextMove | None:
    """Return what usually comes next; None when all is over.

    The first vote's result stays hidden until the same has been asked again, so that the majority sways nobody.
    """
    if found.state is StudySessionState.PLANNED:
        return NextMove(Move.BEGIN)
    if found.state is not StudySessionState.RUNNING:
        return None
    step = next((one for one in steps if one.position == found.step_position), None)
    within = _within(found, step, rounds, has_commentary=has_commentary) if step else None
    following = next((one for one in steps if one.position > found.step_position), None)
    return within or (NextMove(Move.STEP, following.position) if following else NextMove(Move.END))


def _within(found: StudySession, step: AgendaStep, rounds: Sequence[Round], *, has_commentary: bool) -> NextMove | None:
    for one in rounds:
        if one.step_id == step.id and (move := _of_round(one, rounds)):
            return move
    if step.kind is StepKind.COMMENTARY and found.scene is not Scene.COMMENTARY and has_commentary:
        return NextMove(Move.COMMENTARY)
    if step.kind is StepKind.FLOOR and found.scene is not Scene.FLOOR:
        return NextMove(Move.FLOOR)
    return None


def is_repeat_pending(one: Round, rounds: Sequence[Round]) -> bool:
    """Say whether the same will be asked again, so that neither its key nor its totals should be told yet."""
    return any(_will_be_asked(other, one) for other in rounds if other.id != one.id and _asks_the_same(one, other))


def _will_be_asked(other: Round, after: Round) -> bool:
    """A first vote that was passed over is not waited for; a planned repeat is, in whatever order."""
    if other.state is RoundState.PREPARED:
        return other.repeats_id is not None or other.number > after.number
    return other.state is RoundState.OPEN


def _asks_the_same(one: Round, other: Round) -> bool:
    """All repeats name the first round; a question of the bank may also stand in the agenda twice."""
    if (one.repeats_id or one.id) == (other.repeats_id or other.id):
        return True
    return one.version_id is not None and one.version_id == other.version_id


def _of_round(one: Round, rounds: Sequence[Round]) -> NextMove | None:
    if one.state is RoundState.PREPARED:
        return NextMove(Move.OPEN, one.number)
    if one.state is RoundState.OPEN:
        return NextMove(Move.CLOSE, one.number)
    if one.state is RoundState.CLOSED and one.repeats_id is not None:
        return NextMove(Move.SHIFT, one.number)
    if one.state is RoundState.CLOSED and not is_repeat_pending(one, rounds):
        return NextMove(Move.RESULT, one.number)
    return None

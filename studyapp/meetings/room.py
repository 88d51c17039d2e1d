"""Where the room is, as values: what every phone and the projector may know now, and not a word more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from studyapp.cases.models import CaseRevision, RevisionCommentary
from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.meetings.agenda import list_steps
from studyapp.meetings.figures import Shift, Tally
from studyapp.meetings.floor import Asked, list_asked
from studyapp.meetings.models import (
    AgendaStep,
    Attendance,
    AttendanceState,
    Scene,
    StudySession,
    StudySessionCase,
    StudySessionState,
)
from studyapp.meetings.moves import is_repeat_pending
from studyapp.meetings.room_models import Ballot, FloorState, Round, RoundState
from studyapp.meetings.rounds import list_rounds
from studyapp.meetings.voting import find_shift, find_tally, is_open
from studyapp.questions.models import Question, QuestionVersion


@dataclass(frozen=True, slots=True)
class Stage:
    """What is shown. `tally`, `shift` and `commentaries` are there only in their scene, keys only when revealed.

    `told_case_ids` are the cases on which it then tells answers; `is_kept_away` says that this was left out.
    """

    meeting: StudySession
    scene: Scene
    steps: tuple[AgendaStep, ...]
    step: AgendaStep | None
    revision: CaseRevision | None
    round: Round | None
    is_open: bool
    seconds_left: int | None
    tally: Tally | None
    before: Tally | None
    shift: Shift | None
    commentaries: tuple[RevisionCommentary, ...]
    floor: tuple[Asked, ...]
    told_case_ids: tuple[int, ...]
    is_kept_away: bool = False

    @property
    def key(self) -> str:
        """Return what tells one picture from the next: a phone that shows it already need not draw it anew."""
        state = self.round.state.value if self.round else ""
        number = self.round.number if self.round else 0
        parts = [self.meeting.state.value, self.scene.value, self.meeting.step_position, number, state]
        if self.scene is Scene.FLOOR:
            parts.append(self.meeting.event_number)
        if self.is_kept_away:
            parts.append("away")
        return "-".join(map(str, parts))


def find_stage(found: StudySession, now: datetime) -> Stage:
    """Return what the room shows at `now`."""
    steps, rounds = list_steps(found.id), list_rounds(found.id)
    step = next((one for one in steps if one.position == found.step_position), None)
    one = next((each for each in rounds if each.number == found.round_number), None)
    runs = found.state is StudySessionState.RUNNING
    scene = found.scene if runs else Scene.STEP
    first = next((each for each in rounds if one and each.id == one.repeats_id), None)
    shows = runs and one is not None and one.state is RoundState.REVEALED
    is_shift = bool(shows and scene is Scene.SHIFT and first)
    left = (one.closes_at - now).total_seconds() if one and one.closes_at and is_open(one, now) else None
    revision = _revision(found, step)
    return Stage(
        meeting=found,
        scene=scene,
        steps=tuple(steps),
        step=step,
        revision=revision,
        round=one if scene in {Scene.ROUND, Scene.RESULT, Scene.SHIFT} else None,
        is_open=one is not None and is_open(one, now),
        seconds_left=None if left is None else max(0, round(left)),
        tally=_tally(one, rounds) if one and shows and scene in {Scene.RESULT, Scene.SHIFT} else None,
        before=_tally(first, rounds) if is_shift and first else None,
        shift=find_shift(first, one) if is_shift and first and one else None,
        commentaries=_commentaries(revision) if scene is Scene.COMMENTARY else (),
        floor=tuple(list_asked(found.id)) if scene is Scene.FLOOR else (),
        told_case_ids=_told_cases(scene, step, one if shows else None),
    )


def shown_on_projector(floor: Sequence[Asked]) -> Asked | None:
    """Return the one question from the floor that the host has let onto the projector."""
    return next((one for one in floor if one.state is FloorState.SHOWN), None)


def has_commentary(found: StudySession, stage: Stage) -> bool:
    """Say whether the present step's case has a commentary to reveal."""
    if stage.revision is None:
        return False
    query = select(exists().where(RevisionCommentary.revision_id == stage.revision.id))
    return bool(db.session.scalar(query)) and found.state is StudySessionState.RUNNING


def count_room(study_session_id: int) -> tuple[int, int]:
    """Return how many are present, and how many have answered the round that is shown."""
    present = (
        select(func.count())
        .where(Attendance.study_session_id == study_session_id, Attendance.state == AttendanceState.PRESENT)
        .scalar_subquery()
    )
    answered = (
        select(func.count(Ballot.id))
        .join(Round, Round.id == Ballot.round_id)
        .join(StudySession, StudySession.id == Round.study_session_id)
        .where(Round.study_session_id == study_session_id, Round.number == StudySession.round_number)
        .scalar_subquery()
    )
    row = db.session.execute(select(present, answered)).one()
    return int(row[0]), int(row[1])


def get_case_to_read(found: StudySession, case_id: int) -> CaseRevision:
    """Return the text of a case of a study session that has begun, without its commentary.

    Raises `NotFoundError` case-not-found, `ConflictError` not-running.
    """
    if found.state in {StudySessionState.PLANNED, StudySessionState.CANCELLED}:
        raise ConflictError("not-running")
    revision = db.session.scalar(
        select(CaseRevision)
        .join(StudySessionCase, StudySessionCase.revision_id == CaseRevision.id)
        .where(StudySessionCase.study_session_id == found.id, StudySessionCase.case_id == case_id)
    )
    if revision is None:
        raise NotFoundError("case-not-found")
    return revision


def _told_cases(scene: Scene, step: AgendaStep | None, one: Round | None) -> tuple[int, ...]:
    """Return the cases of a commentary or a result: the step's, and that of a question of the bank."""
    told = set()
    if scene in {Scene.COMMENTARY, Scene.RESULT, Scene.SHIFT} and step is not None and step.case_id is not None:
        told.add(step.case_id)
    if scene in {Scene.RESULT, Scene.SHIFT} and one is not None and one.version_id is not None:
        asked = select(Question.case_id).join(QuestionVersion, QuestionVersion.question_id == Question.id)
        told.add(db.session.scalars(asked.where(QuestionVersion.id == one.version_id)).one())
    return tuple(sorted(told))


def _tally(one: Round, rounds: Sequence[Round]) -> Tally | None:
    return find_tally(one, with_key=not is_repeat_pending(one, rounds))


def _revision(found: StudySession, step: AgendaStep | None) -> CaseRevision | None:
    if step is None or step.case_id is None:
        return None
    return db.session.scalar(
        select(CaseRevision)
        .join(StudySessionCase, StudySessionCase.revision_id == CaseRevision.id)
        .where(StudySessionCase.study_session_id == found.id, StudySessionCase.case_id == step.case_id)
    )


def _commentaries(revision: CaseRevision | None) -> tuple[RevisionCommentary, ...]:
    if revision is None:
        return ()
    query = select(RevisionCommentary).where(RevisionCommentary.revision_id == revision.id)
    return tuple(db.session.scalars(query.order_by(RevisionCommentary.position)))

"""All that a report says of an assignment, over the units that the actor organizes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.organizations import list_units
from studyapp.questions.key_text import key_text
from studyapp.questions.models import Question, QuestionVersion
from studyapp.study import assignment_people, dashboards
from studyapp.study.assignment_people import PersonLine
from studyapp.study.assignment_reach import in_my_units
from studyapp.study.counts import Counts, UnitCounts
from studyapp.study.models import (
    Assignment,
    Attempt,
    AttemptState,
    CaseReading,
    Enrolment,
    EnrolmentState,
    Module,
    ModuleCase,
    ResponseMark,
)

FEW = 10
"""Below so many answers a share says little."""


# Of an ended attempt, each position's newest mark, by the key; a withdrawn question has none.
_COUNTS = (Attempt.state != AttemptState.OPEN, ResponseMark.is_current, ResponseMark.key_score.is_not(None))


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """One question version in this assignment: answers marked, mean score by the key 0..1, and that key in one line."""

    case_title: str
    kind: str
    stem: str
    key: str
    answers: int
    share: float


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """One case in this assignment: who opened it, answers to its questions, their mean score 0..1 or None."""

    title: str
    readers: int
    answers: int
    share: float | None


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """The figures of a report; moments are aware, `zone` is the one they are to be written in."""

    organization: str
    scope: str
    title: str
    module_title: str
    opens_at: datetime
    closes_at: datetime
    made_at: datetime
    made_by: str
    zone: ZoneInfo
    pass_mark: int
    attempts_allowed: int
    counts: Counts
    units: list[UnitCounts]
    bands: list[int]
    people: list[PersonLine]
    questions: list[QuestionFigures]
    cases: list[CaseFigures]

    @property
    def is_over(self) -> bool:
        """Whether the deadline had passed when the report was made."""
        return self.closes_at <= self.made_at

    @property
    def unfinished(self) -> list[PersonLine]:
        """Who has not passed, in the order of the units."""
        return [person for person in self.people if person.state is not EnrolmentState.PASSED]

    @property
    def mean_score(self) -> float | None:
        """The mean of the best scores, 0..1, of those who have one."""
        scores = [person.best_score for person in self.people if person.best_score is not None]
        return sum(scores) / len(scores) if scores else None

    @property
    def weakest_cases(self) -> list[CaseFigures]:
        """Cases with enough answers, the lowest share first."""
        measured = [(one.share, place, one) for place, one in enumerate(self.cases) if one.share is not None]
        return [one for _share, _place, one in sorted(measured, key=lambda row: row[:2]) if one.answers >= FEW]

    @property
    def weakest_questions(self) -> list[QuestionFigures]:
        """Questions with enough answers, the lowest share first."""
        return sorted((one for one in self.questions if one.answers >= FEW), key=lambda one: (one.share, one.stem))


def report_figures(actor: Actor, assignment: Assignment, now: datetime) -> ReportFigures:
    """Gather the figures of one assignment in a few queries."""
    module_title = db.session.scalar(select(Module.title).where(Module.id == assignment.module_id)) or ""
    units = dashboards.unit_counts(actor, assignment.id)
    roots = [unit.name for unit in list_units(actor) if unit.path in actor.organized_paths]
    return ReportFigures(
        organization=actor.organization_name,
        scope="、".join(roots),
        title=assignment.title,
        module_title=module_title,
        opens_at=assignment.opens_at,
        closes_at=assignment.closes_at,
        made_at=now,
        made_by=actor.name,
        zone=ZoneInfo(actor.zone),
        pass_mark=assignment.pass_mark,
        attempts_allowed=assignment.attempts_allowed,
        counts=dashboards.assignment_counts(actor, assignment.id),
        units=units,
        bands=dashboards.score_bands(actor, assignment.id),
        people=assignment_people.all_people(actor, assignment.id),
        questions=_questions(actor, assignment),
        cases=_cases(actor, assignment),
    )


def _questions(actor: Actor, assignment: Assignment) -> list[QuestionFigures]:
    rows = db.session.execute(
        select(
            Case.title,
            QuestionVersion.kind,
            QuestionVersion.stem,
            QuestionVersion.options,
            QuestionVersion.answer,
            func.count(ResponseMark.id),
            func.avg(ResponseMark.key_score),
        )
        .select_from(ResponseMark)
        .join(Attempt, Attempt.id == ResponseMark.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(QuestionVersion, QuestionVersion.id == ResponseMark.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Case, Case.id == Question.case_id)
        .where(*_mine(actor, assignment), *_COUNTS)
        .group_by(QuestionVersion.id, Question.id, Case.id)
        .order_by(Case.number, Question.position, QuestionVersion.id)
    )
    return [
        QuestionFigures(title, kind, stem, key_text(options, answer), answers, float(share))
        for title, kind, stem, options, answer, answers, share in rows
    ]


def _cases(actor: Actor, assignment: Assignment) -> list[CaseFigures]:
    readers = dict(
        db.session.execute(
            select(CaseReading.case_id, func.count())
            .join(Enrolment, Enrolment.id == CaseReading.enrolment_id)
            .where(*_mine(actor, assignment))
            .group_by(CaseReading.case_id)
        ).all()
    )
    marked = {
        case_id: (answers, float(share))
        for case_id, answers, share in db.session.execute(
            select(Question.case_id, func.count(ResponseMark.id), func.avg(ResponseMark.key_score))
            .select_from(ResponseMark)
            .join(Attempt, Attempt.id == ResponseMark.attempt_id)
            .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
            .join(QuestionVersion, QuestionVersion.id == ResponseMark.version_id)
            .join(Question, Question.id == QuestionVersion.question_id)
            .where(*_mine(actor, assignment), *_COUNTS)
            .group_by(Question.case_id)
        )
    }
    cases = db.session.execute(
        select(Case.id, Case.title)
        .join(ModuleCase, ModuleCase.case_id == Case.id)
        .where(ModuleCase.module_id == assignment.module_id)
        .order_by(ModuleCase.position)
    )
    return [
        CaseFigures(title, readers.get(case_id, 0), marked[case_id][0], marked[case_id][1])
        if case_id in marked
        else CaseFigures(title, readers.get(case_id, 0), 0, None)
        for case_id, title in cases
    ]


def _mine(actor: Actor, assignment: Assignment) -> tuple[ColumnElement[bool], ...]:
    present = (Enrolment.assignment_id == assignment.id, Enrolment.withdrawn_at.is_(None))
    return present if actor.is_administrator else (*present, in_my_units(actor))

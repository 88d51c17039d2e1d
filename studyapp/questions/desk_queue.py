"""What waits at the question desk: counts, lists, what comes next, and deciding many at once.

Questions stand in the order case by case, then by the trust in them (`studyapp.questions.trust`), most trusted first,
then as the engine planned them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_, update

from studyapp.cases.library import get_casebook
from studyapp.cases.models import Case, Casebook
from studyapp.db import db
from studyapp.errors import DomainError
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionState, QuestionVersion, RuleVerdicts, WithheldDrafts
from studyapp.questions.trust import of_its_rule, trust_of

Place = tuple[int, float, int, int]
_ROUNDING = 1e-9  # a trust of 0.9 is reckoned, not stored, and may come out a hair below


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked through: a casebook's questions, or one case's, and of one state only if given."""

    casebook_id: int
    case_id: int | None = None
    state: QuestionState | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions stand in each state."""

    draft: int = 0
    approved: int = 0
    rejected: int = 0
    retired: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.draft + self.approved + self.rejected + self.retired


@dataclass(frozen=True, slots=True)
class Tallied:
    """A casebook or a case with its counts; `number` is a case's."""

    id: int
    title: str
    tally: Tally
    number: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A question in a list."""

    id: int
    case_id: int
    case_number: int
    case_title: str
    kind: str
    stem: str
    bloom: str
    trust: float
    state: QuestionState
    is_evidence_changed: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The questions before and after one in its scope, and its place among them, from 1."""

    before: int | None
    after: int | None
    place: int
    total: int


def list_casebooks(actor: Actor) -> list[Tallied]:
    """Return the organization's casebooks, newest first, with their counts."""
    tallies = _tallies(
        select(Case.casebook_id, Question.state, func.count())
        .join(Case, Case.id == Question.case_id)
        .where(Question.organization_id == actor.organization_id)
        .group_by(Case.casebook_id, Question.state)
    )
    books = db.session.execute(
        select(Casebook.id, Casebook.title)
        .where(Casebook.organization_id == actor.organization_id, Casebook.published_at.is_not(None))
        .order_by(Casebook.created_at.desc(), Casebook.id.desc())
    )
    return [Tallied(book_id, title, tallies.get(book_id, Tally())) for book_id, title in books]


def list_cases(actor: Actor, casebook_id: int) -> list[Tallied]:
    """Return a casebook's cases in their order with their counts. Raises `NotFoundError` casebook-not-found."""
    casebook = get_casebook(actor.organization_id, casebook_id)
    tallies = _tallies(
        select(Question.case_id, Question.state, func.count())
        .join(Case, Case.id == Question.case_id)
        .where(Case.casebook_id == casebook.id)
        .group_by(Question.case_id, Question.state)
    )
    cases = db.session.execute(
        select(Case.id, Case.title, Case.number).where(Case.casebook_id == casebook.id).order_by(Case.number)
    )
    return [Tallied(case_id, title, tallies.get(case_id, Tally()), number) for case_id, title, number in cases]


def list_questions(actor: Actor, scope: Scope) -> list[Row]:
    """Return the scope's questions in their order."""
    rows = db.session.execute(
        select(
            Question.id,
            Case.id,
            Case.number,
            Case.title,
            QuestionVersion.kind,
            QuestionVersion.stem,
            QuestionVersion.bloom,
            trust_of(),
            Question.state,
            Question.is_evidence_changed,
        )
        .select_from(Question)
        .join(Case, Case.id == Question.case_id)
        .join(QuestionVersion, _IS_PRESENT)
        .outerjoin(RuleVerdicts, of_its_rule())
        .where(*_conditions(actor, scope))
        .order_by(*_PLACE)
    )
    return [Row(*row[:10]) for row in rows]


def neighbours(actor: Actor, scope: Scope, question: Question) -> Neighbours:
    """Return what stands around a question in the scope, even where it is no longer in it itself."""
    here = _place_of(question)
    rows = db.session.execute(_ranked(*_PLACE).where(*_conditions(actor, scope)).order_by(*_PLACE))
    places: list[Place] = [(number, doubt, position, question_id) for number, doubt, position, question_id in rows]
    before = [place for place in places if place < here]
    after = [place for place in places if place > here]
    return Neighbours(
        before=before[-1][-1] if before else None,
        after=after[0][-1] if after else None,
        place=len(before) + 1,
        total=len(places),
    )


def next_to_decide(actor: Actor, scope: Scope, after: Question | None = None) -> int | None:
    """Return the id of the next draft in the scope after a question, from the start again at the end; None if none."""
    drafts = Scope(scope.casebook_id, scope.case_id, QuestionState.DRAFT)
    query = _ranked(Question.id).where(*_conditions(actor, drafts)).order_by(*_PLACE).limit(1)
    if after is not None:
        further: int | None = db.session.scalar(query.where(tuple_(*_PLACE) > tuple_(*_place_of(after))))
        if further is not None:
            return further
        query = query.where(Question.id != after.id)
    first: int | None = db.session.scalar(query)
    return first


def approve_confident(actor: Actor, scope: Scope, minimum: float, now: datetime) -> int:
    """Approve the scope's drafts with a trust of at least `minimum` (0..1); return how many. It teaches nothing.

    Raises `DomainError` confidence-out-of-range.
    """
    if not 0 <= minimum <= 1:
        raise DomainError("confidence-out-of-range")
    ids = _confident_ids(actor, scope, minimum)
    if ids:
        db.session.execute(
            update(Question)
            .where(Question.id.in_(ids), Question.state == QuestionState.DRAFT)
            .values(state=QuestionState.APPROVED, decided_by_id=actor.account_id, decided_at=now, reject_reason=None)
        )
    return len(ids)


def count_confident(actor: Actor, scope: Scope, minimum: float) -> int:
    """Return how many drafts of the scope `approve_confident` would approve."""
    return len(_confident_ids(actor, scope, minimum))


def withheld(actor: Actor, revision_ids: Iterable[int]) -> list[tuple[str, int]]:
    """Return (reason, count) of the drafts that gates held back on these revisions, most frequent first."""
    count = func.sum(WithheldDrafts.count)
    rows = db.session.execute(
        select(WithheldDrafts.reason, count)
        .where(
            WithheldDrafts.organization_id == actor.organization_id, WithheldDrafts.revision_id.in_(list(revision_ids))
        )
        .group_by(WithheldDrafts.reason)
        .order_by(count.desc(), WithheldDrafts.reason)
    )
    return [(reason, int(total)) for reason, total in rows]


_PLACE = (Case.number, -trust_of(), Question.position, Question.id)
_IS_PRESENT = (QuestionVersion.question_id == Question.id) & (QuestionVersion.number == Question.version_number)


def _ranked(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Return the query for columns over questions with all that their place rests on."""
    return (
        select(*columns)
        .select_from(Question)
        .join(Case, Case.id == Question.case_id)
        .join(QuestionVersion, _IS_PRESENT)
        .outerjoin(RuleVerdicts, of_its_rule())
    )


def _place_of(question: Question) -> Place:
    number, doubt, position, question_id = db.session.execute(_ranked(*_PLACE).where(Question.id == question.id)).one()
    return number, doubt, position, question_id


def _conditions(actor: Actor, scope: Scope) -> list[ColumnElement[bool]]:
    """Return what holds of the scope's questions, over `Question` joined with `Case`."""
    conditions = [Question.organization_id == actor.organization_id, Case.casebook_id == scope.casebook_id]
    if scope.case_id is not None:
        conditions.append(Question.case_id == scope.case_id)
    if scope.state is not None:
        conditions.append(Question.state == scope.state)
    return conditions


def _confident_ids(actor: Actor, scope: Scope, minimum: float) -> list[int]:
    drafts = Scope(scope.casebook_id, scope.case_id, QuestionState.DRAFT)
    query = _ranked(Question.id).where(*_conditions(actor, drafts), trust_of() >= minimum - _ROUNDING)
    return list(db.session.scalars(query))


def _tallies(query: Select[int, QuestionState, int]) -> dict[int, Tally]:
    counts: dict[int, dict[str, int]] = {}
    for key, state, count in db.session.execute(query):
        counts.setdefault(key, {})[state.value] = count
    return {key: Tally(**found) for key, found in counts.items()}

from __future__ import annotations

import pytest

from studyapp.errors import DomainError, NotFoundError
from studyapp.questions import desk_queue
from studyapp.questions.desk_queue import Scope, Tally
from studyapp.questions.models import Question, QuestionState, WithheldDrafts
from tests.factories import NOON, CasebookFactory, CaseFactory, QuestionFactory, RevisionFactory, VersionFactory
from tests.questions.test_desk import organizer

pytestmark = pytest.mark.usefixtures("db_session")
DRAFT = QuestionState.DRAFT


@pytest.fixture
def book(db_session):
    return CasebookFactory()


@pytest.fixture
def actor(book):
    return organizer(book.organization_id)


def question(book, number, position=0, **rest):
    """A question of the book's case of that number."""
    confidence = rest.pop("confidence", 0.9)
    case = rest.pop("case", None) or CaseFactory(casebook=book, number=number)
    made = QuestionFactory(case=case, position=position, **{"state": DRAFT, **rest})
    VersionFactory(question=made, revision=RevisionFactory(case=case, number=position + 1), confidence=confidence)
    return made


def test_counts_are_those_of_the_organization_alone(actor, book):
    question(book, 1)
    question(book, 2, state=QuestionState.APPROVED)
    question(CasebookFactory(), 1)
    assert [(one.title, one.tally) for one in desk_queue.list_casebooks(actor)] == [
        (book.title, Tally(draft=1, approved=1))
    ]
    assert [one.tally.total for one in desk_queue.list_cases(actor, book.id)] == [1, 1]


def test_a_casebook_of_another_organization_is_not_found(actor):
    with pytest.raises(NotFoundError):
        desk_queue.list_cases(actor, CasebookFactory().id)


def test_a_casebook_in_the_making_is_shown_to_nobody(actor, book):
    book.published_at = None
    assert desk_queue.list_casebooks(actor) == []


def test_questions_are_listed_case_by_case_in_the_planned_order(actor, book):
    second = question(book, 2)
    first = CaseFactory(casebook=book, number=1)
    late, early = question(book, 1, 7, case=first), question(book, 1, 3, case=first)
    rows = desk_queue.list_questions(actor, Scope(book.id))
    assert [row.id for row in rows] == [early.id, late.id, second.id]
    assert [row.id for row in desk_queue.list_questions(actor, Scope(book.id, first.id))] == [early.id, late.id]


def test_the_next_draft_comes_after_the_decided_one_and_then_from_the_start(actor, book):
    one, two, three = (question(book, number) for number in (1, 2, 3))
    two.state = QuestionState.APPROVED
    assert desk_queue.next_to_decide(actor, Scope(book.id)) == one.id
    assert desk_queue.next_to_decide(actor, Scope(book.id), after=one) == three.id
    assert desk_queue.next_to_decide(actor, Scope(book.id), after=three) == one.id
    one.state = three.state = QuestionState.REJECTED
    assert desk_queue.next_to_decide(actor, Scope(book.id), after=three) is None


def test_a_question_knows_its_neighbours_in_the_scope(actor, book):
    one, two, three = (question(book, number) for number in (1, 2, 3))
    around = desk_queue.neighbours(actor, Scope(book.id), two)
    assert (around.before, around.after, around.place, around.total) == (one.id, three.id, 2, 3)


def test_only_confident_drafts_are_approved_together(actor, book, db_session):
    sure = question(book, 1, confidence=0.9)
    unsure = question(book, 2, confidence=0.6)
    rejected = question(book, 3, confidence=0.95, state=QuestionState.REJECTED)
    foreign = question(CasebookFactory(), 1, confidence=0.99)
    assert desk_queue.count_confident(actor, Scope(book.id), 0.85) == 1
    assert desk_queue.approve_confident(actor, Scope(book.id), 0.85, NOON) == 1
    db_session.expire_all()
    states = [db_session.get(Question, made.id).state for made in (sure, unsure, rejected, foreign)]
    assert states == [QuestionState.APPROVED, DRAFT, QuestionState.REJECTED, DRAFT]


def test_a_confidence_beyond_one_is_refused(actor, book):
    with pytest.raises(DomainError, match="confidence-out-of-range"):
        desk_queue.approve_confident(actor, Scope(book.id), 1.2, NOON)


def test_withheld_drafts_are_counted_by_reason(actor, book, db_session):
    revision = RevisionFactory(case=CaseFactory(casebook=book))
    for rule, reason, count in (("a", "key-in-stem", 2), ("b", "key-in-stem", 3), ("a", "stem-length", 1)):
        row = WithheldDrafts(revision_id=revision.id, rule=rule, reason=reason, count=count)
        row.organization_id = book.organization_id
        db_session.add(row)
    db_session.flush()
    assert desk_queue.withheld(actor, [revision.id]) == [("key-in-stem", 5), ("stem-length", 1)]


def test_a_list_takes_one_query_however_long(actor, book, query_count):
    for number in range(1, 6):
        question(book, number)
    with query_count() as queries:
        desk_queue.list_questions(actor, Scope(book.id))
    assert len(queries) == 1

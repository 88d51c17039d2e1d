from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studyapp.questions import desk, desk_queue
from studyapp.questions.desk_queue import Scope
from studyapp.questions.draft import BY_HAND
from studyapp.questions.models import QuestionState, Verdict
from studyapp.questions.trust import Verdicts, teach, verdicts_on
from tests.factories import NOON, CasebookFactory, CaseFactory, QuestionFactory, RevisionFactory, VersionFactory
from tests.questions.test_desk import organizer

COUNTS = some.integers(0, 500)


@given(some.builds(Verdicts, COUNTS, COUNTS, COUNTS, COUNTS), some.floats(0, 1))
def test_trust_is_a_share(verdicts, confidence):
    assert 0 <= verdicts.trust(confidence) <= 1


def test_without_decisions_trust_is_the_confidence():
    assert Verdicts().trust(0.7) == pytest.approx(0.7)


def test_approving_raises_trust_and_rejecting_lowers_it():
    assert Verdicts(rejected=3).trust(0.7) < Verdicts(edited=3).trust(0.7) < Verdicts(approved=3).trust(0.7)


@pytest.fixture
def book(db_session):
    return CasebookFactory()


@pytest.fixture
def case(book):
    made = CaseFactory(casebook=book, number=1)
    return made, RevisionFactory(case=made)


def drafted(case, rule, position, confidence=0.8):
    question = QuestionFactory(case=case[0], rule=rule, position=position, state=QuestionState.DRAFT)
    VersionFactory(question=question, revision=case[1], confidence=confidence)
    return question


def test_decisions_on_one_rule_order_the_drafts_that_still_wait(book, case):
    actor = organizer(book.organization_id)
    first, second = drafted(case, "figure", 0), drafted(case, "lesson", 1)
    assert desk_queue.next_to_decide(actor, Scope(book.id)) == first.id
    other = drafted(case, "figure", 2)
    desk.reject(actor, other.id, 1, "太琐碎", NOON)
    assert desk_queue.next_to_decide(actor, Scope(book.id)) == second.id
    assert [row.id for row in desk_queue.list_questions(actor, Scope(book.id))] == [second.id, first.id, other.id]


def test_approving_together_follows_the_trust_and_teaches_nothing(book, case):
    actor = organizer(book.organization_id)
    good, doubtful = drafted(case, "lesson", 0, 0.9), drafted(case, "figure", 1, 0.9)
    desk.reject(actor, drafted(case, "figure", 2).id, 1, "太琐碎", NOON)
    assert desk_queue.count_confident(actor, Scope(book.id), 0.9) == 1
    assert desk_queue.approve_confident(actor, Scope(book.id), 0.9, NOON) == 1
    assert (good.state, doubtful.state) == (QuestionState.APPROVED, QuestionState.DRAFT)
    assert verdicts_on(book.organization_id, "lesson") == Verdicts()


def test_taking_a_decision_back_takes_its_lesson_back(book, case):
    actor = organizer(book.organization_id)
    question = drafted(case, "lesson", 0)
    desk.approve(actor, question.id, 1, NOON)
    desk.approve(actor, question.id, 1, NOON)
    assert verdicts_on(book.organization_id, "lesson") == Verdicts(approved=1)
    desk.reopen(actor, question.id, 1, NOON)
    assert verdicts_on(book.organization_id, "lesson") == Verdicts()


def test_a_draft_approved_after_an_edit_counts_as_edited(book, case, db_session):
    actor = organizer(book.organization_id)
    question = drafted(case, "lesson", 0)
    desk.get_version(question).written_by_id = actor.account_id
    db_session.flush()
    desk.approve(actor, question.id, 1, NOON)
    assert verdicts_on(book.organization_id, "lesson") == Verdicts(edited=1)


def test_one_organization_learns_nothing_from_another(book, case):
    teach(drafted(case, "lesson", 0), Verdict.REJECTED)
    assert verdicts_on(CasebookFactory().organization_id, "lesson") == Verdicts()


def test_what_is_written_by_hand_teaches_nothing(book, case):
    question = drafted(case, BY_HAND, 0)
    teach(question, Verdict.APPROVED)
    assert question.taught is None
    assert verdicts_on(book.organization_id, BY_HAND) == Verdicts()

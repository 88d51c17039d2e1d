from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.models import Role
from studyapp.questions import desk
from studyapp.questions.draft import Option
from studyapp.questions.models import Question, QuestionState, QuestionVersion
from studyapp.questions.wording import wording_of
from tests.factories import NOON, AccountFactory, QuestionFactory, VersionFactory

pytestmark = pytest.mark.usefixtures("db_session")


@pytest.fixture
def version(db_session):
    return VersionFactory(question__state=QuestionState.DRAFT)


@pytest.fixture
def actor(version):
    return organizer(version.organization_id)


def organizer(organization_id):
    account = AccountFactory()
    return Actor(account.id, account.name, organization_id, "", "Asia/Shanghai", frozenset({Role.ORGANIZER}))


def worded(version, **changes):
    return replace(wording_of(desk.draft_of(version)), **changes)


def codes(error):
    return [problem.code for problem in error.value.parameters["problems"]]


def test_an_approved_question_says_who_approved_it_and_when(actor, version):
    question = desk.approve(actor, version.question_id, 1, NOON)
    assert (question.state, question.decided_by_id, question.decided_at) == ("approved", actor.account_id, NOON)


def test_approving_twice_keeps_the_first_decision(actor, version):
    desk.approve(actor, version.question_id, 1, NOON)
    assert desk.approve(actor, version.question_id, 1, NOON + timedelta(hours=1)).decided_at == NOON


def test_a_rejection_needs_a_reason(actor, version):
    with pytest.raises(DomainError, match="reject-reason-missing"):
        desk.reject(actor, version.question_id, 1, "  ", NOON)
    assert desk.reject(actor, version.question_id, 1, " 干扰项太弱 ", NOON).reject_reason == "干扰项太弱"


def test_an_approved_question_is_retired_not_rejected(actor, version):
    desk.approve(actor, version.question_id, 1, NOON)
    with pytest.raises(ConflictError, match="question-state"):
        desk.reject(actor, version.question_id, 1, "错", NOON)
    assert desk.retire(actor, version.question_id, 1, NOON).state is QuestionState.RETIRED


def test_a_decision_can_be_taken_back(actor, version):
    desk.reject(actor, version.question_id, 1, "错", NOON)
    question = desk.reopen(actor, version.question_id, 1, NOON)
    assert (question.state, question.reject_reason) == (QuestionState.DRAFT, None)


def test_nobody_decides_on_a_wording_they_have_not_seen(actor, version):
    desk.edit(actor, version.question_id, 1, worded(version, stem="这个社区一共有多少户居民？"), NOON)
    for decide in (desk.approve, desk.retire, desk.reopen):
        with pytest.raises(ConflictError, match="question-changed"):
            decide(actor, version.question_id, 1, NOON)


def test_a_question_of_another_organization_is_not_found(version):
    stranger = organizer(QuestionFactory().organization_id)
    with pytest.raises(NotFoundError):
        desk.approve(stranger, version.question_id, 1, NOON)
    with pytest.raises(NotFoundError):
        desk.edit(stranger, version.question_id, 1, worded(version), NOON)


def test_an_edit_adds_a_version_and_leaves_the_old_one_as_it_was(actor, version, db_session):
    before = desk.draft_of(version)
    made = desk.edit(actor, version.question_id, 1, worded(version, stem="这个社区一共有多少户居民？"), NOON)
    assert (made.number, made.written_by_id, made.created_at) == (2, actor.account_id, NOON)
    assert db_session.get(Question, version.question_id).version_number == 2
    assert desk.draft_of(version) == before
    assert desk.draft_of(made).evidence == before.evidence


def test_a_wording_that_changes_nothing_adds_no_version(actor, version, db_session):
    assert desk.edit(actor, version.question_id, 1, worded(version), NOON) is version
    assert len(list(db_session.scalars(select(QuestionVersion)))) == 1


def test_a_key_that_the_text_does_not_support_needs_a_stated_reason(actor, version):
    options = (Option("七千人", is_key=True), Option("三百户", is_key=False), Option("四百户", is_key=False))
    wrong = worded(version, options=options)
    with pytest.raises(DomainError, match="wording-not-sound") as error:
        desk.edit(actor, version.question_id, 1, wrong, NOON)
    assert "key-not-supported" in codes(error)
    made = desk.edit(actor, version.question_id, 1, wrong, NOON, override="按附表更正")
    assert made.override_reason == "按附表更正"


def test_no_reason_saves_a_question_without_a_key_or_evidence(actor, version):
    no_key = tuple(Option(one, is_key=False) for one in ("三百户", "两百户", "四百户"))
    for wording, code in (
        (worded(version, options=no_key), "one-key-needed"),
        (worded(version, quotes=()), "evidence-missing"),
        (worded(version, quotes=("原文没有这一句",)), "quote-not-in-case"),
        (worded(version, stem=" "), "stem-missing"),
    ):
        with pytest.raises(DomainError, match="wording-not-sound") as error:
            desk.edit(actor, version.question_id, 1, wording, NOON, override="就要这样")
        assert code in codes(error)


def test_the_place_of_a_new_quote_is_found_in_body_or_commentary(actor, version):
    quotes = ("社区有三百户居民。", "居民才肯一起做")
    made = desk.edit(actor, version.question_id, 1, worded(version, quotes=quotes), NOON)
    proofs = desk.draft_of(made).evidence
    assert [(one.part, one.quote) for one in proofs] == [("body", quotes[0]), ("commentary", quotes[1])]
    text = desk.get_text(made.revision_id)
    assert all(text.part(one.part)[one.start : one.end] == one.quote for one in proofs)


def test_gates_ask_for_a_reason_or_advise(actor, version):
    in_case = worded(version, options=(*wording_of(desk.draft_of(version)).options[:2], Option("一个月", is_key=False)))
    _, problems = desk.checked(desk.draft_of(version), in_case, desk.get_text(version.revision_id))
    assert ("distractor-in-case", "reason") in [(one.code, one.gravity) for one in problems]
    long = worded(version, stem="社区有多少户居民？" * 30)
    assert desk.edit(actor, version.question_id, 1, long, NOON).override_reason is None

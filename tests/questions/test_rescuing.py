from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from studyapp.cases.models import Case, CaseRevision
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.questions import desk, rescuing
from studyapp.questions.draft import Evidence, Option, QuestionDraft
from studyapp.questions.held import Held, worth_keeping
from studyapp.questions.held_bank import carry_held, keep_held
from studyapp.questions.models import HeldDraft, QuestionState
from studyapp.questions.trust import Verdicts, verdicts_on
from studyapp.questions.wording import wording_of
from tests.factories import NOON, RevisionFactory
from tests.questions.test_desk import codes, organizer

SENTENCE = "社区有三百户居民。"
DRAFT = QuestionDraft(
    case=1,
    kind="single",
    stem="根据材料，社区里一共住着多少户人家？",
    evidence=(Evidence("body", 0, len(SENTENCE), SENTENCE),),
    explanation="原文写明三百户。",
    bloom="remember",
    rule="household-count",
    options=(Option("三百户", is_key=True), Option("两百户", is_key=False), Option("四百户", is_key=False)),
    confidence=0.7,
)


def held_with(stem: str, start: int = 0, confidence: float = 0.7) -> Held:
    evidence = (Evidence("body", start, start + 4, "原文原句"),)
    return Held(replace(DRAFT, stem=stem, evidence=evidence, confidence=confidence), "duplicate")


def test_every_sentence_keeps_its_surest_draft_before_any_keeps_a_second():
    held = [held_with("甲", 0, 0.9), held_with("乙", 0, 0.8), held_with("丙", 9, 0.1)]
    assert [one.draft.stem for one in worth_keeping(held, limit=2)] == ["甲", "丙"]


def test_a_draft_held_back_twice_is_kept_once():
    assert len(worth_keeping([Held(DRAFT, "duplicate"), Held(DRAFT, "key-in-stem")])) == 1


@pytest.fixture
def revision(db_session):
    made = RevisionFactory()
    keep_held(made, [Held(DRAFT, "word-giveaway")])
    return made


@pytest.fixture
def held(db_session, revision):
    return db_session.scalars(select(HeldDraft)).one()


@pytest.fixture
def actor(revision):
    return organizer(revision.organization_id)


def test_what_a_gate_holds_back_is_listed_with_its_case(actor, revision, held, db_session):
    book_id = db_session.get_one(Case, revision.case_id).casebook_id
    assert [(one.reason, one.held, one.rescued) for one in rescuing.list_gates(actor, book_id)] == [
        ("word-giveaway", 1, 0)
    ]
    (row,) = rescuing.list_held(actor, book_id, reason="word-giveaway")
    assert (row.id, row.stem, row.case_id) == (held.id, DRAFT.stem, revision.case_id)
    assert rescuing.list_held(actor, book_id, reason="duplicate") == []


def test_a_rescued_draft_is_an_approved_question_and_its_rule_is_trusted_more(actor, held):
    before = rescuing.trust_in(held)[0]
    question = rescuing.rescue(actor, held.id, wording_of(DRAFT), NOON)
    assert (question.state, question.rule, question.decided_by_id) == (
        QuestionState.APPROVED,
        DRAFT.rule,
        actor.account_id,
    )
    assert held.question_id == question.id
    assert verdicts_on(actor.organization_id, DRAFT.rule) == Verdicts(rescued=1)
    assert rescuing.trust_in(held)[0] > before


def test_a_gate_that_still_objects_is_overruled_only_with_a_stated_reason(actor, held):
    wording = replace(wording_of(DRAFT), stem="根据材料，社区里有三百户还是更多户人家？")
    with pytest.raises(DomainError, match="wording-not-sound") as error:
        rescuing.rescue(actor, held.id, wording, NOON)
    assert {"key-in-stem"} <= set(codes(error))
    question = rescuing.rescue(actor, held.id, wording, NOON, "考的是辨别，题干里的数字无妨")
    assert desk.get_version(question).override_reason == "考的是辨别，题干里的数字无妨"


def test_a_gate_that_elsewhere_only_advises_needs_a_reason_here(actor, held):
    long = (Option("一共两百二十多户人家", is_key=False), Option("大约四百五十户人家", is_key=False))
    wording = replace(wording_of(DRAFT), options=(DRAFT.options[0], *long))
    _, problems = rescuing.checked_again(DRAFT, wording, desk.get_text(held.revision_id))
    assert [(one.code, one.gravity) for one in problems] == [("length-giveaway", "reason")]


def test_a_key_that_the_text_does_not_support_is_not_rescued_without_a_reason(actor, held):
    options = (Option("九百户", is_key=True), *DRAFT.options[1:])
    with pytest.raises(DomainError, match="wording-not-sound") as error:
        rescuing.rescue(actor, held.id, replace(wording_of(DRAFT), options=options), NOON)
    assert "key-not-supported" in codes(error)


def test_what_must_be_mended_no_reason_overrules(actor, held):
    with pytest.raises(DomainError, match="wording-not-sound"):
        rescuing.rescue(actor, held.id, replace(wording_of(DRAFT), quotes=()), NOON, "就这样")


def test_a_draft_is_rescued_once(actor, held):
    rescuing.rescue(actor, held.id, wording_of(DRAFT), NOON)
    with pytest.raises(ConflictError, match="already-rescued"):
        rescuing.rescue(actor, held.id, wording_of(DRAFT), NOON)


def test_drafting_anew_keeps_what_was_rescued_and_replaces_the_rest(actor, revision, held, db_session):
    rescuing.rescue(actor, held.id, wording_of(DRAFT), NOON)
    other = replace(DRAFT, stem="根据材料，社区里的楼道原来堆着什么东西？")
    keep_held(revision, [Held(DRAFT, "word-giveaway"), Held(other, "duplicate")])
    keep_held(revision, [Held(DRAFT, "word-giveaway")])
    assert db_session.scalars(select(HeldDraft.stem)).all() == [DRAFT.stem]


def test_a_draft_held_back_on_an_earlier_text_is_not_offered(actor, revision, held, db_session):
    case = db_session.get_one(Case, revision.case_id)
    case.revision_number = 2
    db_session.flush()
    assert rescuing.list_held(actor, case.casebook_id) == []
    with pytest.raises(NotFoundError, match="held-draft-not-found"):
        rescuing.get_held(actor, held.id)


def test_a_draft_of_another_organization_is_not_found(held):
    stranger = organizer(RevisionFactory().organization_id)
    with pytest.raises(NotFoundError, match="held-draft-not-found"):
        rescuing.get_held(stranger, held.id)


def test_a_removed_text_takes_its_held_drafts_along(revision, held, db_session):
    db_session.delete(db_session.get_one(CaseRevision, revision.id))
    db_session.flush()
    assert db_session.scalars(select(HeldDraft.id).where(HeldDraft.revision_id == revision.id)).all() == []


def test_a_corrected_text_takes_along_the_held_drafts_whose_evidence_stands(revision, held, db_session):
    after = RevisionFactory(
        case=db_session.get_one(Case, revision.case_id), number=2, body="开头一句。" + revision.body
    )
    texts = db_session.scalars(
        select(CaseRevision).options(selectinload(CaseRevision.commentaries)).order_by(CaseRevision.number)
    ).all()
    carry_held(*texts)
    moved = db_session.scalars(select(HeldDraft).where(HeldDraft.revision_id == after.id)).one()
    (proof,) = rescuing.draft_in(moved).evidence
    assert (proof.start, after.body[proof.start : proof.end]) == (5, SENTENCE)

"""Drafts in the bank: once each, with their proof, approved only from the confidence asked for."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from studyapp.questions.bank import count_by_case, keep_withheld, publish_drafts
from studyapp.questions.draft import Evidence, Option, QuestionDraft
from studyapp.questions.models import Question, QuestionState, QuestionVersion, WithheldDrafts
from tests.factories import BODY, NOON, RevisionFactory


@pytest.fixture
def revision(db_session):
    return RevisionFactory()


def draft(stem: str, confidence: float = 0.9) -> QuestionDraft:
    return QuestionDraft(
        case=1,
        kind="single",
        stem=stem,
        options=(Option("商量", is_key=True), Option("罚款", is_key=False)),
        evidence=(Evidence("body", 0, 9, BODY[0:9]),),
        explanation="原文如此。",
        bloom="remember",
        rule="contrast-pair",
        confidence=confidence,
    )


def test_a_draft_becomes_a_question_with_its_version_and_evidence(revision, db_session):
    assert publish_drafts(revision, [draft("问一")], NOON) == 1
    version = db_session.scalar(select(QuestionVersion).options(selectinload(QuestionVersion.evidence)))
    assert (version.stem, version.revision_id, version.number) == ("问一", revision.id, 1)
    assert [one.quote for one in version.evidence] == [BODY[0:9]]


def test_publishing_twice_changes_nothing(revision, db_session):
    publish_drafts(revision, [draft("问一"), draft("问一")], NOON)
    assert publish_drafts(revision, [draft("问一"), draft("问二")], NOON) == 1
    assert sorted(db_session.scalars(select(Question.position))) == [0, 1]


def test_only_confident_drafts_are_approved_and_only_when_asked(revision):
    publish_drafts(revision, [draft("问一", 0.9), draft("问二", 0.5)], NOON, approve_from=0.8)
    publish_drafts(revision, [draft("问三", 0.9)], NOON)
    counts = count_by_case([revision.case_id])[revision.case_id]
    assert counts == {QuestionState.APPROVED: 1, QuestionState.DRAFT: 2}


def test_withheld_counts_replace_those_before(revision, db_session):
    keep_withheld(revision, {("list", "not-unique"): 2, ("naming", "trivia"): 1})
    keep_withheld(revision, {("list", "not-unique"): 3})
    stored = [(one.rule, one.reason, one.count) for one in db_session.scalars(select(WithheldDrafts))]
    assert stored == [("list", "not-unique", 3)]

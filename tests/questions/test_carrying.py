"""Questions on a new revision: what stands goes along, what changed is looked at again, what is gone is retired."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from studyapp.cases.casebook_text import CaseText, PartSpan
from studyapp.cases.models import CaseRevision
from studyapp.questions.carrying import Carried, TextMap, carry, retire_all
from studyapp.questions.models import Question, QuestionState, QuestionVersion
from tests.factories import NOON, RevisionFactory, VersionFactory

QUOTE = "社区有三百户居民。"


@pytest.fixture
def before(db_session):
    return RevisionFactory(body=f"河东有个老社区。{QUOTE}居民商量了三次。")


def loaded(db_session, revision):
    db_session.flush()
    return db_session.scalars(
        select(CaseRevision)
        .where(CaseRevision.id == revision.id)
        .options(selectinload(CaseRevision.commentaries))
        .execution_options(populate_existing=True)
    ).one()


def carried(db_session, before, body, **more):
    after = RevisionFactory(
        case_id=before.case_id, organization_id=before.organization_id, number=2, body=body, title="题", **more
    )
    return loaded(db_session, after), carry(loaded(db_session, before), loaded(db_session, after), NOON)


def present(db_session, question_id):
    question = db_session.get(Question, question_id)
    version = db_session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.question_id == question_id, QuestionVersion.number == question.version_number)
        .options(selectinload(QuestionVersion.evidence))
    ).one()
    return question, version


def test_evidence_that_stands_verbatim_carries_its_question_to_where_it_stands(db_session, before):
    asked = VersionFactory(revision=before)
    after, count = carried(db_session, before, f"写在前面的一段新话。\n河东有个老社区。{QUOTE}居民商量了五次。")
    question, version = present(db_session, asked.question_id)
    assert count == Carried(kept=1)
    assert question.state is QuestionState.APPROVED
    assert (version.revision_id, version.number, version.stem) == (after.id, 2, asked.stem)
    (proof,) = version.evidence
    assert after.body[proof.start : proof.end] == proof.quote == QUOTE


def test_the_version_that_papers_were_made_from_stays_as_it_was(db_session, before):
    asked = VersionFactory(revision=before)
    carried(db_session, before, f"新话。{QUOTE}")
    assert (asked.number, asked.revision_id) == (1, before.id)


def test_changed_evidence_sends_the_question_back_to_the_desk_with_what_stands_there_now(db_session, before):
    asked = VersionFactory(revision=before)
    after, count = carried(db_session, before, before.body.replace("三百户", "四百户"))
    question, version = present(db_session, asked.question_id)
    assert count == Carried(returned=1)
    assert (question.state, version.confidence) == (QuestionState.DRAFT, 0.0)
    (proof,) = version.evidence
    assert proof.quote == after.body[proof.start : proof.end] == "社区有四百户居民。"


def test_evidence_that_is_gone_retires_the_question(db_session, before):
    asked = VersionFactory(revision=before)
    _after, count = carried(db_session, before, before.body.replace(QUOTE, ""))
    question, version = present(db_session, asked.question_id)
    assert count == Carried(retired=1)
    assert (question.state, version.revision_id) == (QuestionState.RETIRED, before.id)


def test_evidence_in_a_doubtful_place_does_not_stand(db_session, before):
    VersionFactory(revision=before)
    start = before.body.index("三百")
    suspects = [{"part": "body", "start": start, "end": start + 1}]
    _after, count = carried(db_session, before, before.body, suspects=suspects)
    assert count == Carried(returned=1)


def test_what_was_rejected_stays_rejected_with_the_text_it_was_decided_on(db_session, before):
    asked = VersionFactory(revision=before)
    question = db_session.get(Question, asked.question_id)
    question.state = QuestionState.REJECTED
    _after, count = carried(db_session, before, before.body.replace("三百户", "四百户"))
    assert count == Carried()
    assert (question.state, question.version_number) == (QuestionState.REJECTED, 1)


def test_questions_of_other_cases_stay_where_they_are(db_session, before):
    VersionFactory(revision=before)
    other = VersionFactory(revision=RevisionFactory())
    carried(db_session, before, before.body + "又一句。")
    assert db_session.get(Question, other.question_id).version_number == 1


def test_a_withdrawn_case_is_asked_no_more(db_session, before):
    asked = VersionFactory(revision=before)
    assert retire_all(before.case_id, NOON) == 1
    assert db_session.get(Question, asked.question_id).state is QuestionState.RETIRED


def test_of_two_like_runs_the_one_at_the_old_place_counts():
    old, new = (
        CaseText(1, "题", "甲说好。中间的话。甲说好。完。"),
        CaseText(1, "题", "新。甲说好。中间的话。甲说好。完。"),
    )
    assert TextMap(old, new).proof("body", 9, 13).start == 11


parts = st.text(alphabet="甲乙丙。，", min_size=1, max_size=30)


@given(parts, parts, st.data())
def test_every_proof_quotes_the_new_text(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    proof = TextMap(CaseText(1, "题", old), CaseText(1, "题", new, suspects=(PartSpan("body", 0, 1),))).proof(
        "body", start, end
    )
    if proof is not None:
        assert new[proof.start : proof.end] == proof.quote != ""
        assert not proof.stands or (proof.quote == old[start:end] and proof.start > 0)

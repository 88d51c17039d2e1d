"""A published text corrected: a new revision of the same case; questions follow, papers and readers keep theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from studyapp.cases.models import Case, CaseRevision, RevisionOrigin
from studyapp.cases.revision_history import list_revisions
from studyapp.cases.revision_rows import case_text
from studyapp.cases.typed_text import typed_of, with_commentary_from
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.questions import desk
from studyapp.questions.models import Question, QuestionState, QuestionVersion
from studyapp.study.revising import Why, correct_case, restore_revision
from tests.factories import NOON, CasebookFactory, CaseFactory, QuestionFactory, RevisionFactory, VersionFactory
from tests.people.houses import make_house

QUOTE = "社区有三百户居民。"
CHANGED = "社区有五百户居民。"
WHY = Why(1, "数字印错了")


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def actor(house):
    return house.actor(house.organizer)


@pytest.fixture
def first(house):
    return RevisionFactory(case=CaseFactory(casebook=CasebookFactory(organization=house.organization)))


@pytest.fixture
def asked(first):
    return VersionFactory(revision=first)


def question(db_session, version):
    return db_session.get(Question, version.question_id)


def present(db_session, revision):
    case = db_session.get(Case, revision.case_id)
    return db_session.scalars(
        select(CaseRevision)
        .where(CaseRevision.case_id == case.id, CaseRevision.number == case.revision_number)
        .options(selectinload(CaseRevision.commentaries))
        .execution_options(populate_existing=True)
    ).one()


def typed(db_session, revision, old, new):
    text = case_text(present(db_session, revision), 1)
    return replace(typed_of(text), body=text.body.replace(old, new))


def correct(db_session, actor, revision, old, new, why=WHY):
    return correct_case(actor, revision.case_id, typed(db_session, revision, old, new), why, NOON)


def test_a_correction_is_a_new_revision_that_says_who_and_why(db_session, actor, first):
    correct(db_session, actor, first, "三百户", "五百户")
    made = present(db_session, first)
    assert (made.number, made.origin, made.reason) == (2, RevisionOrigin.CORRECTED, "数字印错了")
    assert CHANGED in made.body
    assert QUOTE in first.body
    entries = list_revisions(db_session.get(Case, first.case_id))
    assert [(one.number, one.by) for one in entries] == [(2, "组织者乙"), (1, None)]


def test_a_question_whose_evidence_changed_goes_back_to_the_desk_and_says_so(db_session, actor, first, asked):
    carried = correct(db_session, actor, first, "三百户", "五百户")
    found = question(db_session, asked)
    assert (carried.returned, found.state, found.is_evidence_changed) == (1, QuestionState.DRAFT, True)
    desk.approve(actor, found.id, found.version_number, NOON)
    assert (found.state, found.is_evidence_changed) == (QuestionState.APPROVED, False)


def test_a_question_whose_evidence_stands_stays_asked(db_session, actor, first, asked):
    carried = correct(db_session, actor, first, "一个月里", "两个月里")
    assert (carried.kept, question(db_session, asked).state) == (1, QuestionState.APPROVED)


def test_evidence_that_moved_to_the_commentary_is_looked_at_again(db_session, actor, first):
    asked = VersionFactory(revision=first, evidence="楼道在一个月里清空了。")
    text = case_text(present(db_session, first), 1)
    correct_case(actor, first.case_id, with_commentary_from(typed_of(text), 1, "点评"), WHY, NOON)
    found = question(db_session, asked)
    version = db_session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.question_id == found.id, QuestionVersion.number == found.version_number)
        .options(selectinload(QuestionVersion.evidence))
    ).one()
    assert (found.state, found.is_evidence_changed) == (QuestionState.DRAFT, True)
    assert [(one.part, one.quote) for one in version.evidence] == [("commentary", "楼道在一个月里清空了。")]


def test_who_comes_second_is_told_and_changes_nothing(db_session, actor, first):
    mine = typed(db_session, first, "三百户", "四百户")
    correct(db_session, actor, first, "三百户", "五百户")
    with pytest.raises(ConflictError, match="case-revised"):
        correct_case(actor, first.case_id, mine, WHY, NOON)
    assert present(db_session, first).number == 2


@pytest.mark.parametrize(("why", "code"), [(Why(1, " "), "reason-missing"), (Why(0, "是"), "case-revised")])
def test_a_correction_needs_a_reason_and_the_present_text(db_session, actor, first, why, code):
    with pytest.raises(DomainError, match=code):
        correct(db_session, actor, first, "三百户", "五百户", why)


def test_the_same_text_is_no_correction(db_session, actor, first):
    with pytest.raises(DomainError, match="revision-unchanged"):
        correct(db_session, actor, first, "三百户", "三百户")


def test_a_case_elsewhere_is_not_there(db_session, first):
    other = make_house("河西图书馆")
    text = typed(db_session, first, "三百户", "五百户")
    with pytest.raises(NotFoundError):
        correct_case(other.actor(other.organizer), first.case_id, text, WHY, NOON)
    with pytest.raises(NotFoundError):
        restore_revision(other.actor(other.organizer), first.case_id, 1, WHY, NOON)


def test_an_earlier_text_is_taken_up_again_as_a_new_revision(db_session, actor, first):
    correct(db_session, actor, first, "三百户", "五百户")
    restore_revision(actor, first.case_id, 1, Why(2, "改错了"), NOON)
    made = present(db_session, first)
    assert (made.number, made.origin, made.restored_number, made.body) == (3, RevisionOrigin.RESTORED, 1, first.body)
    assert [one.text for one in made.commentaries] == [one.text for one in present(db_session, first).commentaries]


def test_the_present_text_and_one_that_never_was_are_not_restored(db_session, actor, first):
    with pytest.raises(DomainError, match="revision-unchanged"):
        restore_revision(actor, first.case_id, 1, WHY, NOON)
    with pytest.raises(NotFoundError, match="revision-not-found"):
        restore_revision(actor, first.case_id, 7, WHY, NOON)


def retired(actor, version):
    desk.retire(actor, version.question_id, 1, NOON)


def test_a_retired_question_whose_evidence_is_gone_can_not_be_approved_again(db_session, actor, first, asked):
    retired(actor, asked)
    correct(db_session, actor, first, QUOTE, "")
    with pytest.raises(ConflictError, match="evidence-gone"):
        desk.approve(actor, asked.question_id, 1, NOON)
    assert question(db_session, asked).state is QuestionState.RETIRED


def test_a_retired_question_whose_evidence_changed_waits_as_a_draft_when_it_is_approved(
    db_session, actor, first, asked
):
    retired(actor, asked)
    correct(db_session, actor, first, "三百户", "五百户")
    found = desk.approve(actor, asked.question_id, 1, NOON)
    assert (found.state, found.is_evidence_changed, found.version_number) == (QuestionState.DRAFT, True, 2)


def test_a_retired_question_fits_again_when_the_text_is_restored(db_session, actor, first, asked):
    retired(actor, asked)
    correct(db_session, actor, first, "三百户", "五百户")
    restore_revision(actor, first.case_id, 1, Why(2, "改错了"), NOON)
    found = desk.approve(actor, asked.question_id, 1, NOON)
    version = desk.get_version(found)
    assert (found.state, version.revision_id) == (QuestionState.APPROVED, present(db_session, first).id)


def test_a_rejected_question_on_an_old_text_is_not_taken_back_without_evidence(db_session, actor, first):
    draft = VersionFactory(
        revision=first, question=QuestionFactory(case=db_session.get(Case, first.case_id), state=QuestionState.REJECTED)
    )
    correct(db_session, actor, first, QUOTE, "")
    with pytest.raises(ConflictError, match="evidence-gone"):
        desk.reopen(actor, draft.question_id, 1, NOON)


def test_nothing_is_approved_about_a_case_that_was_taken_out(db_session, actor, first, asked):
    retired(actor, asked)
    db_session.get(Case, first.case_id).withdrawn_at = NOON
    with pytest.raises(ConflictError, match="case-withdrawn"):
        desk.approve(actor, asked.question_id, 1, NOON)


def test_a_doubtful_run_said_to_be_right_is_a_correction_without_another_word(db_session, actor, house):
    suspects = [{"part": "body", "start": 3, "end": 5}]
    case = CaseFactory(casebook=CasebookFactory(organization=house.organization))
    first = RevisionFactory(case=case, suspects=suspects)
    text = replace(typed(db_session, first, "", ""), trusted=frozenset({("body", 3)}))
    correct_case(actor, first.case_id, text, WHY, NOON)
    assert present(db_session, first).suspects == []

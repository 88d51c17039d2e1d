"""Writing a question by hand, picking evidence, and an edit that somebody else was faster with."""

from __future__ import annotations

import pytest

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.people.models import AuditEntry
from studyapp.questions.models import Question, QuestionEvidence, QuestionState, QuestionVersion
from tests.factories import QuestionFactory, VersionFactory
from tests.page import html
from tests.people.houses import make_house
from tests.web.test_desk import filled, make_book

FORM = {
    "kind": "single",
    "stem": "社区里一共住着多少户人家，材料怎样写？",
    "option_text": ["三百户", "两百户", "四百户"],
    "option_why": ["", "", ""],
    "option_key": "0",
    "sentence": ["body:0:9"],
    "explanation": "原文写明三百户。",
    "bloom": "remember",
}


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def organizer(client, sign_in, house):
    return sign_in(client, house.organizer)


def test_a_question_is_written_by_hand_with_a_picked_sentence(organizer, house):
    _, revision, _ = make_book(house.organization)
    page = html(organizer.get(f"/desk/cases/{revision.case_id}/write"))
    assert "社区有三百户居民。" in page.text
    made = organizer.post(f"/desk/cases/{revision.case_id}/write", data=FORM)
    assert made.status_code == 303
    question = db.session.scalars(db.select(Question).where(Question.rule == "by-hand")).one()
    assert (question.state, question.position) == (QuestionState.DRAFT, 2)
    proof = db.session.scalars(
        db.select(QuestionEvidence).join(QuestionVersion).where(QuestionVersion.question_id == question.id)
    ).one()
    assert (proof.part, proof.start, proof.quote) == ("body", 0, "社区有三百户居民。")
    assert db.session.scalars(db.select(AuditEntry.action)).all() == ["question.write"]
    again = organizer.post(f"/desk/cases/{revision.case_id}/write", data=FORM)
    assert again.status_code == 409
    assert "材料怎样写" in again.text


def test_a_key_that_the_case_does_not_support_needs_a_reason(organizer, house):
    _, revision, _ = make_book(house.organization)
    address = f"/desk/cases/{revision.case_id}/write"
    unsupported = FORM | {"option_text": ["九百户", "两百户", "四百户"]}
    refused = organizer.post(address, data=unsupported)
    assert refused.status_code == 422
    assert "九百户" in refused.text
    assert organizer.post(address, data=unsupported | {"override": "以附表为准"}).status_code == 303
    assert db.session.scalars(db.select(AuditEntry)).one().details["override"] == "以附表为准"


@pytest.mark.parametrize("kind", ["single", "multiple", "true_false", "blank", "short_answer", "nonsense"])
def test_every_kind_has_its_form_and_an_empty_one_is_refused(organizer, house, kind):
    _, revision, _ = make_book(house.organization)
    address = f"/desk/cases/{revision.case_id}/write?kind={kind}"
    page = html(organizer.get(address))
    assert "所有检查都通过" not in page.text
    assert organizer.post(address, data={}).status_code == 422
    assert organizer.post(f"/desk/cases/{revision.case_id}/check?kind={kind}", data={}).status_code == 200


def test_a_sentence_that_is_none_is_no_evidence(organizer, house):
    _, revision, _ = make_book(house.organization)
    address = f"/desk/cases/{revision.case_id}/write"
    forged = FORM | {"sentence": ["body:1:5", "elsewhere:0:9", "x"]}
    assert organizer.post(address, data=forged).status_code == 422


def test_what_was_typed_survives_an_edit_by_somebody_faster(organizer, house):
    _, _, (version, _) = make_book(house.organization)
    address = f"/desk/questions/{version.question_id}/edit"
    first = filled(version, stem="先保存的问法是什么样子？")
    assert organizer.post(address, data=first).status_code == 303
    stale = organizer.post(address, data=filled(version, stem="后来打的问法在这里吗？"))
    assert stale.status_code == 409
    page = html(stale)
    assert "后来打的问法在这里吗？" in stale.text
    assert "先保存的问法是什么样子？" in page.text
    number = page.find(".//input[@name='version']").get("value")
    again = filled(version, stem="后来打的问法在这里吗？") | {"version": number}
    assert organizer.post(address, data=again).status_code == 303
    assert db.session.get(Question, version.question_id).version_number == 3


def test_duplicates_and_enemies_stand_beside_a_question(organizer, house):
    _, revision, (version, _) = make_book(house.organization)
    VersionFactory(
        question=QuestionFactory(case=db.session.get(Case, revision.case_id)),
        revision=revision,
        stem="居委会面对三百户居民时先做什么？",
        evidence="居委会请居民商量办法。",
    )
    page = html(organizer.get(f"/desk/questions/{version.question_id}")).text
    assert "可能重复" in page
    assert "透露另一题的答案" in page


def test_the_cases_of_others_are_not_there(organizer):
    _, revision, _ = make_book(make_house("河西图书馆").organization)
    assert organizer.get(f"/desk/cases/{revision.case_id}/write").status_code == 404
    assert organizer.post(f"/desk/cases/{revision.case_id}/write", data=FORM).status_code == 404
    assert organizer.post(f"/desk/cases/{revision.case_id}/check", data=FORM).status_code == 404

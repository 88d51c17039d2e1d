"""Held-back drafts at the desk, without JavaScript."""

import pytest
from sqlalchemy import select

from studyapp.people.models import AuditEntry
from studyapp.questions.held import Held
from studyapp.questions.held_bank import keep_held
from studyapp.questions.models import HeldDraft, Question, QuestionState
from tests.factories import CasebookFactory, CaseFactory, RevisionFactory
from tests.page import html
from tests.people.houses import make_house
from tests.questions.test_rescuing import DRAFT


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def organizer(client, sign_in, house):
    return sign_in(client, house.organizer)


def held_in(organization):
    book = CasebookFactory(organization=organization)
    revision = RevisionFactory(case=CaseFactory(casebook=book, number=1))
    keep_held(revision, [Held(DRAFT, "word-giveaway")])
    return book, revision


def filled(**changes):
    form = {
        "stem": DRAFT.stem,
        "option_text": ["三百户", "两百户", "四百户"],
        "option_why": ["", "", ""],
        "option_key": "0",
        "quotes": "社区有三百户居民。",
        "explanation": DRAFT.explanation,
        "bloom": "remember",
    }
    return form | changes


def test_a_held_back_draft_is_found_by_its_gate_opened_and_rescued(organizer, house, db_session):
    book, revision = held_in(house.organization)
    for place in (f"/desk/casebooks/{book.id}/held", f"/desk/cases/{revision.case_id}/held?gate=word-giveaway"):
        page = html(organizer.get(place))
        assert DRAFT.stem in page.text
        assert "正确选项与题干有相同的词" in page.text
    address = page.link("查看并救回")
    assert "未通过的原因" in html(organizer.get(address)).text
    response = organizer.post(address, data=filled())
    assert response.status_code == 303
    question = db_session.scalars(select(Question)).one()
    assert question.state is QuestionState.APPROVED
    entry = db_session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.details["gate"], entry.details["override"]) == (
        "question.rescue",
        "word-giveaway",
        None,
    )
    assert organizer.get(address).headers["Location"] == f"/desk/questions/{question.id}"
    assert "救回 1" in html(organizer.get(f"/desk/questions/{question.id}")).text


def test_an_unsupported_key_is_refused_and_what_was_typed_stays(organizer, house, db_session):
    held_in(house.organization)
    address = f"/desk/held/{db_session.scalars(select(HeldDraft.id)).one()}"
    wrong = filled(option_text=["九百户", "两百户", "四百户"])
    refused = organizer.post(address, data=wrong)
    assert refused.status_code == 422
    assert "九百户" in refused.text
    assert "依据里没有“九百户”" in organizer.post(f"{address}/check", data=wrong).text
    assert organizer.post(address, data=wrong | {"override": "以附表为准"}).status_code == 303
    assert db_session.scalars(select(AuditEntry)).one().details["override"] == "以附表为准"


def test_held_back_drafts_of_another_organization_are_not_there(organizer, house, db_session):
    book, revision = held_in(make_house("河西图书馆").organization)
    held_id = db_session.scalars(select(HeldDraft.id)).one()
    for path in (
        f"/desk/casebooks/{book.id}/held",
        f"/desk/cases/{revision.case_id}/held",
        f"/desk/held/{held_id}",
    ):
        assert organizer.get(path).status_code == 404, path
    assert organizer.post(f"/desk/held/{held_id}", data=filled()).status_code == 404
    assert organizer.post(f"/desk/held/{held_id}/check", data=filled()).status_code == 404

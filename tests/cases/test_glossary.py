"""The glossary of a casebook, and what learners see of it beside a case."""

from __future__ import annotations

import pytest

from studyapp.cases.glossary import key_terms, list_entries, parse_entries, replace_entries
from studyapp.cases.models import Casebook
from studyapp.db import db
from studyapp.errors import DomainError
from tests.factories import CasebookFactory, CaseFactory, RevisionFactory
from tests.page import html
from tests.people.houses import make_house
from tests.study.classroom import make_classroom

BODY = "楼长每周巡楼一次。\n楼门会是指同一个单元的居民每月坐下来商量一次的会。"


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("", []),
        ("楼长：管一栋楼的志愿者\n\n  巡楼 : 每周看一遍 ", [("楼长", "管一栋楼的志愿者"), ("巡楼", "每周看一遍")]),
        ("比例：一比一：各一半", [("比例", "一比一：各一半")]),
    ],
)
def test_a_term_stands_on_a_line_before_its_explanation(typed, entries):
    assert parse_entries(typed) == entries


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("楼长", "glossary-line"),
        ("：没有术语", "glossary-line"),
        ("楼长：", "glossary-line"),
        ("长" * 41 + "：太长", "glossary-line"),
        ("楼长：甲\n楼长：乙", "glossary-twice"),
        ("\n".join(f"词{n}：解释" for n in range(301)), "glossary-many"),
    ],
)
def test_what_cannot_be_read_is_refused_as_a_whole(typed, code):
    with pytest.raises(DomainError, match=code):
        parse_entries(typed)


def test_a_case_shows_the_terms_that_stand_in_it_the_organizers_words_first(db_session):
    casebook = CasebookFactory()
    revision = RevisionFactory(case=CaseFactory(casebook=casebook), body=BODY, commentary="网格员是指另一个人。")
    foreign = CasebookFactory(
        organization=db.session.get_one(type(make_house().organization), casebook.organization_id)
    )
    replace_entries(casebook, [("楼门会", "一个单元的会"), ("网格员", "不在正文里"), ("楼长", "志愿者")])
    replace_entries(foreign, [("巡楼", "别的书里的")])
    shown = [(one.term, one.explanation, one.is_own_words) for one in key_terms(revision)]
    assert shown == [("楼长", "志愿者", False), ("楼门会", "一个单元的会", False)]
    replace_entries(casebook, [])
    assert [(one.term, one.is_own_words) for one in key_terms(revision)] == [("楼门会", True)]


def test_an_organizer_types_it_and_learners_read_it_without_a_script(client, db_session):
    room = make_classroom()
    case = room.cases[0]
    client.sign_in(room.house.organizer)
    page = html(client.get(f"/casebooks/{case.casebook_id}"))
    address = page.link("术语表")
    refused = client.post(address, data={"terms": "案例之1：头一个\n没有冒号"})
    assert refused.status_code == 422
    page = html(refused)
    assert "第 2 行" in page.text
    assert page.find(".//textarea").text == "案例之1：头一个\n没有冒号"
    assert client.post(address, data={"terms": "案例之1：头一个\r\n案例之2：后一个"}).status_code == 303
    assert len(list_entries(db.session.get_one(Casebook, case.casebook_id))) == 2
    client.sign_in(room.house.learner)
    page = html(client.get(f"/study/{room.assignment.id}/cases/{case.id}"))
    terms = page.find(".//details[@class='contents key-terms']")
    assert "".join(terms.itertext()).split() == ["术语解释", "·", "1", "案例之1头一个"]


def test_the_glossary_of_another_organization_is_not_there(client, db_session):
    room, other = make_classroom(), make_house("别处")
    client.sign_in(other.administrator)
    address = f"/casebooks/{room.cases[0].casebook_id}/glossary"
    assert client.get(address).status_code == 404
    assert client.post(address, data={"terms": "词：解释"}).status_code == 404

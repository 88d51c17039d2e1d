"""The library's pages: only for organizers of the organization, valid, and cheap."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from studyapp.cases.importing import Upload
from studyapp.cases.models import Case, CasebookImport
from studyapp.jobs.casebook_imports import hand_in
from studyapp.jobs.importing_at_once import import_casebook
from studyapp.study.modules import list_modules
from tests.cases.books import BOOK
from tests.page import html
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


@pytest.fixture
def organizer(client, house):
    client.sign_in(house.organizer)
    return client


@pytest.fixture
def casebook_id(house):
    return import_casebook(house.organization.id, Upload("基层服务案例三则.txt", BOOK.encode()), NOON).casebook_id


def test_an_empty_library_offers_the_next_step(organizer):
    page = html(organizer.get("/casebooks"))
    assert page.link("导入第一本") == "/casebooks/import"


def test_the_library_lists_casebooks_with_their_questions(organizer, casebook_id):
    page = html(organizer.get("/casebooks"))
    assert page.find(".//table") is not None
    assert page.link("基层服务案例三则") == f"/casebooks/{casebook_id}"


def test_a_casebook_shows_cases_flags_and_modules(organizer, casebook_id):
    page = html(organizer.get(f"/casebooks/{casebook_id}"))
    assert page.heading == "基层服务案例三则"
    for words in ("楼道里的灯由谁来修", "没有点评", "学习单元"):
        assert words in page.text


def test_a_case_shows_its_text_commentary_and_source(organizer, casebook_id):
    case = html(organizer.get(html(organizer.get(f"/casebooks/{casebook_id}")).link("菜场里的公平秤")))
    assert "公平秤的意义不在于秤本身" in case.text
    source = html(organizer.get(case.link("原文与修改")))
    assert "菜场里的公平秤" in source.text
    assert "In the file" not in source.text


def test_pages_of_another_organization_are_not_found(client, casebook_id, house, db_session):
    other = make_house("河西图书馆")
    imported = hand_in(house.organization.id, Upload("b.txt", "案例".encode()), NOON, None)
    module = list_modules(house.organization.id)[0].module
    addresses = [
        f"/casebooks/{casebook_id}",
        "/casebooks/cases/1",
        "/casebooks/cases/1/source",
        f"/casebooks/modules/{module.id}",
        f"/casebooks/imports/{imported.id}",
        f"/casebooks/imports/{imported.id}/progress",
        f"/casebooks/imports/{imported.id}/discard",
    ]
    client.sign_in(other.organizer)
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    posts = [f"/casebooks/imports/{imported.id}{end}" for end in ("", "/again", "/retry", "/preview", "/discard")]
    assert [client.post(address).status_code for address in posts] == [404] * len(posts)


def test_learners_may_not_enter(client, house, casebook_id):
    client.sign_in(house.learner)
    assert client.get("/casebooks").status_code == 403
    assert client.get(f"/casebooks/{casebook_id}").status_code == 403


def test_the_pages_take_the_same_queries_for_one_casebook_as_for_three(organizer, house, casebook_id, query_count):
    def queries(address):
        with query_count() as counted:
            assert organizer.get(address).status_code == 200
        return len(counted.statements)

    organizer.get("/casebooks")
    before = queries("/casebooks")
    for number in range(2):
        import_casebook(house.organization.id, Upload("a.txt", (BOOK + "。" * number).encode() + b"\n"), NOON)
    assert queries("/casebooks") == before
    assert queries(f"/casebooks/{casebook_id}") <= before + 3


def test_a_module_is_renamed_and_its_number_of_questions_set(organizer, casebook_id, house):
    module = list_modules(house.organization.id)[0].module
    answer = organizer.post(
        f"/casebooks/modules/{module.id}", data={"title": "新的名字", "objectives": "学会商量", "question_count": "5"}
    )
    assert answer.status_code == 303
    assert "新的名字" in html(organizer.get(f"/casebooks/{casebook_id}")).text


def test_a_module_without_a_title_stays_and_says_so(organizer, casebook_id, house):
    module = list_modules(house.organization.id)[0].module
    answer = organizer.post(f"/casebooks/modules/{module.id}", data={"title": "", "question_count": "5"})
    assert answer.status_code == 422
    assert "请填写标题" in html(answer).text


def test_a_case_whose_file_is_gone_says_so(organizer, casebook_id, db_session):
    db_session.delete(db_session.scalar(select(CasebookImport)))
    case_id = db_session.scalar(select(Case.id))
    assert "不再保存" in html(organizer.get(f"/casebooks/cases/{case_id}/source")).text

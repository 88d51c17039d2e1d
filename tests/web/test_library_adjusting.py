"""Adjusting a preview without JavaScript: boundaries, titles, doubts, corrections; undone, left and resumed."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from studyapp.cases import importing, library
from studyapp.cases.choices import Choices, chosen
from studyapp.cases.models import CasebookImport
from studyapp.questions.models import QuestionEvidence
from tests.cases.books import BOOK
from tests.page import html
from tests.people.houses import NOON, make_house

DOUBTFUL = BOOK.replace("社区把每一笔费用公布", "社区把每一笔爪费用公布")


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
def preview(organizer, run_jobs):
    def hand_in(text: str = BOOK) -> str:
        answer = organizer.post("/casebooks/import", data={"file": (io.BytesIO(text.encode()), "书.txt")})
        run_jobs()
        return answer.location

    return hand_in


def book_of(db_session):
    """The book as it would be imported now."""
    imported = db_session.scalar(select(CasebookImport))
    found = importing.get_import(imported.organization_id, imported.id, with_reading=True)
    return chosen(importing.reading_of(found), importing.choices_of(found))


def titles(db_session):
    return [case.text.title for case in book_of(db_session).cases]


def said(organizer, address, number, words=None, text=BOOK, **form):
    """Choose the line that begins with `words` and say something of it; return the page that follows."""
    data = form | ({"line": str(text.index(words))} if words else {})
    return html(organizer.post(f"{address}/cases/{number}", data=data, follow_redirects=True))


def test_every_line_of_a_case_can_be_chosen_and_says_what_it_is_taken_for(organizer, preview):
    page = html(organizer.get(f"{preview()}/cases/2"))
    assert page.find_all(".//input[@type='radio']")[0].get("value") == str(BOOK.index("案例二 "))
    for words in ("标题", "正文", "点评", "南门市场有一百二十个摊位"):
        assert words in page.text


def test_a_case_is_split_and_the_page_leads_to_the_new_one(organizer, preview, db_session):
    address = preview()
    page = said(organizer, address, 2, "为了解决复秤难", kind="split")
    assert "已从那里分出新的案例" in page.text
    assert html(organizer.get(page.link("下一个案例"))).status == 200
    assert len(titles(db_session)) == 4


def test_the_next_case_is_joined_and_the_step_is_taken_back(organizer, preview, db_session):
    address = preview()
    page = said(organizer, address, 1, whole="take-next")
    assert len(titles(db_session)) == 2
    back = page.find(".//button[@name='take-back']").get("value")
    said(organizer, address, 1, **{"take-back": back})
    assert titles(db_session) == ["楼道里的灯由谁来修", "菜场里的公平秤", "图书角搬进了候诊室"]
    # Pressed once more, as a second click would, it takes nothing else back.
    assert said(organizer, address, 1, **{"take-back": back}).status == 200


def test_a_commentary_is_denied_and_another_case_is_given_one(organizer, preview, db_session):
    address = preview()
    said(organizer, address, 1, whole="no-commentary")
    said(organizer, address, 3, "两个月以后", kind="commentary")
    first, _second, third = (case.text for case in book_of(db_session).cases)
    assert first.commentary is None
    assert third.commentary.startswith("两个月以后")


def test_a_title_from_a_line_takes_the_place_of_a_typed_one(organizer, preview, db_session):
    address = preview()
    imported = db_session.scalar(select(CasebookImport))
    importing.keep_choices(imported, Choices(titles={1: "先打的标题"}), NOON)
    said(organizer, address, 1, "——东湖社区", kind="title")
    assert titles(db_session)[0] == "——东湖社区楼道照明的做法"


def test_a_paragraph_is_corrected_and_the_correction_is_seen_and_undone(organizer, preview, db_session):
    address = preview()
    at = BOOK.index("南门市场有一百二十个摊位")
    form = html(organizer.get(f"{address}/lines/{at}"))
    typed = form.find(".//textarea").text.replace("一百二十", "一百三十")
    page = html(organizer.post(f"{address}/lines/{at}", data={"text": typed}, follow_redirects=True))
    assert "一百三十个摊位" in page.text
    book = book_of(db_session)
    assert book.cases[1].text.body.startswith("南门市场有一百三十个摊位")
    assert [(one.old, one.new) for one in book.repairs if one.kind == "corrected"] == [("二", "三")]
    said(organizer, address, 2, **{"take-back": page.find(".//button[@name='take-back']").get("value")})
    assert book_of(db_session).cases[1].text.body.startswith("南门市场有一百二十个摊位")


def test_an_empty_correction_is_explained(organizer, preview):
    at = BOOK.index("南门市场有一百二十个摊位")
    page = html(organizer.post(f"{preview()}/lines/{at}", data={"text": "  "}, follow_redirects=True))
    assert "段落不能为空" in page.text


@pytest.mark.parametrize(
    ("typed", "reads", "kind"), [("所有", "一笔所有费用", "corrected"), ("爪", "一笔爪费用", None)]
)
def test_a_doubtful_place_is_corrected_or_accepted(organizer, preview, db_session, typed, reads, kind):
    address = preview(DOUBTFUL)
    page = html(organizer.get(address))
    at = page.find(".//button[@name='accept']").get("value")
    assert book_of(db_session).cases[0].text.suspects
    data = {"keep-1": "1", "case": "1", f"right-{at}": typed, "correct": at}
    organizer.post(address, data=data)
    book = book_of(db_session)
    assert reads in book.cases[0].text.body
    assert (book.cases[0].text.suspects, book.suspects) == ((), ())
    assert [one.kind for one in book.repairs if one.kind == "corrected"] == ([kind] if kind else [])


def test_an_adjusted_preview_is_left_resumed_and_imported_as_adjusted(organizer, preview, db_session, run_jobs, house):
    address = preview()
    said(organizer, address, 2, "为了解决复秤难", kind="split")
    said(organizer, address, 3, "两个月以后", kind="commentary")
    page = html(organizer.get(address))  # days later
    fields = page.find(".//form[@id='choices']").iter("input")
    ticked = [one for one in fields if one.get("type") != "checkbox" or "checked" in one.attrib]
    data = {one.get("name"): one.get("value") for one in ticked}
    number = next(name for name in data if name.startswith("title-1000"))
    organizer.post(address, data=data | {number: "复秤台", "action": "confirm"})
    run_jobs()
    casebook = library.list_casebooks(house.organization.id)[0].casebook
    cases = library.list_cases(casebook)
    assert [one.title for one in cases] == ["楼道里的灯由谁来修", "菜场里的公平秤", "复秤台", "图书角搬进了候诊室"]
    assert html(organizer.get(f"/casebooks/cases/{cases[2].id}/source")).find(".//article") is not None
    assert db_session.scalars(select(QuestionEvidence)).all()


def test_saying_nothing_or_something_without_effect_is_said(organizer, preview):
    address = preview()
    assert "请先选一段" in said(organizer, address, 1, kind="split").text
    assert "划分没有变化" in said(organizer, address, 1, "案例一 ", kind="split").text


def test_adjusting_is_for_the_organizations_own_preview(client, organizer, preview, db_session, run_jobs):
    address = preview()
    at = BOOK.index("南门市场有一百二十个摊位")
    assert organizer.get(f"{address}/cases/99").status_code == 404
    assert organizer.get(f"{address}/lines/3").status_code == 404
    client.sign_in(make_house("河西图书馆").organizer)
    for path in (f"{address}/cases/1", f"{address}/lines/{at}"):
        assert client.get(path).status_code == 404
        assert client.post(path, data={"text": "x", "whole": "take-next"}).status_code == 404


def test_a_confirmed_import_is_adjusted_no_more(organizer, preview, db_session):
    address = preview()
    importing.confirm(db_session.scalar(select(CasebookImport)), {1, 2, 3})
    assert organizer.post(f"{address}/cases/1", data={"whole": "take-next"}).status_code == 409

"""Importing in the browser without JavaScript: upload, preview, choices, confirm, failure, the file known already."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from studyapp.cases import importing, library
from studyapp.cases.models import CasebookImport, ImportState
from studyapp.questions.models import Question
from tests.cases.books import BOOK
from tests.page import html
from tests.people.houses import make_house

NOISY = BOOK.replace("协商会，请", "协商会，深人了解情况，请")  # 深人 for 深入, as a scanner misreads it


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
def handed_in(organizer):
    def hand_in(content: str | bytes = NOISY, name: str = "基层服务案例三则.txt") -> str:
        data = content.encode() if isinstance(content, str) else content
        answer = organizer.post("/casebooks/import", data={"file": (io.BytesIO(data), name)})
        assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
        return answer.location

    return hand_in


@pytest.fixture
def previewed(handed_in, run_jobs):
    address = handed_in()
    run_jobs()
    return address


def form_of(page):
    """Return what the browser would send of the preview's form, as it stands."""
    data = {}
    for field in page.find(".//form[@id='choices']").iter("input"):
        if field.get("type") != "checkbox" or field.get("checked") is not None:
            data[field.get("name")] = field.get("value")
    return data


def the_import(db_session):
    return db_session.scalar(select(CasebookImport))


def test_a_file_is_read_in_the_background_and_the_page_shows_how_far_it_is(organizer, handed_in):
    page = html(organizer.get(handed_in()))
    assert page.find(".//progress") is not None
    assert page.link("刷新").startswith("/casebooks/imports/")


def test_the_progress_fragment_leads_on_when_the_work_has_ended(organizer, handed_in, run_jobs):
    address = handed_in()
    assert "<progress" in organizer.get(f"{address}/progress").get_data(as_text=True)
    run_jobs()
    assert organizer.get(f"{address}/progress").headers["HX-Redirect"] == address


def test_the_preview_shows_cases_flags_and_the_file_beside_what_is_kept(organizer, previewed):
    page = html(organizer.get(previewed))
    assert form_of(page)["title-1"] == "楼道里的灯由谁来修"
    assert "没有点评" in page.text
    assert page.find_all(".//del[@class='removed']")
    assert page.find(".//article") is not None


def test_choices_are_kept_and_the_preview_can_be_resumed(organizer, previewed):
    data = form_of(html(organizer.get(previewed))) | {"title-2": "公平秤的故事", "action": "save"}
    del data["keep-3"]
    assert organizer.post(previewed, data=data).status_code == 303
    again = form_of(html(organizer.get(previewed)))
    assert again["title-2"] == "公平秤的故事"
    assert "keep-3" not in again


def test_a_repair_is_undone_and_repaired_again(organizer, previewed):
    page = html(organizer.get(previewed))
    index = page.find_all(".//button[@name='undo']")[0].get("value")
    organizer.post(previewed, data=form_of(page) | {"undo": index})
    undone = html(organizer.get(previewed))
    assert [one.get("value") for one in undone.find_all(".//button[@name='redo']")] == [index]
    organizer.post(previewed, data=form_of(undone) | {"redo": index})
    assert html(organizer.get(previewed)).find_all(".//button[@name='redo']") == []


def test_confirming_builds_the_casebook_as_chosen(organizer, previewed, run_jobs, db_session, house):
    data = form_of(html(organizer.get(previewed))) | {"title": "社区的办法", "action": "confirm"}
    del data["keep-2"]
    assert organizer.post(previewed, data=data).status_code == 303
    assert html(organizer.get(previewed)).find(".//progress") is not None
    run_jobs()
    done = organizer.get(previewed)
    assert done.status_code == 303
    page = html(organizer.get(done.location))
    assert page.heading == "社区的办法"
    assert "菜场里的公平秤" not in page.text
    assert db_session.scalars(select(Question)).all()


def test_leaving_every_case_out_is_said_on_the_same_page(organizer, previewed):
    data = {name: one for name, one in form_of(html(organizer.get(previewed))).items() if "keep" not in name}
    answer = organizer.post(previewed, data=data | {"action": "confirm"})
    assert answer.status_code == 422
    assert "至少保留一个" in html(answer).text


def test_choices_after_confirming_are_refused(organizer, previewed):
    data = form_of(html(organizer.get(previewed)))
    organizer.post(previewed, data=data | {"action": "confirm"})
    assert organizer.post(previewed, data=data | {"action": "save"}).status_code == 409


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(3000), "图片"),
        ("没有任何案例的一句话。".encode(), "没有识别出案例"),
        (bytes(range(256)) * 40, "文件"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained_and_leaves_nothing(
    organizer, handed_in, run_jobs, house, content, words
):
    address = handed_in(content)
    run_jobs()
    page = html(organizer.get(address))
    assert words in page.text
    assert "重试" in page.text
    assert library.list_casebooks(house.organization.id) == []


@pytest.mark.parametrize(("data", "words"), [({}, "请选择文件"), ({"file": (io.BytesIO(b""), "a.txt")}, "空的")])
def test_nothing_or_an_empty_file_is_refused_on_the_same_page(organizer, data, words):
    answer = organizer.post("/casebooks/import", data=data)
    assert answer.status_code == 422
    assert words in html(answer).text


def test_text_pasted_into_the_page_is_imported_too(organizer, run_jobs):
    answer = organizer.post("/casebooks/import", data={"pasted": BOOK.replace("\n", "\r\n")})
    run_jobs()
    assert "楼道里的灯由谁来修" in form_of(html(organizer.get(answer.location))).values()


def test_a_failed_import_is_tried_again(organizer, handed_in, run_jobs, db_session):
    address = handed_in()
    imported = the_import(db_session)
    imported.state, imported.error = ImportState.FAILED, {"code": "job-lost", "parameters": {}}
    assert "重试" in html(organizer.get(address)).text
    organizer.post(f"{address}/retry")
    run_jobs()
    assert html(organizer.get(address)).find(".//form[@id='choices']") is not None


def test_the_same_file_twice_is_a_plain_question(organizer, previewed, handed_in, run_jobs, house):
    organizer.post(previewed, data=form_of(html(organizer.get(previewed))) | {"action": "confirm"})
    run_jobs()
    second = handed_in(name="另一个名字.txt")
    page = html(organizer.get(second))
    assert "基层服务案例三则" in page.text
    assert page.link("打开那本案例集").startswith("/casebooks/")
    organizer.post(f"{second}/again")
    run_jobs()
    assert html(organizer.get(second)).find(".//form[@id='choices']") is not None


def test_an_import_is_given_up_after_a_question(organizer, previewed, house):
    assert html(organizer.get(f"{previewed}/discard")).heading
    assert organizer.post(f"{previewed}/discard").status_code == 303
    assert organizer.get(previewed).status_code == 404
    assert importing.list_waiting(house.organization.id) == []


def test_an_import_that_waits_is_listed_in_the_library(organizer, previewed):
    assert html(organizer.get("/casebooks")).link("基层服务案例三则.txt") == previewed

"""A new edition in the browser without JavaScript: suggested, compared, chosen, brought in."""

from __future__ import annotations

import io

import pytest

from studyapp.cases import library
from studyapp.cases.importing import Upload
from studyapp.jobs.importing_at_once import import_casebook
from tests.cases.books import BOOK
from tests.page import html
from tests.people.houses import NOON, make_house

EDITION = BOOK.replace("提高到97%", "提高到98%").replace(
    "北街卫生站每天接待一百多名患者", "北街卫生站每天接待两百多名患者"
)
SHORTER = BOOK[: BOOK.index("案例三 ")]


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


@pytest.fixture
def casebook(house):
    built = import_casebook(house.organization.id, Upload("书.txt", BOOK.encode()), NOON)
    return library.get_casebook(house.organization.id, built.casebook_id)


@pytest.fixture
def organizer(client, house, casebook):
    client.sign_in(house.organizer)
    return client


@pytest.fixture
def preview(organizer, run_jobs):
    def hand_in(text: str = EDITION) -> str:
        answer = organizer.post("/casebooks/import", data={"file": (io.BytesIO(text.encode()), "新版.txt")})
        run_jobs()
        return answer.location

    return hand_in


def compared(organizer, address, casebook):
    data = {"action": "choose", "casebook": str(casebook.id)}
    return html(organizer.post(f"{address}/edition", data=data, follow_redirects=True))


def test_a_likely_edition_is_suggested_and_its_casebook_preselected(organizer, preview, casebook):
    address = preview()
    page = html(organizer.get(address))
    assert page.link("与它对照") == f"{address}/edition"
    choice = html(organizer.get(f"{address}/edition"))
    assert choice.find(".//input[@type='radio']").get("checked") is not None


def test_the_comparison_shows_what_changed_word_by_word(organizer, preview, casebook):
    page = compared(organizer, preview(), casebook)
    assert [one.text for one in page.find_all(".//ins[@class='repaired']")] == ["98%", "两"]
    assert [one.text for one in page.find_all(".//del[@class='removed']")] == ["97%", "一"]


def test_only_what_is_ticked_is_taken_over(organizer, preview, casebook, run_jobs):
    address = preview()
    page = compared(organizer, address, casebook)
    offered = [one.get("value") for one in page.find_all(".//input[@name='offered']")]
    data = {"offered": offered, "take": offered[:1], "action": "confirm"}
    assert organizer.post(f"{address}/edition", data=data).status_code == 303
    run_jobs()
    texts = [library.get_case(casebook.organization_id, one.id).revision for one in library.list_cases(casebook)]
    assert [one.number for one in texts] == [2, 1, 1]
    assert organizer.get(address).location == f"/casebooks/{casebook.id}"


def test_a_case_that_is_missing_can_be_taken_out_and_the_casebook_says_so(organizer, preview, casebook, run_jobs):
    address = preview(SHORTER)
    page = compared(organizer, address, casebook)
    assert "新版中没有" in page.text
    gone = page.find(".//input[@name='withdraw']").get("value")
    organizer.post(f"{address}/edition", data={"withdraw": gone, "action": "confirm"})
    run_jobs()
    assert "已撤下" in html(organizer.get(f"/casebooks/{casebook.id}")).text


def test_choices_are_kept_and_the_file_can_be_a_casebook_of_its_own_again(organizer, preview, casebook):
    address = preview()
    page = compared(organizer, address, casebook)
    offered = [one.get("value") for one in page.find_all(".//input[@name='offered']")]
    organizer.post(f"{address}/edition", data={"offered": offered, "take": offered[1:], "action": "save"})
    again = html(organizer.get(f"{address}/edition"))
    ticks = [one.get("checked") is not None for one in again.find_all(".//input[@name='take']")]
    assert ticks == [False, True]
    organizer.post(f"{address}/edition", data={"offered": offered, "take": offered, "action": "apart"})
    assert html(organizer.get(f"{address}/edition")).find_all(".//input[@name='casebook']")


def test_no_choice_is_explained(organizer, preview):
    answer = organizer.post(f"{preview()}/edition", data={"action": "choose"}, follow_redirects=True)
    assert "请先选择案例集" in html(answer).text


def test_a_casebook_elsewhere_can_not_be_chosen(organizer, preview, house, db_session):
    other = make_house("河西图书馆")
    db_session.commit()
    elsewhere = import_casebook(other.organization.id, Upload("书.txt", BOOK.encode()), NOON)
    address = preview()
    data = {"action": "choose", "casebook": str(elsewhere.casebook_id)}
    assert organizer.post(f"{address}/edition", data=data).status_code == 404
    organizer.sign_in(other.organizer)
    assert organizer.get(f"{address}/edition").status_code == 404
    assert organizer.post(f"{address}/edition", data=data).status_code == 404

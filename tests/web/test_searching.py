"""The search pages: one form without JavaScript, matches marked, empty states that say the next step."""

from __future__ import annotations

import pytest

from studyapp.cases.importing import Upload
from studyapp.jobs.importing_at_once import import_casebook
from tests.cases.books import BOOK
from tests.page import html
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    import_casebook(made.organization.id, Upload("书.txt", BOOK.encode()), NOON)
    return made


def test_an_organizer_finds_a_case_with_the_words_marked(client, house):
    client.sign_in(house.organizer)
    page = html(client.get("/casebooks/search?q=亮灯公约"))
    assert [one.text for one in page.find_all(".//mark")] == ["亮灯公约"]
    assert html(client.get(page.link("楼道里的灯由谁来修"))).heading == "楼道里的灯由谁来修"


def test_nothing_asked_and_nothing_found_are_explained(client, house):
    client.sign_in(house.organizer)
    assert "用空格隔开" in html(client.get("/casebooks/search")).text
    page = html(client.get("/casebooks/search?q=<b>没有&casebook=x&flag=nonsense&page=-3"))
    assert "没有案例同时符合" in page.text


def test_an_organizer_elsewhere_finds_nothing(client, house, db_session):
    other = make_house("河西图书馆")
    client.sign_in(other.organizer)
    assert "没有案例同时符合" in html(client.get("/casebooks/search?q=灯")).text


def test_a_learner_has_a_search_of_their_own_and_not_the_librarys(client, house):
    client.sign_in(house.learner)
    assert client.get("/casebooks/search?q=灯").status_code == 403
    page = html(client.get("/search?q=亮灯公约"))
    assert "没有同时出现这些词" in page.text

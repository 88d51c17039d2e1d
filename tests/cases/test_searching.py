"""Searching the library: all words, anywhere in a case's present text, in one's own organization."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from studyapp.cases import library, shelving
from studyapp.cases.importing import Upload
from studyapp.cases.models import Case
from studyapp.cases.reading import read_casebook
from studyapp.cases.searching import PAGE, Search, search
from studyapp.jobs.importing_at_once import import_casebook
from tests.cases.books import BOOK
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def casebook(house):
    cases = read_casebook(BOOK.encode(), "书.txt").cases
    made = shelving.stage_casebook(house.organization.id, "社区三则", None, NOON)
    shelving.add_cases(made, cases, NOON)
    shelving.publish_casebook(made, NOON)
    return made


def titles(casebook, words="", **more):
    found = search(casebook.organization_id, Search(words, **more))
    assert found.total == len(found.hits)
    return ["".join(run.text for run in hit.title) for hit in found.hits]


@pytest.mark.parametrize(
    ("words", "number"),
    [("灯", 1), ("楼道灯的完好率", 1), ("61%", 1), ("信任", 1), ("公平秤 投诉", 2), ("退休教师 候诊", 3)],
)
def test_every_word_is_found_in_title_body_or_commentary(casebook, words, number):
    expected = library.list_cases(casebook)[number - 1].title
    assert titles(casebook, words) == [expected]


@pytest.mark.parametrize("words", ["楼灯", "公平秤 候诊", "不存在的词", '灯" OR "秤', "灯*楼", "完好率由6_"])
def test_what_stands_nowhere_is_not_found(casebook, words):
    assert titles(casebook, words) == []


def test_a_word_in_the_title_comes_first(casebook, house):
    assert titles(casebook, "图书角")[0] == "图书角搬进了候诊室"


def test_a_hit_in_the_commentary_alone_says_so(casebook):
    (hit,) = search(casebook.organization_id, Search("信任")).hits
    assert hit.is_in_commentary
    assert "信任" in [run.text for run in hit.excerpt if run.is_match]


def test_filters_narrow_down(casebook):
    assert titles(casebook, flag="no-commentary") == ["图书角搬进了候诊室"]
    assert titles(casebook, "的", flag="truncated") == []
    assert titles(casebook, casebook_id=casebook.id + 1) == []
    assert len(titles(casebook, casebook_id=casebook.id)) == 3


def test_places_are_offered_and_filtered(casebook, db_session):
    page = library.get_case(casebook.organization_id, library.list_cases(casebook)[0].id)
    page.revision.place = "东湖区"
    assert titles(casebook, place="东湖区") == ["楼道里的灯由谁来修"]


def test_another_organization_finds_nothing(casebook):
    other = make_house("河西图书馆")
    assert search(other.organization.id, Search("灯")).hits == []


def test_an_unpublished_casebook_is_not_found(casebook, db_session):
    casebook.published_at = None
    assert titles(casebook, "灯") == []


def test_the_present_text_is_searched_and_the_one_before_no_more(casebook, db_session):
    case = db_session.scalars(select(Case).where(Case.number == 1)).one()
    changed = read_casebook(BOOK.replace("亮灯公约", "明灯约定").encode(), "书.txt").cases[0]
    shelving.add_revision(case, changed, NOON)
    assert titles(casebook, "明灯约定") == ["楼道里的灯由谁来修"]
    assert titles(casebook, "亮灯公约") == []


def test_what_an_import_builds_is_found(house, db_session):
    db_session.commit()
    import_casebook(house.organization.id, Upload("书.txt", BOOK.encode()), NOON)
    assert search(house.organization.id, Search("亮灯公约")).total == 1


def test_a_page_beyond_the_last_is_the_last(casebook):
    found = search(casebook.organization_id, Search("的"), page=99)
    assert (found.page, found.pages) == (1, 1)
    assert len(found.hits) <= PAGE

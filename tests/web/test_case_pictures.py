"""Pictures on the pages: at their place, only for those who may read the text beside them."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from sqlalchemy import func, select

from studyapp import clock
from studyapp.cases import library
from studyapp.cases.casebook_text import CasePicture
from studyapp.cases.casebook_text import Picture as ReadPicture
from studyapp.cases.importing import Upload
from studyapp.cases.models import Picture, RevisionPicture
from studyapp.cases.pictures import keep_pictures, list_pictures, place_pictures
from studyapp.jobs.importing_at_once import import_casebook
from tests.cases import picture_files as files
from tests.cases.picture_files import STORY
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import make_classroom

DOTS = files.drawn()


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


@pytest.fixture
def case(house):
    built = import_casebook(house.organization.id, Upload("书.docx", files.docx(DOTS)), NOON)
    book = library.get_casebook(house.organization.id, built.casebook_id)
    return library.get_case(house.organization.id, library.list_cases(book)[0].id)


@pytest.fixture
def organizer(client, house, case):
    client.sign_in(house.organizer)
    return client


def shown_before(page, words):
    """The addresses of the pictures that stand directly before the paragraph that begins with `words`."""
    before = []
    for one in page.find_all(".//article")[0]:
        if one.tag == "figure":
            before.append(one.find("img").get("src"))
        elif "".join(one.itertext()).startswith(words):
            return before
        else:
            before = []
    return []


def test_an_imported_picture_stands_at_its_place_on_the_organizers_page(organizer, case):
    page = html(organizer.get(f"/casebooks/cases/{case.case.id}"))
    (address,) = shown_before(page, "后来大家约定")
    answer = organizer.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert Image.open(io.BytesIO(answer.data)).size == (320, 200)
    assert "private" in answer.headers["Cache-Control"]
    again = organizer.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_same_picture_is_kept_once(house, case, db_session):
    import_casebook(house.organization.id, Upload("再.docx", files.docx(DOTS, STORY.replace("三楼", "四楼"))), NOON)
    assert db_session.scalar(select(func.count()).select_from(Picture)) == 1
    assert db_session.scalar(select(func.count()).select_from(RevisionPicture)) == 2


def test_a_correction_keeps_a_picture_before_its_paragraph(organizer, case):
    address = f"/casebooks/cases/{case.case.id}/revise"
    said = case.revision.commentaries[0].text
    data = {"based_on": "1", "title": case.case.title, "heading": "点评", "by": "", "said": said, "reason": "补写"}
    organizer.post(address, data=data | {"body": f"新的开头。\n{case.revision.body}", "action": "confirm"})
    page = html(organizer.get(f"/casebooks/cases/{case.case.id}"))
    assert "新的开头" in page.text
    assert len(shown_before(page, "后来大家约定")) == 1


def test_a_picture_is_described_and_hidden(organizer, case):
    address = f"/casebooks/cases/{case.case.id}/pictures"
    (one,) = list_pictures(case.revision)
    organizer.post(address, data={f"alt-{one.id}": "三楼坏了的灯", "shown": str(one.id)})
    page = html(organizer.get(f"/casebooks/cases/{case.case.id}"))
    assert page.find(".//figure/img").get("alt") == "三楼坏了的灯"
    organizer.post(address, data={f"alt-{one.id}": "三楼坏了的灯"})
    assert not html(organizer.get(f"/casebooks/cases/{case.case.id}")).find_all(".//figure")
    assert html(organizer.get(address)).find(f".//input[@id='shown-{one.id}']").get("checked") is None


def test_pictures_elsewhere_are_not_found(organizer, case, db_session):
    (one,) = list_pictures(case.revision)
    other = make_house("河西图书馆")
    db_session.commit()
    organizer.sign_in(other.organizer)
    assert organizer.get(f"/casebooks/pictures/{one.id}").status_code == 404
    assert organizer.get(f"/casebooks/cases/{case.case.id}/pictures").status_code == 404
    assert organizer.post(f"/casebooks/cases/{case.case.id}/pictures").status_code == 404


@pytest.fixture
def room(db_session):
    made = make_classroom()
    organization_id = made.house.organization.id
    picture = ReadPicture(0, "a" * 64, "image/png", 320, 200, "", DOTS)
    keep_pictures(organization_id, [picture], NOON)
    places = [CasePicture("body", 0, "a" * 64, "门口"), CasePicture("commentary", 0, "a" * 64, "屋里")]
    place_pictures(made.revisions[0], places)
    db_session.commit()
    with clock.stopped_at(NOON):
        yield made


@pytest.fixture
def reader(client, room):
    client.sign_in(room.house.learner)
    return client


def test_a_learner_sees_the_pictures_of_the_body_and_those_of_the_commentary_once_it_is_open(reader, room):
    address = f"/study/{room.assignment.id}/cases/{room.cases[0].id}"
    body, said = (one.id for one in list_pictures(room.revisions[0]))
    page = html(reader.get(address))
    assert [one.get("alt") for one in page.find_all(".//figure/img")] == ["门口"]
    kept = reader.get(f"{address}/pictures/{body}")
    assert (kept.status_code, kept.headers["X-Keep-Offline"]) == (200, "yes")
    assert reader.get(f"{address}/pictures/{said}").status_code == 404
    reader.post(f"{address}/commentary")
    assert [one.get("alt") for one in html(reader.get(address)).find_all(".//figure/img")] == ["门口", "屋里"]
    assert reader.get(f"{address}/pictures/{said}").status_code == 200


def test_a_learner_sees_no_picture_of_a_case_that_is_not_theirs(reader, room, db_session):
    body = list_pictures(room.revisions[0])[0].id
    other = make_classroom(make_house("河西图书馆"))
    db_session.commit()
    assert reader.get(f"/study/{room.assignment.id}/cases/{room.cases[1].id}/pictures/{body}").status_code == 404
    assert reader.get(f"/casebooks/pictures/{body}").status_code == 403
    reader.sign_in(other.house.learner)
    own = f"/study/{other.assignment.id}/cases/{other.cases[0].id}"
    assert reader.get(f"{own}/pictures/{body}").status_code == 404

"""A blueprint is filled in, measured against the bank and looked at, without JavaScript."""

import pytest

from studyapp.questions.models import Question
from studyapp.study.blueprints import find_blueprint
from studyapp.study.models import QuizMode
from tests.page import html
from tests.people.houses import make_house
from tests.study.classroom import make_classroom


@pytest.fixture
def room(db_session):
    return make_classroom()


@pytest.fixture
def organizer(client, sign_in, room):
    return sign_in(client, room.house.organizer)


def filled(room, **changes):
    return {"question_count": "4", "hardest": "0", "easiest": "100", f"case-{room.cases[0].id}": "2"} | changes


def test_the_blueprint_is_reached_from_the_module_and_kept(organizer, room):
    address = html(organizer.get(f"/casebooks/modules/{room.module.id}")).link("组卷方案")
    page = html(organizer.get(address))
    assert "题库有 6 道题符合" in page.text
    assert organizer.post(address, data=filled(room)).status_code == 303
    page = html(organizer.get(address))
    assert page.find(f".//input[@id='case-{room.cases[0].id}']").get("value") == "2"
    paper = html(organizer.get(page.link("抽一份看看")))
    assert len(paper.find_all(".//ol[@class='drawn-paper']/li")) == 4
    another = html(organizer.get(paper.link("再抽一份")))
    assert another.text != paper.text
    assert organizer.post(f"{address}/remove").status_code == 303
    assert find_blueprint(room.module.id, QuizMode.PRACTICE) is None


def test_what_is_missing_is_said_while_one_types(organizer, room):
    address = f"/modules/{room.module.id}/blueprints/exam/check"
    said = organizer.post(address, data=filled(room, **{"kind-multiple": "2"})).text
    assert "多选：要 2 道，题库只有 0 道，还需采用或自己出 2 道" in said
    assert "各项合计 9 道，而试卷只有 4 道题" in organizer.post(address, data=filled(room, **{"kind-blank": "9"})).text
    assert find_blueprint(room.module.id, QuizMode.EXAM) is None


@pytest.mark.parametrize("changes", [{"question_count": "viel"}, {"easiest": ""}, {"kind-none": "1"}, {"case-x": "1"}])
def test_odd_numbers_are_refused_with_what_was_typed_still_there(organizer, room, changes):
    refused = organizer.post(f"/modules/{room.module.id}/blueprints/practice", data=filled(room, **changes))
    assert refused.status_code == 422
    assert html(refused).find(f".//input[@id='case-{room.cases[0].id}']").get("value") == "2"


def test_a_question_is_kept_for_exams_at_the_desk_and_released(organizer, room, db_session):
    question_id = room.versions[0][0].question_id
    address = f"/desk/questions/{question_id}"
    assert organizer.post(f"{address}/pool", data={"pool": "exams"}).status_code == 303
    assert db_session.get(Question, question_id).is_for_exams
    assert "考试专用" in html(organizer.get(address)).text
    organizer.post(f"{address}/pool", data={"pool": "any"})
    assert not db_session.get(Question, question_id).is_for_exams


def test_a_module_of_another_organization_is_not_there(organizer, room):
    other = make_classroom(make_house("河西图书馆"))
    address = f"/modules/{other.module.id}/blueprints/practice"
    assert organizer.get(address).status_code == 404
    assert organizer.get(f"{address}/paper").status_code == 404
    for action in ("", "/check", "/remove"):
        assert organizer.post(f"{address}{action}", data=filled(other)).status_code == 404, action
    pool = organizer.post(f"/desk/questions/{other.versions[0][0].question_id}/pool", data={"pool": "exams"})
    assert pool.status_code == 404


def test_there_are_no_other_modes(organizer, room):
    assert organizer.get(f"/modules/{room.module.id}/blueprints/nothing").status_code == 404


def test_a_learner_sees_no_blueprint(client, sign_in, room):
    assert sign_in(client, room.house.learner).get(f"/modules/{room.module.id}/blueprints/exam").status_code == 403

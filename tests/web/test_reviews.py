"""Reviewing, the wrong-question book and practice on the pages, without JavaScript."""

from __future__ import annotations

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.study.models import Attempt, CaseReading
from studyapp.study.review_models import Practice, Review, ReviewCard
from tests.factories import RevisionFactory
from tests.page import html, text_of
from tests.people.houses import NOON, make_house
from tests.study.classroom import DAY, SECRET, make_classroom
from tests.study.test_reviews import hand_in

ENGLISH = {"Accept-Language": "en"}
TOMORROW = NOON + DAY


@pytest.fixture
def room(db_session, client):
    """A learner who has missed two of six questions yesterday."""
    room = make_classroom()
    missed(room)
    client.sign_in(room.house.learner)
    with clock.stopped_at(TOMORROW):
        yield room


def missed(room, right=4, wrong=2):
    attempt = room.start(NOON)
    room.answer(attempt, right, wrong)
    hand_in(room.learner, attempt.id, NOON, SECRET)


def fields_of(page) -> dict[str, str]:
    form = next(one for one in page.root.iter("form") if "/reviews/cards/" in one.get("action", ""))
    return {one.get("name"): one.get("value") for one in form.iter("input") if one.get("type") == "hidden"}


def test_from_the_home_page_to_the_proof_and_the_next_question(client, room):
    page = html(client.get("/", headers=ENGLISH))
    assert "2 questions" in page.text
    first = client.get(page.link("Begin")).headers["Location"]
    page = html(client.get(first))
    assert "解析：" not in page.text
    response = client.post(first, data=fields_of(page) | {"chosen": "0"})
    page = html(client.get(response.headers["Location"], headers=ENGLISH))
    assert "解析：" in page.text
    assert "Comes back in" in page.text
    link = next(one for one in page.root.iter("a") if text_of(one) == "See it in the case")
    address, anchor = link.get("href").split("#")
    assert text_of(html(client.get(address)).find(f".//mark[@id='{anchor}']")) in page.text
    second = client.get(page.link("Next question")).headers["Location"]
    assert second != first
    client.post(second, data=fields_of(html(client.get(second))))
    assert client.get("/reviews/next").headers["Location"] == "/reviews"
    assert "2 questions reviewed, done for today" in html(client.get("/", headers=ENGLISH)).text


def test_the_page_back_and_sent_again_makes_no_second_review(client, room):
    address = client.get("/reviews/next").headers["Location"]
    fields = fields_of(html(client.get(address))) | {"chosen": "0"}
    places = {client.post(address, data=fields).headers["Location"] for _ in range(2)}
    assert len(places) == 1


def test_the_learner_says_how_it_went(client, room):
    address = client.get("/reviews/next").headers["Location"]
    place = client.post(address, data=fields_of(html(client.get(address)))).headers["Location"]
    client.post(place, data={"rating": "4"})
    review = db.session.scalars(db.select(Review)).one()
    assert (review.rating, review.is_own_rating) == (4, True)
    assert client.post(place, data={"rating": "9"}).status_code == 404


def test_a_note_in_the_wrong_question_book_is_found_again(client, room):
    card = db.session.scalars(db.select(ReviewCard).where(ReviewCard.misses > 0)).first()
    client.post(f"/reviews/cards/{card.id}/note", data={"note": "先后次序要记清。"})
    assert "先后次序要记清。" in html(client.get("/mistakes")).text


def test_the_wrong_question_book_is_filtered(client, room):
    page = html(client.get("/mistakes?kind=blank", headers=ENGLISH))
    assert "No question here." in page.text
    page = html(client.get("/mistakes?kind=single&settled=&page=99", headers=ENGLISH))
    assert len(page.find_all(".//article")) == 2


def test_weak_points_are_practised_to_the_end(client, room):
    place = client.post("/practice").headers["Location"]
    for _ in range(6):
        address = client.get(place).headers["Location"]
        client.post(address.partition("?")[0], data=fields_of(html(client.get(address))))
    page = html(client.get(place, headers=ENGLISH))
    assert "0 of 6 questions right" in page.text
    assert db.session.scalars(db.select(Practice)).one()


def test_before_the_first_quiz_the_page_says_what_will_come(client, db_session):
    room = make_classroom()
    client.sign_in(room.house.learner)
    page = html(client.get("/reviews", headers=ENGLISH))
    assert "Nothing to review yet." in page.text
    assert client.post("/practice", headers=ENGLISH).status_code == 409


def test_a_question_that_an_exam_asks_rests_with_a_sentence(client, room):
    address = client.get("/reviews/next").headers["Location"]
    fields = fields_of(html(client.get(address))) | {"chosen": "0"}
    place = client.post(address, data=fields).headers["Location"]
    client.post(f"/study/{room.assignment.id}/attempts")
    assert db.session.scalars(db.select(Attempt).filter_by(state="open")).one()
    for response in (client.get(address, headers=ENGLISH), client.get(place, headers=ENGLISH)):
        assert response.status_code == 409
        assert "解析：" not in response.get_data(as_text=True)
    proof = f"/study/{room.assignment.id}/cases/{room.cases[0].id}?review={place.rsplit('/', 1)[1]}"
    assert client.get(proof).status_code == 409


@pytest.mark.parametrize("through", ["review", "attempt"])
def test_a_case_first_opened_from_a_proof_is_shown_in_the_text_that_was_asked(client, room, through):
    address = client.get("/reviews/next").headers["Location"]
    place = client.post(address, data=fields_of(html(client.get(address))) | {"chosen": "0"}).headers["Location"]
    review = db.session.scalars(db.select(Review)).one()
    place_of = [index for index, versions in enumerate(room.versions) if review.version_id in {v.id for v in versions}]
    case = room.cases[place_of[0]]
    RevisionFactory(case=case, number=2, body="整个重写过的一版。")
    case.revision_number = 2
    positions = [one for one in room.asked(db.session.scalars(db.select(Attempt)).one()) if one.case_id == case.id]
    attempt = db.session.scalars(db.select(Attempt)).one()
    query = {
        "review": f"review={place.rsplit('/', 1)[1]}",
        "attempt": f"attempt={attempt.id}&question={positions[0].position}",
    }[through]
    study = f"/study/{room.assignment.id}/cases/{case.id}"
    for _ in range(2):
        page = html(client.get(f"{study}?{query}"))
        marks = [text_of(one) for one in page.find_all(".//mark")]
        assert marks
        assert all(one.startswith(case.title) for one in marks)
        assert "整个重写过的一版" not in page.text
    assert db.session.scalars(db.select(CaseReading.revision_id)).one() == room.revisions[case.number - 1].id


def test_review_pages_take_few_queries_however_much_there_is(client, db_session, query_count):
    def counts(name, questions):
        room = make_classroom(make_house(name), questions=questions)
        missed(room, right=1, wrong=2 * questions - 1)
        client.sign_in(room.house.learner)
        found = {}
        with clock.stopped_at(TOMORROW):
            address = client.get("/reviews/next").headers["Location"]
            place = client.post(address, data={"number": "1"}).headers["Location"]
            practice = client.post("/practice").headers["Location"]
            for page in ("/", "/reviews", "/reviews/next", "/mistakes", address, place, practice):
                with query_count() as queries:
                    assert client.get(page).status_code < 400
                found[page.rstrip("0123456789")] = len(queries.statements)
        return found

    few, many = counts("小单位", 2), counts("大单位", 8)
    assert few == many
    most = {"/": 8, "/reviews": 5, "/mistakes": 5, "/reviews/cards/": 7, "/reviews/": 14}
    assert {page: count for page, count in many.items() if count > most.get(page, 6)} == {}

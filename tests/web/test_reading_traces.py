"""Place, marks and display choices on the pages, without JavaScript."""

from __future__ import annotations

import pytest

from studyapp import clock
from tests.page import html, text_of
from tests.people.houses import NOON
from tests.study.classroom import make_classroom

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def case(db_session, client):
    """The address of a case and its first sentence; its learner is signed in."""
    room = make_classroom()
    client.sign_in(room.house.learner)
    with clock.stopped_at(NOON):
        yield f"/study/{room.assignment.id}/cases/{room.cases[0].id}", room.revisions[0].body.split("\n")


def test_the_way_back_to_the_place_is_a_link(client, case):
    address, lines = case
    offset = len(lines[0]) + 1
    assert client.post(f"{address}/presence", data={"offset": offset, "seconds": 20}).status_code == 204
    page = html(client.get(address, headers=ENGLISH))
    anchor = page.link("Go on from there")
    assert text_of(page.find(f".//p[@id='{anchor[1:]}']")) == lines[1]


def test_the_time_read_stands_in_the_progress(client, case):
    address, _ = case
    client.get(address)
    client.post(f"{address}/presence", data={"offset": 0, "seconds": 60})
    assert "1 minute" in html(client.get("/progress", headers=ENGLISH)).text


def test_a_passage_is_marked_noted_and_removed_without_a_script(client, case):
    address, lines = case
    client.post(f"{address}/highlights", data={"quote": lines[1], "note": "想一想"})
    page = html(client.get(address))
    assert text_of(page.find(".//mark[@class='own-mark']")) == lines[1]
    assert "想一想" in page.text
    change = next(one.get("action") for one in page.root.iter("form") if "/highlights/" in one.get("action", ""))
    client.post(change, data={"note": "想清楚了"})
    assert "想清楚了" in html(client.get(address)).text
    client.post(change, data={"remove": "1"})
    assert not html(client.get(address)).find_all(".//mark")


def test_words_that_cannot_be_found_are_answered_with_a_sentence(client, case):
    address, _ = case
    response = client.post(f"{address}/highlights", data={"quote": "文中没有"}, follow_redirects=True, headers=ENGLISH)
    assert "Copy a whole sentence" in html(response).text


def test_display_choices_are_kept_in_this_browser(client, case):
    address, _ = case
    choices = {"theme": "sepia", "text_size": "3", "serif": "1", "large": "1", "next": address}
    assert client.post("/account/display", data=choices).headers["Location"] == address
    root = html(client.get(address)).root
    assert (root.get("data-bs-theme"), root.get("data-text-size")) == ("light", "3")
    assert {"data-sepia", "data-serif", "data-large"} <= set(root.keys())


def test_what_is_not_offered_is_no_choice(client, case):
    answer = client.post("/account/display", data={"theme": "pink", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/account"
    assert "theme" not in answer.headers.get("Set-Cookie", "")


def test_a_start_before_the_text_is_not_taken(client, case):
    address, lines = case
    text = "\n".join(lines)
    quote = lines[1]
    told = {"quote": quote, "start": text.index(quote) - len(text)}
    assert client.post(f"{address}/highlights", data=told).status_code == 303
    assert text_of(html(client.get(address)).find(".//mark[@class='own-mark']")) == quote

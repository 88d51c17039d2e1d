"""Photographs and the PDF of the minutes: bounded, without what their files told, and part of what is filed."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from PIL import Image

from studyapp import clock
from studyapp.db import db
from studyapp.exchange import pdf_font
from studyapp.meetings import minutes
from studyapp.meetings.minutes_models import SessionPhoto
from studyapp.meetings.moves import Move
from tests.meetings.meeting import MINUTE
from tests.meetings.meeting_room import START, make_room
from tests.page import html
from tests.people.houses import make_house

END = START + 90 * MINUTE
has_font = any(Path(path).is_file() for path, _ in pdf_font.FONTS)
with_font = pytest.mark.skipif(not has_font, reason="there is no Chinese font here: apt-get install fonts-noto-cjk")


@pytest.fixture(autouse=True)
def end():
    with clock.stopped_at(END):
        yield


@pytest.fixture
def room(db_session):
    room = make_room()
    room.now = END
    return room


@pytest.fixture
def host(client, sign_in, room):
    return sign_in(client, room.meeting.house.organizer)


def photograph(colour="red", form="JPEG"):
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Phone of somebody"
    Image.new("RGB", (320, 240), colour).save(file, form, exif=exif)
    return file.getvalue()


def attach(client, room, data, caption=""):
    given = {"photo": (io.BytesIO(data), "IMG_1.jpg"), "caption": caption}
    return client.post(f"/study-sessions/{room.id}/photos", data=given, follow_redirects=True)


def test_a_photograph_is_drawn_anew_and_shown(host, room):
    page = html(attach(host, room, photograph(), "讨论现场"))
    assert "讨论现场" in page.text
    shown = host.get(page.find(".//ul[@class='session-photos']//img").get("src"))
    assert shown.mimetype == "image/jpeg"
    assert b"Phone of somebody" not in shown.data
    assert Image.open(io.BytesIO(shown.data)).size == (320, 240)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "请先选一张照片"), (b"<svg/>", "不是能显示的照片"), (b"x" * (10 * 1024 * 1024 + 1), "最多 10 MB")],
)
def test_what_is_no_photograph_is_refused_with_a_sentence(host, room, data, words):
    assert words in html(attach(host, room, data)).text
    assert db.session.query(SessionPhoto).count() == 0


def test_filed_minutes_hold_their_photographs_and_take_no_more(host, room):
    attach(host, room, photograph(), "讨论现场")
    attach(host, room, photograph("blue"))
    room.do(Move.END)
    host.post(f"/study-sessions/{room.id}/confirm")
    attach(host, room, photograph("green"))
    kept = minutes.find_minutes(room.id)
    assert [one["caption"] for one in kept.record["photos"]] == ["讨论现场", ""]
    assert minutes.is_intact(kept)
    photo = db.session.query(SessionPhoto).first()
    assert host.post(f"/study-sessions/{room.id}/photos/{photo.id}").status_code == 409
    assert db.session.query(SessionPhoto).count() == 2
    photo.sha256 = "0" * 64
    db.session.commit()
    assert "校验码不符" in html(host.get(f"/study-sessions/{room.id}/minutes")).text


def test_the_word_document_holds_the_photographs(host, room):
    attach(host, room, photograph(), "讨论现场")
    document = Document(io.BytesIO(host.get(f"/study-sessions/{room.id}/minutes.docx").data))
    assert len(document.inline_shapes) == 1
    assert "讨论现场" in [one.text for one in document.paragraphs]


@with_font
def test_the_minutes_are_sent_as_a_pdf_with_their_font_and_photographs(host, room):
    attach(host, room, photograph(), "讨论现场")
    form = {"points": "先商量。\r\n再动手。", "what": ["整理楼道"], "person": ["林一"], "due_on": ["2026-03-20"]}
    host.post(f"/study-sessions/{room.id}/minutes", data=form | {"version": "0"})
    response = host.get(f"/study-sessions/{room.id}/minutes.pdf")
    assert response.mimetype == "application/pdf"
    pages = list(pypdfium2.PdfDocument(response.data))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    for words in ("集中学习记录", "再动手。", "整理楼道", "2026-03-20", "讨论现场", "草稿：尚未确认。"):
        assert words in text, words
    assert b"/Subtype /Image" in response.data
    assert b"/FontFile" in response.data


def test_photographs_of_others_do_not_exist(client, sign_in, host, room):
    attach(host, room, photograph())
    photo = db.session.query(SessionPhoto).one()
    strangers = [make_house("别处").administrator, room.meeting.house.learner]
    for stranger in strangers:
        sign_in(client, stranger)
        for method in (client.get, client.post):
            assert method(f"/study-sessions/{room.id}/photos/{photo.id}").status_code == 404
        given = {"photo": (io.BytesIO(photograph()), "x.jpg")}
        assert client.post(f"/study-sessions/{room.id}/photos", data=given).status_code == 404
        assert client.get(f"/study-sessions/{room.id}/minutes.pdf").status_code == 404

"""Pictures stay with their case, at their place, and hold nothing but dots; the text is the same with and without."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

from studyapp.cases.casebook_json import as_json
from studyapp.cases.codec import from_dict, to_dict
from studyapp.cases.limited import read_in_child
from studyapp.cases.picture_places import caption, line_start
from studyapp.cases.readers.extracted import FoundPicture
from studyapp.cases.readers.pictures import kept, written_anew
from studyapp.cases.reading import read_casebook
from tests.cases import picture_files as files

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
WAYS = {
    "docx": ("书.docx", files.docx),
    "odt": ("书.odt", files.odt),
    "pdf": ("书.pdf", files.pdf),
    "epub": ("书.epub", files.epub),
    "html": ("书.html", lambda picture: files.html(files.data_url(picture))),
    "zip": ("书.zip", lambda picture: files.packed(a_html=files.html("i/lamp.png"), i__lamp_png=picture)),
    "zip-of-docx": ("书.zip", lambda picture: files.packed(a_docx=files.docx(picture))),
}


def read(way, picture):
    name, make = WAYS[way]
    return read_casebook(make(picture), name)


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_stands_before_the_paragraph_that_it_stood_before_in_the_file(way):
    (case,) = read(way, files.drawn()).cases
    (one,) = case.pictures
    assert one.part == "body"
    assert case.text.body[one.offset :].startswith("后来大家约定")


@pytest.mark.parametrize("way", WAYS)
def test_the_text_is_the_same_with_a_picture_as_with_one_that_is_refused(way):
    shown, refused = read(way, files.drawn()), read(way, files.drawn(size=(8, 8)))
    assert (shown.raw, shown.repairs, shown.left_over) == (refused.raw, refused.repairs, refused.left_over)
    assert [one.text for one in shown.cases] == [one.text for one in refused.cases]
    assert refused.pictures == ()


def test_nothing_but_dots_is_kept():
    picture = written_anew(files.telling())
    assert b"secret-author" not in picture.content
    assert Image.open(io.BytesIO(picture.content)).size == (320, 200)


def test_a_photograph_is_turned_upright_and_loses_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "secret-author"
    picture = written_anew(files.drawn(image_format="JPEG", exif=exif))
    assert (picture.width, picture.height, picture.media_type) == (200, 320, "image/jpeg")
    assert b"secret-author" not in picture.content


def test_a_large_picture_is_made_smaller():
    picture = written_anew(files.drawn(size=(4000, 1000), image_format="JPEG"))
    assert (picture.width, picture.height) == (1600, 400)


@pytest.mark.parametrize(
    "data",
    [SVG, b"GIF89a", files.drawn()[:60], b"%PDF-1.4", files.drawn(size=(40, 40)), files.drawn(size=(1200, 50))],
    ids=["svg", "cut-gif", "cut-png", "pdf", "bullet", "rule"],
)
def test_what_is_no_picture_worth_showing_is_left_out(data):
    assert written_anew(data) is None


def test_a_picture_with_far_too_many_dots_is_not_even_opened():
    huge = Image.new("1", (9000, 9000))
    target = io.BytesIO()
    huge.save(target, "PNG")
    assert written_anew(target.getvalue()) is None


def test_a_letterhead_repeated_through_the_book_is_left_out():
    letterhead, own = FoundPicture(files.drawn("red")), FoundPicture(files.drawn("green"))
    assert [one.sha256 for one in kept([letterhead] * 4 + [own])] == [kept([own])[0].sha256]


def test_a_caption_or_the_files_own_words_describe_a_picture():
    assert read("html", files.drawn()).cases[0].pictures[0].alt == "坏了的灯"
    odt = read("odt", files.drawn())
    assert (odt.cases[0].pictures[0].alt, "坏了的灯" in odt.raw) == ("坏了的灯", False)
    assert caption("正文。\n图1 坏了的灯\n后来。", 4) == "图1 坏了的灯"
    assert caption("图书室里有人。\n后来。", 8) == ""


@pytest.mark.parametrize(("offset", "expected"), [(0, 0), (2, 4), (4, 4), (5, 8), (9, 8)])
def test_a_picture_never_stands_within_a_paragraph(offset, expected):
    assert line_start("第一段\n第二段。", offset) == expected


def test_pictures_come_whole_from_the_child_process_and_leave_the_stored_reading(tmp_path):
    path = tmp_path / "书.docx"
    path.write_bytes(files.docx(files.drawn()))
    book = read_in_child(path)
    assert Image.open(io.BytesIO(book.pictures[0].content)).size == (320, 200)
    stored = from_dict(json.loads(json.dumps(to_dict(book))))
    assert stored.cases == book.cases
    assert stored.pictures[0].content == b""


def test_the_commands_json_names_the_pictures_of_a_case():
    (picture,) = as_json(read("docx", files.drawn()))["cases"][0]["pictures"]
    assert {"part", "offset", "alt", "sha256", "media_type", "width", "height"} == set(picture)

"""Whatever is done to a file, reading it ends in a book or in an error with a code, within its limits."""

import functools
import io
import zipfile

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.cases.limited import read_in_child
from studyapp.cases.readers.registry import extract
from studyapp.cli.wording import _SENTENCES
from studyapp.errors import UnreadableFileError
from tests.cases.pdf_files import pdf_file, set_text
from tests.cases.test_reading_office_files import STORY, TITLES, WORDS, book_file, open_document

BODY = f"<h1>{TITLES[0]}</h1><p>{STORY}</p><h2>点评</h2><p>{WORDS}</p>"


@functools.cache
def valid_files():
    word = io.BytesIO()
    document = Document()
    for line in (TITLES[0], STORY, WORDS):
        document.add_paragraph(line)
    document.save(word)
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("1.txt", f"案例一 {TITLES[0]}\n{STORY}\n点评：{WORDS}")
        archive.writestr("2.docx", word.getvalue())
    return {
        "book.docx": word.getvalue(),
        "book.epub": book_file({"a": BODY}),
        "book.odt": open_document(f"<text:h>{TITLES[0]}</text:h><text:p>{STORY}</text:p>"),
        "book.zip": bundle.getvalue(),
        "book.html": f"<html><body>{BODY}</body></html>".encode(),
        "book.rtf": b"{\\rtf1\\ansi\\ansicpg936 "
        + b"".join(b"\\'%02x" % one for one in STORY.encode("gbk"))
        + b"\\par}",
        "book.txt": f"案例一 {TITLES[0]}\n{STORY}\n点评：{WORDS}".encode("gb18030"),
    }


@st.composite
def damaged(draw, data):
    """Draw a file with runs of it overwritten, cut out, doubled, or its tail cut off."""
    spoilt = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(len(spoilt) - 1, 0)))
        match draw(st.sampled_from(["overwrite", "cut", "double", "end"])):
            case "overwrite":
                spoilt[place : place + 4] = draw(st.binary(min_size=1, max_size=8))
            case "cut":
                del spoilt[place : place + draw(st.integers(1, 200))]
            case "double":
                spoilt[place:place] = spoilt[place : place + draw(st.integers(1, 500))]
            case "end":
                del spoilt[max(place, 8) :]
    return bytes(spoilt)


def outcome(read, *arguments, **settings):
    """Return what was read and the code of the refusal, one of them None."""
    try:
        return read(*arguments, **settings), None
    except UnreadableFileError as refused:
        return None, refused.code


@pytest.mark.parametrize("name", sorted(valid_files()))
@settings(max_examples=150, deadline=5000, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_with_a_known_code(name, data):
    spoilt = data.draw(damaged(valid_files()[name]))

    extracted, code = outcome(extract, spoilt, name)

    if extracted is None:
        assert code in _SENTENCES
    else:
        assert extracted.text.strip()
        assert all(0 <= one.start <= one.end <= len(extracted.text) for one in (*extracted.hints, *extracted.edits))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilt=damaged(pdf_file([set_text([STORY, WORDS])] * 2)))
def test_a_damaged_pdf_is_read_or_refused_by_the_child(tmp_path_factory, spoilt):
    path = tmp_path_factory.mktemp("spoilt") / "book.pdf"
    path.write_bytes(b"%PDF" + spoilt[4:])

    book, code = outcome(read_in_child, path, seconds=20)

    assert code in _SENTENCES if book is None else book.cases


ENTITIES = '<!DOCTYPE x [<!ENTITY a0 "{}">{}]>'.format(
    "甲" * 100, "".join(f'<!ENTITY a{one} "{f"&a{one - 1};" * 10}">' for one in range(1, 10))
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.epub", book_file({"a": BODY}, prologue=ENTITIES)),
        ("a.epub", book_file({"a": "<div>" * 200_000 + STORY})),
        ("a.odt", open_document("<text:section>" * 100_000)),
        ("a.odt", open_document(f"<text:p>{STORY}<text:s text:c='99999999'/></text:p>")),
        ("a.html", b"<html>" + b"<div><table><tr><td>" * 100_000 + STORY.encode()),
        ("a.txt", ("【" * 500_000).encode()),
        ("a.txt", ("【点评】\n水到家门口。\n" * 30_000).encode()),
        ("a.txt", (f"案例一：一口井{STORY}点评：水到家门口。" * 7_000).encode()),
        ("a.rtf", b"{\\rtf1" + b"\\bin999999999 " + b"\\u-99999999?" * 1000 + b"}"),
    ],
)
def test_a_bomb_is_over_soon(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)

    book, code = outcome(read_in_child, path, seconds=20)

    if book is None:
        assert code in set(_SENTENCES) - {"took-too-long", "too-much-memory", "reader-failed"}
    else:
        assert len(book.raw) < 1_000_000

"""Files are read in a child that cannot take the server down."""

import json

import pytest

from studyapp.cases.codec import from_dict, to_dict
from studyapp.cases.limited import read_in_child
from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError

BOOK = (
    "案例一 守夜的灯\n某市丁街道夜间无灯，老人摔倒过三次。街道装了声控灯，并请志愿者巡查，半年无人摔倒。\n"
    "【点评】小灯照见用心。（赵一）\n"
)


@pytest.fixture
def book_path(tmp_path):
    path = tmp_path / "book.txt"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_the_child_gives_the_same_book(book_path):
    assert read_in_child(book_path) == read_casebook(book_path.read_bytes(), "book.txt")


def test_a_book_survives_json(book_path):
    book = read_casebook(book_path.read_bytes(), "book.txt")

    assert from_dict(json.loads(json.dumps(to_dict(book)))) == book


def test_too_little_memory_is_an_error_with_a_code(tmp_path):
    path = tmp_path / "big.txt"
    path.write_text(BOOK * 100_000, encoding="utf-8")

    with pytest.raises(UnreadableFileError) as refused:
        read_in_child(path, memory=64 * 1024 * 1024)

    assert refused.value.code in {"too-much-memory", "reader-failed"}


def test_the_error_of_the_child_is_raised_here(tmp_path):
    path = tmp_path / "none.txt"
    path.write_text("只有一句话。", encoding="utf-8")

    with pytest.raises(UnreadableFileError) as refused:
        read_in_child(path)

    assert refused.value.code == "no-case"

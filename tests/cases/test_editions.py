"""A book that comes again: its cases are recognised, also after edits, and each is paired once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studyapp.cases.editions import KnownCase, compared, likeliest
from studyapp.cases.reading import read_casebook
from tests.cases.books import BOOK


@pytest.fixture(scope="module")
def texts():
    return [case.text for case in read_casebook(BOOK.encode(), "书.txt").cases]


def known(texts):
    return [KnownCase(case_id, text) for case_id, text in enumerate(texts, 101)]


def fates(pairings):
    return [(one.fate, one.known and one.known.id) for one in pairings]


def test_the_same_book_is_unchanged(texts):
    assert fates(compared(known(texts), texts)) == [("unchanged", 101), ("unchanged", 102), ("unchanged", 103)]


def test_cases_are_recognised_in_another_order_renamed_and_edited(texts):
    edited = replace(texts[0], title="灯归谁管", body=texts[0].body.replace("四十二栋", "四十三栋"))
    assert fates(compared(known(texts), [texts[2], edited])) == [
        ("unchanged", 103),
        ("changed", 101),
        ("removed", 102),
    ]


def test_a_case_written_anew_under_its_title_is_the_same_case(texts):
    half = texts[1].body[: len(texts[1].body) // 2]
    rewritten = replace(
        texts[1], body=half + "后来市场换了一套做法，把摊位、灯光、通道、排水都重新做了一遍，花了整整两年。" * 2
    )
    assert fates(compared(known(texts), [rewritten]))[0] == ("changed", 102)


def test_another_story_is_new(texts):
    other = replace(
        texts[0],
        title="河边的步道",
        body="河边修了步道，早晚都有人走。步道两旁种了树，装了椅子，由街道养护队每周清扫两次。",
    )
    assert fates(compared(known(texts), [*texts, other]))[-1] == ("new", None)


def test_a_changed_commentary_alone_is_a_change(texts):
    (one,) = texts[0].commentaries
    changed = replace(texts[0], commentaries=(replace(one, text=one.text + "要常看。"),))
    assert fates(compared(known(texts[:1]), [changed])) == [("changed", 101)]


def test_two_like_cases_are_not_paired_with_one(texts):
    twice = [texts[0], replace(texts[0], title="又一盏灯")]
    assert fates(compared(known(texts[:1]), twice)) == [("unchanged", 101), ("new", None)]


def test_the_likeliest_book_shares_half_the_titles():
    rows = [(1, "灯由谁修"), (1, "公平秤"), (2, "灯由谁修")]
    assert likeliest(["灯 由谁修", "《公平秤》", "图书角", "步道"], rows) == 1
    assert likeliest(["灯由谁修", "图书角", "步道"], rows) is None
    assert likeliest([], rows) is None

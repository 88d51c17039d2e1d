"""Undoing repairs on a preview: the text comes back, and everything behind it moves along."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.cases.casebook_text import (
    CaseText,
    Commentary,
    PartSpan,
    Piece,
    RawSpans,
    ReadCase,
    ReadCasebook,
    Repair,
    Section,
    Source,
    Span,
)
from studyapp.cases.choices import Choices, chosen, previewed
from studyapp.cases.reading import read_casebook
from studyapp.cases.undoing import can_undo, undone
from tests.cases.books import BOOK

RAW = "第一段2、讲深人走访。\n第二段讲得失。\n点评\n先问49后做。"
BODY = "第一段讲深入走访。\n第二段讲得失。"
NUMBER = Repair("chunk-number", Span(3, 5), "2、", "", "even-numbering")
SHAPE = Repair("shape", Span(7, 8), "人", "入", "shape")
PAGE = Repair("page-number", Span(25, 27), "49", "", "own-line")


def book() -> ReadCasebook:
    body_pieces = (
        Piece(Span(0, 3), "第一段"),
        Piece(Span(3, 5), ""),
        Piece(Span(5, 7), "讲深"),
        Piece(Span(7, 8), "入"),
        Piece(Span(8, 19), RAW[8:19]),
    )
    text = CaseText(
        number=1,
        title="题",
        body=BODY,
        commentaries=(Commentary("点评", None, "先问后做。", Span(23, 30)),),
        sections=(Section("第一段", 0, 10), Section("第二段", 10, 17)),
        suspects=(PartSpan("body", 14, 16),),
        flags=("no-title",),
    )
    commentary_pieces = (Piece(Span(23, 25), "先问"), Piece(Span(25, 27), ""), Piece(Span(27, 30), "后做。"))
    spans = RawSpans(Span(0, 30), None, Span(0, 19), Span(23, 30))
    return ReadCasebook(
        source=Source("a.txt", "txt", "utf-8", "0" * 64, len(RAW)),
        raw=RAW,
        title="书",
        introduction=None,
        cases=(ReadCase(text, spans, body_pieces, commentary_pieces),),
        repairs=(NUMBER, SHAPE, PAGE),
    )


def test_the_sample_hangs_together():
    case = book().cases[0]
    assert "".join(one.text for one in case.body_pieces) == BODY
    assert "".join(one.text for one in case.commentary_pieces) == case.text.commentary
    assert BODY[14:16] == "得失"


def test_a_removed_run_comes_back_at_its_place():
    case = undone(book().cases[0], NUMBER)
    assert case.text.body == "第一段2、讲深入走访。\n第二段讲得失。"


def test_a_mended_character_becomes_what_was_printed():
    assert undone(book().cases[0], SHAPE).text.body == "第一段讲深人走访。\n第二段讲得失。"


def test_sections_and_suspects_move_along():
    text = undone(book().cases[0], NUMBER).text
    second = text.sections[1]
    assert text.body[second.start : second.end] == "第二段讲得失。"
    assert text.body[second.start :].startswith(second.heading)
    doubt = text.suspects[0]
    assert text.body[doubt.start : doubt.end] == "得失"


def test_a_repair_in_the_commentary_is_undone_there_alone():
    case = undone(book().cases[0], PAGE)
    assert (case.text.commentary, case.text.body) == ("先问49后做。", BODY)


def test_all_undone_gives_the_raw_text_and_none_leaves_the_reading_alone():
    everything = previewed(book(), Choices(undone=frozenset({0, 1, 2})))
    assert everything.cases[0].text.body == RAW[0:19]
    assert everything.repairs == ()
    assert previewed(book(), Choices()) == book()


def test_the_order_of_undoing_does_not_matter():
    case = book().cases[0]
    assert undone(undone(case, NUMBER), SHAPE) == undone(undone(case, SHAPE), NUMBER)


def test_a_repair_outside_the_parts_cannot_be_undone():
    outside = Repair("site-chrome", Span(19, 22), "点评", "", "page-furniture")
    case = book().cases[0]
    assert not can_undo(case, outside)
    assert undone(case, outside) == case


def test_an_undone_repair_at_a_headings_start_stays_outside_the_heading():
    case = book().cases[0]
    pieces = (Piece(Span(0, 1), ""), *case.body_pieces)
    shifted = replace(case, body_pieces=pieces)
    text = undone(shifted, Repair("page-number", Span(0, 1), "7", "", "own-line")).text
    assert text.sections[0].heading == "第一段"
    assert text.body[text.sections[0].start :].startswith("第一段")


def test_renaming_takes_the_missing_title_flag_away():
    case = chosen(book(), Choices(titles={1: "新题"})).cases[0]
    assert (case.text.title, case.text.flags) == ("新题", ())


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_undoing_everything_in_a_real_book_keeps_all_offsets_true(line_end):
    noisy = BOOK.replace("协商会，", "协商会，\n12\n").replace("\n", line_end)
    reading = read_casebook(noisy.encode(), "书.txt")
    repairs = frozenset(range(len(reading.repairs)))
    for case in previewed(reading, Choices(undone=repairs)).cases:
        _check(case)


@settings(deadline=None)  # the first example also loads the dictionary
@given(st.sets(st.integers(0, 40)))
def test_any_choice_of_undone_repairs_keeps_all_offsets_true(indices):
    noisy = BOOK.replace("，", "，\n\n").replace("A", "Ａ").replace("案例二", "\n\n9\n\n案例二")
    reading = read_casebook(noisy.encode(), "书.txt")
    for case in previewed(reading, Choices(undone=frozenset(indices))).cases:
        _check(case)


def _check(case):
    assert "".join(one.text for one in case.body_pieces) == case.text.body
    assert "".join(one.text for one in case.commentary_pieces) == (case.text.commentary or "")
    for section in case.text.sections:
        assert 0 <= section.start <= section.end <= len(case.text.body)
    for doubt in case.text.suspects:
        assert 0 <= doubt.start <= doubt.end <= len(case.text.part(doubt.part))

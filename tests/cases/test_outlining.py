"""What an organizer says about lines: boundaries move, and no character is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.cases.adjusting import read_line_as, reads_now
from studyapp.cases.choices import Choices, previewed
from studyapp.cases.composing import composed, edited
from studyapp.cases.lines import lines_of
from studyapp.cases.outlining import KINDS, SPLIT_OFF, Outline, Step
from studyapp.cases.reading import read_casebook
from tests.cases.books import BOOK
from tests.cases.test_reading_account import booked

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.txt"))
READ = [read_casebook(path.read_bytes(), path.name) for path in GOLDEN if not path.stem.startswith("no-case")]
NOISY = BOOK.replace("，", "，\n\n", 7).replace("A", "Ａ").replace("案例二", "\n\n9\n\n案例二").replace("&", "&amp;")
BOOKS = [*READ, read_casebook(BOOK.encode(), "书.txt"), read_casebook(NOISY.encode(), "书.txt")]
LOCAL = [kind for kind in KINDS if kind not in {"accept", "correct"}]


@pytest.fixture(scope="module")
def book():
    return read_casebook(BOOK.encode(), "书.txt")


def at(words: str, text: str = BOOK) -> int:
    return text.index(words)


def titles(book):
    return [case.text.title for case in book.cases]


def check(book):
    """Every raw character is booked once, parts are their pieces, and every span lies where it says."""
    assert set(booked(book)) <= {1}
    position = 0
    for case in book.cases:
        text = case.text
        assert "".join(one.text for one in case.body_pieces) == text.body
        assert "".join(one.text for one in case.commentary_pieces) == (text.commentary or "")
        for section in text.sections:
            assert 0 <= section.start < section.end <= len(text.body)
        for doubt in text.suspects:
            assert 0 <= doubt.start < doubt.end <= len(text.part(doubt.part))
        assert case.raw_spans.case.start >= position
        position = case.raw_spans.case.end
        for piece in (*case.body_pieces, *case.commentary_pieces):
            assert piece.raw in case.raw_spans.case or not piece.text.strip()


@pytest.mark.parametrize("read", BOOKS, ids=lambda one: one.source.name)
def test_lines_hold_every_raw_character_once_and_make_the_same_book_again(read):
    laid = lines_of(read)
    cells = [cell.raw for line in laid.lines for cell in (*line.gap, *line.cells)] + [one.raw for one in laid.tail]
    assert [start for start, _ in cells] == [0, *(end for _, end in cells[:-1])]
    assert cells[-1].end == len(read.raw)
    assert composed(read, Outline.of(laid.lines), laid.tail) == read


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_said_every_character_stays_accounted_for_and_spans_stay_true(data):
    read = data.draw(st.sampled_from(BOOKS))
    starts = [line.raw.start for line in lines_of(read).lines]
    step = st.builds(Step, st.sampled_from(LOCAL), st.sampled_from(starts))
    check(edited(read, data.draw(st.lists(step, min_size=1, max_size=6))))


def test_a_case_is_split_where_a_new_one_begins(book):
    made = edited(book, [Step("split", at("为了解决复秤难"))])
    assert len(made.cases) == 4
    first, second = made.cases[1].text, made.cases[2].text
    assert first.body.endswith("认倒霉。")
    assert second.body.startswith("为了解决复秤难")
    assert (first.commentary, second.commentary) == (None, book.cases[1].text.commentary)
    assert second.number == SPLIT_OFF + at("为了解决复秤难")
    assert "no-title" in second.flags


def test_a_short_line_at_a_split_is_the_new_cases_title():
    text = BOOK.replace("为了解决复秤难", "复秤台进市场\n为了解决复秤难")
    read = read_casebook(text.encode(), "书.txt")
    made = edited(read, [Step("split", at("复秤台进市场", text))])
    assert made.cases[2].text.title == "复秤台进市场"
    assert made.cases[2].text.body.startswith("为了解决复秤难")


def test_a_case_is_merged_into_the_one_before(book):
    made = edited(book, [Step("join", at("案例三 "))])
    assert titles(made) == ["楼道里的灯由谁来修", "菜场里的公平秤"]
    told = made.cases[1].text
    # The case before ends with its commentary and the merged one has none of its own: it goes on with it.
    assert told.commentary.endswith("九成按时归还。")
    assert "图书角搬进了候诊室" in told.commentary


def test_the_next_case_can_begin_earlier(book):
    made = edited(book, [Step("next", at("这一做法称为"))])
    assert made.cases[0].text.body.endswith("公布在楼门口。")
    assert made.cases[1].text.body.startswith("这一做法称为“亮灯公约”")
    assert made.cases[1].text.title == "菜场里的公平秤"


def test_a_case_can_begin_later_and_what_stood_above_belongs_to_the_case_before(book):
    made = edited(book, [Step("begin", at("针对秩序混乱"))])
    assert "北街卫生站每天接待" in made.cases[1].text.commentary
    assert made.cases[2].text.body.startswith("针对秩序混乱")


def test_saying_that_there_is_no_commentary_makes_it_text_with_its_marker(book):
    made = edited(book, [Step("no-commentary", at("公平秤的意义"))])
    text = made.cases[1].text
    assert text.commentary is None
    assert text.body.endswith(f"93%。\n点评\n{book.cases[1].text.commentary}")
    assert "no-commentary" in text.flags


def test_a_commentary_begins_where_the_organizer_says(book):
    made = edited(book, [Step("commentary", at("两个月以后"))])
    text = made.cases[2].text
    assert text.commentary.startswith("两个月以后")
    assert "两个月以后" not in text.body
    assert "no-commentary" not in text.flags
    moved = edited(book, [Step("commentary", at("市场的管理由"))]).cases[1].text
    assert [one.text[:5] for one in moved.commentaries] == ["市场的管理", "公平秤的意"]


def test_a_line_that_reads_like_a_marker_heads_the_commentary():
    text = BOOK.replace("两个月以后", "专家的话\n两个月以后")
    made = edited(read_casebook(text.encode(), "书.txt"), [Step("commentary", at("专家的话", text))])
    assert [(one.heading, one.text[:5]) for one in made.cases[2].text.commentaries] == [("专家的话", "两个月以后")]


def test_a_line_becomes_the_title_and_the_old_one_text(book):
    made = edited(book, [Step("title", at("——东湖社区"))])
    assert made.cases[0].text.title == "——东湖社区楼道照明的做法"
    assert made.cases[0].text.body.startswith("楼道里的灯由谁来修\n东湖社区有四十二栋")


def test_a_line_is_set_aside_and_taken_in_again(book):
    aside = Step("aside", at("为了解决复秤难"))
    made = edited(book, [aside])
    assert "为了解决复秤难" not in made.cases[1].text.body
    assert [one.why for one in made.left_over if "复秤难" in made.raw[one.raw.start : one.raw.end]] == ["set-aside"]
    assert edited(book, [aside, Step("body", aside.at)]) == book


def test_a_step_whose_line_is_gone_changes_nothing(book):
    assert edited(book, [Step("split", 7), Step("title", 99_999)]) == book


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_line_can_be_made_to_read_as_anything(data):
    read = data.draw(st.sampled_from(BOOKS))
    line = data.draw(st.sampled_from([one for one in lines_of(read).lines if one.role in {"body", "commentary"}]))
    changed = data.draw(st.lists(st.sampled_from(["甲", "，", "", line.text[:3], line.text[5:9]]), max_size=3))
    typed = (
        line.text[: data.draw(st.integers(0, 9))] + "".join(changed) + line.text[data.draw(st.integers(0, 9)) :]
    ).strip()
    if not typed:
        return
    choices = read_line_as(read, Choices(), line, typed)
    assert reads_now(read, choices, line) == typed
    book = previewed(read, choices)
    check(book)
    number = [case.text.number for case in read.cases].index(line.case)
    assert typed in book.cases[number].text.part(line.role).split("\n")
    assert read_line_as(read, choices, line, line.text) == Choices()

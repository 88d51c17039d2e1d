"""Cleaning answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.questions.draft import KINDS
from studyapp.questions.scoring import mark
from studyapp.study.answers import as_shown, clean, is_answered
from studyapp.study.questions_asked import AskedQuestion

OPTIONS = [{"text": "甲", "is_key": True}, {"text": "乙", "is_key": False}, {"text": "丙", "is_key": False}]
ANSWERS = {
    "matching": {"left": ["甲", "乙"], "right": ["一", "二"], "pairs": [[0, 1], [1, 0]]},
    "ordering": {"items": ["先", "后"], "order": [1, 0]},
    "case_analysis": {"parts": [{"stem": "为什么？", "points": [{"text": "先听后说"}]}]},
    "short_answer": {"points": [{"text": "先听后说"}]},
    "blank": [["三"], ["五"]],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text(max_size=5), one, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(["chosen", "texts", "text", "pairs", "order"])


def question(kind: str) -> AskedQuestion:
    has_options = kind in {"single", "multiple", "true_false"}
    stem = "用了____天，走了____里。"
    options = OPTIONS if has_options else []
    order = [2, 0, 1] if has_options else []
    return AskedQuestion(1, 1, 1, kind, stem, options, ANSWERS.get(kind), order, 1, "案例")


def test_a_shown_place_is_stored_as_the_versions_option():
    assert clean(question("single"), {"chosen": ["0"]}) == {"chosen": [2]}
    assert as_shown(question("single"), {"chosen": [2]}) == {"chosen": [0]}


def test_a_single_question_keeps_one_option_and_multiple_all():
    assert clean(question("single"), {"chosen": [0, 1]}) == {"chosen": [0]}
    assert clean(question("multiple"), {"chosen": [0, 1, 1]}) == {"chosen": [0, 2]}


def test_an_option_that_was_not_offered_is_left_out():
    assert clean(question("single"), {"chosen": ["7", "-1", True, None, "１"]}) == {"chosen": []}


def test_every_blank_has_its_text():
    assert clean(question("blank"), {"texts": [" 三 "]}) == {"texts": ["三", ""]}


def test_text_keeps_what_every_database_can_store():
    assert clean(question("short_answer"), {"text": "先\x00听\ud800"}) == {"text": "先听"}
    assert len(clean(question("short_answer"), {"text": "长" * 9000})["text"]) == 4000


@pytest.mark.parametrize(
    ("kind", "empty"),
    [
        ("single", {"chosen": []}),
        ("blank", {"texts": ["", ""]}),
        ("matching", {"pairs": []}),
        ("ordering", {"order": [None, None]}),
        ("short_answer", {"text": ""}),
    ],
)
def test_an_empty_answer_is_unanswered(kind, empty):
    assert clean(question(kind), {}) == empty
    assert not is_answered(empty)
    assert not is_answered(None)


@pytest.mark.parametrize("kind", KINDS)
@given(given=st.dictionaries(FIELDS, JSON, max_size=5) | JSON)
def test_junk_is_cleaned_to_something_that_can_be_marked(kind, given):
    asked = question(kind)
    content = clean(asked, given)
    assert 0 <= mark(kind, asked.options, asked.answer, content).score <= 1
    assert clean(asked, as_shown(asked, content)) == content

"""Totals and shifts: every ballot is in exactly one place, and keys are told only when asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.errors import DomainError
from studyapp.meetings.ballots import read_ballot
from studyapp.meetings.figures import group_texts, shift, tally
from studyapp.meetings.room_models import RoundKind
from studyapp.web.live.shift_picture import HEIGHT, draw_shift

OPTIONS = [{"text": "修路", "is_key": True}, {"text": "装灯", "is_key": False}, {"text": "清杂物", "is_key": False}]
ENDS = [{"text": "不会", "is_key": False}, {"text": "会", "is_key": False}]


def chosen(*options):
    return {"chosen": list(options)}


def counts(found):
    return [(line.text, line.count) for line in found.lines]


def test_a_choice_counts_where_it_was_made_and_hands_beside_it():
    found = tally(RoundKind.SINGLE, OPTIONS, [chosen(0), chosen(0), chosen(2)], {2: 5})
    assert [(one.count, one.hands, one.total) for one in found.lines] == [(2, 0, 2), (0, 0, 0), (1, 5, 6)]
    assert (found.answered, found.hands, found.most) == (3, 5, 6)


def test_the_key_is_told_only_when_asked_for():
    assert not any(one.is_key for one in tally(RoundKind.SINGLE, OPTIONS, [chosen(0)], {}).lines)
    assert tally(RoundKind.SINGLE, OPTIONS, [chosen(0)], {}, with_key=True).lines[0].is_key


def test_a_scale_is_counted_by_figure_with_words_at_its_ends():
    found = tally(RoundKind.SCALE, ENDS, [{"value": 5}, {"value": 5}, {"value": 2}], {})
    assert counts(found) == [("1 不会", 0), ("2", 1), ("3", 0), ("4", 0), ("5 会", 2)]


def test_a_ranking_gives_more_points_to_earlier_places():
    found = tally(RoundKind.RANKING, OPTIONS, [{"ranked": [2, 0, 1]}, {"ranked": [2, 1, 0]}], {})
    assert counts(found) == [("清杂物", 6), ("修路", 3), ("装灯", 3)]


def test_texts_that_are_alike_are_counted_together():
    texts = ["先听居民的意见", "先听居民意见", "先听居民的意见", "涨工资"]
    assert [(one.text, one.count) for one in group_texts(texts)] == [("先听居民的意见", 3), ("涨工资", 1)]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=60))
def test_a_shift_loses_nobody(pairs):
    found = shift(RoundKind.SINGLE, OPTIONS, [(chosen(one), chosen(other)) for one, other in pairs])
    assert found.both == len(pairs) == sum(found.after)
    assert found.moved == sum(one != other for one, other in pairs)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=60))
def test_the_picture_of_a_shift_is_as_high_as_the_people_are_many(pairs):
    found = shift(RoundKind.SINGLE, OPTIONS, [(chosen(one), chosen(other)) for one, other in pairs])
    picture = draw_shift(found)
    assert sum(one.count for one in picture.bands) == len(pairs)
    for bars in (picture.before, picture.after):
        assert bars[-1].y + bars[-1].height <= HEIGHT


def test_several_answers_at_once_have_no_shift_and_nobody_no_picture():
    assert shift(RoundKind.MULTIPLE, OPTIONS, []) is None
    assert draw_shift(shift(RoundKind.SINGLE, OPTIONS, [])) is None


@pytest.mark.parametrize(
    ("kind", "given", "content"),
    [
        (RoundKind.SINGLE, ["1"], {"chosen": [1]}),
        (RoundKind.MULTIPLE, ["2", "0", "2"], {"chosen": [0, 2]}),
        (RoundKind.SCALE, ["4"], {"value": 4}),
        (RoundKind.RANKING, ["2", "3", "1"], {"ranked": [2, 0, 1]}),
        (RoundKind.TEXT, ["  先听\n居民 "], {"text": "先听 居民"}),
    ],
)
def test_a_ballot_is_read(kind, given, content):
    assert read_ballot(kind, 3, given) == content


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (RoundKind.SINGLE, []),
        (RoundKind.SINGLE, ["0", "1"]),
        (RoundKind.SINGLE, ["3"]),
        (RoundKind.SINGLE, ["-1"]),
        (RoundKind.SINGLE, ["２"]),
        (RoundKind.SINGLE, ["9" * 400]),
        (RoundKind.MULTIPLE, ["0", "x"]),
        (RoundKind.SCALE, ["0"]),
        (RoundKind.SCALE, ["6"]),
        (RoundKind.RANKING, ["1", "1", "2"]),
        (RoundKind.RANKING, ["1", "", "2"]),
        (RoundKind.RANKING, ["1", "2"]),
        (RoundKind.TEXT, [" "]),
        (RoundKind.TEXT, ["长" * 101]),
    ],
)
def test_a_ballot_that_fits_no_answer_is_refused(kind, given):
    with pytest.raises(DomainError):
        read_ballot(kind, 3, given)

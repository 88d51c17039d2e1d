"""What a correction makes of an attempt, as a rule over values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from studyapp.study.fair_marks import PositionMark, corrected_marks, first_marks, total_of

SHARES = some.sampled_from([0.0, 1 / 3, 0.5, 2 / 3, 1.0])


@given(some.lists(SHARES, min_size=1, max_size=6), some.data())
def test_no_correction_lowers_a_score(scores, data):
    marks = [PositionMark(place, score, score) for place, score in enumerate(scores, 1)]
    before = total_of(marks)
    for _ in range(3):
        position = data.draw(some.integers(1, len(scores)))
        marks, after = corrected_marks(marks, position, data.draw(some.none() | SHARES))
        assert before.scaled <= after.scaled <= 1
        before = total_of(marks)


def test_a_paper_of_one_withdrawn_question_counts_as_right():
    assert total_of(first_marks([(1, None)])).scaled == 1
    marks, total = corrected_marks([PositionMark(1, 0.0, 0.0)], 1, None)
    assert (marks[0].score, total.scaled) == (1.0, 1.0)


def test_a_withdrawn_question_is_left_out_of_a_paper_that_ends_later():
    marks = first_marks([(1, 1.0), (2, None), (3, 0.5)])
    assert (total_of(marks).points, total_of(marks).possible) == (1.5, 2.0)

from __future__ import annotations

from dataclasses import dataclass
from statistics import correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.questions.statistics import statistics


@dataclass
class Sums:
    n: int = 0
    sum_x: float = 0.0
    sum_xx: float = 0.0
    sum_r: float = 0.0
    sum_rr: float = 0.0
    sum_xr: float = 0.0


def sums(pairs: list[tuple[float, float]]) -> Sums:
    """The totals of (score of the question, score of the rest)."""
    return Sums(
        n=len(pairs),
        sum_x=sum(x for x, _ in pairs),
        sum_xx=sum(x * x for x, _ in pairs),
        sum_r=sum(r for _, r in pairs),
        sum_rr=sum(r * r for _, r in pairs),
        sum_xr=sum(x * r for x, r in pairs),
    )


def test_few_responses_say_nothing():
    assert statistics(sums([(1.0, 0.5)] * 9)) is None
    assert statistics(sums([(1.0, 0.5)] * 10)) is not None
    assert statistics(Sums(), minimum=0) is None


def test_difficulty_is_the_mean_score_with_wilsons_interval():
    found = statistics(sums([(1.0, 0.5)] * 15 + [(0.0, 0.5)] * 5))
    assert found.difficulty == pytest.approx(0.75)
    # The textbook value for 15 of 20.
    assert found.difficulty_interval == pytest.approx((0.5313, 0.8881), abs=1e-4)


def test_discrimination_is_pearsons_correlation_with_fishers_interval():
    pairs = [(0.0, 0.2), (0.0, 0.4), (0.0, 0.3), (1.0, 0.5), (1.0, 0.9), (1.0, 0.7), (1.0, 0.4), (0.0, 0.6)]
    found = statistics(sums(pairs), minimum=8)
    assert found.discrimination == pytest.approx(correlation(*zip(*pairs, strict=True)))
    low, high = found.discrimination_interval
    assert -0.2 < low < found.discrimination < high < 0.92


def test_discrimination_is_unknown_where_everyone_answers_alike():
    found = statistics(sums([(1.0, share / 20) for share in range(20)]))
    assert found.discrimination is None
    assert found.discrimination_interval is None


def test_a_question_that_the_strong_answer_worse_misleads():
    pairs = [(0.0, 0.9)] * 15 + [(1.0, 0.2)] * 15 + [(1.0, 0.9)] * 2 + [(0.0, 0.2)] * 2
    assert statistics(sums(pairs)).concern == "misleads"


def test_a_doubtful_figure_raises_no_concern():
    few = [(0.0, 0.8), (1.0, 0.4)] * 5
    many_right = [(1.0, 0.5)] * 12
    assert statistics(sums([(0.0, 0.5), (1.0, 0.6), (1.0, 0.5), (0.0, 0.6)] * 3)).concern is None
    assert statistics(sums(few)).concern == "misleads"
    assert statistics(sums(many_right)).concern is None
    assert statistics(sums([(1.0, 0.5)] * 60)).concern == "too-easy"
    assert statistics(sums([(0.0, 0.5)] * 58 + [(1.0, 0.5)] * 2)).concern == "too-hard"


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=60))
def test_figures_stay_in_range_and_inside_their_intervals(pairs):
    found = statistics(sums(pairs), minimum=1)
    assert 0 <= found.difficulty_interval.low <= found.difficulty + 1e-9
    assert found.difficulty - 1e-9 <= found.difficulty_interval.high <= 1
    if found.discrimination is not None:
        assert -1 <= found.discrimination <= 1
    if found.discrimination_interval is not None:
        assert -1 <= found.discrimination_interval.low <= found.discrimination_interval.high <= 1

"""How well something is remembered: a scheduler without chance, in whole days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.study.memory import Rating, derived_rating, first_met, met_again, retention

START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("score", "seconds", "rating"),
    [
        (0.0, 5, Rating.AGAIN),
        (0.4, None, Rating.AGAIN),
        (0.5, 5, Rating.HARD),
        (1.0, None, Rating.GOOD),
        (1.0, 10, Rating.EASY),
        (1.0, 30, Rating.GOOD),
        (1.0, 200, Rating.HARD),
    ],
)
def test_the_rating_follows_from_what_was_right_and_how_long_it_took(score, seconds, rating):
    assert derived_rating(score, seconds, characters=100) is rating


def test_a_miss_comes_back_tomorrow_and_what_was_known_later():
    intervals = [(first_met(one, START).due_at - START).days for one in Rating]
    assert intervals[0] == 1
    assert intervals == sorted(intervals)


def test_known_again_and_again_it_comes_back_ever_later():
    memory = first_met(Rating.GOOD, START)
    gaps = []
    for _ in range(4):
        gaps.append(memory.due_at - memory.met_at)
        memory = met_again(memory, Rating.GOOD, memory.due_at)
    assert gaps == sorted(gaps)
    assert gaps[-1] > gaps[0]


@given(st.lists(st.sampled_from(list(Rating)), min_size=1, max_size=12))
def test_the_same_history_leads_to_the_same_day(ratings):
    def lived():
        memory = first_met(ratings[0], START)
        for number, rating in enumerate(ratings[1:], start=1):
            memory = met_again(memory, rating, START + number * DAY)
        return memory

    memory = lived()
    assert memory == lived()
    assert memory.due_at >= memory.met_at + DAY
    assert 0 <= retention(memory, memory.due_at) <= 1


def test_an_answer_reported_late_does_not_turn_time_back():
    memory = first_met(Rating.GOOD, START)
    assert met_again(memory, Rating.GOOD, START - DAY).met_at == START


def test_what_is_remembered_fades():
    memory = first_met(Rating.GOOD, START)
    assert retention(memory, START) == pytest.approx(1)
    assert retention(memory, START + 30 * DAY) < retention(memory, START + 3 * DAY) < 1


def test_a_moment_counts_in_whatever_zone_it_is_given():
    there = START.astimezone(ZoneInfo("Asia/Shanghai"))
    assert first_met(Rating.GOOD, there) == first_met(Rating.GOOD, START)
    assert met_again(first_met(Rating.GOOD, there), Rating.GOOD, there + DAY).due_at > there

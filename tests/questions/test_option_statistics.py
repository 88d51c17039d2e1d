"""What the chosen options say of the key and of the wrong ones."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.questions.option_statistics import dead_options, option_shares, suspected_keys


@dataclass
class Chosen:
    option: int
    n: int
    sum_r: float
    sum_rr: float


def chosen(option, rests):
    return Chosen(option, len(rests), sum(rests), sum(one * one for one in rests))


def test_a_wrong_option_of_the_strong_makes_the_key_suspect():
    totals = [chosen(0, [0.2, 0.3, 0.1, 0.3, 0.2, 0.25]), chosen(1, [0.9, 0.8, 0.85, 0.9, 0.95, 0.9])]
    assert suspected_keys(option_shares(totals, 3, 12), {0}) == [1]
    assert suspected_keys(option_shares(totals, 3, 12), {1}) == []


def test_a_difference_within_chance_is_no_alert():
    totals = [chosen(0, [0.2, 0.9, 0.1, 0.9, 0.5, 0.5]), chosen(1, [0.3, 0.9, 0.2, 0.9, 0.5, 0.5])]
    assert suspected_keys(option_shares(totals, 2, 12), {0}) == []


def test_a_wrong_option_that_nearly_all_choose_makes_the_key_suspect():
    totals = [chosen(0, [0.5]), chosen(1, [0.5] * 19)]
    assert suspected_keys(option_shares(totals, 3, 20), {0}) == [1]


def test_an_option_is_dead_only_after_enough_answers():
    shares = option_shares([chosen(0, [0.5] * 28), chosen(1, [0.5])], 3, 29)
    assert dead_options(shares, {0}, 29) == []
    shares = option_shares([chosen(0, [0.5] * 36), chosen(1, [0.5] * 3), chosen(2, [0.5])], 4, 40)
    assert dead_options(shares, {0}, 40) == [2, 3]

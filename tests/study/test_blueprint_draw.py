"""Drawing by a blueprint."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as some

from studyapp.study.blueprint_draw import Gap, Wanted, draw_by, fit_of
from studyapp.study.blueprint_models import Dimension
from studyapp.study.papers import are_enemies
from tests.study.test_papers import candidate

KIND, BLOOM, CASE = Dimension.KIND, Dimension.BLOOM, Dimension.CASE
KINDS = ("single", "multiple", "blank")
BANK = [
    candidate(
        number,
        case=1 + number % 3,
        case_id=1 + number % 3,
        kind=KINDS[number % 4 % 3],
        bloom=("remember", "understand", "apply")[number % 5 % 3],
        difficulty=(number % 10) / 10,
        is_for_exams=number % 6 == 0,
    )
    for number in range(1, 41)
]
BY_ID = {one.version_id: one for one in BANK}


def drawn(wanted, seed=1, bank=BANK, seen=()):
    by_id = {one.version_id: one for one in bank}
    return [by_id[one.version_id] for one in draw_by(bank, wanted, Random(seed), seen)]


def test_the_numbers_of_every_dimension_are_met_together():
    numbers = {(KIND, "multiple"): 4, (KIND, "blank"): 3, (BLOOM, "apply"): 3, (CASE, "1"): 2, (CASE, "2"): 5}
    paper = drawn(Wanted(12, numbers))
    kinds, levels = Counter(one.kind for one in paper), Counter(one.bloom for one in paper)
    cases = Counter(one.case_id for one in paper)
    assert len(paper) == 12
    assert (kinds["multiple"] >= 4, kinds["blank"] >= 3, levels["apply"] >= 3) == (True, True, True)
    assert (cases[1] >= 2, cases[2] >= 5) == (True, True)


def test_numbers_that_fill_the_paper_leave_no_place_for_others():
    paper = drawn(Wanted(6, {(KIND, "single"): 4, (KIND, "blank"): 2}))
    assert Counter(one.kind for one in paper) == {"single": 4, "blank": 2}


def test_the_same_seed_draws_the_same_paper_in_whatever_order_the_bank_comes():
    wanted = Wanted(9, {(KIND, "multiple"): 3})
    once = draw_by(BANK, wanted, Random(7))
    assert once == draw_by(list(reversed(BANK)), wanted, Random(7))
    assert once != draw_by(BANK, wanted, Random(8))


def test_questions_too_easy_or_too_hard_stay_out():
    assert all(0.3 <= one.difficulty <= 0.6 for one in drawn(Wanted(8, {}, 0.3, 0.6)))


def test_only_questions_kept_for_exams_are_asked_where_the_blueprint_says_so():
    paper = drawn(Wanted(5, {}, is_exam_pool_only=True))
    assert [one.is_for_exams for one in paper] == [True] * 5


def test_questions_not_met_yet_go_first():
    seen = {one.question_id for one in BANK[:30]}
    assert not {one.question_id for one in drawn(Wanted(8), seen=seen)} & seen


def test_a_choice_made_early_is_exchanged_where_it_keeps_a_number_from_being_met():
    both = candidate(1, kind="single", bloom="apply", key_texts=("甲乙丙",), case_id=1)
    rival = candidate(2, kind="multiple", bloom="apply", stem="说到甲乙丙的是？", case_id=1)
    plain = candidate(3, kind="single", bloom="remember", case_id=1)
    wanted = Wanted(2, {(KIND, "multiple"): 1, (KIND, "single"): 1, (BLOOM, "apply"): 1})
    assert are_enemies(both, rival)
    for seed in range(5):
        assert {one.version_id for one in drawn(wanted, seed, [both, rival, plain])} == {2, 3}


@settings(deadline=None, max_examples=40)
@given(
    count=some.integers(1, 15),
    asked=some.dictionaries(some.sampled_from(KINDS), some.integers(1, 6), max_size=3),
    seed=some.integers(0, 99),
)
def test_a_paper_never_holds_enemies_repeats_or_more_than_asked(count, asked, seed):
    paper = drawn(Wanted(count, {(KIND, kind): number for kind, number in asked.items()}), seed)
    assert len(paper) <= count
    assert len({one.version_id for one in paper}) == len(paper)
    assert not any(are_enemies(one, other) for place, one in enumerate(paper) for other in paper[place + 1 :])


def test_what_the_bank_carries_is_counted():
    fit = fit_of(BANK, Wanted(5, {(KIND, "multiple"): 2}))
    assert (fit.is_whole, fit.fitting, fit.drawn) == (True, 40, 5)
    assert fit.by_place[KIND, "multiple"] == sum(one.kind == "multiple" for one in BANK)


def test_a_number_that_the_bank_cannot_fill_is_named():
    fit = fit_of(BANK[:6], Wanted(6, {(KIND, "multiple"): 5}))
    have = sum(one.kind == "multiple" for one in BANK[:6])
    assert fit.gaps == (Gap(KIND, "multiple", 5, have, have),)
    assert not fit.is_whole


def test_enemies_make_a_gap_even_where_enough_questions_fit():
    pair = [candidate(1, case_id=1), candidate(2, case_id=1, sentences=candidate(1).sentences)]
    fit = fit_of(pair, Wanted(2, {(KIND, "single"): 2}))
    assert fit.gaps == (Gap(KIND, "single", 2, 2, 1),)

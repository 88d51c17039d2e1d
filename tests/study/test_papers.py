"""Drawing papers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from studyapp.study.papers import Candidate, SentencePlace, are_enemies, draw


def candidate(number: int, case: int = 1, bloom: str = "remember", **more) -> Candidate:
    sentence = SentencePlace(case, "body", 100 * number, 100 * number + 50)
    fields = {
        "version_id": number,
        "question_id": number,
        "case_position": case,
        "kind": "single",
        "bloom": bloom,
        "confidence": 0.9,
        "stem": f"第{number}个问题？",
        "key_texts": (f"答案{number}号",),
        "option_count": 4,
        "sentences": (sentence,),
    }
    return Candidate(**(fields | more))


BANK = [
    candidate(10 * case + n, case, ("remember", "remember", "understand", "understand", "apply")[n % 5])
    for case in (1, 2, 3)
    for n in range(10)
]


def test_the_same_seed_draws_the_same_paper():
    assert draw(BANK, 9, Random(1)) == draw(list(reversed(BANK)), 9, Random(1))
    assert draw(BANK, 9, Random(1)) != draw(BANK, 9, Random(2))


def test_every_case_gets_its_share_and_stands_together():
    positions = [one.version_id // 10 for one in draw(BANK, 9, Random(1))]
    assert Counter(positions) == {1: 3, 2: 3, 3: 3}
    assert positions == sorted(positions)


def test_the_levels_come_near_to_their_shares():
    by_id = {one.version_id: one.bloom for one in BANK}
    levels = Counter(by_id[one.version_id] for one in draw(BANK, 10, Random(1)))
    assert levels["remember"] <= 5
    assert levels["understand"] >= 3
    assert levels["apply"] >= 1


def test_questions_met_before_come_last():
    seen = {one.question_id for one in BANK[:25]}
    drawn = draw(BANK, 5, Random(1), seen)
    assert {one.version_id for one in drawn} == {one.version_id for one in BANK[25:]}


def test_two_questions_on_one_sentence_do_not_meet():
    one = candidate(1)
    other = candidate(2, sentences=one.sentences)
    assert len(draw([one, other], 2, Random(1))) == 1


def test_a_question_that_names_anothers_key_does_not_meet_it():
    one = candidate(1, key_texts=("联席会议",))
    teller = candidate(2, stem="联席会议由谁召集？")
    assert are_enemies(one, teller)
    assert are_enemies(teller, one)
    assert not are_enemies(one, replace(teller, case_position=2))


def test_a_key_that_its_own_stem_names_gives_nothing_away():
    one = candidate(1, key_texts=("联席会议",), stem="联席会议之外还有什么？")
    assert not are_enemies(one, candidate(2, stem="联席会议由谁召集？"))


def test_true_stands_before_false():
    drawn = draw([candidate(1, kind="true_false", option_count=2)], 1, Random(3))
    assert drawn[0].option_order == (0, 1)


@given(st.integers(0, 2**32), st.integers(1, 40))
def test_a_paper_repeats_nothing_and_shows_every_option_once(seed, count):
    drawn = draw(BANK, count, Random(seed))
    assert len({one.version_id for one in drawn}) == len(drawn) == min(count, len(BANK))
    assert all(sorted(one.option_order) == [0, 1, 2, 3] for one in drawn)

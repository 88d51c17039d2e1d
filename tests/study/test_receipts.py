"""Receipts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from studyapp.study.receipts import HandIn, is_genuine, normal_code, receipt_code
from tests.people.houses import NOON

HAND_IN = HandIn(7, 3, NOON, {1: {"chosen": [0]}, 2: {"text": "先听后说"}})


def test_the_code_is_short_and_easy_to_read_aloud():
    code = receipt_code(HAND_IN, "secret")
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert not set(code) & set("OIL")


def test_another_answer_person_or_secret_gives_another_code():
    code = receipt_code(HAND_IN, "secret")
    assert is_genuine(code, HAND_IN, "secret")
    assert not is_genuine(code, HAND_IN, "another secret")
    assert not is_genuine(code, replace(HAND_IN, account_id=4), "secret")
    assert not is_genuine(code, replace(HAND_IN, answers={1: {"chosen": [1]}}), "secret")


@given(st.integers(1, 10**6))
def test_a_code_typed_carelessly_is_still_the_code(number):
    code = receipt_code(replace(HAND_IN, attempt_id=number), "secret")
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert normal_code(typed) == code

"""The verdict of `make chaos-answers` sees what it is there to see."""

from __future__ import annotations

import pytest

from benchmarks.chaos_learner import Ledger, Sent
from benchmarks.chaos_verdict import Row, Verdict, judge


@pytest.fixture
def ledger():
    """Two answers to question 1 were sent and called saved: option 0, then option 2."""
    made = Ledger(account_id=7, attempt_id=70, page="page-of-7")
    for count, chosen in ((1, 0), (2, 2)):
        made.sent[1, count] = Sent(1, count, chosen, count - 1)
        made.acknowledged[1, count] = count
    return made


def row(version, count, chosen, account_id=7, attempt_id=70):
    return Row(account_id, attempt_id, 1, version, f"page-of-7.{count}", chosen)


def test_all_is_well_when_the_latest_acknowledged_answer_stands_last(ledger):
    assert judge([ledger], [row(1, 1, 0), row(2, 2, 2)]) == Verdict(lost=0, twice=0, foreign=0)


def test_an_acknowledged_version_that_is_gone_is_lost(ledger):
    assert judge([ledger], [row(2, 2, 2)]).lost == 1
    assert judge([ledger], []).lost == 3


def test_an_older_answer_that_stands_last_is_a_loss(ledger):
    assert judge([ledger], [row(1, 1, 0), row(2, 2, 2), row(3, 1, 0)]).lost == 1


def test_an_answer_sent_later_may_stand_last_though_its_acknowledgement_was_cut_off(ledger):
    assert judge([ledger], [row(1, 1, 0), row(2, 2, 2), row(3, 3, 1)]).lost == 0


def test_one_save_in_two_rows_is_twice(ledger):
    assert judge([ledger], [row(1, 1, 0), row(2, 2, 2), row(3, 2, 2)]).twice == 1


def test_an_answer_in_another_persons_attempt_is_foreign(ledger):
    assert judge([ledger], [row(1, 1, 0), row(2, 2, 2), row(1, 1, 0, account_id=8, attempt_id=80)]).foreign == 1

"""When keys may be shown."""

from __future__ import annotations

import pytest

from studyapp.study.feedback import FeedbackRule, may_show_keys
from studyapp.study.models import AttemptState, Feedback
from tests.people.houses import NOON
from tests.study.classroom import DAY, MINUTE

OPEN, HANDED_IN = AttemptState.OPEN, AttemptState.HANDED_IN
CLOSES = NOON + DAY


@pytest.mark.parametrize(
    ("feedback", "state", "is_final", "now", "shown"),
    [
        (Feedback.AT_ONCE, OPEN, False, NOON, False),
        (Feedback.AT_ONCE, OPEN, True, NOON, True),
        (Feedback.AT_ONCE, HANDED_IN, False, NOON, True),
        (Feedback.AFTER_HAND_IN, OPEN, True, NOON, False),
        (Feedback.AFTER_HAND_IN, OPEN, True, CLOSES, False),
        (Feedback.AFTER_HAND_IN, HANDED_IN, True, NOON, True),
        (Feedback.AFTER_HAND_IN, AttemptState.CLOSED, True, NOON, True),
        (Feedback.AFTER_DEADLINE, HANDED_IN, True, CLOSES - MINUTE, False),
        (Feedback.AFTER_DEADLINE, HANDED_IN, True, CLOSES, True),
    ],
)
def test_keys_are_shown_from_the_feedback_time_on(feedback, state, is_final, now, shown):
    rule = FeedbackRule(feedback, CLOSES, CLOSES)
    assert may_show_keys(rule, state, is_final, now) is shown


def test_a_deadline_moved_later_holds_the_keys_back():
    rule = FeedbackRule(Feedback.AFTER_DEADLINE, CLOSES, CLOSES + DAY)
    assert not may_show_keys(rule, HANDED_IN, True, CLOSES)


def test_a_deadline_moved_earlier_does_not_release_them():
    rule = FeedbackRule(Feedback.AFTER_DEADLINE, CLOSES, CLOSES - DAY)
    assert not may_show_keys(rule, HANDED_IN, True, CLOSES - MINUTE)

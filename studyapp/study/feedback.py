"""When keys, explanations and reasons may leave the server: one pure rule for every page and answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studyapp.study.models import AttemptState, Feedback


@dataclass(frozen=True, slots=True)
class FeedbackRule:
    """What a paper froze about feedback, with the assignment's present deadline (aware moments)."""

    feedback: Feedback
    feedback_at: datetime | None
    assignment_closes_at: datetime


def may_show_keys(rule: FeedbackRule, state: AttemptState, is_final: bool, now: datetime) -> bool:
    """Say whether the key of one question may be shown.

    `is_final` says that this question's answer was committed as final (practice with feedback at once). A deadline that
    was moved later since the paper was made counts; one moved earlier does not.
    """
    if rule.feedback is Feedback.AT_ONCE and state is AttemptState.OPEN:
        return is_final
    if state is AttemptState.OPEN:
        return False
    return rule.feedback is not Feedback.AFTER_DEADLINE or now >= shown_from(rule)


def shown_from(rule: FeedbackRule) -> datetime:
    """Return the moment from which a paper with feedback after the deadline shows its keys."""
    return max(rule.feedback_at or rule.assignment_closes_at, rule.assignment_closes_at)

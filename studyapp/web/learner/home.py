"""The learner's home and progress."""

from __future__ import annotations

from datetime import datetime

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from studyapp import clock
from studyapp.meetings.planning import list_upcoming
from studyapp.meetings.reflections import list_owed
from studyapp.study.due import DueAssignment, LearnerHome, find_home
from studyapp.study.news import list_news
from studyapp.study.progress import CaseProgress, find_progress
from studyapp.study.review_queue import find_today
from studyapp.web import current
from studyapp.web.learner.settling import settle
from studyapp.web.learner.taking_out import calendar_address
from studyapp.web.times import length_words
from studyapp.web.transactions import own_transaction


@own_transaction
def home() -> ResponseReturnValue:
    """Show what is due, what to continue, what comes later, and the latest result; who only organizes goes there."""
    actor, now = current.actor(), clock.now()
    if actor.is_organizer and not actor.is_learner:
        return redirect(url_for("dashboard.home"), 303)
    found = find_home(actor, now)
    if _has_overdue(found):
        settle(actor)
        found = find_home(actor, now)
    return render_template(
        "learner/home.html",
        home=found,
        news=list_news(actor, now),
        today=find_today(actor, now),
        now=now,
        first_name=actor.name,
        meetings=list_upcoming(actor, now),
        reflections=list_owed(actor),
    )


def progress() -> str:
    """Show one's own progress per assignment and per case."""
    now = clock.now()
    found = find_progress(current.actor(), now)
    return render_template(
        "learner/progress.html",
        calendar_address=calendar_address(current.person()),
        assignments=[_assignment_row(one, now) for one in found.assignments],
        cases=[_case_row(one) for one in found.cases],
    )


def _assignment_row(one: DueAssignment, now: datetime) -> dict[str, object]:
    return {
        "title": (one.title, url_for("learner.module", assignment_id=one.assignment_id)),
        "state": "overdue" if one.is_over(now) and not one.is_passed else one.state.value,
        "cases": f"{one.cases_read}/{one.case_count}",
        "attempts": f"{one.attempts_used}/{one.attempts_allowed}",
        "best": one.best_score,
        "due": one.closes_at,
    }


def _case_row(one: CaseProgress) -> dict[str, object]:
    return {
        "title": (one.title, url_for("learner.case", assignment_id=one.assignment_id, case_id=one.case_id)),
        "read": one.opened_at,
        "commentary": one.commentary_opened_at,
        "time": length_words(one.seconds) if one.seconds else None,
        "asked": one.asked,
        "share": one.share,
    }


def _has_overdue(found: LearnerHome) -> bool:
    return any(_is_overdue(one) for one in (*found.due, *found.ended))


def _is_overdue(one: DueAssignment) -> bool:
    return one.open_attempt_closes_at is not None and one.open_attempt_closes_at <= clock.now()

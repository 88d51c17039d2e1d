"""The quiz: one question to a screen, saved in place, and the overview of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import ConflictError
from studyapp.people.actor import Actor
from studyapp.study.answers import as_shown, is_answered
from studyapp.study.models import Feedback, Response
from studyapp.study.questions_asked import AskedQuestion, show
from studyapp.study.results import answer_result
from studyapp.study.saving import NotCounted, Saved, save_response
from studyapp.study.sittings import Sitting, find_asked, find_sitting, list_counting
from studyapp.web import current
from studyapp.web.learner.answer_fields import save_of
from studyapp.web.learner.extra_time import extra_time_words
from studyapp.web.learner.settling import settle_attempt
from studyapp.web.offline import kept_offline
from studyapp.web.problems import words_for
from studyapp.web.times import clock_words, seconds_until
from studyapp.web.transactions import own_transaction


@dataclass(frozen=True, slots=True)
class Cell:
    """One question in the overview."""

    position: int
    is_answered: bool
    is_flagged: bool


@own_transaction
def attempt(attempt_id: int) -> ResponseReturnValue:
    """Show the overview: what is answered, flagged, open; and the way to the hand-in."""
    actor, now = current.actor(), clock.now()
    sitting = find_sitting(actor, attempt_id)
    away = leave_ended(actor, sitting, now)
    if away is not None:
        return away
    cells = cells_of(sitting, list_counting(attempt_id))
    shown = render_template(
        "learner/attempt.html", sitting=sitting, cells=cells, keeps_offline=True, **_clock(sitting, now)
    )
    return kept_offline(shown)


@own_transaction
def question(attempt_id: int, position: int) -> ResponseReturnValue:
    """Show one question with the answer saved so far."""
    actor, now = current.actor(), clock.now()
    sitting, asked = find_asked(actor, attempt_id, position)
    away = leave_ended(actor, sitting, now)
    if away is not None:
        return away
    return _page(sitting, asked, now)


@own_transaction
def save(attempt_id: int, position: int) -> ResponseReturnValue:
    """Save an answer: as JSON for the page that saves in place, otherwise going on to the next question."""
    actor, now = current.actor(), clock.now()
    wanted = save_of(request.form, position)
    db.session.rollback()
    begin_writing()
    try:
        saved = save_response(actor, attempt_id, wanted, now)
    except ConflictError as error:
        db.session.rollback()
        return _refused(actor, (attempt_id, position), error, now)
    db.session.commit()
    if _wants_json():
        return _as_json(saved, now)
    if saved.not_counted is not None:
        flash(not_counted_words(saved.not_counted), "warning")
        return redirect(url_for("learner.attempt", attempt_id=attempt_id), 303)
    return redirect(_next(actor, attempt_id, position, saved), 303)


def leave_ended(actor: Actor, sitting: Sitting, now: datetime) -> ResponseReturnValue | None:
    """Lead to the result of an attempt that has ended, closing it where its time is over; refuse a withdrawn one."""
    if sitting.is_overdue(now):
        settle_attempt(actor, sitting.attempt_id)
        flash(_("The time is over. What you saved in time was handed in and marked."), "warning")
    elif sitting.is_open:
        if sitting.withdrawn_at is not None:
            raise ConflictError("assignment-withdrawn")
        return None
    return redirect(url_for("learner.receipt", attempt_id=sitting.attempt_id), 303)


def cells_of(sitting: Sitting, responses: dict[int, Response]) -> list[Cell]:
    """Return every question of the paper with its state."""
    cells = []
    for position in range(1, sitting.question_count + 1):
        response = responses.get(position)
        content = response.content if response else None
        cells.append(Cell(position, is_answered(content), response is not None and response.is_flagged))
    return cells


def not_counted_words(reason: NotCounted) -> str:
    """Say why a stored answer does not count."""
    words = {
        NotCounted.TIME_OVER: _("This answer arrived after the time was over. It is kept, but does not count."),
        NotCounted.HANDED_IN: _("This attempt was already handed in. The answer is kept, but does not count."),
        NotCounted.WITHDRAWN: _("The organizer has withdrawn this assignment. Your answer is kept."),
    }
    return str(words[reason])


def _page(sitting: Sitting, asked: AskedQuestion, now: datetime, notice: str | None = None) -> ResponseReturnValue:
    responses = list_counting(sitting.attempt_id)
    response = responses.get(asked.position)
    content = as_shown(asked, response.content) if response else {}
    page = render_template(
        "learner/question.html",
        sitting=sitting,
        question=show(asked),
        content=content,
        response=response,
        result=answer_result(sitting, asked, response, now),
        cells=cells_of(sitting, responses),
        is_at_once=sitting.feedback is Feedback.AT_ONCE,
        assignment_id=sitting.assignment_id,
        case_id=asked.case_id,
        notice_words=notice,
        keeps_offline=True,
        **_clock(sitting, now),
    )
    if notice:
        return page, 409
    tells_keys = response is not None and response.is_final
    return page if tells_keys else kept_offline(page)


def _refused(actor: Actor, place: tuple[int, int], error: ConflictError, now: datetime) -> ResponseReturnValue:
    newest = error.parameters.get("newest")
    if newest is None or not _wants_json():
        sitting, asked = find_asked(actor, *place)
        return _page(sitting, asked, now, words_for(error.code, {}))
    answer = {
        "status": 409,
        "type": error.code,
        "title": words_for(error.code, {}),
        "version": getattr(newest, "version", None),
        "newest": getattr(newest, "shown", None),
    }
    return jsonify(answer), 409


def _as_json(saved: Saved, now: datetime) -> ResponseReturnValue:
    answer: dict[str, Any] = {
        "saved_at": clock_words(saved.saved_at),
        "version": saved.version,
        "is_final": saved.is_final,
        "seconds_left": seconds_until(saved.closes_at, now),
    }
    if saved.not_counted is None:
        return jsonify(answer)
    answer |= {"status": 409, "type": saved.not_counted.value, "title": not_counted_words(saved.not_counted)}
    return jsonify(answer), 409


def _wants_json() -> bool:
    best: str | None = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def _next(actor: Actor, attempt_id: int, position: int, saved: Saved) -> str:
    if saved.is_final and "final" in request.form:
        return url_for("learner.question", attempt_id=attempt_id, position=position, _anchor="feedback")
    if position >= find_sitting(actor, attempt_id).question_count:
        return url_for("learner.attempt", attempt_id=attempt_id)
    return url_for("learner.question", attempt_id=attempt_id, position=position + 1)


def _clock(sitting: Sitting, now: datetime) -> dict[str, object]:
    left = seconds_until(sitting.closes_at, now)
    return {"seconds_left": left, "shows_clock": left < 24 * 3600, "now": now, "extra": extra_time_words(sitting)}

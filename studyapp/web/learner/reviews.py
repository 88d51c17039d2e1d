"""Reviewing: what waits today, one question at a time with its proof at once, and what is retained."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from studyapp import clock
from studyapp.errors import ConflictError, NotFoundError
from studyapp.study import reviewing
from studyapp.study.memory import Rating
from studyapp.study.practice import find_practice
from studyapp.study.questions_asked import show
from studyapp.study.retention import find_retention
from studyapp.study.review_queue import find_today, next_card_id
from studyapp.study.reviewing import Recall
from studyapp.web import current
from studyapp.web.learner.answer_fields import given_of

LONGEST_SECONDS = 15 * 60
"""A page that stood open longer tells nothing about how hard the question was."""


def reviews() -> str:
    """Show how many questions wait today, and where to practise."""
    actor, now = current.actor(), clock.now()
    lines = find_retention(actor, now)
    return render_template("learner/reviews.html", today=find_today(actor, now), lines=lines)


def next_review() -> ResponseReturnValue:
    """Lead to the question that has waited longest; when none is left, back to the overview."""
    card_id = next_card_id(current.actor(), clock.now())
    if card_id is None:
        return redirect(url_for("learner.reviews"), 303)
    return redirect(url_for("learner.card", card_id=card_id), 303)


def card(card_id: int) -> ResponseReturnValue:
    """Show the question of a card; of a practice with `?practice=…`."""
    actor, now = current.actor(), clock.now()
    practice_id = request.args.get("practice", type=int)
    try:
        asked = reviewing.find_card(actor, card_id, now)
    except ConflictError:
        if practice_id is not None:
            return redirect(url_for("learner.practice", practice_id=practice_id), 303)
        raise
    return render_template(
        "learner/card.html",
        card_id=card_id,
        number=asked.number,
        question=show(asked.question),
        practice_id=practice_id,
        shown_at=int(now.timestamp()),
        today=find_today(actor, now),
    )


def answer(card_id: int) -> ResponseReturnValue:
    """Take the answer, and show at once how it went."""
    recall = Recall(
        number=request.form.get("number", 0, type=int),
        given=given_of(request.form),
        seconds=_seconds(),
        practice_id=request.form.get("practice", type=int),
    )
    review = reviewing.answer(current.actor(), card_id, recall, clock.now())
    return redirect(url_for("learner.review", review_id=review.id), 303)


def review(review_id: int) -> str:
    """Show a review with key and proof, and when the question comes back."""
    actor, now = current.actor(), clock.now()
    found = reviewing.find_review(actor, review_id, now)
    practice_id = found.review.practice_id
    paper = find_practice(actor, practice_id, now) if practice_id else None
    return render_template(
        "learner/review.html",
        found=found,
        review=found.review,
        one=found.question,
        ratings=list(Rating),
        paper=paper,
        today=find_today(actor, now),
    )


def rate(review_id: int) -> ResponseReturnValue:
    """Take the learner's own word on how it went."""
    rating = request.form.get("rating", 0, type=int)
    if rating not in set(Rating):
        raise NotFoundError("review-not-found")
    reviewing.rate(current.actor(), review_id, Rating(rating))
    return redirect(url_for("learner.review", review_id=review_id, _anchor="next"), 303)


def _seconds() -> float | None:
    shown_at = request.form.get("shown_at", type=int)
    if shown_at is None:
        return None
    seconds = clock.now().timestamp() - shown_at
    return seconds if 0 <= seconds <= LONGEST_SECONDS else None

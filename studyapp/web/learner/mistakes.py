"""The wrong-question book, one's own notes in it, and practice of weak points."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.study.mistakes import MistakeFilter, find_mistakes, keep_note
from studyapp.study.practice import find_practice, start_practice
from studyapp.web import current


def mistakes() -> str:
    """Show what was missed, by case and kind."""
    chosen = _chosen()
    book = find_mistakes(current.actor(), chosen, clock.now())
    kept = {"case": chosen.case_id, "kind": chosen.kind, "settled": "1" if chosen.is_settled else None}
    arguments = {name: value for name, value in kept.items() if value}
    return render_template(
        "learner/mistakes.html",
        book=book,
        chosen=chosen,
        before={**arguments, "page": book.page - 1} if book.page > 1 else None,
        after={**arguments, "page": book.page + 1} if book.page < book.pages else None,
    )


def note(card_id: int) -> ResponseReturnValue:
    """Keep one's own note on a question."""
    keep_note(current.actor(), card_id, request.form.get("note", ""))
    flash(_("Your note is kept."), "success")
    return redirect(url_for("learner.mistakes", settled=request.form.get("settled") or None), 303)


def practise() -> ResponseReturnValue:
    """Put together a practice of one's weak points and begin."""
    made = start_practice(current.actor(), clock.now())
    return redirect(url_for("learner.practice", practice_id=made.id), 303)


def practice(practice_id: int) -> ResponseReturnValue:
    """Lead to the next question of a practice; at its end show how it went."""
    paper = find_practice(current.actor(), practice_id, clock.now())
    if paper.next_card_id is not None:
        return redirect(url_for("learner.card", card_id=paper.next_card_id, practice=practice_id), 303)
    return render_template("learner/practice.html", paper=paper), 200


def _chosen() -> MistakeFilter:
    return MistakeFilter(
        case_id=request.args.get("case", type=int),
        kind=request.args.get("kind", "")[:32],
        is_settled=request.args.get("settled") == "1",
        page=request.args.get("page", 1, type=int),
    )

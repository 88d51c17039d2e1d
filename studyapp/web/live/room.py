"""A participant's phone in the room: where the room is, one's ballot, one's question."""

from __future__ import annotations

from flask import Response, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from studyapp import clock
from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.meetings import floor, voting
from studyapp.meetings.access import get_attended
from studyapp.meetings.agenda import timed
from studyapp.meetings.kept_away import stage_for
from studyapp.meetings.models import StudySession
from studyapp.meetings.room import find_stage, get_case_to_read
from studyapp.study.closed_books import is_book_closed
from studyapp.web import current
from studyapp.web.case_paragraphs import case_paragraphs, heading_spans
from studyapp.web.live.audience import Phone
from studyapp.web.live.ballot_box import ballot_box
from studyapp.web.live.frames import payload
from studyapp.web.live.lines import EventStream
from studyapp.web.live.streams import watcher
from studyapp.web.times import clock_words
from studyapp.web.transactions import own_transaction

_SCRIPT = "application/json"


def room(study_session_id: int) -> ResponseReturnValue:
    """Show where the room is; who has not checked in is asked for the number first."""
    actor = current.actor()
    found, attendance = get_attended(actor, study_session_id)
    if attendance is None:
        return redirect(url_for("live.join"), 303)
    stage = stage_for(actor, find_stage(found, clock.now()))
    own = voting.find_own(actor, stage.round, secret()) if stage.round else None
    return render_template(
        "live/room.html",
        meeting=found,
        attendance=attendance,
        stage=stage,
        own=own,
        steps=timed(found, stage.steps),
        mine=[one for one in floor.list_asked(found.id, with_hidden=True) if one.attendance_id == attendance.id],
        longest=floor.TEXT_LENGTH,
    )


def case(study_session_id: int, case_id: int) -> str:
    """Show a case of the study session for reading, without its commentary."""
    found = _attended(study_session_id)
    if is_book_closed(current.actor(), case_id):
        raise ConflictError("book-is-closed")
    revision = get_case_to_read(found, case_id)
    paragraphs = case_paragraphs(revision.body, heading_spans(revision.body, revision.sections), [])
    return render_template("live/case.html", meeting=found, revision=revision, paragraphs=paragraphs)


@own_transaction
def save(study_session_id: int, number: int) -> ResponseReturnValue:
    """Store one's ballot and answer when it is committed; the checks run before the turn to write is taken."""
    actor, now = current.actor(), clock.now()
    voter = voting.check_ballot(actor, study_session_id, number, request.form.getlist("answer"), now, secret())
    db.session.rollback()
    version = ballot_box.put(voter, now)
    if request.accept_mimetypes.best_match(["text/html", _SCRIPT]) == _SCRIPT:
        return jsonify(version=version, saved_at=clock_words(now))
    flash(_("Your answer is saved."), "success")
    return redirect(url_for("live.room", study_session_id=study_session_id), 303)


def ask(study_session_id: int) -> ResponseReturnValue:
    """Put a question to the floor."""
    floor.ask(current.actor(), study_session_id, request.form.get("text", ""), clock.now())
    flash(_("Your question is with the host."), "success")
    return redirect(url_for("live.room", study_session_id=study_session_id), 303)


def vote(study_session_id: int, entry_id: int) -> ResponseReturnValue:
    """Want a question answered too, or no longer."""
    floor.vote(current.actor(), study_session_id, entry_id)
    return redirect(url_for("live.room", study_session_id=study_session_id, _anchor="stage"), 303)


def stream(study_session_id: int) -> Response:
    """Send the stage whenever it changes; it goes on after the number that the browser saw last."""
    found, account_id = _attended(study_session_id), current.actor().account_id
    last = request.headers.get("Last-Event-ID", request.args.get("seen", ""))
    seen = int(last) if last.isdecimal() and len(last) < 10 else None
    locale, follow, number = str(get_locale().language), watcher(), found.event_number
    return EventStream(lambda line: follow.add_phone(study_session_id, number, Phone(line, locale, account_id, seen)))


def state(study_session_id: int) -> ResponseReturnValue:
    """Answer a phone that cannot have a stream: the stage where it has changed, otherwise nothing."""
    found = _attended(study_session_id)
    if request.args.get("seen", type=int) == found.event_number:
        return "", 204
    return jsonify(payload(stage_for(current.actor(), find_stage(found, clock.now()))))


def secret() -> str:
    """Return the key that anonymous ballots are kept apart by."""
    return str(current_app.config["SECRET_KEY"])


def _attended(study_session_id: int) -> StudySession:
    found, attendance = get_attended(current.actor(), study_session_id)
    if attendance is None:
        raise ConflictError("not-checked-in")
    return found

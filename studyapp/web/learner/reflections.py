"""A participant's reflection after a study session."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.errors import ConflictError, DomainError
from studyapp.meetings import reflections as service
from studyapp.web import current
from studyapp.web.problems import words_for
from studyapp.web.times import clock_words

_SCRIPT = "application/json"


def reflection(study_session_id: int) -> str:
    """Show one's own piece, what the organizer says to it, and what others share."""
    return _page(service.get_own(current.actor(), study_session_id))


def write(study_session_id: int) -> ResponseReturnValue:
    """Keep the draft, in place for a script."""
    actor, now = current.actor(), clock.now()
    try:
        found = service.write(actor, study_session_id, _text(), _version(), now)
    except DomainError as error:
        if _is_script() or error.status in {403, 404}:
            raise
        return _refused(study_session_id, error)
    if _is_script():
        return jsonify(version=found.version, saved_at=clock_words(now))
    flash(_("Saved."), "success")
    return _back(study_session_id)


def hand_in(study_session_id: int) -> ResponseReturnValue:
    """Give it to the organizer; what is too short stays on the page, every word of it."""
    try:
        service.hand_in(current.actor(), study_session_id, _text(), _version(), clock.now())
    except DomainError as error:
        if error.status in {403, 404}:
            raise
        return _refused(study_session_id, error)
    flash(_("Your reflection is handed in."), "success")
    return _back(study_session_id)


def consent(study_session_id: int) -> ResponseReturnValue:
    """Let others read it, or no longer."""
    is_consented = request.form.get("consent") == "1"
    service.consent(current.actor(), study_session_id, is_consented=is_consented)
    flash(_("The organizer may share it.") if is_consented else _("It is shown to nobody else."), "success")
    return _back(study_session_id)


def _page(own: service.OwnReflection, typed: str | None = None, problem: str = "") -> str:
    found = own.reflection
    return render_template(
        "learner/reflection.html",
        meeting=own.meeting,
        task=own.task,
        reflection=found,
        is_own_turn=own.is_own_turn,
        text=typed if typed is not None else (found.text if found else ""),
        longest=service.LONGEST,
        shared=service.list_shared(own.meeting),
        problem=problem,
    )


def _refused(study_session_id: int, error: DomainError) -> ResponseReturnValue:
    own = service.get_own(current.actor(), study_session_id)
    typed = None if isinstance(error, ConflictError) and not own.is_own_turn else _text()
    return _page(own, typed, words_for(error.code, error.parameters)), error.status


def _text() -> str:
    return request.form.get("text", "").replace("\r\n", "\n")


def _version() -> int:
    return request.form.get("base_version", 0, type=int)


def _is_script() -> bool:
    return request.accept_mimetypes.best_match(["text/html", _SCRIPT]) == _SCRIPT


def _back(study_session_id: int) -> ResponseReturnValue:
    return redirect(url_for("learner.reflection", study_session_id=study_session_id), 303)

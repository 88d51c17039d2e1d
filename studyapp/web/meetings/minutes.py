"""The minutes on the page and as a document."""

from __future__ import annotations

from datetime import date, datetime

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError
from studyapp.exchange.minutes_document import Photo
from studyapp.meetings import minutes as service
from studyapp.meetings.access import get_managed, get_recorded, may_manage
from studyapp.meetings.kept_away import are_minutes_kept_away, minutes_without_answers
from studyapp.meetings.making_up import give_makeup
from studyapp.meetings.minutes import MinutesDraft, ToDoDraft
from studyapp.meetings.models import StudySession
from studyapp.meetings.photos import CAPTION_LENGTH, MOST_BYTES, MOST_PHOTOS, list_photos
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.downloads import TYPES
from studyapp.web.meetings.minutes_words import document, shown_record
from studyapp.web.meetings.roll import attachment
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction

EMPTY_LINES = 3


def minutes(study_session_id: int) -> str:
    """Show the minutes: typed while they are open, only read once they are filed."""
    found = get_recorded(current.actor(), study_session_id)
    kept = service.find_minutes(found.id)
    to_dos = [ToDoDraft(one.what, one.person, one.due_on) for one in service.list_to_dos(kept)]
    draft = MinutesDraft(
        kept.points if kept else "", kept.summary if kept else "", tuple(to_dos), kept.version if kept else 0
    )
    return _page(found, draft)


def take_minutes(study_session_id: int) -> ResponseReturnValue:
    """Keep what was typed; where that is refused, the page comes back with every word of it."""
    found = get_recorded(current.actor(), study_session_id)
    draft = _draft()
    try:
        service.write_minutes(current.actor(), study_session_id, draft)
    except DomainError as error:
        return _page(found, draft, words_for(error.code, error.parameters)), error.status
    flash(_("Saved."), "success")
    return redirect(url_for("meetings.minutes", study_session_id=found.id), 303)


def confirm(study_session_id: int) -> str:
    """Ask before the minutes are filed."""
    return render_template("meetings/confirm.html", meeting=get_managed(current.actor(), study_session_id))


def take_confirmation(study_session_id: int) -> ResponseReturnValue:
    """File the minutes, and give those who were not there what they have to make up."""
    actor, now = current.actor(), clock.now()
    service.confirm_minutes(actor, study_session_id, now)
    found = get_managed(actor, study_session_id)
    note(Deed("study-session.confirm", "study_session", found.id, {}))
    flash(_("The minutes are filed and can no longer be changed."), "success")
    try:
        made = give_makeup(actor, found, _("Making up: %(title)s", title=found.title)[:300], now)
    except DomainError as error:
        words = words_for(error.code, error.parameters)
        flash(_("No make-up assignment was given: %(reason)s", reason=words), "warning")
    else:
        if made is not None:
            flash(_("Those who were not there were given the module to make up within 14 days."), "success")
    return redirect(url_for("meetings.minutes", study_session_id=found.id), 303)


@own_transaction
def minutes_file(study_session_id: int, kind: str) -> Response:
    """Send the minutes as a document; it is made after the database has been let go."""
    if kind not in {"docx", "pdf"}:
        abort(404)
    actor = current.actor()
    found = get_recorded(actor, study_session_id)
    if are_minutes_kept_away(actor, found):
        raise ConflictError("minutes-kept-away")
    kept = service.find_minutes(found.id)
    record, sha256 = service.find_record(found, kept), kept.sha256 if kept else None
    photos = [Photo(one.content, one.width, one.height, one.caption) for one in list_photos(found, with_content=True)]
    db.session.rollback()
    content = document(kind, record, sha256, photos)
    return attachment(content, TYPES[kind], f"{record['title']}-{_('The minutes')}.{kind}")


def _page(found: StudySession, draft: MinutesDraft, problem: str = "") -> str:
    kept = service.find_minutes(found.id)
    whole, is_kept_away = service.find_record(found, kept), are_minutes_kept_away(current.actor(), found)
    facts, parts = shown_record(minutes_without_answers(whole) if is_kept_away else whole)
    return render_template(
        "meetings/minutes.html",
        meeting=found,
        minutes=kept,
        draft=draft,
        lines=[*draft.to_dos, *[ToDoDraft("")] * EMPTY_LINES],
        facts=facts,
        parts=parts,
        kept_away=words_for("minutes-kept-away", {}) if is_kept_away else "",
        is_intact=kept is None or kept.record is None or service.is_intact(kept),
        may_manage=may_manage(current.actor(), found),
        longest=service.TEXT_LENGTH,
        photos=list_photos(found),
        most_photos=MOST_PHOTOS,
        most_megabytes=MOST_BYTES // 1024**2,
        caption_length=CAPTION_LENGTH,
        problem=problem,
    )


def _draft() -> MinutesDraft:
    columns = [request.form.getlist(name) for name in ("what", "person", "due_on")]
    to_dos = [ToDoDraft(what, person, _date(due)) for what, person, due in zip(*columns, strict=False) if what.strip()]
    return MinutesDraft(
        points=request.form.get("points", "").replace("\r\n", "\n"),
        summary=request.form.get("summary", "").replace("\r\n", "\n"),
        to_dos=tuple(to_dos),
        version=request.form.get("version", 0, type=int),
    )


def _date(text: str) -> date | None:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None

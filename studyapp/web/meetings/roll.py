"""The roll on a phone: a tap a person, with or without JavaScript; guests; the sheet to sign."""

from __future__ import annotations

from random import SystemRandom
from urllib.parse import quote

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.exchange.tables_as_files import DOCX, XLSX, TitledTable, as_docx, as_xlsx
from studyapp.meetings import roll as service
from studyapp.meetings.access import get_recorded
from studyapp.meetings.joining import renew_number
from studyapp.meetings.models import AttendanceState, StudySession
from studyapp.meetings.roll import Mark, RollEntry
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.times import clock_words, moment_words

_MEDIA_TYPES = {"docx": DOCX, "xlsx": XLSX}


def roll(study_session_id: int) -> str:
    """Show the roll to be tapped."""
    found = get_recorded(current.actor(), study_session_id)
    entries = service.list_roll(found)
    return render_template("meetings/roll.html", meeting=found, entries=entries, numbers=service.count_roll(entries))


def take_mark(study_session_id: int) -> ResponseReturnValue:
    """Write down what was tapped; answer a script with the person's line alone."""
    found = get_recorded(current.actor(), study_session_id)
    account_id, word = request.form.get("account_id", 0, type=int), request.form.get("mark", "")
    if word not in set(Mark):
        abort(400)
    reason = request.form.get("reason", "")
    entry = service.mark(current.actor(), study_session_id, account_id, Mark(word), clock.now(), reason)
    note(Deed("attendance.mark", "account", account_id, {"study_session": study_session_id, "mark": word}))
    if request.headers.get("HX-Request"):
        numbers = service.count_roll(service.list_roll(found))
        return render_template("meetings/roll_line.html", meeting=found, entry=entry, numbers=numbers)
    return _back(study_session_id, f"person-{account_id}")


def add_guest(study_session_id: int) -> ResponseReturnValue:
    """Write down a guest by name."""
    service.add_guest(current.actor(), study_session_id, request.form.get("name", ""), clock.now())
    note(Deed("attendance.add-guest", "study_session", study_session_id))
    return _back(study_session_id, "guests")


def remove_guest(study_session_id: int, attendance_id: int) -> ResponseReturnValue:
    """Take a guest off the roll."""
    service.remove_guest(current.actor(), study_session_id, attendance_id)
    note(Deed("attendance.remove-guest", "study_session", study_session_id))
    return _back(study_session_id, "guests")


def renew(study_session_id: int) -> ResponseReturnValue:
    """Give the study session another number."""
    renew_number(current.actor(), study_session_id, clock.now(), SystemRandom())
    note(Deed("study-session.renew-number", "study_session", study_session_id))
    flash(_("The check-in number is another one now; the old one no longer works."), "success")
    return _back(study_session_id, "number")


def sheet(study_session_id: int, kind: str) -> Response:
    """Send the attendance sheet: to be signed before, with what is known afterwards."""
    if kind not in _MEDIA_TYPES:
        abort(404)
    found = get_recorded(current.actor(), study_session_id)
    table = sheet_table(found, service.list_roll(found))
    content = as_docx(table) if kind == "docx" else as_xlsx(table)
    return attachment(content, _MEDIA_TYPES[kind], f"{found.title}-{_('attendance')}.{kind}")


def sheet_table(found: StudySession, entries: list[RollEntry]) -> TitledTable:
    """Return the attendance sheet of a study session."""
    header = [_("No."), _("Name"), _("Unit"), _("Attendance"), _("Signature"), _("Remark")]
    rows = [
        [number, one.name, one.unit_name or (_("Guest") if one.is_guest else ""), standing(one), "", remark(one)]
        for number, one in enumerate(entries, 1)
    ]
    numbers = service.count_roll(entries)
    lines = [
        _("Time: %(time)s", time=f"{moment_words(found.starts_at)}–{clock_words(found.ends_at)}"),
        _("Place: %(place)s", place=found.place or "–"),
        _(
            "Expected %(expected)d, present %(present)d, guests %(guests)d",
            expected=numbers.expected,
            present=numbers.present,
            guests=numbers.guests,
        ),
    ]
    return TitledTable(found.title, lines, header, rows, [12, 28, 36, 24, 34, 26])


def standing(entry: RollEntry) -> str:
    """Return in words whether somebody came; nothing where nothing is known."""
    row = entry.attendance
    if row is None:
        return ""
    if entry.made_up_at is not None:
        return str(_("Made up"))
    if row.state is AttendanceState.EXCUSED:
        return str(_("Excused"))
    if row.state is AttendanceState.ABSENT:
        return str(_("Absent"))
    words = [word for word, holds in ((_("Late"), row.is_late), (_("Left early"), row.left_at is not None)) if holds]
    return "、".join(map(str, words)) or str(_("Present"))


def remark(entry: RollEntry) -> str:
    """Return the reason that was written down."""
    return entry.attendance.reason if entry.attendance else ""


def attachment(content: bytes, media_type: str, name: str) -> Response:
    """Return a file to be saved under a name that may be Chinese."""
    response = Response(content, mimetype=media_type)
    plain = f"file.{name.rpartition('.')[2]}"
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    return response


def _back(study_session_id: int, anchor: str) -> ResponseReturnValue:
    return redirect(url_for("meetings.roll", study_session_id=study_session_id, _anchor=anchor), 303)

"""The record: all that the minutes of a study session say, as plain values that can be stored, hashed and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from studyapp.cases.models import CaseRevision, RevisionCommentary
from studyapp.db import db
from studyapp.meetings.agenda import list_steps
from studyapp.meetings.figures import Tally
from studyapp.meetings.floor import list_asked
from studyapp.meetings.minutes_models import SessionPhoto
from studyapp.meetings.models import AgendaStep, AttendanceState, StudySession, StudySessionCase, StudySessionState
from studyapp.meetings.moves import is_repeat_pending
from studyapp.meetings.people_named import names_of
from studyapp.meetings.planning import list_invited_units
from studyapp.meetings.roll import RollEntry, count_roll, list_roll
from studyapp.meetings.room_models import FloorState, Round, RoundState
from studyapp.meetings.rounds import list_rounds
from studyapp.meetings.voting import find_shift, find_tally
from studyapp.people.models import Organization

BRIEF_LENGTH = 160


def compose(found: StudySession, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of a study session with the typed parts; moments are ISO 8601 in UTC."""
    names = names_of([found.host_id, found.recorder_id])
    entries = list_roll(found)
    numbers = count_roll(entries)
    organization = db.session.get(Organization, found.organization_id)
    return {
        "organization": organization.name if organization else "",
        "title": found.title,
        "place": found.place,
        "began_at": (found.began_at or found.starts_at).isoformat(),
        "ended_at": (found.ended_at or found.ends_at).isoformat(),
        "host": names.get(found.host_id, ""),
        "recorder": names.get(found.recorder_id) or names.get(found.host_id, ""),
        "units": [unit.name for unit in list_invited_units(found)],
        "numbers": {name: getattr(numbers, name) for name in numbers.__slots__},
        "present": [one.name for one in entries if one.is_present and not one.is_guest],
        "guests": [one.name for one in entries if one.is_guest],
        "late": [one.name for one in entries if one.attendance and one.attendance.is_late],
        "left_early": [one.name for one in entries if one.attendance and one.attendance.left_at],
        "excused": [_with_reason(one) for one in entries if _is(one, AttendanceState.EXCUSED)],
        "absent": [_with_reason(one) for one in entries if _is(one, AttendanceState.ABSENT)],
        "agenda": [_step(step) for step in list_steps(found.id)],
        "cases": _cases(found),
        "votes": _votes(list_rounds(found.id), may_be_repeated=found.state is StudySessionState.RUNNING),
        "asked": [
            {"text": one.text, "votes": one.votes}
            for one in list_asked(found.id)
            if one.state in {FloorState.SHOWN, FloorState.ANSWERED}
        ],
        "photos": _photos(found),
        **typed,
    }


def _photos(found: StudySession) -> list[dict[str, Any]]:
    query = select(SessionPhoto.sha256, SessionPhoto.caption).where(SessionPhoto.study_session_id == found.id)
    rows = db.session.execute(query.order_by(SessionPhoto.position))
    return [{"sha256": row.sha256, "caption": row.caption} for row in rows]


def brief(text: str) -> str:
    """Return the beginning of a text: whole sentences where they fit, otherwise cut with an ellipsis."""
    flat = " ".join(text.split("\n")).strip()
    if len(flat) <= BRIEF_LENGTH:
        return flat
    end = max(flat.rfind(mark, 0, BRIEF_LENGTH) for mark in "。！？")
    return flat[: end + 1] if end > 0 else f"{flat[:BRIEF_LENGTH]}……"


def _step(step: AgendaStep) -> dict[str, Any]:
    was_held = step.began_at is not None
    return {"kind": step.kind.value, "title": step.title, "minutes": step.minutes, "was_held": was_held}


def _cases(found: StudySession) -> list[dict[str, Any]]:
    rows = db.session.execute(
        select(CaseRevision, StudySessionCase.commentary_revealed_at)
        .join(StudySessionCase, StudySessionCase.revision_id == CaseRevision.id)
        .where(StudySessionCase.study_session_id == found.id)
        .order_by(StudySessionCase.position)
    ).all()
    texts: dict[int, list[RevisionCommentary]] = {}
    query = select(RevisionCommentary).where(RevisionCommentary.revision_id.in_([row[0].id for row in rows]))
    for one in db.session.scalars(query.order_by(RevisionCommentary.position)):
        texts.setdefault(one.revision_id, []).append(one)
    return [
        {
            "title": revision.title,
            "brief": brief(revision.body),
            "commentaries": [
                {"by": one.by, "brief": brief(one.text)} for one in texts.get(revision.id, []) if revealed_at
            ],
        }
        for revision, revealed_at in rows
    ]


def _votes(rounds: Sequence[Round], *, may_be_repeated: bool) -> list[dict[str, Any]]:
    """Return the votes that were held; only totals, and keys only of those revealed that are not asked again."""
    votes = []
    for one in rounds:
        if one.state not in {RoundState.CLOSED, RoundState.REVEALED}:
            continue
        first = next((each for each in rounds if each.id == one.repeats_id), None)
        shift = find_shift(first, one) if first else None
        is_told = one.state is RoundState.REVEALED and not (may_be_repeated and is_repeat_pending(one, rounds))
        votes.append(
            {
                "number": one.number,
                "repeats": first.number if first else None,
                "prompt": one.prompt,
                "is_anonymous": one.is_anonymous,
                "lines": _lines(find_tally(one, with_key=is_told)),
                "both": shift.both if shift else None,
                "moved": shift.moved if shift else None,
            }
        )
    return votes


def _lines(tally: Tally | None) -> list[dict[str, Any]] | None:
    if tally is None:
        return None
    return [{"text": one.text, "count": one.total, "is_key": one.is_key} for one in tally.lines]


def _is(entry: RollEntry, state: AttendanceState) -> bool:
    return entry.attendance is not None and entry.attendance.state is state and not entry.is_guest


def _with_reason(entry: RollEntry) -> str:
    reason = entry.attendance.reason if entry.attendance else ""
    return f"{entry.name}（{reason}）" if reason else entry.name

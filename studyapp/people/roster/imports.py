"""Rosters on their way from the bytes handed in to the counts at the end. Functions flush and never commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError, UnreadableFileError
from studyapp.people.actor import Actor
from studyapp.people.organizations import get_unit
from studyapp.people.roster.judging import Options
from studyapp.people.roster.lines import RosterLine
from studyapp.people.roster.models import RosterImport, RosterState

MAX_BYTES = 20 * 1024 * 1024
_WAITING = (RosterState.UPLOADED, RosterState.PREVIEW, RosterState.CONFIRMED)


def start_roster(actor: Actor, file: tuple[str, bytes], unit_id: int, now: datetime) -> RosterImport:
    """Keep a file, given as (name, bytes); people without a unit will go to `unit_id`.

    Raises `UnreadableFileError` roster-file-missing, empty-table or table-too-large, `NotFoundError` unit-not-found.
    """
    name, content = file
    if not name:
        raise UnreadableFileError("roster-file-missing")
    if not content:
        raise UnreadableFileError("empty-table")
    if len(content) > MAX_BYTES:
        raise UnreadableFileError("table-too-large", limit=MAX_BYTES // 1048576)
    roster = RosterImport(
        organization_id=actor.organization_id,
        created_by_id=actor.account_id,
        created_at=now,
        file_name=(name.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "") or "roster")[-255:],
        size=len(content),
        options=Options(get_unit(actor, unit_id).id).to_dict(),
        content=content,
    )
    db.session.add(roster)
    db.session.flush()
    return roster


def get_roster(actor: Actor, roster_id: int, *, with_lines: bool = False) -> RosterImport:
    """Return a roster the actor handed in; an administrator's are all. Raises `NotFoundError` roster-not-found."""
    query = select(RosterImport).where(
        RosterImport.id == roster_id, RosterImport.organization_id == actor.organization_id
    )
    roster = db.session.scalar(query.options(undefer(RosterImport.roster)) if with_lines else query)
    is_mine = roster is not None and (roster.created_by_id == actor.account_id or actor.is_administrator)
    if roster is None or not is_mine or roster.state == RosterState.DISCARDED:
        raise NotFoundError("roster-not-found")
    return roster


def list_waiting(actor: Actor) -> Sequence[RosterImport]:
    """Return the actor's own rosters that are not finished, newest first."""
    return db.session.scalars(
        select(RosterImport)
        .where(
            RosterImport.organization_id == actor.organization_id,
            RosterImport.created_by_id == actor.account_id,
            RosterImport.state.in_(_WAITING),
        )
        .order_by(RosterImport.id.desc())
        .limit(10)
    ).all()


def keep_lines(roster: RosterImport, lines: Sequence[RosterLine], seen: dict[str, int]) -> None:
    """Store the lines as understood, and what was `seen` in the file: merged areas and formulas."""
    roster.roster = {"lines": [line.to_dict() for line in lines], "seen": seen}
    roster.state, roster.content = RosterState.PREVIEW, b""
    db.session.flush()


def lines_of(roster: RosterImport) -> list[RosterLine]:
    """Return the lines as understood. Raises `ConflictError` roster-not-open unless in preview or confirmed."""
    if roster.roster is None:
        raise ConflictError("roster-not-open")
    return [RosterLine.from_dict(line) for line in roster.roster["lines"]]


def seen_in(roster: RosterImport) -> dict[str, int]:
    """Return how many merged areas and formulas the file had."""
    return dict(roster.roster["seen"]) if roster.roster else {"merged": 0, "formulas": 0}


def options_of(roster: RosterImport) -> Options:
    """Return what was chosen so far."""
    return Options(**roster.options)


def choose(roster: RosterImport, options: Options) -> None:
    """Keep what the organizer chose. Raises `ConflictError` roster-not-open once confirmed."""
    _require_preview(roster)
    roster.options = options.to_dict()
    db.session.flush()


def confirm(roster: RosterImport) -> None:
    """Take the roster as it stands. Raises `ConflictError` roster-not-open when it is not in preview."""
    _require_preview(roster)
    roster.state = RosterState.CONFIRMED
    db.session.flush()


def finish(roster: RosterImport, result: dict[str, Any]) -> None:
    """Keep the counts; the people's data are in their own tables now and go from here."""
    roster.state, roster.result, roster.roster = RosterState.DONE, result, None
    db.session.flush()


def fail(roster: RosterImport, error: DomainError) -> None:
    """Keep why it ended. One refused after the preview goes back to it."""
    if error.code == "roster-has-problems":
        roster.state = RosterState.PREVIEW
    else:
        roster.state, roster.content = RosterState.FAILED, b""
    roster.error = {"code": error.code, "parameters": error.parameters}
    db.session.flush()


def discard(roster: RosterImport) -> None:
    """Give a roster up; its bytes and lines go. Raises `ConflictError` roster-not-open once confirmed."""
    if roster.state not in {RosterState.UPLOADED, RosterState.PREVIEW, RosterState.FAILED}:
        raise ConflictError("roster-not-open")
    roster.state, roster.content, roster.roster = RosterState.DISCARDED, b"", None
    db.session.flush()


def _require_preview(roster: RosterImport) -> None:
    if roster.state != RosterState.PREVIEW:
        raise ConflictError("roster-not-open")

"""Rosters as work in the background: read in a child process, judged outside any transaction, written in one short one.

Both jobs may run twice: what was read or written is left alone the second time.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import undefer

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import ConflictError, DomainError
from studyapp.exchange.tables.limited import read_table_in_child
from studyapp.jobs.models import Job
from studyapp.jobs.queue import enqueue
from studyapp.jobs.registry import Report
from studyapp.people.actor import Actor
from studyapp.people.roster import imports
from studyapp.people.roster.applying import apply_roster
from studyapp.people.roster.judging import Verdict, judge
from studyapp.people.roster.lines import roster_lines
from studyapp.people.roster.models import RosterImport, RosterState
from studyapp.people.signing_in import find_actor
from studyapp.study.enrolments import enrol_targets, running_assignments, withdraw_leavers
from studyapp.study.models import Assignment

READ = "roster.read"
APPLY = "roster.apply"
TRIES = 3


def ask_to_read(roster: RosterImport) -> None:
    """Have the file read in the background, in the caller's transaction."""
    _ask(READ, roster)


def ask_to_apply(roster: RosterImport) -> None:
    """Have the confirmed roster taken in the background, in the caller's transaction."""
    _ask(APPLY, roster)


def _ask(kind: str, roster: RosterImport) -> None:
    job = enqueue(
        kind, {"roster_id": roster.id}, organization_id=roster.organization_id, created_by_id=roster.created_by_id
    )
    roster.job_id, roster.error = job.id, None
    db.session.flush()


def work_of(roster: RosterImport) -> Job | None:
    """Return the job a roster waits for or waited for last."""
    return db.session.get(Job, roster.job_id) if roster.job_id is not None else None


def read_roster(roster_id: int, report: Report) -> None:
    """Read the file in a limited child process and keep its lines. A file that cannot be read fails with the reason."""
    roster = db.session.scalar(
        select(RosterImport).where(RosterImport.id == roster_id).options(undefer(RosterImport.content))
    )
    actor = _actor(roster)
    if roster is None or actor is None or roster.state != RosterState.UPLOADED:
        db.session.rollback()
        return
    content = roster.content
    db.session.rollback()
    report(0.1, "reading-file")
    try:
        table = read_table_in_child(content)
        today = clock.now().astimezone(ZoneInfo(actor.zone)).date()
        lines = roster_lines(table.rows, table.doubts, today)
    except DomainError as error:
        _fail(roster_id, error)
        raise
    begin_writing()
    locked = _locked(roster_id, RosterState.UPLOADED)
    if locked is not None:
        imports.keep_lines(locked, lines, {"merged": table.merged, "formulas": table.formulas})
    db.session.commit()


def take_roster(roster_id: int, report: Report) -> None:
    """Write a confirmed roster, then enrol its people in what runs already.

    With a problem line and no leave to pass it over, nothing is written and the roster is back in its preview.
    """
    roster = db.session.scalar(
        select(RosterImport).where(RosterImport.id == roster_id).options(undefer(RosterImport.roster))
    )
    actor = _actor(roster)
    if roster is None or actor is None or roster.state != RosterState.CONFIRMED:
        db.session.rollback()
        return
    now = clock.now()
    try:
        if roster.result is None:
            report(0.1, "checking-people")
            _write(actor, roster, now)
    except DomainError as error:
        _fail(roster_id, error)
        raise
    _enrol_all(actor.organization_id, now, report)
    begin_writing()
    done = _locked(roster_id, RosterState.CONFIRMED)
    if done is not None:
        imports.finish(done, done.result or {})
    db.session.commit()


def _write(actor: Actor, roster: RosterImport, now: datetime) -> None:
    """Judge and write; where somebody added the same person meanwhile, judge anew."""
    roster_id, lines, options = roster.id, imports.lines_of(roster), imports.options_of(roster)
    for _ in range(TRIES):
        verdict = judge(actor, lines, options)
        db.session.rollback()
        if verdict.problems and not options.skip_bad:
            raise ConflictError("roster-has-problems", count=len(verdict.problems))
        try:
            _write_once(actor, roster_id, verdict, now)
        except IntegrityError:
            db.session.rollback()
        else:
            return
    raise ConflictError("roster-overtaken")


def _write_once(actor: Actor, roster_id: int, verdict: Verdict, now: datetime) -> None:
    begin_writing()
    locked = _locked(roster_id, RosterState.CONFIRMED)
    if locked is None or locked.result is not None:
        db.session.rollback()
        return
    applied = apply_roster(actor, verdict, now)
    withdraw_leavers(applied.left, now)
    locked.result = applied.counts()
    db.session.commit()


def _enrol_all(organization_id: int, now: datetime, report: Report) -> None:
    ids = running_assignments(organization_id, now)
    db.session.rollback()
    for done, assignment_id in enumerate(ids):
        report(0.5 + 0.5 * done / len(ids), "enrolling-people")
        begin_writing()
        assignment = db.session.get(Assignment, assignment_id)
        if assignment is not None:
            enrol_targets(assignment, now)
        db.session.commit()


def _actor(roster: RosterImport | None) -> Actor | None:
    return find_actor(roster.created_by_id, roster.organization_id) if roster is not None else None


def _locked(roster_id: int, state: RosterState) -> RosterImport | None:
    return db.session.scalar(
        select(RosterImport)
        .where(RosterImport.id == roster_id, RosterImport.state == state)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _fail(roster_id: int, error: DomainError) -> None:
    db.session.rollback()
    begin_writing()
    for state in (RosterState.UPLOADED, RosterState.CONFIRMED):
        roster = _locked(roster_id, state)
        if roster is not None:
            imports.fail(roster, error)
    db.session.commit()

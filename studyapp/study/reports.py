"""Reports that were asked for: who sees them, and keeping what was made. Functions flush and never commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import undefer

from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.actor import Actor
from studyapp.study.models import Assignment
from studyapp.study.report_models import Report, ReportKind

KEPT = 20


def start_report(actor: Actor, assignment: Assignment, kind: ReportKind, now: datetime) -> Report:
    """Add a report that is still to be made, over the actor's units."""
    day = now.astimezone(ZoneInfo(actor.zone)).date().isoformat()
    report = Report(
        organization_id=actor.organization_id,
        assignment_id=assignment.id,
        created_by_id=actor.account_id,
        created_at=now,
        kind=kind,
        file_name=f"{assignment.title[:200]} {day}.{kind.value}".replace("/", "-"),
    )
    db.session.add(report)
    db.session.flush()
    return report


def list_reports(actor: Actor, assignment: Assignment) -> Sequence[Report]:
    """Return the actor's own reports of an assignment, newest first."""
    return db.session.scalars(
        select(Report)
        .where(Report.assignment_id == assignment.id, Report.created_by_id == actor.account_id)
        .order_by(Report.id.desc())
        .limit(KEPT)
    ).all()


def get_report(actor: Actor, report_id: int, *, with_content: bool = False) -> Report:
    """Return one of the actor's own reports: nobody else's, since it tells of the units they organized.

    Raises `NotFoundError` report-not-found.
    """
    query = select(Report).where(
        Report.id == report_id,
        Report.organization_id == actor.organization_id,
        Report.created_by_id == actor.account_id,
    )
    report = db.session.scalar(query.options(undefer(Report.content)) if with_content else query)
    if report is None:
        raise NotFoundError("report-not-found")
    return report


def keep_content(report: Report, content: bytes, now: datetime) -> None:
    """Store what was made."""
    report.content, report.size, report.made_at = content, len(content), now
    db.session.flush()


def remove_report(report: Report) -> None:
    """Remove a report and its file."""
    db.session.delete(report)
    db.session.flush()

"""Making reports in the background; figures are gathered in one reading transaction, files are made outside any."""

from __future__ import annotations

from flask_babel import force_locale
from sqlalchemy import select

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError
from studyapp.exchange.office import as_pdf
from studyapp.exchange.reports.workbook import report_workbook
from studyapp.jobs.models import Job
from studyapp.jobs.queue import enqueue
from studyapp.jobs.registry import Report as Progress
from studyapp.people.models import Account
from studyapp.people.signing_in import find_actor
from studyapp.study.assignments import get_assignment
from studyapp.study.report_figures import ReportFigures, report_figures
from studyapp.study.report_models import Report, ReportKind
from studyapp.study.reports import keep_content

MAKE = "report.make"


def ask_to_make(report: Report) -> None:
    """Have the report made in the background, in the caller's transaction."""
    job = enqueue(
        MAKE,
        {"report_id": report.id},
        organization_id=report.organization_id,
        created_by_id=report.created_by_id,
    )
    report.job_id = job.id
    db.session.flush()


def work_of(report: Report) -> Job | None:
    """Return the job that makes a report."""
    return db.session.get(Job, report.job_id) if report.job_id is not None else None


def make_report(report_id: int, progress: Progress) -> None:
    """Make the file and keep it; one that is made already, or was removed, is left alone.

    Raises `DomainError` report-not-yours where the person may not see the assignment any more.
    """
    report = db.session.get(Report, report_id)
    if report is None or report.made_at is not None:
        db.session.rollback()
        return
    progress(0.1, "gathering-figures")
    actor = find_actor(report.created_by_id, report.organization_id)
    if actor is None or not actor.is_organizer:
        raise DomainError("report-not-yours")
    now, kind = clock.now(), report.kind
    figures = report_figures(actor, get_assignment(actor, report.assignment_id), now)
    locale = db.session.scalar(select(Account.locale).where(Account.id == actor.account_id)) or "zh"
    db.session.rollback()
    progress(0.5, "writing-file")
    with force_locale(locale):
        content = _file(kind, figures)
    begin_writing()
    kept = db.session.get(Report, report_id, populate_existing=True)
    if kept is not None and kept.made_at is None:
        keep_content(kept, content, clock.now())
    db.session.commit()


def _file(kind: ReportKind, figures: ReportFigures) -> bytes:
    if kind is ReportKind.WORKBOOK:
        return report_workbook(figures)
    # Loaded on use: the library for documents takes 6 MB that a process at rest does without.
    from studyapp.exchange.reports.briefing import report_briefing  # noqa: PLC0415 - see above

    document = report_briefing(figures)
    return as_pdf(document) if kind is ReportKind.BRIEFING_PDF else document

"""The reports of an assignment: asking for one, watching it being made, taking it away."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from studyapp import clock
from studyapp.errors import ConflictError, DomainError
from studyapp.jobs.reports import ask_to_make, work_of
from studyapp.office import has_office
from studyapp.people.audit import Deed
from studyapp.study import reports
from studyapp.study.assignments import get_assignment
from studyapp.study.report_models import Report, ReportKind
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.downloads import download
from studyapp.web.problems import words_for

KIND_WORDS = {
    ReportKind.WORKBOOK: _l("Workbook of all figures (.xlsx)"),
    ReportKind.BRIEFING: _l("Briefing (.docx)"),
    ReportKind.BRIEFING_PDF: _l("Briefing (.pdf)"),
}
_NOTES = {
    "": _l("Waiting for its turn"),
    "gathering-figures": _l("Gathering the figures"),
    "writing-file": _l("Writing the file"),
}


def index(assignment_id: int) -> str:
    """Show what can be made, and what was made."""
    actor = current.actor()
    assignment = get_assignment(actor, assignment_id)
    found = [_line(report) for report in reports.list_reports(actor, assignment)]
    return render_template(
        "reports/index.html", assignment=assignment, reports=found, kinds=KIND_WORDS, has_office=has_office()
    )


def make(assignment_id: int) -> ResponseReturnValue:
    """Ask for a report."""
    actor = current.actor()
    assignment = get_assignment(actor, assignment_id)
    try:
        kind = ReportKind(request.form.get("kind", ""))
    except ValueError as error:
        raise DomainError("report-kind-unknown") from error
    report = reports.start_report(actor, assignment, kind, clock.now())
    ask_to_make(report)
    deed = Deed("report.make", "assignment", assignment.id, {"kind": kind.value})
    note(deed)
    return redirect(url_for("reports.index", assignment_id=assignment.id), 303)


def progress(report_id: int) -> Response:
    """Answer the page's question how far the report is; when it has ended, reload the page."""
    report = reports.get_report(current.actor(), report_id)
    line = _line(report)
    if line["is_open"]:
        return make_response(render_template("reports/progress.html", line=line))
    response = make_response("", 200)
    response.headers["HX-Redirect"] = url_for("reports.index", assignment_id=report.assignment_id)
    return response


def file(report_id: int) -> Response:
    """Send a report's file. Raises `ConflictError` report-not-ready before it is made."""
    report = reports.get_report(current.actor(), report_id, with_content=True)
    if report.content is None:
        raise ConflictError("report-not-ready")
    return download(report.content, report.file_name, f"report-{report.id}.{report.kind.value}")


def remove(report_id: int) -> ResponseReturnValue:
    """Remove a report; it can be made again at any time."""
    actor = current.actor()
    report = reports.get_report(actor, report_id)
    assignment_id = report.assignment_id
    note(Deed("report.remove", "assignment", assignment_id, {"kind": report.kind.value}))
    reports.remove_report(report)
    flash(_("The report is removed. It can be made again at any time."))
    return redirect(url_for("reports.index", assignment_id=assignment_id), 303)


def _line(report: Report) -> dict[str, object]:
    job = work_of(report)
    error: dict[str, Any] | None = job.error if job else {"code": "job-lost", "parameters": {}}
    is_open = report.made_at is None and job is not None and job.is_open
    return {
        "report": report,
        "label": KIND_WORDS[report.kind],
        "is_open": is_open,
        "share": job.progress if job else 0.0,
        "doing": str(_NOTES.get(job.note if job else "", _NOTES[""])),
        "reason": words_for(error["code"], error["parameters"]) if error and not report.made_at else None,
    }

"""The organization's, or one's units', assignments at a glance."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from studyapp import clock
from studyapp.study import dashboards
from studyapp.study.counts import Counts
from studyapp.study.dashboards import AssignmentLine, Phase
from studyapp.web import current
from studyapp.web.dashboard.sentences import standing_sentence


def home() -> str:
    """Show what presses most, in a sentence, and every assignment with its figures."""
    actor, now = current.actor(), clock.now()
    lines = dashboards.overview(actor, now)
    pressing = _pressing(lines)
    units = dashboards.unit_most_behind(actor, pressing.id) if pressing else []
    running = [line for line in lines if line.phase is Phase.RUNNING]
    return render_template(
        "dashboard/home.html",
        lines=lines,
        pressing=pressing,
        sentence=standing_sentence(units, pressing.counts, pressing.phase, pressing.closes_at, now) if pressing else "",
        running=len(running),
        whole=sum((line.counts for line in running), Counts()),
        overdue=sum(line.overdue for line in lines),
    )


def earlier() -> str:
    """Show a page of the assignments that are over for long."""
    page = max(1, min(request.args.get("page", 1, type=int), 10_000))
    lines, has_more = dashboards.earlier(current.actor(), clock.now(), page)
    return render_template("dashboard/earlier.html", lines=[_row(one) for one in lines], page=page, has_more=has_more)


def _row(line: AssignmentLine) -> dict[str, Any]:
    counts = line.counts
    return {
        "id": line.id,
        "title": line.title,
        "closes_at": line.closes_at,
        "total": counts.total,
        "passed": counts.passed,
        "share_passed": counts.share_passed,
    }


def _pressing(lines: list[AssignmentLine]) -> AssignmentLine | None:
    """Return the running assignment with the nearest deadline that somebody has not passed, else one that is over."""
    open_lines = [line for line in lines if line.counts.unfinished and line.phase is not Phase.COMING]
    return open_lines[0] if open_lines else None

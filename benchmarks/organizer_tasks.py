"""One large piece of an organizer's work, alone in its process: `python -m benchmarks.organizer_tasks NAME ID`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from flask_babel import force_locale
from sqlalchemy import func, select

from studyapp import clock, create_app
from studyapp.chasing.models import Notice
from studyapp.chasing.runs import Ways, start_run
from studyapp.db import begin_writing, db
from studyapp.exchange.reports.workbook import report_workbook
from studyapp.jobs.chasing import plan_run
from studyapp.jobs.figuring import gather_one
from studyapp.jobs.rosters import read_roster, take_roster
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Organization, Unit
from studyapp.people.roster import imports
from studyapp.people.roster.models import RosterState
from studyapp.people.signing_in import find_actor
from studyapp.study.assignment_people import PersonFilter
from studyapp.study.assignments import get_assignment
from studyapp.study.figure_models import FigureBatch, WeeklyFigure
from studyapp.study.report_figures import report_figures

AS_MANY = 10_000


def workbook(actor: Actor, assignment_id: int) -> int:
    """Gather the figures of one assignment and write its workbook; return how many people are in it."""
    figures = report_figures(actor, get_assignment(actor, assignment_id), clock.now())
    db.session.rollback()
    with force_locale("zh"):
        report_workbook(figures)
    return figures.counts.total


def people(actor: Actor, _assignment_id: int) -> int:
    """Read a table of people, judge it and take it, as the two jobs do; return how many came in."""
    lines = ["姓名,登录名", *(f"新学员{number},newcomer{number:05d}" for number in range(AS_MANY))]
    root = db.session.scalars(select(Unit.id).where(Unit.parent_id.is_(None))).one()
    before = db.session.scalar(select(func.count()).select_from(Account)) or 0
    db.session.rollback()
    begin_writing()
    roster = imports.start_roster(actor, ("people.csv", "\n".join(lines).encode()), root, clock.now())
    db.session.commit()
    read_roster(roster.id, _say_nothing)
    begin_writing()
    kept = imports.get_roster(actor, roster.id)
    if kept.state is not RosterState.PREVIEW:
        raise RuntimeError(f"the table was not read: {kept.error}")
    imports.confirm(kept)
    db.session.commit()
    take_roster(roster.id, _say_nothing)
    return (db.session.scalar(select(func.count()).select_from(Account)) or 0) - before


def reminders(actor: Actor, assignment_id: int) -> int:
    """Plan a run for everybody who has not finished; return how many were told."""
    begin_writing()
    run, _ = start_run(actor, assignment_id, PersonFilter(), Ways(), "", "benchmark", clock.now())
    run_id = run.id
    db.session.commit()
    plan_run(run_id, _say_nothing)
    return db.session.scalar(select(func.count()).where(Notice.run_id == run_id)) or 0


def figures(actor: Actor, _assignment_id: int) -> int:
    """Gather the figures over weeks from nothing; return how many weeks of units there are."""
    begin_writing()
    db.session.query(FigureBatch).delete()
    db.session.query(WeeklyFigure).delete()
    db.session.commit()
    gather_one(actor.organization_id, clock.now())
    return db.session.scalar(select(func.count()).select_from(WeeklyFigure)) or 0


TASKS: dict[str, Callable[[Actor, int], int]] = {
    "workbook": workbook,
    "import": people,
    "reminders": reminders,
    "figures": figures,
}


def _say_nothing(_share: float, _note: str = "") -> None:
    """Stand in for a job's report."""


def main() -> None:
    """Do the piece of work that is named, and print what it took."""
    name, assignment_id = sys.argv[1], int(sys.argv[2])
    with create_app().app_context():
        organization_id = db.session.scalars(select(Organization.id)).one()
        administrator_id = db.session.scalars(select(Account.id).where(Account.sign_in_name == "guanli")).one()
        actor = find_actor(administrator_id, organization_id)
        db.session.rollback()
        if actor is None:
            raise RuntimeError("the house has no administrator")
        began = time.perf_counter()
        count = TASKS[name](actor, assignment_id)
        took = time.perf_counter() - began
    print(json.dumps({"seconds": took, "mebibytes": _most_memory(), "count": count}))


def _most_memory() -> float:
    """Return the most memory this process had, in MiB; `getrusage` would count what it was forked from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()

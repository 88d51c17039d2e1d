"""What an organizer sees of reminders: those to come by the schedule, and the runs there were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from studyapp.chasing.models import Delivery, Notice, ReminderRun, Robot
from studyapp.chasing.moments import Occasion, occasions
from studyapp.chasing.schedules import rules_of
from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.models import Account
from studyapp.study.dashboards import AssignmentLine, Phase, overview
from studyapp.study.models import Assignment

RUNS_SHOWN = 50
DELIVERIES_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A reminder that the schedule holds; `unfinished` counts those of the actor's people as they stand now."""

    occasion: Occasion
    assignment_id: int
    title: str
    closes_at: datetime
    unfinished: int

    @property
    def before(self) -> int:
        """How many working days before the deadline."""
        return self.occasion.days_before


def list_upcoming(actor: Actor, now: datetime) -> list[Upcoming]:
    """Return the reminders to come of the actor's assignments, soonest first."""
    rules = rules_of(actor.organization_id)
    lines = [one for one in overview(actor, now) if one.phase in {Phase.RUNNING, Phase.COMING}]
    query = select(Assignment.id).where(Assignment.id.in_([one.id for one in lines]), Assignment.is_reminded)
    reminded = set(db.session.scalars(query))
    found = [
        _upcoming(line, occasion)
        for line in lines
        if line.id in reminded
        for occasion in occasions(rules, line.opens_at, line.closes_at)
        if occasion.at > now
    ]
    return sorted(found, key=lambda one: (one.occasion, one.assignment_id))


def _upcoming(line: AssignmentLine, occasion: Occasion) -> Upcoming:
    return Upcoming(occasion, line.id, line.title, line.closes_at, line.counts.unfinished)


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run with its assignment's title, who asked for it, and how many were told inside the product."""

    run: ReminderRun
    title: str | None
    author: str | None
    notices: int


def list_runs(actor: Actor) -> list[RunLine]:
    """Return the newest runs that the actor may see: an administrator all, others their own assignments' and own."""
    told = select(func.count()).where(Notice.run_id == ReminderRun.id).correlate(ReminderRun).scalar_subquery()
    query = (
        select(ReminderRun, Assignment.title, Account.name, told)
        .outerjoin(Assignment, Assignment.id == ReminderRun.assignment_id)
        .outerjoin(Account, Account.id == ReminderRun.created_by_id)
        .where(ReminderRun.organization_id == actor.organization_id)
        .order_by(ReminderRun.created_at.desc(), ReminderRun.id.desc())
        .limit(RUNS_SHOWN)
    )
    if not actor.is_administrator:
        mine = or_(ReminderRun.created_by_id == actor.account_id, Assignment.created_by_id == actor.account_id)
        query = query.where(mine)
    return [RunLine(*row) for row in db.session.execute(query)]


def get_run(actor: Actor, run_id: int) -> RunLine:
    """Return a run the actor may see. Raises `NotFoundError` reminder-run-not-found."""
    found = db.session.execute(
        select(ReminderRun, Assignment.title, Account.name, Assignment.created_by_id)
        .outerjoin(Assignment, Assignment.id == ReminderRun.assignment_id)
        .outerjoin(Account, Account.id == ReminderRun.created_by_id)
        .where(ReminderRun.id == run_id, ReminderRun.organization_id == actor.organization_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError("reminder-run-not-found")
    run, title, author, made_by = found
    if not actor.is_administrator and actor.account_id not in {run.created_by_id, made_by}:
        raise NotFoundError("reminder-run-not-found")
    notices = db.session.scalar(select(func.count()).where(Notice.run_id == run.id)) or 0
    return RunLine(run, title, author, notices)


def list_deliveries(run: ReminderRun) -> list[tuple[Delivery, str]]:
    """Return a run's messages with the name of the person or robot, those in trouble first."""
    query = (
        select(Delivery, func.coalesce(Account.name, Robot.name))
        .outerjoin(Account, Account.id == Delivery.account_id)
        .outerjoin(Robot, Robot.id == Delivery.robot_id)
        .where(Delivery.run_id == run.id)
        .order_by(Delivery.problem == "", Delivery.id)
        .limit(DELIVERIES_SHOWN)
    )
    return [(delivery, name) for delivery, name in db.session.execute(query)]


def get_delivery(actor: Actor, delivery_id: int) -> Delivery:
    """Return a message of a run the actor may see. Raises `NotFoundError` reminder-run-not-found."""
    delivery = db.session.get(Delivery, delivery_id)
    if delivery is None or delivery.organization_id != actor.organization_id:
        raise NotFoundError("reminder-run-not-found")
    get_run(actor, delivery.run_id)
    return delivery

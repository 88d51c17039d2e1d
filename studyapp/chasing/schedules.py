"""An organization's schedule and calendar: read as rules, changed by its administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select

from studyapp.chasing.models import NAME_LENGTH, ReminderSchedule, Workday
from studyapp.chasing.moments import Rules, distinct_days
from studyapp.chasing.workdays import Workdays
from studyapp.db import db
from studyapp.errors import DomainError
from studyapp.people.actor import Actor
from studyapp.people.models import Organization

MOST_DAYS_BEFORE = 30
MOST_REMINDERS = 5
MOST_OWN_DAYS = 1000


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """What an administrator may set; the fields are those of `ReminderSchedule`."""

    is_on: bool
    days_before: tuple[int, ...]
    send_at: int
    quiet_from: int
    quiet_until: int
    sends_digest: bool
    sends_mail: bool


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day that the organization works, or has off, whatever the calendar says."""

    day: date
    is_at_work: bool
    name: str = ""


def schedule_of(organization_id: int) -> ReminderSchedule:
    """Return the organization's schedule; where there is none, one that is off and not stored."""
    found = db.session.get(ReminderSchedule, organization_id)
    return found or ReminderSchedule(
        organization_id=organization_id,
        is_on=False,
        days_before=[3, 1],
        send_at=9 * 60,
        quiet_from=21 * 60,
        quiet_until=8 * 60,
        sends_digest=True,
        sends_mail=False,
    )


def rules_of(organization_id: int) -> Rules:
    """Return the schedule as rules, with the organization's zone and calendar."""
    schedule = schedule_of(organization_id)
    zone = db.session.scalar(select(Organization.zone).where(Organization.id == organization_id)) or "Asia/Shanghai"
    return Rules(
        zone=zone,
        days_before=tuple(schedule.days_before),
        send_at=schedule.send_at,
        quiet_from=schedule.quiet_from,
        quiet_until=schedule.quiet_until,
        workdays=Workdays({one.day: one.is_at_work for one in own_days(organization_id)}),
    )


def save_schedule(actor: Actor, change: ScheduleChange) -> ReminderSchedule:
    """Keep the schedule. Raises `DomainError` reminder-days-wrong, reminder-time-quiet."""
    days = distinct_days(change.days_before)
    if len(days) > MOST_REMINDERS or any(not 0 <= one <= MOST_DAYS_BEFORE for one in days):
        raise DomainError("reminder-days-wrong", most=MOST_REMINDERS, farthest=MOST_DAYS_BEFORE)
    schedule = schedule_of(actor.organization_id)
    for name in ("is_on", "send_at", "quiet_from", "quiet_until", "sends_digest", "sends_mail"):
        setattr(schedule, name, getattr(change, name))
    schedule.days_before = days
    db.session.add(schedule)
    db.session.flush()
    return schedule


def own_days(organization_id: int) -> list[OwnDay]:
    """Return the days that the organization has entered, in order."""
    query = select(Workday.day, Workday.is_at_work, Workday.name).where(Workday.organization_id == organization_id)
    return [OwnDay(*row) for row in db.session.execute(query.order_by(Workday.day))]


def save_own_days(actor: Actor, days: list[OwnDay]) -> None:
    """Replace the days that the organization has entered. Raises `DomainError` workdays-too-many."""
    if len(days) > MOST_OWN_DAYS:
        raise DomainError("workdays-too-many", most=MOST_OWN_DAYS)
    db.session.execute(delete(Workday).where(Workday.organization_id == actor.organization_id))
    db.session.add_all(
        Workday(
            organization_id=actor.organization_id, day=one.day, is_at_work=one.is_at_work, name=one.name[:NAME_LENGTH]
        )
        for one in {one.day: one for one in days}.values()
    )
    db.session.flush()

"""When an organization reminds by itself, and which days it works: an administrator's pages."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.chasing import schedules
from studyapp.chasing.robots import list_robots
from studyapp.chasing.schedules import ScheduleChange
from studyapp.chasing.workdays import LAST_YEAR
from studyapp.errors import DomainError
from studyapp.jobs.message_sending import has_mail
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.problems import words_for
from studyapp.web.reminders.forms import (
    ScheduleForm,
    WorkdaysForm,
    days_of,
    minutes_of,
    numbers_of,
    text_of,
    time_of,
)
from studyapp.web.reminders.words import ROBOTS
from studyapp.web.times import zone_words


def settings() -> ResponseReturnValue:
    """Show schedule and robots."""
    kept = schedules.schedule_of(current.actor().organization_id)
    form = ScheduleForm(
        None,
        is_on=kept.is_on,
        days_before="、".join(map(str, kept.days_before)),
        send_at=time_of(kept.send_at),
        quiet_from=time_of(kept.quiet_from),
        quiet_until=time_of(kept.quiet_until),
        sends_digest=kept.sends_digest,
        sends_mail=kept.sends_mail,
    )
    return _page(form), 200


def take_settings() -> ResponseReturnValue:
    """Keep the schedule."""
    actor, form = current.actor(), ScheduleForm(request.form)
    if form.validate():
        try:
            schedules.save_schedule(actor, _change(form))
        except (DomainError, ValueError) as error:
            parameters = error.parameters if isinstance(error, DomainError) else _LIMITS
            form.days_before.errors = [words_for("reminder-days-wrong", parameters)]
        else:
            details = {"is_on": form.is_on.data, "days_before": form.days_before.data, "mail": form.sends_mail.data}
            note(Deed("reminder.schedule", "organization", actor.organization_id, details))
            flash(_("Saved."), "success")
            return redirect(url_for("reminders.settings"), 303)
    return _page(form), 422


def workdays() -> ResponseReturnValue:
    """Show the days that the organization has entered itself."""
    form = WorkdaysForm(None, days=text_of(schedules.own_days(current.actor().organization_id)))
    return _workdays_page(form), 200


def take_workdays() -> ResponseReturnValue:
    """Keep the days, all or none."""
    actor, form = current.actor(), WorkdaysForm(request.form)
    if form.validate():
        try:
            days = days_of(form.days.data or "")
            schedules.save_own_days(actor, days)
        except DomainError as error:
            form.days.errors = [words_for(error.code, error.parameters)]
        else:
            deed = Deed("reminder.workdays", "organization", actor.organization_id, {"days": len(days)})
            note(deed)
            flash(_("Saved."), "success")
            return redirect(url_for("reminders.settings"), 303)
    return _workdays_page(form), 422


_EXAMPLES = ("2027-02-05 至 2027-02-11 休 春节", "2027-02-14 班")
_LIMITS = {"most": schedules.MOST_REMINDERS, "farthest": schedules.MOST_DAYS_BEFORE}


def _change(form: ScheduleForm) -> ScheduleChange:
    return ScheduleChange(
        is_on=form.is_on.data,
        days_before=numbers_of(form.days_before.data),
        send_at=minutes_of(form.send_at.data),
        quiet_from=minutes_of(form.quiet_from.data),
        quiet_until=minutes_of(form.quiet_until.data),
        sends_digest=form.sends_digest.data,
        sends_mail=form.sends_mail.data,
    )


def _page(form: ScheduleForm) -> str:
    actor = current.actor()
    year = clock.now().year
    calendar = schedules.rules_of(actor.organization_id).workdays
    return render_template(
        "reminders/settings.html",
        form=form,
        zone=zone_words(),
        robots=list_robots(actor),
        kinds=ROBOTS,
        has_mail=has_mail(),
        unknown_year=next((one for one in (year, year + 1) if not calendar.knows(one)), None),
    )


def _workdays_page(form: WorkdaysForm) -> str:
    return render_template("reminders/workdays.html", form=form, last_year=LAST_YEAR, examples=_EXAMPLES)

"""What is to come and what went out; and reminding now, after a look at exactly who gets what."""

from __future__ import annotations

from secrets import token_hex

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from studyapp import clock
from studyapp.chasing.deliveries import count_states, send_again
from studyapp.chasing.moments import after_quiet
from studyapp.chasing.recipients import list_recipients
from studyapp.chasing.runs import Ways, group_message, is_running, robots_of, start_run, today_of
from studyapp.chasing.schedules import rules_of, schedule_of
from studyapp.chasing.upcoming import get_delivery, get_run, list_deliveries, list_runs, list_upcoming
from studyapp.errors import ConflictError
from studyapp.exchange.messages import wording
from studyapp.jobs.chasing import ask_to_plan, ask_to_send
from studyapp.jobs.message_sending import has_mail
from studyapp.people.audit import Deed
from studyapp.study.assignment_people import PersonFilter
from studyapp.study.assignments import get_assignment
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.dashboard.assignment import FILTERS, chosen_people
from studyapp.web.reminders.words import DELIVERIES, LEFT_OUT, REASONS, RUNS

SHOWN = 200


def index() -> str:
    """Show the reminders to come, and the runs there were."""
    actor = current.actor()
    runs = list_runs(actor)
    return render_template(
        "reminders/index.html",
        schedule=schedule_of(actor.organization_id),
        upcoming=list_upcoming(actor, clock.now()),
        runs=runs,
        states=count_states([one.run.id for one in runs]),
        kinds=RUNS,
        words=DELIVERIES,
        is_administrator=actor.is_administrator,
    )


def preview(assignment_id: int) -> str:
    """Show exactly who would get what, and when; nothing is sent yet."""
    actor, now = current.actor(), clock.now()
    assignment = get_assignment(actor, assignment_id)
    if not is_running(assignment, now):
        raise ConflictError("assignment-not-running")
    chosen, rules = chosen_people(), rules_of(actor.organization_id)
    people = list_recipients(assignment, chosen, today_of(rules, now), now, actor)
    due = [one for one in people if not one.left_out]
    told = {"title": assignment.title, "closes_at": assignment.closes_at.isoformat(), "words": ""}
    with force_locale("zh"):
        groups = [
            (robot.name, wording.group_text(told | group_message(robot, path, due), rules.zone, ""))
            for robot, path in robots_of(actor.organization_id, actor)
            if any(one.unit_path.startswith(path) for one in due)
        ]
    at = after_quiet(rules, now)
    return render_template(
        "reminders/preview.html",
        assignment=assignment,
        chosen=chosen,
        chosen_word=FILTERS[chosen.state],
        due=due,
        listed=due[:SHOWN],
        left_out=[one for one in people if one.left_out][:SHOWN],
        reasons=LEFT_OUT,
        mails=sum(bool(one.mail_address) for one in due),
        has_mail=has_mail(),
        groups=groups,
        at=at if at > now else None,
        token=token_hex(16),
    )


def remind(assignment_id: int) -> ResponseReturnValue:
    """Remind those who were chosen; the same page sent twice reminds once."""
    actor, now = current.actor(), clock.now()
    chosen = _chosen_by_form()
    ways = Ways(by_mail="by_mail" in request.form, by_robots="by_robots" in request.form)
    words, token = request.form.get("words", ""), request.form.get("token", "")
    run, is_new = start_run(actor, assignment_id, chosen, ways, words, token, now)
    if is_new:
        ask_to_plan(run)
        details = {"state": chosen.state, "unit_id": chosen.unit_id, "run_id": run.id}
        note(Deed("reminder.send", "assignment", assignment_id, details))
    return redirect(url_for("reminders.run", run_id=run.id), 303)


def run(run_id: int) -> str:
    """Show one run: how many were told, and every message that left the house with its outcome."""
    line = get_run(current.actor(), run_id)
    messages = [
        (one, name, DELIVERIES[one.state], REASONS.get(one.problem, one.problem))
        for one, name in list_deliveries(line.run)
    ]
    return render_template(
        "reminders/run.html",
        line=line,
        kind=RUNS[line.run.kind],
        messages=messages,
        counts=count_states([line.run.id])[line.run.id],
        words=DELIVERIES,
    )


def again(delivery_id: int) -> ResponseReturnValue:
    """Send a message that failed, or whose fate is unclear, once more."""
    actor, now = current.actor(), clock.now()
    delivery = get_delivery(actor, delivery_id)
    send_again(delivery, now)
    ask_to_send()
    note(Deed("reminder.send-again", "delivery", delivery.id))
    flash(_("The message is sent once more."), "success")
    return redirect(url_for("reminders.run", run_id=delivery.run_id), 303)


def _chosen_by_form() -> PersonFilter:
    state = request.form.get("state", "")
    return PersonFilter(
        state=state if state in FILTERS else "",
        unit_id=request.form.get("unit", type=int),
        name=request.form.get("name", "").strip()[:100],
    )

"""The robots of groups: an administrator's pages. What a robot is called with goes in and never comes out."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from studyapp import clock
from studyapp.chasing.models import Robot, RobotKind
from studyapp.chasing.robots import RobotChange, get_robot, remove_robot, save_robot
from studyapp.chasing.runs import start_trial
from studyapp.errors import DomainError
from studyapp.exchange.messages.robots import check_address
from studyapp.jobs.chasing import ask_to_send
from studyapp.jobs.message_sending import robot_origins
from studyapp.people.audit import Deed
from studyapp.people.organizations import list_units
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.problems import words_for
from studyapp.web.reminders.forms import RobotForm

_FIELDS = {
    "robot-address-missing": "address",
    "robot-address-wrong": "address",
    "robot-name-missing": "name",
    "robot-name-taken": "name",
}


def new() -> ResponseReturnValue:
    """Show the page of a new robot."""
    form = _form(None)
    form.kind.data, form.is_on.data = RobotKind.WECOM.value, True
    return _page(form, None), 200


def take_new() -> ResponseReturnValue:
    """Add a robot."""
    return _take(None)


def edit(robot_id: int) -> ResponseReturnValue:
    """Show a robot; its address and secret stay where they are."""
    robot, form = get_robot(current.actor(), robot_id), _form(None)
    for name in ("name", "unit_id", "names_people", "is_on"):
        form[name].data = getattr(robot, name)
    form.kind.data = robot.kind.value
    return _page(form, robot), 200


def take_edit(robot_id: int) -> ResponseReturnValue:
    """Change a robot."""
    return _take(get_robot(current.actor(), robot_id))


def try_out(robot_id: int) -> ResponseReturnValue:
    """Let a robot say once that it is connected, and lead to what became of it."""
    actor, now = current.actor(), clock.now()
    robot = get_robot(actor, robot_id)
    run = start_trial(actor, robot, now)
    ask_to_send()
    note(Deed("robot.try", "robot", robot.id, {"name": robot.name}))
    return redirect(url_for("reminders.run", run_id=run.id), 303)


def remove(robot_id: int) -> ResponseReturnValue:
    """Remove a robot."""
    actor = current.actor()
    robot = remove_robot(actor, robot_id)
    note(Deed("robot.remove", "robot", robot_id, {"name": robot.name}))
    flash(_("The robot is removed."))
    return redirect(url_for("reminders.settings"), 303)


def _take(robot: Robot | None) -> ResponseReturnValue:
    actor, form = current.actor(), _form(request.form)
    if not form.validate():
        return _page(form, robot), 422
    change = RobotChange(
        name=form.name.data,
        unit_id=form.unit_id.data,
        kind=RobotKind(form.kind.data),
        address=(form.address.data or "").strip(),
        secret=(form.secret.data or "").strip(),
        names_people=form.names_people.data,
        is_on=form.is_on.data,
    )
    try:
        if change.address:
            check_address(change.kind.value, change.address, robot_origins())
        kept = save_robot(actor, robot, change, clock.now())
    except DomainError as error:
        if error.code not in _FIELDS:
            raise
        form[_FIELDS[error.code]].errors = [words_for(error.code, error.parameters)]
        return _page(form, robot), error.status
    details = {"name": kept.name, "kind": kept.kind.value, "unit_id": kept.unit_id, "new_address": bool(change.address)}
    action = "robot.change" if robot else "robot.create"
    note(Deed(action, "robot", kept.id, details))
    flash(_("Saved."), "success")
    return redirect(url_for("reminders.settings"), 303)


def _form(data: object) -> RobotForm:
    form = RobotForm(data)
    form.unit_id.choices = [
        SelectChoice(unit.id, "　" * unit.depth + unit.name) for unit in list_units(current.actor())
    ]
    return form


def _page(form: RobotForm, robot: Robot | None) -> str:
    return render_template("reminders/robot.html", form=form, robot=robot)

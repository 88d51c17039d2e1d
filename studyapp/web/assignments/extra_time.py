"""Extra time for papers that are being answered."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.study import extra_time as service
from studyapp.study.assignments import get_managed
from studyapp.web import current
from studyapp.web.assignments.changing import done
from studyapp.web.auditing import note
from studyapp.web.problems import words_for
from studyapp.web.requests import whole_number
from studyapp.web.times import zone_words

EVERYBODY = 0


class ExtraTimeForm(FlaskForm):  # type: ignore[misc]
    """Whose paper goes on for how much longer, and why."""

    attempt_id = SelectField(_l("For whom"), coerce=whole_number)
    minutes = IntegerField(
        _l("Minutes more"),
        [
            InputRequired(_l("Enter how many minutes.")),
            NumberRange(1, service.MOST_MINUTES, _l("Give 1 to %(max)s minutes.")),
        ],
    )
    reason = StringField(
        _l("Reason"),
        [DataRequired(_l("Say in a few words why.")), Length(max=service.REASON_LENGTH)],
        description=_l("Learners read it on their page."),
    )


def extra_time(assignment_id: int) -> str:
    """Show whose papers are under way, and ask for minutes and reason."""
    return _page(assignment_id, None)


def take_extra_time(assignment_id: int) -> ResponseReturnValue:
    """Let papers close later."""
    actor, form = current.actor(), _form(assignment_id, request.form)
    if not form.validate():
        return _page(assignment_id, form), 422
    attempt_id = form.attempt_id.data or None
    try:
        papers = service.give_extra_time(
            actor, assignment_id, attempt_id, form.minutes.data, form.reason.data, clock.now()
        )
    except DomainError as error:
        if error.code not in {"nobody-under-way", "paper-not-under-way"}:
            raise
        form.attempt_id.errors = [words_for(error.code, error.parameters)]
        return _page(assignment_id, form), error.status
    details = {"attempt": attempt_id, "papers": papers, "minutes": form.minutes.data, "reason": form.reason.data}
    note(Deed("assignment.extra-time", "assignment", assignment_id, details))
    return done(
        assignment_id, ngettext("%(num)d paper goes on for longer.", "%(num)d papers go on for longer.", papers)
    )


def _form(assignment_id: int, data: object) -> ExtraTimeForm:
    form = ExtraTimeForm(data)
    under_way = service.list_under_way(current.actor(), assignment_id, clock.now())
    form.attempt_id.choices = [
        SelectChoice(EVERYBODY, _l("Everybody who is answering now")),
        *[
            SelectChoice(one.attempt_id, f"{one.name}（{one.unit_name}）" if one.unit_name else one.name)
            for one in under_way
        ],
    ]
    return form


def _page(assignment_id: int, form: ExtraTimeForm | None) -> str:
    actor, now = current.actor(), clock.now()
    return render_template(
        "assignments/extra_time.html",
        assignment=get_managed(actor, assignment_id),
        form=form or _form(assignment_id, None),
        under_way=service.list_under_way(actor, assignment_id, now),
        given=service.list_given(actor, assignment_id),
        zone=zone_words(),
    )

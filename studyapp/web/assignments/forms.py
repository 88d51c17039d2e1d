"""The forms of assignments."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from studyapp.study.assignment_plan import LONGEST_MINUTES, MOST_ATTEMPTS, TITLE_LENGTH, AssignmentPlan
from studyapp.study.models import Feedback, QuizMode
from studyapp.web.assignments.zone_times import from_local
from studyapp.web.requests import whole_number

YEARS = (2000, 2999)
_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
MODES = {
    QuizMode.PRACTICE: _l("Practice: learning while answering"),
    QuizMode.EXAM: _l("Exam: one counts what is known"),
}
FEEDBACKS = {
    Feedback.AT_ONCE: _l("at once, after each answer"),
    Feedback.AFTER_HAND_IN: _l("after the hand-in"),
    Feedback.AFTER_DEADLINE: _l("after the deadline"),
}


def in_calendar(_form: BaseForm, field: Field) -> None:
    """Refuse a year that not every zone and calendar can hold."""
    if field.data is not None and not YEARS[0] <= field.data.year <= YEARS[1]:
        raise ValidationError(_l("Enter a year from %(first)s to %(last)s.", first=YEARS[0], last=YEARS[1]))


class CheckboxesField(SelectMultipleField):  # type: ignore[misc]
    """Several choices as native checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002  the library's signature
        """Refuse what was not offered."""
        if set(self.data or ()) - {choice.value for choice in self.choices}:
            raise ValidationError(_l("This unit is not among yours."))


def pass_mark_field() -> IntegerField:
    """Return a field for the pass mark in percent."""
    whole = NumberRange(0, 100, _l("The pass mark is a percentage from 0 to 100."))
    return IntegerField(_l("Pass mark (%)"), [InputRequired(_l("Enter a percentage.")), whole])


def attempts_field() -> IntegerField:
    """Return a field for how many attempts are allowed."""
    allowed = NumberRange(1, MOST_ATTEMPTS, _l("Allow 1 to %(max)s attempts."))
    return IntegerField(_l("Attempts"), [InputRequired(_l("Enter how many attempts are allowed.")), allowed])


class PlanForm(FlaskForm):  # type: ignore[misc]
    """What is given, when, and by which rules."""

    module_id = SelectField(_l("Module"), coerce=int, validators=[InputRequired(_l("Choose a module."))])
    title = StringField(
        _l("Title"),
        [DataRequired(_l("Give the assignment a title.")), Length(max=TITLE_LENGTH)],
        description=_l("As learners will see it."),
    )
    opens_at = DateTimeLocalField(
        _l("Opens"),
        format=_FORMATS,
        validators=[InputRequired(_l("Enter date and time of the opening.")), in_calendar],
    )
    closes_at = DateTimeLocalField(
        _l("Deadline"),
        format=_FORMATS,
        validators=[InputRequired(_l("Enter date and time of the deadline.")), in_calendar],
    )
    pass_mark = pass_mark_field()
    attempts_allowed = attempts_field()
    duration_minutes = IntegerField(
        _l("Minutes for one attempt"),
        [Optional(), NumberRange(1, LONGEST_MINUTES, _l("Enter 1 to %(max)s minutes."))],
        description=_l("Left empty: no limit but the deadline."),
    )
    mode = RadioField(_l("Kind"), choices=[SelectChoice(one.value, label) for one, label in MODES.items()])
    feedback = RadioField(
        _l("Keys and evidence are shown"),
        choices=[SelectChoice(one.value, label) for one, label in FEEDBACKS.items()],
    )
    is_open_book = BooleanField(_l("Open book: the case can be read while answering"))
    is_prediction_required = BooleanField(
        _l("A judgement first: the commentary opens only after one’s own judgement"),
        description=_l("Otherwise learners are asked for a judgement and may skip it."),
    )
    is_reminded = BooleanField(_l("Remind by the organization’s schedule those who have not finished"))

    def plan(self, zone: str) -> AssignmentPlan:
        """Return what the form says, its times read by the wall clock of `zone`."""
        return AssignmentPlan(
            module_id=self.module_id.data,
            title=self.title.data,
            opens_at=from_local(self.opens_at.data, zone),
            closes_at=from_local(self.closes_at.data, zone),
            pass_mark=self.pass_mark.data,
            attempts_allowed=self.attempts_allowed.data,
            mode=QuizMode(self.mode.data),
            feedback=Feedback(self.feedback.data),
            is_open_book=self.is_open_book.data,
            is_prediction_required=self.is_prediction_required.data,
            duration_minutes=self.duration_minutes.data,
            is_reminded=self.is_reminded.data,
        )


class TargetsForm(FlaskForm):  # type: ignore[misc]
    """Whom it is for."""

    units = CheckboxesField(_l("Units"), coerce=whole_number)
    people = TextAreaField(
        _l("Single people"),
        [Length(max=20_000)],
        description=_l("One to a line: sign-in name, or full name where it is the only one."),
        render_kw={"rows": 3},
    )


class GivingForm(PlanForm, TargetsForm):
    """The whole page on which a module is given."""


class ExtensionForm(FlaskForm):  # type: ignore[misc]
    """A later deadline for everybody."""

    closes_at = DateTimeLocalField(
        _l("New deadline"),
        format=_FORMATS,
        validators=[InputRequired(_l("Enter date and time of the deadline.")), in_calendar],
    )
    reason = StringField(
        _l("Reason"), [DataRequired(_l("Say in a few words why the deadline is extended.")), Length(max=300)]
    )

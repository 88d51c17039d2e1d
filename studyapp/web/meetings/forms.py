"""The forms of study sessions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from studyapp.meetings.planning import PLACE_LENGTH, TITLE_LENGTH, SessionPlan
from studyapp.meetings.room_models import RoundKind
from studyapp.meetings.rounds import LONGEST_SECONDS, PROMPT_LENGTH, SHORTEST_SECONDS, RoundDraft
from studyapp.questions.wording import lines
from studyapp.web.assignments.forms import CheckboxesField, in_calendar
from studyapp.web.assignments.zone_times import from_local
from studyapp.web.meetings.words import ROUNDS

_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
KEY_MARK = "*"


class PlanForm(FlaskForm):  # type: ignore[misc]
    """What, when, where, with whom."""

    module_id = SelectField(_l("Module"), coerce=int, validators=[InputRequired(_l("Choose a module."))])
    title = StringField(_l("Title"), [DataRequired(_l("Give the study session a title.")), Length(max=TITLE_LENGTH)])
    starts_at = DateTimeLocalField(
        _l("Begins"),
        format=_FORMATS,
        validators=[InputRequired(_l("Enter date and time of the beginning.")), in_calendar],
    )
    ends_at = DateTimeLocalField(
        _l("Ends"), format=_FORMATS, validators=[InputRequired(_l("Enter date and time of the end.")), in_calendar]
    )
    place = StringField(_l("Place"), [Length(max=PLACE_LENGTH)])
    host_id = SelectField(_l("Host"), coerce=int, validators=[InputRequired(_l("Choose a host."))])
    recorder_id = SelectField(
        _l("Recorder"), coerce=int, description=_l("Keeps the roll and writes the minutes; may also be a learner.")
    )
    units = CheckboxesField(_l("Units"), coerce=int)
    guests_allowed = BooleanField(_l("Guests may come: people of other units, and guests without an account"))

    def plan(self, zone: str) -> SessionPlan:
        """Return what the form says, its times read by the wall clock of `zone`."""
        return SessionPlan(
            title=self.title.data,
            place=self.place.data or "",
            starts_at=from_local(self.starts_at.data, zone),
            ends_at=from_local(self.ends_at.data, zone),
            host_id=self.host_id.data,
            recorder_id=self.recorder_id.data or None,
            unit_ids=frozenset(self.units.data or ()),
            module_id=self.module_id.data,
            guests_allowed=self.guests_allowed.data,
        )


class RoundForm(FlaskForm):  # type: ignore[misc]
    """A vote in one's own words."""

    step_id = SelectField(_l("In which step"), coerce=int)
    kind = RadioField(
        _l("How it is answered"), choices=[SelectChoice(kind.value, label) for kind, label in ROUNDS.items()]
    )
    prompt = TextAreaField(
        _l("What is asked"),
        [DataRequired(_l("Write what is asked.")), Length(max=PROMPT_LENGTH)],
        render_kw={"rows": 3},
    )
    options = TextAreaField(
        _l("Options"),
        [Length(max=4000)],
        description=_l(
            "One to a line; a * before a line marks the key, which is shown only when you reveal it. For a scale: the "
            "words at its two ends. For a few words: leave empty."
        ),
        render_kw={"rows": 5},
    )
    is_named = BooleanField(_l("By name: the host sees who answered what, and every phone says so"))
    seconds = IntegerField(
        _l("Timer in seconds"),
        [
            Optional(),
            NumberRange(SHORTEST_SECONDS, LONGEST_SECONDS, _l("A timer runs %(min)s to %(max)s seconds.")),
        ],
        description=_l("Left empty: the host closes the vote."),
    )

    def draft(self) -> RoundDraft:
        """Return what the form says."""
        kind = RoundKind(self.kind.data)
        texts = lines(self.options.data or "") if kind is not RoundKind.TEXT else ()
        options = tuple((text.lstrip(KEY_MARK).strip(), text.startswith(KEY_MARK)) for text in texts)
        return RoundDraft(
            kind=kind,
            prompt=self.prompt.data,
            options=options,
            is_anonymous=not self.is_named.data,
            seconds=self.seconds.data,
            step_id=self.step_id.data or None,
        )

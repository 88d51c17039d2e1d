"""The forms of the people's and units' pages."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from studyapp.people.models import Role, Unit

ROLE_WORDS = {
    Role.LEARNER: _l("Learner"),
    Role.ORGANIZER: _l("Organizer"),
    Role.ADMINISTRATOR: _l("Administrator"),
}


class PersonForm(FlaskForm):  # type: ignore[misc]
    """A new person."""

    name = StringField(_l("Name"), [DataRequired(_l("Enter the person's name.")), Length(max=100)])
    sign_in_name = StringField(
        _l("Sign-in name"),
        [DataRequired(_l("Enter a sign-in name.")), Length(max=64)],
        description=_l("A staff number or mobile number works well."),
        render_kw={"autocomplete": "off", "autocapitalize": "none"},
    )
    unit_id = SelectField(_l("Unit"), coerce=int)
    role = SelectField(_l("Role"), coerce=Role)


class UnitForm(FlaskForm):  # type: ignore[misc]
    """A unit and where it hangs."""

    name = StringField(_l("Name of the unit"), [DataRequired(_l("Enter the unit's name.")), Length(max=100)])
    parent_id = SelectField(_l("Belongs to"), coerce=int)


def unit_choices(units: Iterable[Unit]) -> list[SelectChoice]:
    """Return the units of a tree as choices, each indented by its depth."""
    return [SelectChoice(str(unit.id), "　" * unit.depth + unit.name) for unit in units]

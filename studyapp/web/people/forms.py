"""The forms of people's own pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, Length


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Name and password."""

    sign_in_name = StringField(
        _l("Sign-in name"),
        [DataRequired(_l("Enter your sign-in name.")), Length(max=64)],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )
    password = PasswordField(
        _l("Password"),
        [DataRequired(_l("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A password of one's own, twice."""

    new_password = PasswordField(
        _l("New password"),
        [DataRequired(_l("Choose a password."))],
        description=_l("At least 8 characters. A short sentence is easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("New password again"),
        [EqualTo("new_password", _l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )


class ChangePasswordForm(NewPasswordForm):
    """The present password, then the new one."""

    present = PasswordField(
        _l("Present password"),
        [DataRequired(_l("Enter your present password."))],
        render_kw={"autocomplete": "current-password"},
    )


class SetUpForm(NewPasswordForm):
    """The first visit: the organization and its administrator."""

    code = StringField(
        _l("Set-up code"),
        [DataRequired(_l("Enter the code from the terminal."))],
        description=_l("It stands in the terminal where the server was started."),
        render_kw={"autocomplete": "off"},
    )
    organization = StringField(
        _l("Organization"), [DataRequired(_l("Enter the organization's name.")), Length(max=100)]
    )
    name = StringField(_l("Your name"), [DataRequired(_l("Enter your name.")), Length(max=100)])
    sign_in_name = StringField(
        _l("Sign-in name"),
        [DataRequired(_l("Choose a sign-in name.")), Length(max=64)],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )

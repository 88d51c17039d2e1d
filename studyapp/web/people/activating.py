"""Setting the first password, or a forgotten one, through a link from the organizer."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.people.accounts import account_of_token, set_password
from studyapp.web import current
from studyapp.web.people.forms import NewPasswordForm
from studyapp.web.problems import words_for


def activate(token: str) -> ResponseReturnValue:
    """Show the form."""
    account = account_of_token(token, str(current_app.config["SECRET_KEY"]))
    return render_template("people/activate.html", form=NewPasswordForm(), name=account.name, token=token)


def take_activation(token: str) -> ResponseReturnValue:
    """Store the password and sign the person in."""
    account = account_of_token(token, str(current_app.config["SECRET_KEY"]))
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return render_template("people/activate.html", form=form, name=account.name, token=token), 422
    try:
        set_password(account, form.new_password.data)
    except DomainError as error:
        form.new_password.errors = [words_for(error.code, error.parameters)]
        return render_template("people/activate.html", form=form, name=account.name, token=token), 422
    account.last_sign_in_at = clock.now()
    current.sign_in(account)
    flash(_("Welcome. Your password is set; your sign-in name is %(name)s.", name=account.sign_in_name))
    return redirect(url_for("people.sign_in"), 303)

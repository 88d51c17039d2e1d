"""Setting the first password, or a forgotten one, through a link from the organizer."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError
from studyapp.people.accounts import account_of_token, store_password_hash
from studyapp.people.audit import Deed
from studyapp.people.passwords import hash_password
from studyapp.web import current
from studyapp.web.auditing import author_of, note_by
from studyapp.web.people.forms import NewPasswordForm
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


def activate(token: str) -> ResponseReturnValue:
    """Show the form."""
    account = account_of_token(token, str(current_app.config["SECRET_KEY"]))
    return render_template("people/activate.html", form=NewPasswordForm(), name=account.name, token=token)


@own_transaction
def take_activation(token: str) -> ResponseReturnValue:
    """Store the password and sign the person in. The slow hash is computed before the writing begins."""
    secret = str(current_app.config["SECRET_KEY"])
    name, form = account_of_token(token, secret).name, NewPasswordForm()
    db.session.rollback()
    if not form.validate_on_submit():
        return render_template("people/activate.html", form=form, name=name, token=token), 422
    try:
        password_hash = hash_password(form.new_password.data)
    except DomainError as error:
        form.new_password.errors = [words_for(error.code, error.parameters)]
        return render_template("people/activate.html", form=form, name=name, token=token), 422
    begin_writing()
    account = account_of_token(token, secret)  # looked up again: the link serves once
    store_password_hash(account, password_hash)
    account.last_sign_in_at = clock.now()
    note_by(author_of(account), Deed("password.set", "account", account.id))
    current.sign_in(account)
    flash(_("Welcome. Your password is set; your sign-in name is %(name)s.", name=account.sign_in_name))
    return redirect(url_for("people.sign_in"), 303)

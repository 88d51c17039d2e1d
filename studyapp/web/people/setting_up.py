"""The first visit to an empty installation."""

from __future__ import annotations

from pathlib import Path

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import Field

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import ConflictError, DomainError
from studyapp.people import throttle
from studyapp.people.audit import Deed
from studyapp.people.organizations import FirstPerson, is_set_up
from studyapp.people.organizations import set_up as make_first_organization
from studyapp.people.passwords import hash_password
from studyapp.people.set_up_code import is_code, remove_code
from studyapp.web import current
from studyapp.web.auditing import author_of, note_by
from studyapp.web.people.forms import SetUpForm
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


def set_up() -> ResponseReturnValue:
    """Show the form while there is no organization."""
    if is_set_up():
        raise ConflictError("already-set-up")
    return render_template("people/set_up.html", form=SetUpForm())


@own_transaction
def take_set_up() -> ResponseReturnValue:
    """Make the organization and its administrator, and sign the visitor in."""
    form = SetUpForm()
    if not form.validate_on_submit():
        return _show_again(form)
    try:
        password_hash = hash_password(form.new_password.data)
    except DomainError as error:
        form.new_password.errors = [words_for(error.code, error.parameters)]
        return _show_again(form)
    folder = Path(current_app.config["INSTANCE_FOLDER"])
    keys = [throttle.key("setup", request.remote_addr or "")]
    begin_writing()
    if is_set_up():
        raise ConflictError("already-set-up")
    try:
        throttle.check(keys, clock.now())
        _check_code(form.code.data, folder, keys)
        person = FirstPerson(form.name.data, form.sign_in_name.data, password_hash)
        account = make_first_organization(form.organization.data, person, clock.now())
    except DomainError as error:
        _field_for(form, error.code).errors = [words_for(error.code, error.parameters)]
        return _show_again(form)
    note_by(author_of(account), Deed("organization.set-up", "account", account.id))
    current.sign_in(account)
    remove_code(folder)
    flash(_("The organization is set up. Next: import a casebook, then add your people."))
    return redirect(url_for("people.sign_in"), 303)


def _check_code(given: str, folder: Path, keys: list[str]) -> None:
    if not is_code(folder, given):
        throttle.count_failure(keys, clock.now())
        db.session.commit()
        raise DomainError("set-up-code-wrong")


def _field_for(form: SetUpForm, code: str) -> Field:
    prefix = code.partition("-")[0]
    return {"sign": form.sign_in_name, "organization": form.organization}.get(
        prefix if code != "sign-in-throttled" else "", form.code
    )


def _show_again(form: SetUpForm) -> ResponseReturnValue:
    return render_template("people/set_up.html", form=form), 422

"""Signing in and out."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import ThrottledError
from studyapp.people import signing_in
from studyapp.people.audit import Deed
from studyapp.people.organizations import is_set_up
from studyapp.people.passwords import is_right
from studyapp.web import current
from studyapp.web.auditing import author_of, note_by, note_failed_sign_in
from studyapp.web.people.forms import SignInForm
from studyapp.web.people.places import is_own_page
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


def sign_in() -> ResponseReturnValue:
    """Show the form; someone already signed in goes home."""
    person = current.person()
    if person is not None:
        return redirect(home() if person.actor else url_for("people.account"), 303)
    if not is_set_up():
        return redirect(url_for("people.set_up"), 303)
    return render_template("people/sign_in.html", form=SignInForm(), next_page=request.args.get("next", ""))


@own_transaction
def take_sign_in() -> ResponseReturnValue:
    """Check name and password. The slow hash is computed between two short transactions, not inside one."""
    form = SignInForm()
    next_page = request.form.get("next", "")
    if not form.validate_on_submit():
        return render_template("people/sign_in.html", form=form, next_page=next_page), 422
    name, address = form.sign_in_name.data, request.remote_addr or ""
    try:
        account = signing_in.find_candidate(name, address, clock.now())
    except ThrottledError as error:
        form.password.errors = [words_for(error.code, error.parameters)]
        return render_template("people/sign_in.html", form=form, next_page=next_page), 429
    password_hash = account.password_hash if account else None
    db.session.rollback()
    is_right_password = is_right(password_hash, form.password.data)
    begin_writing()
    if account is None or not is_right_password:
        signing_in.note_failure(name, address, clock.now())
        note_failed_sign_in(account)
        db.session.commit()
        form.password.errors = [_("Name or password is not right.")]
        return render_template("people/sign_in.html", form=form, next_page=next_page), 422
    signing_in.note_success(account, name, clock.now())
    note_by(author_of(account), Deed("sign-in.done", "account", account.id))
    current.sign_in(account)
    return redirect(next_page if is_own_page(next_page) else url_for("people.sign_in"), 303)


def sign_out() -> ResponseReturnValue:
    """End the sign-in of this browser."""
    current.sign_out()
    flash(_("You are signed out."))
    response = redirect(url_for("people.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def home() -> str:
    """Return the address of the signed-in person's first page."""
    actor = current.actor()
    return url_for("learner.home" if actor.is_learner or not actor.is_organizer else "dashboard.home")

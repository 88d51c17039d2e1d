"""Joining through an invitation: by name and a password of one's own, or with the account one is signed in with."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError, NotFoundError
from studyapp.people import invitations, throttle
from studyapp.people.accounts import create_account, get_account
from studyapp.people.audit import Deed, Unknown
from studyapp.people.invitation_models import Invitation
from studyapp.people.models import Account, Membership, Organization
from studyapp.people.passwords import hash_password
from studyapp.study.enrolments import enrol_newcomer
from studyapp.web import current
from studyapp.web.auditing import note_by
from studyapp.web.people.forms import NewPasswordForm
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


class JoinForm(NewPasswordForm):
    """Who one is, and a password."""

    name = StringField(
        _l("Your name"),
        [DataRequired(_l("Enter your name.")), Length(max=100)],
        render_kw={"autocomplete": "name"},
    )
    sign_in_name = StringField(
        _l("Sign-in name"),
        [DataRequired(_l("Choose a sign-in name.")), Length(max=64)],
        description=_l("Your mobile number or staff number works well."),
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )


@own_transaction
def join(token: str) -> ResponseReturnValue:
    """Say into which unit the invitation leads, and ask who comes."""
    _look_up(token)
    return _page(token, JoinForm()), 200


@own_transaction
def take_join(token: str) -> ResponseReturnValue:
    """Join, or wait for approval. The slow hash of the password is computed before the writing begins."""
    _look_up(token)
    if current.person() is not None:
        return _join_signed_in(token)
    form = JoinForm()
    if not form.validate_on_submit():
        return _page(token, form), 422
    db.session.rollback()
    try:
        password_hash = hash_password(form.new_password.data)
    except DomainError as error:
        form.new_password.errors = [words_for(error.code, error.parameters)]
        return _page(token, form), 422
    begin_writing()
    invitation, _unit = invitations.find_open(token, clock.now(), to_join=True)
    try:
        account = create_account(form.sign_in_name.data, form.name.data, clock.now(), password_hash=password_hash)
    except DomainError as error:
        return _refused(token, form, error)
    account.last_sign_in_at = clock.now()
    _follow(invitation, account, is_new=True)
    current.sign_in(account)
    return redirect(url_for("people.sign_in"), 303)


def _join_signed_in(token: str) -> ResponseReturnValue:
    person = current.person()
    db.session.rollback()
    begin_writing()
    invitation, _unit = invitations.find_open(token, clock.now(), to_join=True)
    account = get_account(person.account_id) if person else None
    if account is None:
        raise NotFoundError("account-not-found")
    if _follow(invitation, account, is_new=False) is not None:
        current.enter_organization(invitation.organization_id)
    return redirect(url_for("people.sign_in"), 303)


def _follow(invitation: Invitation, account: Account, *, is_new: bool) -> Membership | None:
    _joining, membership = invitations.follow(invitation, account, clock.now(), is_new=is_new)
    author = Unknown(invitation.organization_id, account.id)
    note_by(author, Deed("invitation.join" if membership else "invitation.ask", "unit", invitation.unit_id))
    if membership is not None:
        enrol_newcomer(membership, clock.now())
        flash(_("Welcome. You have joined."))
    else:
        flash(_("Your organizer still has to approve you. Come back later and sign in."))
    return membership


def _look_up(token: str) -> None:
    """Raise what is wrong with an invitation; whoever guesses must wait ever longer."""
    keys = [throttle.key("invitation", request.remote_addr or "")]
    throttle.check(keys, clock.now())
    try:
        invitations.find_open(token, clock.now())
    except NotFoundError:
        _count(keys)
        raise


def _count(keys: list[str]) -> None:
    db.session.rollback()
    begin_writing()
    throttle.count_failure(keys, clock.now())
    db.session.commit()


def _refused(token: str, form: JoinForm, error: DomainError) -> ResponseReturnValue:
    db.session.rollback()
    field = form.name if error.code.startswith("name") else form.sign_in_name
    field.errors = [words_for(error.code, error.parameters)]
    if error.code == "sign-in-name-taken":
        field.errors.append(_("If this is you, sign in first and open the invitation again."))
        _count([throttle.key("invitation", request.remote_addr or "")])
    return _page(token, form), 422


def _page(token: str, form: JoinForm) -> str:
    invitation, unit = invitations.find_open(token, clock.now())
    person = current.person()
    return render_template(
        "invitations/join.html",
        form=form,
        token=token,
        unit=unit,
        organization=db.session.get_one(Organization, invitation.organization_id),
        needs_approval=invitation.needs_approval,
        person=person,
        is_member=person is not None and invitations.is_member(person.account_id, unit),
    )

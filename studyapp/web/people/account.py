"""One's own account: password, language, organization."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError, NotFoundError
from studyapp.people import password_change, sign_ins
from studyapp.people.accounts import get_account
from studyapp.people.audit import Deed
from studyapp.people.invitations import waiting_at
from studyapp.people.signing_in import Person
from studyapp.web import current
from studyapp.web.auditing import author_of, note_by
from studyapp.web.languages import LOCALES
from studyapp.web.people.forms import ChangePasswordForm
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


def account() -> ResponseReturnValue:
    """Show the account."""
    return _page(ChangePasswordForm()), 200


@own_transaction
def take_password() -> ResponseReturnValue:
    """Change the password; other devices are signed out, this one stays."""
    form, account_id = ChangePasswordForm(), _person().account_id
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        present = password_change.find_present(account_id, clock.now())
        db.session.rollback()
        password_hash = password_change.new_hash(present, form.present.data, form.new_password.data)
        begin_writing()
        mine = password_change.replace_password(present, password_hash)
    except DomainError as error:
        return _refused(form, account_id, error)
    note_by(author_of(mine), Deed("password.change", "account", mine.id))
    current.sign_in(mine)
    flash(_("The password is changed. Other devices have been signed out."))
    return redirect(url_for("people.account"), 303)


def take_language() -> ResponseReturnValue:
    """Remember the language chosen."""
    locale = request.form.get("locale", "")
    if locale not in LOCALES:
        raise NotFoundError("language-not-found")
    get_account(_person().account_id).locale = locale
    with force_locale(locale):
        flash(_("The language is changed."))
    return redirect(url_for("people.account"), 303)


def take_organization() -> ResponseReturnValue:
    """Act in another of one's organizations."""
    if not current.choose_organization(request.form.get("organization_id", 0, type=int)):
        raise NotFoundError("organization-not-found")
    return redirect(url_for("people.sign_in"), 303)


def end_device(sign_in_id: int) -> ResponseReturnValue:
    """Sign out one device."""
    person = _person()
    device = sign_ins.end(person.account_id, sign_in_id)
    note_by(author_of(get_account(person.account_id)), Deed("sign-in.end", "account", person.account_id))
    flash(_("%(device)s is signed out.", device=device or _("A device that did not say what it is")), "success")
    return redirect(url_for("people.account", _anchor="devices"), 303)


def end_other_devices() -> ResponseReturnValue:
    """Sign out every device but this one."""
    person, seen = _person(), current.device()
    ended = sign_ins.end_others(person.account_id, seen.sign_in_id if seen else None)
    if ended:
        note_by(author_of(get_account(person.account_id)), Deed("sign-in.end", "account", person.account_id))
    flash(ngettext("%(num)d other device is signed out.", "%(num)d other devices are signed out.", ended), "success")
    return redirect(url_for("people.account", _anchor="devices"), 303)


def _refused(form: ChangePasswordForm, account_id: int, error: DomainError) -> ResponseReturnValue:
    db.session.rollback()
    if error.code == "password-wrong":
        begin_writing()
        password_change.note_wrong(account_id, clock.now())
        db.session.commit()
    field = form.present if error.code in {"password-wrong", "sign-in-throttled"} else form.new_password
    field.errors = [words_for(error.code, error.parameters)]
    return _page(form), error.status


def _person() -> Person:
    found = current.person()
    if found is None:
        raise NotFoundError("account-not-found")
    return found


def _page(form: ChangePasswordForm) -> str:
    person = _person()
    waiting = waiting_at(person.account_id)
    seen = current.device()
    devices = sign_ins.list_devices(person.account_id, seen.sign_in_id if seen else None, clock.now())
    return render_template(
        "people/account.html", form=form, person=person, locales=LOCALES, waiting=waiting, devices=devices
    )

"""Deleting a person: what would go and stay, the proof that this one is meant, and then no way back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.chasing.erasing import erase_person
from studyapp.errors import DomainError
from studyapp.meetings import erasing
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.problems import words_for


def erase(account_id: int) -> str:
    """Show what deleting the person would do, and ask for their sign-in name."""
    return _page(account_id)


def take_erasure(account_id: int) -> ResponseReturnValue:
    """Delete the person."""
    actor = current.actor()
    try:
        account = erase_person(actor, account_id, request.form.get("sign_in_name", ""), clock.now())
    except DomainError as error:
        if error.code != "erase-not-confirmed":
            raise
        return _page(account_id, words_for(error.code, error.parameters)), 422
    note(Deed("person.erase", "account", account.id))
    flash(_("The person is deleted. Their results stay counted, without a name."))
    return redirect(url_for("admin.people"), 303)


def _page(account_id: int, problem: str = "") -> str:
    found = erasing.foresee(current.actor(), account_id)
    return render_template("admin/erase.html", found=found, problem=problem)

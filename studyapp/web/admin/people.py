"""The people of one's units."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.people import directory
from studyapp.people.accounts import activation_token, get_account
from studyapp.people.audit import Deed
from studyapp.people.directory import Search
from studyapp.people.invitations import count_waiting
from studyapp.people.models import Role
from studyapp.people.organizations import list_units
from studyapp.study.enrolments import enrol_newcomer, withdraw_leaver, withdraw_leavers
from studyapp.web import current
from studyapp.web.admin.forms import ROLE_WORDS, PersonForm, unit_choices
from studyapp.web.auditing import note
from studyapp.web.problems import words_for

_FIELDS = {"sign": "sign_in_name", "name": "name"}  # by how the code of a refusal begins


def people() -> ResponseReturnValue:
    """Show everyone in the units one organizes."""
    return _page(_form()), 200


def add_person() -> ResponseReturnValue:
    """Add a person and show the link with which they set their password."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    actor = current.actor()
    try:
        membership = directory.add_person(
            actor, form.unit_id.data, (form.sign_in_name.data, form.name.data), form.role.data, clock.now()
        )
    except DomainError as error:
        field = form[_FIELDS.get(error.code.partition("-")[0], "role")]
        field.errors = [words_for(error.code, error.parameters)]
        return _page(form), 422
    enrol_newcomer(membership, clock.now())
    note(Deed("person.add", "account", membership.account_id, {"role": form.role.data}))
    return _link_page(membership.account_id)


def make_link(account_id: int) -> ResponseReturnValue:
    """Show a fresh link for setting the password: a first one, or a forgotten one."""
    actor = current.actor()
    account = directory.get_member(actor, account_id)
    directory.check_may_manage(actor, account)
    note(Deed("person.link", "account", account.id))
    return _link_page(account.id)


def end_membership(membership_id: int) -> ResponseReturnValue:
    """Let a person leave a unit."""
    actor = current.actor()
    membership = directory.end_membership(actor, membership_id, clock.now())
    withdraw_leaver(membership, clock.now())
    note(Deed("membership.end", "membership", membership.id))
    flash(_("The person has left the unit. What they did is kept."))
    return redirect(url_for("admin.people"), 303)


def bring_back(membership_id: int) -> ResponseReturnValue:
    """Let a person who left come back into the unit, and into what runs there."""
    membership = directory.bring_back(current.actor(), membership_id, clock.now())
    enrol_newcomer(membership, clock.now())
    note(Deed("membership.back", "membership", membership.id))
    flash(_("The person is back in the unit."))
    return redirect(url_for("admin.people"), 303)


def switch_account(account_id: int) -> ResponseReturnValue:
    """Switch a person's account off, which takes them out of running assignments, or on again."""
    actor, now = current.actor(), clock.now()
    is_active = request.form.get("active") == "1"
    account = directory.switch_account(actor, account_id, is_active)
    memberships = directory.present_memberships(actor, account)
    if is_active:
        for membership in memberships:
            enrol_newcomer(membership, now)
    else:
        withdraw_leavers([(account.id, membership.unit_id) for membership in memberships], now)
    note(Deed("person.switch", "account", account.id, {"active": is_active}))
    if is_active:
        flash(_("%(name)s can sign in again.", name=account.name))
    else:
        flash(_("%(name)s can no longer sign in. What they did is kept.", name=account.name))
    return redirect(url_for("admin.people"), 303)


def _form() -> PersonForm:
    actor = current.actor()
    form = PersonForm()
    form.unit_id.choices = unit_choices(list_units(actor))
    form.role.choices = [
        SelectChoice(role.value, ROLE_WORDS[role]) for role in Role if role is Role.LEARNER or actor.is_administrator
    ]
    return form


def _page(form: PersonForm) -> str:
    actor = current.actor()
    search = Search(
        request.args.get("unit", type=int),
        request.args.get("name", "").strip()[:100],
        request.args.get("page", 1, type=int),
        request.args.get("left") == "1",
    )
    people = directory.list_people(actor, search)
    return render_template(
        "admin/people.html",
        form=form,
        people=people,
        search=search,
        units=list_units(actor),
        before=_address(search, people.page - 1) if people.page > 1 else None,
        after=_address(search, people.page + 1) if people.page < people.pages else None,
        role_words=ROLE_WORDS,
        is_administrator=actor.is_administrator,
        own_id=actor.account_id,
        waiting=count_waiting(actor),
    )


def _address(search: Search, page: int) -> str:
    return url_for(
        "admin.people", unit=search.unit_id, name=search.name or None, page=page, left=1 if search.has_left else None
    )


def _link_page(account_id: int) -> ResponseReturnValue:
    account = get_account(account_id)
    token = activation_token(account, str(current_app.config["SECRET_KEY"]))
    link = current_app.config["PUBLIC_URL"].rstrip("/") + url_for("people.activate", token=token)
    return render_template("admin/link.html", account=account, link=link)

"""The organizer's side of invitations."""

from __future__ import annotations

import secrets

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from studyapp import clock
from studyapp.people import invitations
from studyapp.people.audit import Deed
from studyapp.people.invitation_models import Invitation
from studyapp.people.invitations import MOST_DAYS, MOST_PLACES, Terms
from studyapp.people.organizations import get_unit, list_units
from studyapp.study.enrolments import enrol_newcomer
from studyapp.web import current
from studyapp.web.admin.forms import unit_choices
from studyapp.web.auditing import note
from studyapp.web.qr_code import qr_code


class InvitationForm(FlaskForm):  # type: ignore[misc]
    """Into which unit, for how long, for how many."""

    unit_id = SelectField(_l("They join"), coerce=int)
    days = IntegerField(
        _l("Good for how many days"),
        [InputRequired(_l("Enter a number of days.")), NumberRange(1, MOST_DAYS, _l("1 to 90 days."))],
        default=14,
        render_kw={"min": 1, "max": MOST_DAYS, "inputmode": "numeric"},
    )
    places = IntegerField(
        _l("Good for how many people"),
        [InputRequired(_l("Enter a number of people.")), NumberRange(1, MOST_PLACES, _l("1 to 2,000 people."))],
        default=50,
        render_kw={"min": 1, "max": MOST_PLACES, "inputmode": "numeric"},
    )
    needs_approval = BooleanField(
        _l("I approve each person first"),
        description=_l("Until then they can sign in, but see nothing of the unit."),
    )


def index() -> ResponseReturnValue:
    """Show the invitations there are, and the form for another."""
    return _page(_form()), 200


def create() -> ResponseReturnValue:
    """Make an invitation and show its link and code."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    terms = Terms(form.unit_id.data, form.days.data, form.places.data, form.needs_approval.data)
    made = invitations.invite(current.actor(), terms, secrets.token_urlsafe(16), clock.now())
    details = {"days": terms.days, "places": terms.places, "approval": terms.needs_approval}
    note(Deed("invitation.create", "unit", made.unit_id, details))
    return redirect(url_for("invitations.show", invitation_id=made.id), 303)


def show(invitation_id: int) -> str:
    """Show an invitation's link and code, and who followed it."""
    actor = current.actor()
    found = invitations.get_invitation(actor, invitation_id)
    link = str(current_app.config["PUBLIC_URL"]).rstrip("/") + url_for("invitations.join", token=found.token)
    return render_template(
        "invitations/show.html",
        invitation=found,
        unit=get_unit(actor, found.unit_id),
        state=state_of(found),
        link=link,
        code=qr_code(link),
        joiners=invitations.list_joiners(found),
        organization=actor.organization_name,
    )


def revoke(invitation_id: int) -> ResponseReturnValue:
    """End an invitation."""
    found = invitations.revoke(current.actor(), invitation_id, clock.now())
    note(Deed("invitation.revoke", "unit", found.unit_id))
    flash(_("The invitation is withdrawn. Whoever has joined stays."))
    return redirect(url_for("invitations.show", invitation_id=found.id), 303)


def decide(joining_id: int) -> ResponseReturnValue:
    """Let somebody who waits join, or decline."""
    is_approved = request.form.get("decision") == "approve"
    joining, membership = invitations.decide(current.actor(), joining_id, is_approved=is_approved, now=clock.now())
    if membership is not None:
        enrol_newcomer(membership, clock.now())
    note(Deed("joining.approve" if is_approved else "joining.decline", "account", joining.account_id))
    flash(_("They have joined.") if is_approved else _("Declined. The place is free again."))
    return redirect(url_for("invitations.show", invitation_id=joining.invitation_id), 303)


def state_of(invitation: Invitation) -> str:
    """Return open, revoked, expired or used-up."""
    if invitation.revoked_at is not None:
        return "revoked"
    if invitation.expires_at <= clock.now():
        return "expired"
    return "used-up" if invitation.uses >= invitation.places else "open"


def _form() -> InvitationForm:
    form = InvitationForm()
    form.unit_id.choices = unit_choices(list_units(current.actor()))
    return form


def _page(form: InvitationForm) -> str:
    lines = [
        {
            "id": line.invitation.id,
            "unit": line.unit_name,
            "state": state_of(line.invitation),
            "uses": f"{line.invitation.uses} / {line.invitation.places}",
            "waiting": line.waiting,
            "expires_at": line.invitation.expires_at,
        }
        for line in invitations.list_invitations(current.actor())
    ]
    return render_template("invitations/index.html", form=form, lines=lines)

"""The certificates of an assignment, as its organizers see them; one can be revoked, with a reason."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.study import certificates as service
from studyapp.study.assignments import get_assignment
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.learner.settling import receipt_secret
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


@own_transaction
def index(assignment_id: int) -> str:
    """Show who has one; those who passed without one get it herewith."""
    actor = current.actor()
    if service.is_missing_of_assignment(actor, assignment_id):
        db.session.rollback()
        begin_writing()
        service.issue_of_assignment(actor, assignment_id, receipt_secret())
        db.session.commit()
    listed = service.list_of_assignment(actor, assignment_id)
    return render_template("certificates/index.html", assignment=get_assignment(actor, assignment_id), listed=listed)


def revoke(certificate_id: int) -> str:
    """Ask for the reason."""
    found, assignment_id = service.get_managed(current.actor(), certificate_id)
    return render_template("certificates/revoke.html", certificate=found, assignment_id=assignment_id, problem="")


def take_revocation(certificate_id: int) -> ResponseReturnValue:
    """Revoke it."""
    actor, reason = current.actor(), request.form.get("reason", "")
    found, assignment_id = service.get_managed(actor, certificate_id)
    try:
        service.revoke(actor, certificate_id, reason, clock.now())
    except DomainError as error:
        problem = words_for(error.code, error.parameters)
        page = {"certificate": found, "assignment_id": assignment_id, "problem": problem}
        return render_template("certificates/revoke.html", **page), 422
    note(Deed("certificate.revoke", "certificate", found.id, {"name": found.number, "reason": found.revoked_reason}))
    flash(_("The certificate of %(name)s is revoked; whoever checks it is told so.", name=found.name), "success")
    return redirect(url_for("certificates.index", assignment_id=assignment_id), 303)


def restore(certificate_id: int) -> ResponseReturnValue:
    """Take a revocation back."""
    actor = current.actor()
    _found, assignment_id = service.get_managed(actor, certificate_id)
    found = service.restore(actor, certificate_id)
    note(Deed("certificate.restore", "certificate", found.id, {"name": found.number}))
    flash(_("The certificate of %(name)s is valid again.", name=found.name), "success")
    return redirect(url_for("certificates.index", assignment_id=assignment_id), 303)

"""Who may open what: the one table, and the guard that holds it.

An endpoint that is not listed is refused, so that a forgotten line is seen at once. What a person may see *within* an
endpoint (their own unit's subtree, their own attempt) is decided by the domain function, which is given the actor.
"""

from __future__ import annotations

from enum import Enum

from flask import Flask, redirect, request, url_for
from werkzeug.wrappers import Response

from studyapp.errors import ForbiddenError
from studyapp.people.actor import Actor
from studyapp.people.organizations import is_set_up
from studyapp.people.signing_in import Person
from studyapp.web import current


class Access(Enum):
    """Whom an endpoint is for."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    LEARNER = "learner"
    ORGANIZER = "organizer"
    ADMINISTRATOR = "administrator"


ACCESS: dict[str, Access] = {
    # the frame
    "asset": Access.PUBLIC,
    "styleguide.show": Access.PUBLIC,
    "health.live": Access.PUBLIC,
    "offline.worker": Access.PUBLIC,
    "offline.manifest": Access.PUBLIC,
    "offline.page": Access.PUBLIC,
    "offline.account": Access.LEARNER,
    # people
    "people.set_up": Access.PUBLIC,
    "people.take_set_up": Access.PUBLIC,
    "people.sign_in": Access.PUBLIC,
    "people.take_sign_in": Access.PUBLIC,
    "people.start_oidc": Access.PUBLIC,
    "people.finish_oidc": Access.PUBLIC,
    "people.activate": Access.PUBLIC,
    "people.take_activation": Access.PUBLIC,
    "people.sign_out": Access.SIGNED_IN,
    "people.account": Access.SIGNED_IN,
    "people.take_password": Access.SIGNED_IN,
    "people.end_device": Access.SIGNED_IN,
    "people.end_other_devices": Access.SIGNED_IN,
    "people.take_language": Access.SIGNED_IN,
    "people.take_display": Access.PUBLIC,
    "people.take_organization": Access.SIGNED_IN,
    # learners
    "learner.home": Access.LEARNER,
    "learner.search": Access.LEARNER,
    "learner.progress": Access.LEARNER,
    "learner.module": Access.LEARNER,
    "learner.start": Access.LEARNER,
    "learner.case": Access.LEARNER,
    "learner.picture": Access.LEARNER,
    "learner.open_commentary": Access.LEARNER,
    "learner.predict": Access.LEARNER,
    "learner.compare": Access.LEARNER,
    "learner.judgements": Access.LEARNER,
    "learner.reviews": Access.LEARNER,
    "learner.next_review": Access.LEARNER,
    "learner.card": Access.LEARNER,
    "learner.answer": Access.LEARNER,
    "learner.note": Access.LEARNER,
    "learner.review": Access.LEARNER,
    "learner.rate": Access.LEARNER,
    "learner.mistakes": Access.LEARNER,
    "learner.practise": Access.LEARNER,
    "learner.practice": Access.LEARNER,
    "learner.presence": Access.LEARNER,
    "learner.mark": Access.LEARNER,
    "learner.change_mark": Access.LEARNER,
    "learner.calendar": Access.PUBLIC,
    "learner.record": Access.LEARNER,
    "learner.attempt": Access.LEARNER,
    "learner.time_left": Access.LEARNER,
    "learner.question": Access.LEARNER,
    "learner.save": Access.LEARNER,
    "learner.confirm": Access.LEARNER,
    "learner.hand_in": Access.LEARNER,
    "learner.receipt": Access.LEARNER,
    "learner.result": Access.LEARNER,
    "learner.certificates": Access.LEARNER,
    "learner.certificate": Access.LEARNER,
    "learner.certificate_file": Access.LEARNER,
    "learner.verify": Access.LEARNER,
    "learner.challenge": Access.LEARNER,
    "learner.reflection": Access.LEARNER,
    "learner.write_reflection": Access.LEARNER,
    "learner.hand_in_reflection": Access.LEARNER,
    "learner.consent_reflection": Access.LEARNER,
    "learner.put_news_away": Access.LEARNER,
    # casebooks
    "library.casebooks": Access.ORGANIZER,
    "library.search": Access.ORGANIZER,
    "library.casebook": Access.ORGANIZER,
    "library.glossary": Access.ORGANIZER,
    "library.take_glossary": Access.ORGANIZER,
    "library.case": Access.ORGANIZER,
    "library.source": Access.ORGANIZER,
    "library.picture": Access.ORGANIZER,
    "library.pictures": Access.ORGANIZER,
    "library.take_pictures": Access.ORGANIZER,
    "library.revise": Access.ORGANIZER,
    "library.take_revision": Access.ORGANIZER,
    "library.revisions": Access.ORGANIZER,
    "library.revision": Access.ORGANIZER,
    "library.restore": Access.ORGANIZER,
    "library.module": Access.ORGANIZER,
    "library.take_module": Access.ORGANIZER,
    "library.upload": Access.ORGANIZER,
    "library.take_upload": Access.ORGANIZER,
    "library.imported": Access.ORGANIZER,
    "library.take_preview": Access.ORGANIZER,
    "library.arrange": Access.ORGANIZER,
    "library.take_arrangement": Access.ORGANIZER,
    "library.edition": Access.ORGANIZER,
    "library.take_edition": Access.ORGANIZER,
    "library.line": Access.ORGANIZER,
    "library.take_line": Access.ORGANIZER,
    "library.progress": Access.ORGANIZER,
    "library.import_again": Access.ORGANIZER,
    "library.retry": Access.ORGANIZER,
    "library.reopen": Access.ORGANIZER,
    "library.discard": Access.ORGANIZER,
    "library.take_discard": Access.ORGANIZER,
    # the question desk
    "desk.home": Access.ORGANIZER,
    "desk.casebook": Access.ORGANIZER,
    "desk.next_question": Access.ORGANIZER,
    "desk.approve_confident": Access.ORGANIZER,
    "desk.case": Access.ORGANIZER,
    "desk.coverage": Access.ORGANIZER,
    "desk.question": Access.ORGANIZER,
    "desk.approve": Access.ORGANIZER,
    "desk.reject": Access.ORGANIZER,
    "desk.take_pool": Access.ORGANIZER,
    "desk.retire": Access.ORGANIZER,
    "desk.reopen": Access.ORGANIZER,
    "desk.edit": Access.ORGANIZER,
    "desk.take_edit": Access.ORGANIZER,
    "desk.check": Access.ORGANIZER,
    "desk.correct": Access.ORGANIZER,
    "desk.take_correction": Access.ORGANIZER,
    "desk.correction": Access.ORGANIZER,
    "desk.challenges": Access.ORGANIZER,
    "desk.decline": Access.ORGANIZER,
    "desk.health": Access.ORGANIZER,
    "desk.held_of_casebook": Access.ORGANIZER,
    "desk.held_of_case": Access.ORGANIZER,
    "desk.held": Access.ORGANIZER,
    "desk.rescue": Access.ORGANIZER,
    "desk.check_rescue": Access.ORGANIZER,
    "desk.write": Access.ORGANIZER,
    "desk.take_written": Access.ORGANIZER,
    "desk.check_written": Access.ORGANIZER,
    # blueprints of papers
    "blueprints.edit": Access.ORGANIZER,
    "blueprints.take_edit": Access.ORGANIZER,
    "blueprints.check": Access.ORGANIZER,
    "blueprints.remove": Access.ORGANIZER,
    "blueprints.paper": Access.ORGANIZER,
    # assignments
    "assignments.index": Access.ORGANIZER,
    "assignments.new": Access.ORGANIZER,
    "assignments.create": Access.ORGANIZER,
    "assignments.preview": Access.ORGANIZER,
    "assignments.edit": Access.ORGANIZER,
    "assignments.take_edit": Access.ORGANIZER,
    "assignments.extend": Access.ORGANIZER,
    "assignments.take_extension": Access.ORGANIZER,
    "assignments.add_people": Access.ORGANIZER,
    "assignments.extra_time": Access.ORGANIZER,
    "assignments.take_extra_time": Access.ORGANIZER,
    "assignments.withdraw": Access.ORGANIZER,
    "assignments.take_withdrawal": Access.ORGANIZER,
    # study sessions; the recorder, who may be a learner, is told from the others by the domain
    "meetings.index": Access.ORGANIZER,
    "meetings.new": Access.ORGANIZER,
    "meetings.create": Access.ORGANIZER,
    "meetings.show": Access.LEARNER,
    "meetings.edit": Access.ORGANIZER,
    "meetings.take_edit": Access.ORGANIZER,
    "meetings.cancel": Access.ORGANIZER,
    "meetings.take_cancel": Access.ORGANIZER,
    "meetings.agenda": Access.ORGANIZER,
    "meetings.take_agenda": Access.ORGANIZER,
    "meetings.new_round": Access.ORGANIZER,
    "meetings.take_round": Access.ORGANIZER,
    "meetings.change_round": Access.ORGANIZER,
    "meetings.roll": Access.LEARNER,
    "meetings.take_mark": Access.LEARNER,
    "meetings.add_guest": Access.LEARNER,
    "meetings.remove_guest": Access.LEARNER,
    "meetings.renew_number": Access.ORGANIZER,
    "meetings.sheet": Access.LEARNER,
    "meetings.minutes": Access.LEARNER,
    "meetings.take_minutes": Access.LEARNER,
    "meetings.minutes_file": Access.LEARNER,
    "meetings.add_photo": Access.LEARNER,
    "meetings.photo": Access.LEARNER,
    "meetings.remove_photo": Access.LEARNER,
    "meetings.confirm": Access.ORGANIZER,
    "meetings.take_confirmation": Access.ORGANIZER,
    "meetings.reflections": Access.ORGANIZER,
    "meetings.ask_reflections": Access.ORGANIZER,
    "meetings.reflection": Access.ORGANIZER,
    "meetings.remark_reflection": Access.ORGANIZER,
    "meetings.share_reflection": Access.ORGANIZER,
    "meetings.ledger": Access.ORGANIZER,
    "meetings.ledger_file": Access.ORGANIZER,
    # the room
    "live.join": Access.LEARNER,
    "live.join_number": Access.LEARNER,
    "live.take_join": Access.LEARNER,
    "live.room": Access.LEARNER,
    "live.case": Access.LEARNER,
    "live.save": Access.LEARNER,
    "live.ask": Access.LEARNER,
    "live.vote": Access.LEARNER,
    "live.stream": Access.LEARNER,
    "live.calendar": Access.LEARNER,
    "live.state": Access.LEARNER,
    "live.remote": Access.ORGANIZER,
    "live.move": Access.ORGANIZER,
    "live.take_over": Access.ORGANIZER,
    "live.take_hands": Access.ORGANIZER,
    "live.desk_stream": Access.ORGANIZER,
    "live.desk_state": Access.ORGANIZER,
    "live.projector": Access.ORGANIZER,
    # certificates
    "certificates.check": Access.PUBLIC,
    "certificates.index": Access.ORGANIZER,
    "certificates.revoke": Access.ORGANIZER,
    "certificates.take_revocation": Access.ORGANIZER,
    "certificates.restore": Access.ORGANIZER,
    # dashboards
    "dashboard.home": Access.ORGANIZER,
    "dashboard.assignment": Access.ORGANIZER,
    "dashboard.earlier": Access.ORGANIZER,
    "dashboard.module": Access.ORGANIZER,
    "dashboard.modules": Access.ORGANIZER,
    "dashboard.person": Access.ORGANIZER,
    "dashboard.results": Access.ORGANIZER,
    "dashboard.trend": Access.ORGANIZER,
    "dashboard.judgements": Access.ORGANIZER,
    # programmes
    "programmes.index": Access.ORGANIZER,
    "programmes.new": Access.ORGANIZER,
    "programmes.create": Access.ORGANIZER,
    "programmes.show": Access.ORGANIZER,
    "programmes.move": Access.ORGANIZER,
    # notices and reminders
    "notices.index": Access.LEARNER,
    "notices.read": Access.LEARNER,
    "notices.preferences": Access.LEARNER,
    "notices.take_preferences": Access.LEARNER,
    "reminders.index": Access.ORGANIZER,
    "reminders.preview": Access.ORGANIZER,
    "reminders.remind": Access.ORGANIZER,
    "reminders.run": Access.ORGANIZER,
    "reminders.again": Access.ORGANIZER,
    "reminders.settings": Access.ADMINISTRATOR,
    "reminders.take_settings": Access.ADMINISTRATOR,
    "reminders.workdays": Access.ADMINISTRATOR,
    "reminders.take_workdays": Access.ADMINISTRATOR,
    "reminders.new_robot": Access.ADMINISTRATOR,
    "reminders.take_new_robot": Access.ADMINISTRATOR,
    "reminders.robot": Access.ADMINISTRATOR,
    "reminders.take_robot": Access.ADMINISTRATOR,
    "reminders.try_robot": Access.ADMINISTRATOR,
    "reminders.remove_robot": Access.ADMINISTRATOR,
    # administration
    "admin.people": Access.ORGANIZER,
    "admin.add_person": Access.ORGANIZER,
    "admin.end_membership": Access.ORGANIZER,
    "admin.make_link": Access.ORGANIZER,
    # reports
    "reports.index": Access.ORGANIZER,
    "reports.make": Access.ORGANIZER,
    "reports.progress": Access.ORGANIZER,
    "reports.file": Access.ORGANIZER,
    "reports.remove": Access.ORGANIZER,
    # rosters
    "roster.upload": Access.ORGANIZER,
    "roster.take_upload": Access.ORGANIZER,
    "roster.show": Access.ORGANIZER,
    "roster.take_choice": Access.ORGANIZER,
    "roster.progress": Access.ORGANIZER,
    "roster.problems": Access.ORGANIZER,
    "roster.discard": Access.ORGANIZER,
    "roster.template": Access.ORGANIZER,
    "roster.export": Access.ORGANIZER,
    "roster.export_csv": Access.ORGANIZER,
    "roster.links": Access.ORGANIZER,
    "roster.show_links": Access.ORGANIZER,
    "roster.links_file": Access.ORGANIZER,
    # invitations
    "invitations.index": Access.ORGANIZER,
    "invitations.create": Access.ORGANIZER,
    "invitations.show": Access.ORGANIZER,
    "invitations.revoke": Access.ORGANIZER,
    "invitations.decide": Access.ORGANIZER,
    "invitations.join": Access.PUBLIC,
    "invitations.take_join": Access.PUBLIC,
    # units
    "admin.units": Access.ADMINISTRATOR,
    "admin.add_unit": Access.ADMINISTRATOR,
    "admin.rename_unit": Access.ADMINISTRATOR,
    "admin.remove_unit": Access.ADMINISTRATOR,
    "admin.move_unit": Access.ADMINISTRATOR,
    "admin.take_unit_move": Access.ADMINISTRATOR,
    "admin.merge_unit": Access.ADMINISTRATOR,
    "admin.take_unit_merge": Access.ADMINISTRATOR,
    "admin.switch_account": Access.ADMINISTRATOR,
    "admin.bring_back": Access.ORGANIZER,
    "admin.erase": Access.ADMINISTRATOR,
    "admin.take_erasure": Access.ADMINISTRATOR,
    # the audit log
    "admin.audit": Access.ADMINISTRATOR,
    "admin.audit_file": Access.ADMINISTRATOR,
    "admin.storage": Access.ADMINISTRATOR,
}


def is_allowed(access: Access, actor: Actor | None) -> bool:
    """Say whether a signed-in person acting as `actor` may open an endpoint of that access."""
    if access in {Access.PUBLIC, Access.SIGNED_IN}:
        return True
    if actor is None:
        return False
    return {
        Access.LEARNER: actor.is_learner or actor.is_organizer,
        Access.ORGANIZER: actor.is_organizer,
        Access.ADMINISTRATOR: actor.is_administrator,
    }[access]


def register(app: Flask) -> None:
    """Put the guard before every request."""
    app.before_request(_guard)


def _guard() -> Response | None:
    if request.endpoint is None:
        return None  # no such page: the router's own 404 or 405 follows
    if request.endpoint not in ACCESS:
        raise ForbiddenError("not-in-permissions")
    access = ACCESS[request.endpoint]
    if access is Access.PUBLIC:
        return None
    person = current.person()
    if person is None:
        return _to_sign_in()
    if not is_allowed(access, person.actor):
        raise ForbiddenError(_reason(person))
    return None


def _to_sign_in() -> Response:
    if not is_set_up():
        return redirect(url_for("people.set_up"), 303)
    next_page = request.full_path.rstrip("?") if request.method == "GET" and request.path != "/" else None
    return redirect(url_for("people.sign_in", next=next_page), 303)


def _reason(person: Person) -> str:
    return "no-organization" if person.actor is None else "role-missing"

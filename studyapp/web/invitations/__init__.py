"""Invitations: making and watching them, and joining through one."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from studyapp.web.invitations import joining, organizing
from studyapp.web.problems import add_words

add_words(
    {
        "invitation-days": _l("An invitation is good for 1 to %(most)s days."),
        "invitation-expired": _l("This invitation has expired. Ask your organizer for a new one."),
        "invitation-not-found": _l("There is no such invitation. Scan the code again, or ask your organizer."),
        "invitation-places": _l("An invitation is good for 1 to %(most)s people."),
        "invitation-revoked": _l("This invitation has been withdrawn. Ask your organizer for a new one."),
        "invitation-used-up": _l("All places of this invitation are taken. Ask your organizer for a new one."),
        "joining-decided": _l("Somebody else has just decided about this person."),
        "joining-declined": _l("Your organizer has declined this. Ask them in person."),
        "joining-not-found": _l("This person did not follow an invitation of yours."),
    }
)
blueprint = Blueprint("invitations", __name__)

blueprint.add_url_rule("/admin/invitations", "index", organizing.index)
blueprint.add_url_rule("/admin/invitations", "create", organizing.create, methods=["POST"])
blueprint.add_url_rule("/admin/invitations/<int:invitation_id>", "show", organizing.show)
blueprint.add_url_rule("/admin/invitations/<int:invitation_id>/revoke", "revoke", organizing.revoke, methods=["POST"])
blueprint.add_url_rule("/admin/joinings/<int:joining_id>", "decide", organizing.decide, methods=["POST"])
blueprint.add_url_rule("/invited/<token>", "join", joining.join)
blueprint.add_url_rule("/invited/<token>", "take_join", joining.take_join, methods=["POST"])

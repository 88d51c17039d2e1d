"""People and units: what organizers and administrators keep in order."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.admin import audit, erasing, merging, people, storage, units

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

blueprint.add_url_rule("/people", "people", people.people)
blueprint.add_url_rule("/people", "add_person", people.add_person, methods=["POST"])
blueprint.add_url_rule("/people/<int:account_id>/link", "make_link", people.make_link, methods=["POST"])
blueprint.add_url_rule(
    "/memberships/<int:membership_id>/end", "end_membership", people.end_membership, methods=["POST"]
)
blueprint.add_url_rule("/people/<int:account_id>/switch", "switch_account", people.switch_account, methods=["POST"])
blueprint.add_url_rule("/units", "units", units.units)
blueprint.add_url_rule("/units", "add_unit", units.add_unit, methods=["POST"])
blueprint.add_url_rule("/units/<int:unit_id>/name", "rename_unit", units.rename_unit, methods=["POST"])
blueprint.add_url_rule("/units/<int:unit_id>/move", "move_unit", units.move_unit)
blueprint.add_url_rule("/units/<int:unit_id>/move", "take_unit_move", units.take_unit_move, methods=["POST"])
blueprint.add_url_rule("/units/<int:unit_id>/remove", "remove_unit", units.remove_unit, methods=["POST"])
blueprint.add_url_rule("/storage", "storage", storage.storage_page)
blueprint.add_url_rule("/audit", "audit", audit.log)
blueprint.add_url_rule("/audit.csv", "audit_file", audit.log_file)
blueprint.add_url_rule("/memberships/<int:membership_id>/back", "bring_back", people.bring_back, methods=["POST"])
blueprint.add_url_rule("/people/<int:account_id>/delete", "erase", erasing.erase)
blueprint.add_url_rule("/people/<int:account_id>/delete", "take_erasure", erasing.take_erasure, methods=["POST"])
blueprint.add_url_rule("/units/<int:unit_id>/merge", "merge_unit", merging.merge_unit)
blueprint.add_url_rule("/units/<int:unit_id>/merge", "take_unit_merge", merging.take_unit_merge, methods=["POST"])

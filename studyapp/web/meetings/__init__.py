"""Study sessions as organizers plan, hold and file them."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.meetings import agenda, ledger, minutes, photos, planning, reflections, roll, rounds, words
from studyapp.web.meetings.problems import WORDS
from studyapp.web.problems import add_words

add_words(WORDS)
blueprint = Blueprint("meetings", __name__, url_prefix="/study-sessions")
words.register(blueprint)

blueprint.add_url_rule("", "index", planning.index)
blueprint.add_url_rule("/new", "new", planning.new)
blueprint.add_url_rule("/new", "create", planning.create, methods=["POST"])
blueprint.add_url_rule("/<int:study_session_id>", "show", planning.show)
blueprint.add_url_rule("/<int:study_session_id>/edit", "edit", planning.edit)
blueprint.add_url_rule("/<int:study_session_id>/edit", "take_edit", planning.take_edit, methods=["POST"])
blueprint.add_url_rule("/<int:study_session_id>/cancel", "cancel", planning.cancel)
blueprint.add_url_rule("/<int:study_session_id>/cancel", "take_cancel", planning.take_cancel, methods=["POST"])
blueprint.add_url_rule("/<int:study_session_id>/agenda", "agenda", agenda.agenda)
blueprint.add_url_rule("/<int:study_session_id>/agenda", "take_agenda", agenda.take_agenda, methods=["POST"])
blueprint.add_url_rule("/<int:study_session_id>/rounds/new", "new_round", rounds.new_round)
blueprint.add_url_rule("/<int:study_session_id>/rounds/new", "take_round", rounds.take_round, methods=["POST"])
blueprint.add_url_rule(
    "/<int:study_session_id>/rounds/<int:number>", "change_round", rounds.change_round, methods=["POST"]
)
blueprint.add_url_rule("/<int:study_session_id>/roll", "roll", roll.roll)
blueprint.add_url_rule("/<int:study_session_id>/roll", "take_mark", roll.take_mark, methods=["POST"])
blueprint.add_url_rule("/<int:study_session_id>/guests", "add_guest", roll.add_guest, methods=["POST"])
blueprint.add_url_rule(
    "/<int:study_session_id>/guests/<int:attendance_id>", "remove_guest", roll.remove_guest, methods=["POST"]
)
blueprint.add_url_rule("/<int:study_session_id>/number", "renew_number", roll.renew, methods=["POST"])
blueprint.add_url_rule("/<int:study_session_id>/sheet.<kind>", "sheet", roll.sheet)
blueprint.add_url_rule("/<int:study_session_id>/minutes", "minutes", minutes.minutes)
blueprint.add_url_rule("/<int:study_session_id>/minutes", "take_minutes", minutes.take_minutes, methods=["POST"])
blueprint.add_url_rule("/<int:study_session_id>/minutes.<kind>", "minutes_file", minutes.minutes_file)
blueprint.add_url_rule("/<int:study_session_id>/photos", "add_photo", photos.add, methods=["POST"])
blueprint.add_url_rule("/<int:study_session_id>/photos/<int:photo_id>", "photo", photos.photo)
blueprint.add_url_rule("/<int:study_session_id>/photos/<int:photo_id>", "remove_photo", photos.remove, methods=["POST"])
blueprint.add_url_rule("/<int:study_session_id>/confirm", "confirm", minutes.confirm)
blueprint.add_url_rule(
    "/<int:study_session_id>/confirm", "take_confirmation", minutes.take_confirmation, methods=["POST"]
)
blueprint.add_url_rule("/<int:study_session_id>/reflections", "reflections", reflections.reflections)
blueprint.add_url_rule("/<int:study_session_id>/reflections", "ask_reflections", reflections.ask, methods=["POST"])
_ONE = "/<int:study_session_id>/reflections/<int:reflection_id>"
blueprint.add_url_rule(_ONE, "reflection", reflections.reflection)
blueprint.add_url_rule(_ONE, "remark_reflection", reflections.remark, methods=["POST"])
blueprint.add_url_rule(f"{_ONE}/share", "share_reflection", reflections.share, methods=["POST"])
blueprint.add_url_rule("/ledger", "ledger", ledger.ledger)
blueprint.add_url_rule("/ledger.xlsx", "ledger_file", ledger.ledger_file)

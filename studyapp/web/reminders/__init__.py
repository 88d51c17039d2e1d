"""Reminding those who have not finished: what goes out, to whom, by which way, and what became of it."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.problems import add_words
from studyapp.web.reminders import reminding, robots, settings
from studyapp.web.reminders.words import PROBLEMS

add_words(PROBLEMS)

blueprint = Blueprint("reminders", __name__, url_prefix="/reminders")

blueprint.add_url_rule("", "index", reminding.index)
blueprint.add_url_rule("/assignments/<int:assignment_id>", "preview", reminding.preview)
blueprint.add_url_rule("/assignments/<int:assignment_id>", "remind", reminding.remind, methods=["POST"])
blueprint.add_url_rule("/runs/<int:run_id>", "run", reminding.run)
blueprint.add_url_rule("/messages/<int:delivery_id>/again", "again", reminding.again, methods=["POST"])
blueprint.add_url_rule("/settings", "settings", settings.settings)
blueprint.add_url_rule("/settings", "take_settings", settings.take_settings, methods=["POST"])
blueprint.add_url_rule("/workdays", "workdays", settings.workdays)
blueprint.add_url_rule("/workdays", "take_workdays", settings.take_workdays, methods=["POST"])
blueprint.add_url_rule("/robots/new", "new_robot", robots.new)
blueprint.add_url_rule("/robots/new", "take_new_robot", robots.take_new, methods=["POST"])
blueprint.add_url_rule("/robots/<int:robot_id>", "robot", robots.edit)
blueprint.add_url_rule("/robots/<int:robot_id>", "take_robot", robots.take_edit, methods=["POST"])
blueprint.add_url_rule("/robots/<int:robot_id>/try", "try_robot", robots.try_out, methods=["POST"])
blueprint.add_url_rule("/robots/<int:robot_id>/remove", "remove_robot", robots.remove, methods=["POST"])

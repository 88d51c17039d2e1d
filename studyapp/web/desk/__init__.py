"""The question desk: deciding on questions, rewording them, and seeing what a case's questions cover."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.desk import challenges, correcting, covering, deciding, lists, rescuing, rewording, writing
from studyapp.web.desk.problems import WORDS
from studyapp.web.problems import add_words

add_words(WORDS)

blueprint = Blueprint("desk", __name__, url_prefix="/desk")

blueprint.add_url_rule("", "home", lists.home)
blueprint.add_url_rule("/casebooks/<int:casebook_id>", "casebook", lists.casebook)
blueprint.add_url_rule("/casebooks/<int:casebook_id>/next", "next_question", lists.next_question)
blueprint.add_url_rule(
    "/casebooks/<int:casebook_id>/approve", "approve_confident", deciding.approve_confident, methods=["POST"]
)
blueprint.add_url_rule("/cases/<int:case_id>", "case", lists.case)
blueprint.add_url_rule("/cases/<int:case_id>/coverage", "coverage", covering.coverage)
blueprint.add_url_rule("/questions/<int:question_id>", "question", deciding.question)
blueprint.add_url_rule("/questions/<int:question_id>/approve", "approve", deciding.approve, methods=["POST"])
blueprint.add_url_rule("/questions/<int:question_id>/reject", "reject", deciding.reject, methods=["POST"])
blueprint.add_url_rule("/questions/<int:question_id>/retire", "retire", deciding.retire, methods=["POST"])
blueprint.add_url_rule("/questions/<int:question_id>/pool", "take_pool", deciding.take_pool, methods=["POST"])
blueprint.add_url_rule("/questions/<int:question_id>/reopen", "reopen", deciding.reopen, methods=["POST"])
blueprint.add_url_rule("/questions/<int:question_id>/edit", "edit", rewording.edit)
blueprint.add_url_rule("/questions/<int:question_id>/edit", "take_edit", rewording.take_edit, methods=["POST"])
blueprint.add_url_rule("/questions/<int:question_id>/check", "check", rewording.check, methods=["POST"])
blueprint.add_url_rule("/questions/<int:question_id>/correct", "correct", correcting.correct)
blueprint.add_url_rule(
    "/questions/<int:question_id>/correct", "take_correction", correcting.take_correction, methods=["POST"]
)
blueprint.add_url_rule("/corrections/<int:correction_id>", "correction", correcting.correction)
blueprint.add_url_rule("/challenges", "challenges", challenges.challenges)
blueprint.add_url_rule("/challenges/<int:challenge_id>/decline", "decline", challenges.decline, methods=["POST"])
blueprint.add_url_rule("/health", "health", challenges.health)
blueprint.add_url_rule("/casebooks/<int:casebook_id>/held", "held_of_casebook", rescuing.held_of_casebook)
blueprint.add_url_rule("/cases/<int:case_id>/held", "held_of_case", rescuing.held_of_case)
blueprint.add_url_rule("/held/<int:held_id>", "held", rescuing.held)
blueprint.add_url_rule("/held/<int:held_id>", "rescue", rescuing.rescue, methods=["POST"])
blueprint.add_url_rule("/held/<int:held_id>/check", "check_rescue", rescuing.check_rescue, methods=["POST"])
blueprint.add_url_rule("/cases/<int:case_id>/write", "write", writing.write)
blueprint.add_url_rule("/cases/<int:case_id>/write", "take_written", writing.take_written, methods=["POST"])
blueprint.add_url_rule("/cases/<int:case_id>/check", "check_written", writing.check_written, methods=["POST"])

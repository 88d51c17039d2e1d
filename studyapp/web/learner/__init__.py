"""What a learner sees: home, reading, quiz, result, progress."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.learner import (
    certificates,
    challenging,
    ending,
    extra_time,
    home,
    judging,
    mistakes,
    module,
    pictures,
    quiz,
    reading,
    reading_marks,
    reflections,
    reviews,
    searching,
    taking_out,
)
from studyapp.web.learner.problems import WORDS
from studyapp.web.problems import add_words

add_words(WORDS)
blueprint = Blueprint("learner", __name__)

blueprint.add_url_rule("/", "home", home.home)
blueprint.add_url_rule("/search", "search", searching.search_page)
blueprint.add_url_rule("/progress", "progress", home.progress)
blueprint.add_url_rule("/study/<int:assignment_id>", "module", module.module)
blueprint.add_url_rule("/study/<int:assignment_id>/attempts", "start", module.start, methods=["POST"])
blueprint.add_url_rule("/study/<int:assignment_id>/cases/<int:case_id>", "case", reading.case)
blueprint.add_url_rule(
    "/study/<int:assignment_id>/cases/<int:case_id>/commentary",
    "open_commentary",
    reading.open_commentary,
    methods=["POST"],
)
_CASE = "/study/<int:assignment_id>/cases/<int:case_id>"
blueprint.add_url_rule(f"{_CASE}/pictures/<int:shown_id>", "picture", pictures.picture)
blueprint.add_url_rule(f"{_CASE}/judgement", "predict", judging.predict, methods=["POST"])
blueprint.add_url_rule(f"{_CASE}/comparison", "compare", judging.compare, methods=["POST"])
blueprint.add_url_rule(f"{_CASE}/presence", "presence", reading_marks.presence, methods=["POST"])
blueprint.add_url_rule(f"{_CASE}/highlights", "mark", reading_marks.mark, methods=["POST"])
blueprint.add_url_rule(
    f"{_CASE}/highlights/<int:highlight_id>", "change_mark", reading_marks.change_mark, methods=["POST"]
)
blueprint.add_url_rule("/judgements", "judgements", judging.judgements)
blueprint.add_url_rule("/calendar/<token>.ics", "calendar", taking_out.calendar)
blueprint.add_url_rule("/account/record.json", "record", taking_out.record)
blueprint.add_url_rule("/reviews", "reviews", reviews.reviews)
blueprint.add_url_rule("/reviews/next", "next_review", reviews.next_review)
blueprint.add_url_rule("/reviews/cards/<int:card_id>", "card", reviews.card)
blueprint.add_url_rule("/reviews/cards/<int:card_id>", "answer", reviews.answer, methods=["POST"])
blueprint.add_url_rule("/reviews/cards/<int:card_id>/note", "note", mistakes.note, methods=["POST"])
blueprint.add_url_rule("/reviews/<int:review_id>", "review", reviews.review)
blueprint.add_url_rule("/reviews/<int:review_id>", "rate", reviews.rate, methods=["POST"])
blueprint.add_url_rule("/mistakes", "mistakes", mistakes.mistakes)
blueprint.add_url_rule("/practice", "practise", mistakes.practise, methods=["POST"])
blueprint.add_url_rule("/practice/<int:practice_id>", "practice", mistakes.practice)
blueprint.add_url_rule("/attempts/<int:attempt_id>", "attempt", quiz.attempt)
blueprint.add_url_rule("/attempts/<int:attempt_id>/time", "time_left", extra_time.time_left)
blueprint.add_url_rule("/attempts/<int:attempt_id>/questions/<int:position>", "question", quiz.question)
blueprint.add_url_rule("/attempts/<int:attempt_id>/questions/<int:position>", "save", quiz.save, methods=["POST"])
blueprint.add_url_rule("/attempts/<int:attempt_id>/hand-in", "confirm", ending.confirm)
blueprint.add_url_rule("/attempts/<int:attempt_id>/hand-in", "hand_in", ending.hand_in, methods=["POST"])
blueprint.add_url_rule("/attempts/<int:attempt_id>/receipt", "receipt", ending.receipt)
blueprint.add_url_rule("/attempts/<int:attempt_id>/result", "result", ending.result)
blueprint.add_url_rule("/my-certificates", "certificates", certificates.certificates)
blueprint.add_url_rule("/my-certificates/<int:certificate_id>", "certificate", certificates.certificate)
blueprint.add_url_rule("/my-certificates/<int:certificate_id>.pdf", "certificate_file", certificates.certificate_file)
blueprint.add_url_rule("/receipts", "verify", ending.verify)
blueprint.add_url_rule(
    "/attempts/<int:attempt_id>/questions/<int:position>/challenge",
    "challenge",
    challenging.challenge,
    methods=["POST"],
)
blueprint.add_url_rule("/reflections/<int:study_session_id>", "reflection", reflections.reflection)
blueprint.add_url_rule("/reflections/<int:study_session_id>", "write_reflection", reflections.write, methods=["POST"])
blueprint.add_url_rule(
    "/reflections/<int:study_session_id>/hand-in", "hand_in_reflection", reflections.hand_in, methods=["POST"]
)
blueprint.add_url_rule(
    "/reflections/<int:study_session_id>/consent", "consent_reflection", reflections.consent, methods=["POST"]
)
blueprint.add_url_rule("/news/seen", "put_news_away", challenging.put_news_away, methods=["POST"])

"""The learner's domain errors in words."""

from __future__ import annotations

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

WORDS: dict[str, LazyString] = {
    "already-challenged": lazy_gettext("You have challenged this question already; the organizers have it."),
    "another-attempt-open": lazy_gettext("While an exam of this assignment is open, earlier results stay closed."),
    "answer-final": lazy_gettext("This answer was confirmed and stays as it is."),
    "answer-newer-elsewhere": lazy_gettext(
        "This question was answered on another page or device in the meantime. Reload to see that answer."
    ),
    "assignment-closed": lazy_gettext("The deadline of this assignment has passed."),
    "assignment-not-found": lazy_gettext("This assignment is not among yours."),
    "assignment-not-open-yet": lazy_gettext("This assignment has not opened yet."),
    "assignment-withdrawn": lazy_gettext(
        "The organizer has withdrawn this assignment. What you saved is kept, and nothing is left to do."
    ),
    "attempt-not-found": lazy_gettext("This attempt is not among yours."),
    "attempt-not-marked": lazy_gettext(
        "The time is over, but this attempt could not be marked. Your answers are kept. Tell your organizer."
    ),
    "attempt-still-open": lazy_gettext("This attempt is still open. Its result appears after the hand-in."),
    "attempts-used-up": lazy_gettext("All %(allowed)s attempts of this assignment have been used."),
    "book-is-closed": lazy_gettext("This quiz is closed-book: its cases can be read again after the hand-in."),
    "calendar-not-found": lazy_gettext(
        "This calendar address is no longer valid. Take the present one from your progress page."
    ),
    "card-not-found": lazy_gettext("This question is not among those you have met."),
    "case-not-found": lazy_gettext("This case does not belong to the assignment."),
    "challenge-too-early": lazy_gettext("A question can be challenged once its right answer is shown."),
    "challenge-words-missing": lazy_gettext("Say in a few words what you doubt."),
    "commentary-missing": lazy_gettext("This case has no commentary."),
    "commentary-not-opened": lazy_gettext("Open the commentary first; then you can compare."),
    "commentary-opened": lazy_gettext("The commentary is open already, so the judgement stays as it is."),
    "highlight-not-found": lazy_gettext("This mark is not among yours."),
    "line-missing": lazy_gettext("Write one line: what makes you think so?"),
    "no-questions": lazy_gettext("No question has been approved for this module yet. Ask your organizer."),
    "nothing-to-practise": lazy_gettext("There is nothing to practise yet. Answer a quiz first."),
    "passage-missing": lazy_gettext("Copy the words that you want to mark from the case."),
    "passage-not-once": lazy_gettext(
        "These words do not stand in the case exactly once. Copy a whole sentence, unchanged."
    ),
    "practice-not-found": lazy_gettext("This practice is not among yours."),
    "prediction-first": lazy_gettext("Write your own judgement first; then the commentary opens."),
    "prediction-missing": lazy_gettext("There is no judgement of yours on this case to compare with."),
    "question-away": lazy_gettext("This question rests for now: a quiz is still asking it, or it was withdrawn."),
    "question-not-found": lazy_gettext("The quiz has no question with this number."),
    "receipt-not-found": lazy_gettext("No receipt with this code is among yours. Check the code for typing mistakes."),
    "record-waits": lazy_gettext("While a quiz of yours is open, this file waits. Hand in first."),
    "review-not-found": lazy_gettext("This review is not among yours."),
    "review-not-newest": lazy_gettext("You have met this question again since; that answer counts now."),
    "stance-missing": lazy_gettext("Choose what you think the outcome hung on most."),
}

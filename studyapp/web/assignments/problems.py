"""What can go wrong with an assignment, in words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WORDS: dict[str, LazyString] = {
    "assignment-not-found": _l("This assignment is not among those of your units."),
    "assignment-not-yours": _l("This assignment is also for people outside your units; who gave it can change it."),
    "assignment-over": _l("The deadline has passed. Extend it first."),
    "assignment-withdrawn": _l("This assignment was withdrawn and cannot be changed any more."),
    "attempts-range": _l("Allow 1 to %(most)s attempts."),
    "dates-reversed": _l("The deadline must come after the opening."),
    "deadline-past": _l("This deadline has already passed. Choose a later one."),
    "duration-range": _l("The time for one attempt is 1 to %(most)s minutes, or left empty for no limit."),
    "edit-unfair": _l(
        "%(begun)s people have already begun their paper under the present rules, so this can no longer be changed: "
        "%(fields)s. A later deadline and more attempts are possible."
    ),
    "nobody-under-way": _l("Nobody is answering a paper any more."),
    "paper-not-under-way": _l("This paper has been handed in, or its time was over, in the meantime."),
    "extra-minutes": _l("Give 1 to %(most)s minutes."),
    "extra-reason-missing": _l("Say why, in at most %(most)s characters."),
    "extension-not-later": _l("The new deadline must be later than the present one, and still to come."),
    "extension-reason-missing": _l("Say in a few words why the deadline is extended."),
    "feedback-too-early": _l("In an exam the keys cannot be shown while it goes on. Choose another moment."),
    "module-not-found": _l("This module is not offered any more. Choose another one."),
    "module-without-questions": _l(
        "“%(title)s” has no approved question yet. Approve some at the question desk first."
    ),
    "pass-mark-range": _l("The pass mark is a percentage from 0 to 100."),
    "people-not-found": _l(
        "Nobody, or more than one person, in your units is called: %(names)s. Use the sign-in name."
    ),
    "targets-missing": _l("Choose at least one unit or person."),
    "title-missing": _l("Give the assignment a title."),
}

# The form's field to which an error belongs.
FIELDS = {
    "attempts-range": "attempts_allowed",
    "dates-reversed": "closes_at",
    "deadline-past": "closes_at",
    "duration-range": "duration_minutes",
    "extension-not-later": "closes_at",
    "extension-reason-missing": "reason",
    "feedback-too-early": "feedback",
    "module-not-found": "module_id",
    "module-without-questions": "module_id",
    "pass-mark-range": "pass_mark",
    "people-not-found": "people",
    "targets-missing": "units",
    "title-missing": "title",
}

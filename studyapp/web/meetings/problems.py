"""What can go wrong with a study session, in words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WORDS: dict[str, LazyString] = {
    "agenda-empty": _l("An agenda needs at least one step."),
    "agenda-fixed": _l(
        "The study session has begun, so its agenda stays. The host can skip a step or jump to another."
    ),
    "agenda-long": _l("An agenda has at most %(most)s steps."),
    "host-unknown": _l("The host must be an organizer or administrator of your organization."),
    "makeup-without-module": _l("Its module does not exist any more."),
    "minutes-confirmed": _l("These minutes are filed and can no longer be changed."),
    "minutes-early": _l("The minutes begin when the study session does."),
    "minutes-kept-away": _l(
        "You are answering a closed-book quiz on a case of this study session. What the minutes say of cases and votes "
        "opens to you after the hand-in."
    ),
    "minutes-long": _l("This text is too long: at most %(most)s characters."),
    "minutes-newer": _l(
        "Somebody else has saved the minutes in the meantime. What you typed stands here; open the page again in "
        "another window to bring both together."
    ),
    "minutes-not-ended": _l("End the study session first; then the minutes can be confirmed."),
    "module-empty": _l("This module has no case any more. Choose another one."),
    "photo-caption": _l("The line under a photograph has at most %(most)s characters."),
    "photo-large": _l("This photograph is too large: at most %(most)s MB."),
    "photo-missing": _l("Choose a photograph first."),
    "photo-not-found": _l("This photograph is not there any more."),
    "photo-unreadable": _l("This file is no photograph that can be shown. Take a JPEG, PNG or WebP."),
    "photos-many": _l("At most %(most)s photographs can be attached. Take one out first."),
    "recorder-unknown": _l("The recorder must belong to your organization."),
    "reflection-hint": _l("What to write about has at most %(most)s characters."),
    "reflection-least": _l("The least length is a whole number from 0 to %(most)s."),
    "reflection-long": _l("This text is too long: at most %(most)s characters."),
    "reflection-newer": _l("Another page has saved this text in the meantime. Reload to see what is kept."),
    "reflection-no-consent": _l("Only an accepted reflection whose author allows it can be shared."),
    "reflection-not-asked": _l("You are not asked for a reflection on this study session."),
    "reflection-not-found": _l("This reflection was not handed in."),
    "reflection-not-here": _l("This reflection is with its author now."),
    "reflection-short": _l("At least %(least)s characters are asked for; these are %(has)s."),
    "reflection-with-organizer": _l("This reflection was handed in and is with the organizer."),
    "reflections-begun": _l("Some have handed in already, so reflections stay asked for."),
    "remark-long": _l("A remark has at most %(most)s characters."),
    "remark-missing": _l("Write what would make the piece better; then return it."),
    "round-begun": _l("This vote has already been opened, so it stays as it is."),
    "round-key": _l("A question with one choice has at most one key."),
    "round-not-found": _l("This vote does not exist any more."),
    "round-options": _l("Give 2 to %(most)s different options, one to a line, of at most %(length)s characters each."),
    "round-prompt": _l("Write what is asked, in at most %(most)s characters."),
    "round-repeats": _l("This vote repeats an earlier one and is answered in the same way."),
    "round-scale": _l("A scale needs the words for its two ends, one to a line."),
    "round-seconds": _l("A timer runs %(least)s to %(most)s seconds."),
    "rounds-many": _l("A study session has at most %(most)s votes."),
    "session-length": _l("A study session lasts from 10 minutes to 12 hours."),
    "session-times": _l("The end must come after the beginning."),
    "session-title-missing": _l("Give the study session a title."),
    "starts-in-the-past": _l("This beginning has already passed. Choose a later one."),
    "step-minutes": _l("A step takes 1 to %(most)s minutes."),
    "step-unknown": _l("This step does not exist any more. Reload the page."),
    "study-session-begun": _l("The study session has begun, so its plan stays as it is."),
    "study-session-cancelled": _l("This study session was called off."),
    "study-session-not-found": _l("This study session is not among yours."),
    "study-session-not-yours": _l(
        "Only its host, its recorder or who organizes all of its units can do this; who planned it can help."
    ),
    "study-session-over": _l("This study session has ended."),
    "to-do-long": _l("A line of what is to be done has at most %(most)s characters."),
    "to-dos-many": _l("At most %(most)s things to be done."),
    "units-missing": _l("Choose at least one unit."),
}

# The plan form's field to which an error belongs.
FIELDS = {
    "host-unknown": "host_id",
    "module-empty": "module_id",
    "module-not-found": "module_id",
    "recorder-unknown": "recorder_id",
    "session-length": "ends_at",
    "session-times": "ends_at",
    "session-title-missing": "title",
    "starts-in-the-past": "starts_at",
    "units-missing": "units",
}

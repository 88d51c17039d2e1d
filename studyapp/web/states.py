"""The states of things in words, each with an icon and a tone: never a colour alone."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import LazyString, lazy_gettext


class StateWords(NamedTuple):
    """`word` is shown; `icon` names one of `components/icon.html`; `tone` is plain, active, good, warn or bad."""

    word: LazyString | str
    icon: str
    tone: str


STATES = {
    # a learner's way through an assignment
    "not_started": StateWords(lazy_gettext("Not started"), "circle", "plain"),
    "reading": StateWords(lazy_gettext("Reading"), "book", "active"),
    "answering": StateWords(lazy_gettext("Answering"), "pencil", "active"),
    "not_passed": StateWords(lazy_gettext("Not passed yet"), "again", "warn"),
    "passed": StateWords(lazy_gettext("Passed"), "check", "good"),
    "overdue": StateWords(lazy_gettext("Overdue"), "clock", "bad"),
    # one attempt
    "open": StateWords(lazy_gettext("Open"), "pencil", "active"),
    "handed_in": StateWords(lazy_gettext("Handed in"), "check", "good"),
    "closed": StateWords(lazy_gettext("Closed when time was over"), "clock", "plain"),
    # questions and modules
    "draft": StateWords(lazy_gettext("Draft"), "pencil", "plain"),
    "approved": StateWords(lazy_gettext("Approved"), "check", "good"),
    "rejected": StateWords(lazy_gettext("Rejected"), "cross", "warn"),
    "retired": StateWords(lazy_gettext("Retired"), "archive", "plain"),
    "published": StateWords(lazy_gettext("Published"), "check", "good"),
    "archived": StateWords(lazy_gettext("Archived"), "archive", "plain"),
    # imports, work in the background
    "uploaded": StateWords(lazy_gettext("Uploaded"), "clock", "plain"),
    "preview": StateWords(lazy_gettext("Waiting for your look"), "eye", "active"),
    "confirmed": StateWords(lazy_gettext("Being built"), "clock", "active"),
    "discarded": StateWords(lazy_gettext("Discarded"), "cross", "plain"),
    "queued": StateWords(lazy_gettext("Waiting"), "clock", "plain"),
    "running": StateWords(lazy_gettext("At work"), "clock", "active"),
    "done": StateWords(lazy_gettext("Done"), "check", "good"),
    "failed": StateWords(lazy_gettext("Failed"), "alert", "bad"),
}


def state_words(code: str) -> StateWords:
    """Return how to show the state `code`; a code that nobody worded shows itself."""
    return STATES.get(str(code), StateWords(str(code), "circle", "plain"))

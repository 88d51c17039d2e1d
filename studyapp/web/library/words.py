"""The reader's codes in words: what was changed, what is doubtful, what was left over, and the notes of the work."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

REPAIR_WORDS: dict[str, LazyString] = {
    "chunk-number": _l("A viewer's running number"),
    "entity": _l("A web page's character code"),
    "full-width": _l("Full-width letters and digits"),
    "hard-wrap": _l("A line broken by the page"),
    "layout": _l("Blank lines and spaces"),
    "look-alike": _l("A misread character"),
    "markup": _l("A formatting mark"),
    "page-number": _l("A page number"),
    "picture": _l("A picture"),
    "reporter-line": _l("A line naming reporter or source"),
    "running-head": _l("A heading repeated on each page"),
    "site-chrome": _l("Words of the web page around the text"),
}

LEFT_OVER_WORDS: dict[str, LazyString] = {
    **REPAIR_WORDS,
    "after-the-cases": _l("Text after the last case"),
    "appendix": _l("An appendix"),
    "byline": _l("A line naming the author"),
    "closing-words": _l("Closing words about the whole book"),
    "key-points": _l("Key points listed before the text"),
    "keywords": _l("Keywords"),
    "law-text": _l("The text of a law"),
    "lead": _l("A summary before the text"),
    "note": _l("A note of the editors"),
    "set-aside": _l("Left out by you"),
    "no-case": _l("Text that belongs to no case"),
    "place-line": _l("A line naming place and day"),
    "separator": _l("A rule between two texts"),
    "source-line": _l("A line naming the source"),
    "table-of-contents": _l("A table of contents"),
}

SUSPECT_WORDS: dict[str, LazyString] = {
    "stray-character": _l("A character that fits no word here"),
    "unannounced-name": _l("Looks like a name, but may be misread words"),
}

FLAG_WORDS: dict[str, LazyString] = {
    "truncated": _l("Breaks off"),
    "no-commentary": _l("No commentary"),
    "no-title": _l("No title found"),
    "no-body": _l("No text left; not imported"),
}

FATE_WORDS: dict[str, LazyString] = {
    "changed": _l("Changed"),
    "new": _l("New case"),
    "removed": _l("Not in the new edition"),
    "unchanged": _l("Unchanged"),
}

ROLE_WORDS: dict[str, LazyString] = {
    "title": _l("Title"),
    "structure": _l("Marker"),
    "body": _l("Body"),
    "commentary": _l("Commentary"),
    "introduction": _l("Introduction"),
    "aside": _l("Left out"),
}

STEP_WORDS: dict[str, LazyString] = {
    "split": _l("A new case begins here"),
    "commentary": _l("The commentary begins here"),
    "title": _l("This is the title"),
    "body": _l("This belongs to the body"),
    "aside": _l("Leave this paragraph out"),
    "next": _l("The next case begins here"),
    "begin": _l("This case begins here, not earlier"),
    "join": _l("Joined to the case before"),
    "no-commentary": _l("There is no commentary"),
    "accept": _l("Right as printed"),
    "correct": _l("Corrected"),
}
OF_LINE = ("split", "commentary", "title", "body", "aside", "next", "begin")
"""What can be said of a line, in the order in which it is offered."""

NOTE_WORDS: dict[str, LazyString] = {
    "": _l("Waiting for its turn"),
    "reading-file": _l("Reading the file"),
    "keeping-preview": _l("Preparing the preview"),
    "drafting-questions": _l("Drafting questions"),
    "keeping-questions": _l("Storing cases and questions"),
}


def repair(kind: str) -> str:
    """Return what a repair mended."""
    return str(REPAIR_WORDS.get(kind, _l("Another change")))


def left_over(why: str) -> str:
    """Return why a run was left over."""
    return str(LEFT_OVER_WORDS.get(why, _l("Does not belong to a case")))


def suspect(reason: str) -> str:
    """Return why a place is doubtful."""
    return str(SUSPECT_WORDS.get(reason, _l("Looks damaged")))


def role(code: str) -> str:
    """Return what a line is taken for."""
    return str(ROLE_WORDS[code])


def fate(code: str) -> str:
    """Return what became of a case in a new edition."""
    return str(FATE_WORDS[code])


def step(kind: str) -> str:
    """Return what was said, in words."""
    return str(STEP_WORDS[kind])


def flag(code: str) -> str:
    """Return a case's flag in words."""
    return str(FLAG_WORDS[code])

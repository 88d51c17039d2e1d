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
    "appendix": _l("An appendix"),
    "byline": _l("A line naming the author"),
    "key-points": _l("Key points listed before the text"),
    "keywords": _l("Keywords"),
    "law-text": _l("The text of a law"),
    "lead": _l("A summary before the text"),
    "note": _l("A note of the editors"),
    "no-case": _l("Text that belongs to no case"),
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
}

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


def flag(code: str) -> str:
    """Return a case's flag in words."""
    return str(FLAG_WORDS[code])

"""The index in which cases are searched: `case_search`, one row a case, of the bigrams of its present text.

SQLite keeps it as an FTS5 table (rowid is the case's id), PostgreSQL as a tsvector under GIN. It only narrows down: a
search joins it with the cases and looks at their text again, so a row that nobody needs any more does no harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, ColumnElement, String, bindparam, text

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.text.bigrams import bigrams

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.cases.models import CaseRevision
    from studyapp.text.bigrams import Token

_FORGET = {
    "sqlite": "DELETE FROM case_search WHERE rowid = :case_id",
    "postgresql": "DELETE FROM case_search WHERE case_id = :case_id",
}
_KEEP = {
    "sqlite": "INSERT INTO case_search (rowid, words) VALUES (:case_id, :words)",
    "postgresql": "INSERT INTO case_search (case_id, words) VALUES (:case_id, array_to_tsvector(:words))",
}
_FIND = {
    "sqlite": "SELECT rowid FROM case_search WHERE case_search MATCH :wanted",
    "postgresql": "SELECT case_id FROM case_search WHERE words @@ CAST(:wanted AS tsquery)",
}


def index_revision(revision: CaseRevision) -> None:
    """Put the text of a case's present revision into the index, in place of what stood there."""
    said = "\n".join(one.text for one in revision.commentaries)
    whole = "\n".join(one for one in (revision.title, revision.subtitle, revision.place, revision.body, said) if one)
    words = sorted(set(bigrams(whole)))
    name = db.engine.dialect.name
    keep = text(_KEEP[name])
    value: Any = words
    if name == "sqlite":
        value = " ".join(words)
    else:
        keep = keep.bindparams(bindparam("words", type_=ARRAY(String)))
    db.session.execute(text(_FORGET[name]), {"case_id": revision.case_id})
    db.session.execute(keep, {"case_id": revision.case_id, "words": value})


def may_hold(tokens: Iterable[Token]) -> ColumnElement[bool]:
    """Return the condition on `Case` that its text holds every token."""
    name = db.engine.dialect.name
    found = text(_FIND[name]).bindparams(wanted=_query(name, tokens))
    return Case.id.in_(found)


def _query(name: str, tokens: Iterable[Token]) -> str:
    """Return the tokens as a query: they hold letters and digits only, and stand in quotes."""
    if name == "sqlite":
        return " AND ".join(f'"{one.text}"{" *" if one.is_prefix else ""}' for one in tokens)
    return " & ".join(f"'{one.text}'{':*' if one.is_prefix else ''}" for one in tokens)

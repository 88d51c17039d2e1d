"""What is kept away from somebody who is answering a closed-book quiz on a case of the study session.

They may be in the room and vote; but what would answer their quiz does not reach their own phone: neither a commentary,
nor the result of a vote, nor the minutes with both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from studyapp.db import db
from studyapp.meetings.models import StudySession, StudySessionCase
from studyapp.meetings.room import Stage
from studyapp.people.actor import Actor
from studyapp.study.closed_books import is_book_closed


def stage_for(actor: Actor, stage: Stage) -> Stage:
    """Return the stage as the actor's phone may show it."""
    return without_answers(stage) if is_book_closed(actor, *stage.told_case_ids) else stage


def without_answers(stage: Stage) -> Stage:
    """Return the stage without result and commentary, where it tells of a case."""
    return replace(stage, tally=None, before=None, shift=None, commentaries=(), is_kept_away=True)


def are_minutes_kept_away(actor: Actor, found: StudySession) -> bool:
    """Say whether the actor answers a closed-book quiz on a case that was studied."""
    query = select(StudySessionCase.case_id).where(StudySessionCase.study_session_id == found.id)
    return is_book_closed(actor, *db.session.scalars(query))


def minutes_without_answers(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without what it says of cases and votes."""
    return {**record, "cases": [], "votes": []}

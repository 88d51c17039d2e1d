"""Closed books: while somebody answers a closed-book quiz, its cases are kept away from them, wherever they look."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.study.models import Assignment, Attempt, AttemptState, Enrolment, ModuleCase, Paper


def is_book_closed(actor: Actor, *case_ids: int) -> bool:
    """Say whether the actor answers a closed-book quiz on one of the cases, in whatever assignment."""
    if not case_ids:
        return False
    running, held = _running()
    mine = running.where(Attempt.account_id == actor.account_id, held.case_id.in_(case_ids))
    return bool(db.session.scalar(select(exists(mine))))


def whose_book_is_closed(case_ids: Collection[int]) -> frozenset[int]:
    """Return the accounts that answer a closed-book quiz on one of the cases."""
    running, held = _running()
    return frozenset(db.session.scalars(running.where(held.case_id.in_(case_ids)).distinct()))


def keeps_away(actor: Actor, case_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return the condition that the actor answers a closed-book quiz on the case of a query."""
    running, held = _running()
    return exists(running.where(Attempt.account_id == actor.account_id, held.case_id == case_id))


def _running() -> tuple[Select[Any], type[ModuleCase]]:
    sitting, given, held = aliased(Enrolment), aliased(Assignment), aliased(ModuleCase)
    query = (
        select(Attempt.account_id)
        .join(Paper, Paper.attempt_id == Attempt.id)
        .join(sitting, sitting.id == Attempt.enrolment_id)
        .join(given, given.id == sitting.assignment_id)
        .join(held, held.module_id == given.module_id)
        .where(Attempt.state == AttemptState.OPEN, ~Paper.is_open_book)
    )
    return query, held

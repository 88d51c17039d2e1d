"""Rounds whose timer has run out while nobody closed them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from studyapp.db import db
from studyapp.meetings.room_models import Round, RoundState


def overdue_rooms(study_session_ids: Collection[int], now: datetime) -> list[int]:
    """Return those of the study sessions that have a round to be closed."""
    query = (
        select(Round.study_session_id)
        .where(Round.study_session_id.in_(study_session_ids), Round.state == RoundState.OPEN, Round.closes_at <= now)
        .distinct()
    )
    return list(db.session.scalars(query))

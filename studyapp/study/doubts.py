"""What a result page says of doubts: one's own challenges, and the corrections by which answers are marked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from studyapp.db import db
from studyapp.questions.models import Correction, CorrectionKind
from studyapp.study.challenge_models import Challenge
from studyapp.study.challenges import list_own
from studyapp.study.models import ResponseMark


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """Why and how a question was corrected; `keeps_points` where the key alone would now give less than is credited."""

    kind: CorrectionKind
    reason: str
    keeps_points: bool


@dataclass(frozen=True, slots=True)
class Doubts:
    """Of one attempt, by position."""

    challenges: dict[int, Challenge]
    corrections: dict[int, ShownCorrection]


NONE = Doubts({}, {})


def find_doubts(attempt_id: int) -> Doubts:
    """Return the challenges and corrections of an ended attempt; two queries."""
    rows = db.session.execute(
        select(ResponseMark.position, ResponseMark.score, ResponseMark.key_score, ResponseMark.weight, Correction)
        .join(Correction, Correction.version_id == ResponseMark.version_id)
        .where(ResponseMark.attempt_id == attempt_id, ResponseMark.is_current)
    )
    corrections = {
        position: ShownCorrection(one.kind, one.reason, bool(weight) and score > (key_score or 0.0))
        for position, score, key_score, weight, one in rows
    }
    return Doubts(list_own(attempt_id), corrections)

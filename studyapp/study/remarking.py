"""Marking ended attempts again after a correction, some at a time: marks are added; totals and cards follow.

Run twice it does nothing the second time: an attempt is found by a current mark that rests on a corrected version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from studyapp.db import db
from studyapp.questions.models import CorrectedVersion, Correction, CorrectionKind, QuestionVersion
from studyapp.questions.scoring import Mark, mark
from studyapp.study.card_history import reckon_anew
from studyapp.study.challenge_models import RemarkedAttempt
from studyapp.study.fair_marks import PositionMark, Total, corrected_marks
from studyapp.study.models import Attempt, AttemptState, Paper, Response, ResponseMark
from studyapp.study.question_totals import Figures, MarkFact, add_to_questions, chosen_in, fact_of
from studyapp.study.totals import refresh_enrolments


def count_to_remark(correction: Correction) -> int:
    """Return how many ended attempts still carry a mark by what was corrected."""
    return db.session.scalar(select(func.count()).select_from(_waiting(correction).subquery())) or 0


def remark_some(correction: Correction, now: datetime, limit: int = 50) -> int:
    """Mark at most `limit` ended attempts again; returns how many. None left: the correction is finished."""
    waiting = list(db.session.scalars(_waiting(correction).order_by(Attempt.id).limit(limit)))
    if not waiting:
        correction.finished_at = correction.finished_at or now
        db.session.flush()
        return 0
    attempts = db.session.scalars(
        select(Attempt).where(Attempt.id.in_(waiting)).order_by(Attempt.id).with_for_update()
    ).all()
    remarking = _Remarking.of(correction, waiting, now)
    for attempt in attempts:
        remarking.remark(attempt)
    add_to_questions(correction.organization_id, remarking.figures)
    db.session.flush()
    refresh_enrolments(sorted({one.enrolment_id for one in attempts}))
    reckon_anew(remarking.version, remarking.corrected, {one.account_id for one in attempts})
    return len(attempts)


def _waiting(correction: Correction) -> Select[int]:
    corrected = select(CorrectedVersion.version_id).where(CorrectedVersion.by_id == correction.version_id)
    marked = select(ResponseMark.attempt_id).where(ResponseMark.is_current, ResponseMark.version_id.in_(corrected))
    return select(Attempt.id).where(Attempt.id.in_(marked), Attempt.state != AttemptState.OPEN)


@dataclass
class _Remarking:
    """What one batch works on: the new version, and by attempt its current marks, pass mark and answers."""

    correction: Correction
    version: QuestionVersion
    corrected: set[int]
    marks: dict[int, list[ResponseMark]]
    pass_marks: dict[int, int]
    contents: dict[int, dict[str, Any]]
    figures: Figures
    now: datetime

    @classmethod
    def of(cls, correction: Correction, attempt_ids: Sequence[int], now: datetime) -> _Remarking:
        """Load what these attempts need, in a handful of queries."""
        of_version = select(CorrectedVersion.version_id).where(CorrectedVersion.by_id == correction.version_id)
        corrected = set(db.session.scalars(of_version))
        marks: dict[int, list[ResponseMark]] = defaultdict(list)
        query = select(ResponseMark).where(ResponseMark.attempt_id.in_(attempt_ids), ResponseMark.is_current)
        for one in db.session.scalars(query.order_by(ResponseMark.attempt_id, ResponseMark.position)):
            marks[one.attempt_id].append(one)
        papers = db.session.execute(select(Paper.attempt_id, Paper.pass_mark).where(Paper.attempt_id.in_(attempt_ids)))
        answered = {one.response_id for found in marks.values() for one in found if one.version_id in corrected} - {
            None
        }
        contents = db.session.execute(select(Response.id, Response.content).where(Response.id.in_(answered)))
        version = db.session.get_one(QuestionVersion, correction.version_id)
        return cls(correction, version, corrected, marks, dict(papers.all()), dict(contents.all()), Figures(), now)

    def remark(self, attempt: Attempt) -> None:
        """Add the new marks of one attempt, bring its totals up, and keep what they were before."""
        stored = self.marks[attempt.id]
        values = [PositionMark(one.position, one.score, one.key_score, one.weight) for one in stored]
        total = Total(attempt.points or 0.0, attempt.points_possible or 0.0, attempt.scaled or 0.0)
        before, was_passed = total, bool(attempt.is_passed)
        old = [one for one in stored if one.version_id in self.corrected]
        if not old:
            return  # another worker was faster
        facts = {one.position: fact_of(one) for one in stored}
        self.figures.add(list(facts.values()), times=-1)
        for one in old:
            given = self._mark(one)
            key_score = None if self.correction.kind is CorrectionKind.WITHDRAWN else given.score
            values, total = corrected_marks(values, one.position, key_score)
            value = next(value for value in values if value.position == one.position)
            self._replace(one, given, value)
            is_answered, chosen = one.response_id is not None, chosen_in(given.details)
            facts[one.position] = MarkFact(self.version.id, value.key_score, is_answered, chosen)
        self.figures.add(list(facts.values()))
        scaled = max(before.scaled, total.scaled)
        attempt.points, attempt.points_possible, attempt.scaled = total.points, total.possible, scaled
        attempt.is_passed = was_passed or total.passes(self.pass_marks[attempt.id])
        self._keep(attempt, old[0].position, before, was_passed)

    def _mark(self, one: ResponseMark) -> Mark:
        version, content = self.version, self.contents.get(one.response_id or 0)
        return mark(version.kind, version.options, version.answer, content)

    def _replace(self, old: ResponseMark, given: Mark, value: PositionMark) -> None:
        old.is_current = False
        db.session.flush()
        db.session.add(
            ResponseMark(
                organization_id=old.organization_id,
                attempt_id=old.attempt_id,
                position=old.position,
                version_id=self.version.id,
                response_id=old.response_id,
                correction_id=self.correction.id,
                score=value.score,
                key_score=value.key_score,
                weight=value.weight,
                details=given.details,
            )
        )

    def _keep(self, attempt: Attempt, position: int, before: Total, was_passed: bool) -> None:
        db.session.add(
            RemarkedAttempt(
                organization_id=attempt.organization_id,
                correction_id=self.correction.id,
                attempt_id=attempt.id,
                account_id=attempt.account_id,
                position=position,
                points_before=before.points,
                points_after=attempt.points,
                possible_before=before.possible,
                possible_after=attempt.points_possible,
                scaled_before=before.scaled,
                scaled_after=attempt.scaled,
                was_passed=was_passed,
                is_passed=attempt.is_passed,
                remarked_at=self.now,
            )
        )

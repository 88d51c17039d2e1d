"""Marking again as work in the background: asked for with the correction, done a few attempts at a time."""

from __future__ import annotations

from datetime import datetime

from studyapp.db import begin_writing, db
from studyapp.jobs.queue import enqueue
from studyapp.jobs.registry import Report
from studyapp.people.actor import Actor
from studyapp.questions.correcting import Fix, correct
from studyapp.questions.models import Correction
from studyapp.study.challenges import uphold_all
from studyapp.study.remarking import count_to_remark, remark_some

REMARK = "question.remark"
AT_A_TIME = 40


def correct_and_remark(actor: Actor, question_id: int, version_number: int, fix: Fix, now: datetime) -> Correction:
    """Correct a version, uphold the open challenges to it, and have old marks made again after the commit.

    Raises what `correct` raises.
    """
    correction = correct(actor, question_id, version_number, fix, now)
    uphold_all(actor, correction, now)
    payload = {"correction_id": correction.id}
    enqueue(REMARK, payload, organization_id=correction.organization_id, created_by_id=actor.account_id)
    return correction


def remark_all(correction_id: int, now: datetime, report: Report) -> int:
    """Mark every attempt that a correction concerns again, in short transactions; return how many."""
    correction = db.session.get(Correction, correction_id)
    total = count_to_remark(correction) if correction else 0
    db.session.rollback()
    done = 0
    while True:
        begin_writing()
        correction = db.session.get(Correction, correction_id, populate_existing=True)
        found = remark_some(correction, now, AT_A_TIME) if correction else 0
        db.session.commit()
        if not found:
            return done
        done += found
        report(done / max(total, done), "marking-again")

"""What organizers see of judgements: totals, and the words of those who share them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import Account
from studyapp.study.assignment_reach import in_my_units
from studyapp.study.models import Assignment, Enrolment, ModuleCase
from studyapp.study.prediction_models import Prediction, Stance

FEWEST = 5
"""A distribution over fewer people than this would tell who chose what."""


@dataclass(frozen=True, slots=True)
class SharedJudgement:
    """A judgement that its author shares with the organizers."""

    name: str
    stance: Stance
    line: str


@dataclass(frozen=True, slots=True)
class CaseTotals:
    """One case: how many judged it, and how many compared afterwards. `stances` is empty for fewer than five."""

    case_id: int
    title: str
    judged: int
    compared: int
    stances: dict[Stance, int]
    shared: tuple[SharedJudgement, ...]


def prediction_totals(actor: Actor, assignment: Assignment) -> list[CaseTotals]:
    """Return the totals of the actor's people per case of the assignment, in its order; three queries."""
    ours = (Enrolment.assignment_id == assignment.id, Enrolment.withdrawn_at.is_(None), in_my_units(actor))
    stances: dict[int, dict[Stance, int]] = {}
    compared: dict[int, int] = {}
    for case_id, stance, judged, done in db.session.execute(
        select(Prediction.case_id, Prediction.stance, func.count(), func.count(Prediction.compared_at))
        .join(Enrolment, Enrolment.id == Prediction.enrolment_id)
        .where(*ours)
        .group_by(Prediction.case_id, Prediction.stance)
    ):
        stances.setdefault(case_id, {})[stance] = judged
        compared[case_id] = compared.get(case_id, 0) + done
    shared: dict[int, list[SharedJudgement]] = {}
    for case_id, name, stance, line in db.session.execute(
        select(Prediction.case_id, Account.name, Prediction.stance, Prediction.line)
        .join(Enrolment, Enrolment.id == Prediction.enrolment_id)
        .join(Account, Account.id == Enrolment.account_id)
        .where(*ours, Prediction.is_shared)
        .order_by(Prediction.made_at, Prediction.id)
    ):
        shared.setdefault(case_id, []).append(SharedJudgement(name, stance, line))
    cases = db.session.execute(
        select(Case.id, Case.title)
        .join(ModuleCase, ModuleCase.case_id == Case.id)
        .where(ModuleCase.module_id == assignment.module_id)
        .order_by(ModuleCase.position)
    )
    return [
        _totals(case_id, title, stances.get(case_id, {}), compared.get(case_id, 0), shared) for case_id, title in cases
    ]


def _totals(
    case_id: int,
    title: str,
    stances: dict[Stance, int],
    compared: int,
    shared: dict[int, list[SharedJudgement]],
) -> CaseTotals:
    judged = sum(stances.values())
    told = {one: stances.get(one, 0) for one in Stance} if judged >= FEWEST else {}
    return CaseTotals(case_id, title, judged, compared, told, tuple(shared.get(case_id, ())))

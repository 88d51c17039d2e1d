"""A learner with an assignment of two cases, each with a commentary and approved questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from studyapp.cases.models import Case, CaseRevision
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Membership, Role
from studyapp.people.organizations import add_membership
from studyapp.questions.models import QuestionEvidence, QuestionVersion
from studyapp.study.attempts import start
from studyapp.study.enrolments import enrol_targets
from studyapp.study.models import Assignment, AssignmentTarget, Attempt, Enrolment, Module, ModuleCase, ModuleState
from studyapp.study.saving import Save, Saved, save_response
from studyapp.study.sittings import find_sitting, list_asked
from tests.factories import (
    CasebookFactory,
    CaseFactory,
    QuestionFactory,
    RevisionFactory,
)
from tests.people.houses import NOON, House, make_house

SECRET = "a secret of tests"
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
COMMENTARY = "先听后说，事情才办得成。\n耐心是最短的路。"


@dataclass
class Classroom:
    """What a test of a learner's way stands on; `versions[case][n]` are the questions in their order."""

    house: House
    module: Module
    assignment: Assignment
    cases: list[Case]
    revisions: list[CaseRevision]
    versions: list[list[QuestionVersion]]
    saves: int = field(default=0)

    @property
    def learner(self) -> Actor:
        return self.house.actor(self.house.learner)

    @property
    def enrolment(self) -> Enrolment:
        return db.session.scalars(
            db.select(Enrolment).filter_by(assignment_id=self.assignment.id, account_id=self.house.learner.id)
        ).one()

    def start(self, now: datetime = NOON, seed: str = "1") -> Attempt:
        return start(self.learner, self.assignment.id, now, seed)

    def save(self, attempt: Attempt, position: int, given: object, now: datetime = NOON, **more: Any) -> Saved:
        """Save as a page opened just now would."""
        self.saves += 1
        fields = {"base_version": 0, "save_key": f"page.{self.saves}"} | more
        return save_response(self.learner, attempt.id, Save(position=position, given=given, **fields), now)

    def right(self, attempt: Attempt, position: int) -> dict[str, Any]:
        """Return the right answer as this learner's page would send it."""
        question = self.asked(attempt)[position - 1]
        return {"chosen": [place for place, one in enumerate(question.places) if question.options[one]["is_key"]]}

    def wrong(self, attempt: Attempt, position: int) -> dict[str, Any]:
        question = self.asked(attempt)[position - 1]
        return {
            "chosen": [place for place, one in enumerate(question.places) if not question.options[one]["is_key"]][:1]
        }

    def asked(self, attempt: Attempt) -> list[Any]:
        return list_asked(find_sitting(self.learner, attempt.id).paper_id)

    def answer(self, attempt: Attempt, right: int, wrong: int = 0, now: datetime = NOON) -> None:
        """Answer the first questions right, then some wrong, and leave the rest."""
        for position in range(1, right + 1):
            self.save(attempt, position, self.right(attempt, position), now)
        for position in range(right + 1, right + wrong + 1):
            self.save(attempt, position, self.wrong(attempt, position), now)


def make_classroom(house: House | None = None, *, questions: int = 3, **rules: Any) -> Classroom:
    """Return a classroom whose assignment is open from an hour before `NOON` for a week; `rules` change it."""
    house = house or make_house()
    casebook = CasebookFactory(organization=house.organization)
    cases = [CaseFactory(casebook=casebook, number=n, title=f"案例之{n}") for n in (1, 2)]
    revisions = [_revision(case, questions) for case in cases]
    versions = [
        [_question(case, revision, n) for n in range(questions)]
        for case, revision in zip(cases, revisions, strict=True)
    ]
    module = Module(
        organization_id=house.organization.id,
        casebook_id=casebook.id,
        title="两个案例",
        question_count=2 * questions,
        state=ModuleState.PUBLISHED,
        created_at=NOON - DAY,
    )
    _add(module)
    for position, case in enumerate(cases, start=1):
        _add(
            ModuleCase(organization_id=module.organization_id, module_id=module.id, case_id=case.id, position=position)
        )
    assignment = assign(house, module, **rules)
    return Classroom(house, module, assignment, cases, revisions, versions)


def assign(house: House, module: Module, **rules: Any) -> Assignment:
    """Give the module to the unit `east` of the house."""
    fields = {"opens_at": NOON - 60 * MINUTE, "closes_at": NOON + 7 * DAY, "title": module.title} | rules
    assignment = Assignment(
        organization_id=module.organization_id, module_id=module.id, created_at=NOON - 2 * DAY, **fields
    )
    _add(assignment)
    target = AssignmentTarget(assignment_id=assignment.id, unit_id=house.east.id)
    target.organization_id = module.organization_id
    _add(target)
    enrol_targets(assignment, NOON - 60 * MINUTE)
    return assignment


def join(house: House, account: Account) -> Membership:
    """Let somebody learn in the unit `east`."""
    return add_membership(house.east, account, Role.LEARNER, NOON)


def _revision(case: Case, questions: int) -> CaseRevision:
    lines = [f"{case.title}的第{n}步用了{n + 3}天。" for n in range(questions)]
    revision: CaseRevision = RevisionFactory(case=case, body="\n".join(lines), commentary=COMMENTARY)
    return revision


def _question(case: Case, revision: CaseRevision, n: int) -> QuestionVersion:
    question = QuestionFactory(case=case)
    version = QuestionVersion(
        organization_id=case.organization_id,
        question_id=question.id,
        revision_id=revision.id,
        number=1,
        kind="single",
        stem=f"{case.title}里第{n}步用了多久？",
        options=[
            {"text": f"{n + 3}天", "is_key": True, "why": f"原文写明第{n}步。"},
            {"text": f"{n + 30}天", "is_key": False, "why": "天数不对。"},
            {"text": f"{n + 300}天", "is_key": False, "why": "天数太多。"},
        ],
        answer=None,
        explanation=f"解析：原文说第{n}步用了{n + 3}天。",
        bloom=("remember", "understand", "apply")[n % 3],
        difficulty=0.7,
        confidence=0.9,
        created_at=NOON - DAY,
    )
    _add(version)
    quote = revision.body.split("\n")[n]
    start_at = revision.body.index(quote)
    span = {"part": "body", "start": start_at, "end": start_at + len(quote), "quote": quote, "position": 1}
    _add(QuestionEvidence(organization_id=case.organization_id, version_id=version.id, **span))
    return version


def _add(row: Any) -> None:
    db.session.add(row)
    db.session.flush()

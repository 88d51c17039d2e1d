"""A thousand learners with twenty modules: rows as the services leave them, written in bulk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from studyapp import clock
from studyapp.cases.models import Case, Casebook, CaseRevision, RevisionCommentary
from studyapp.db import begin_writing, db
from studyapp.people.models import Account, Membership, Organization, Role, Unit
from studyapp.people.passwords import hash_password
from studyapp.questions.models import Question, QuestionEvidence, QuestionState, QuestionVersion
from studyapp.study import models as study

LEARNERS, UNITS, MODULES, QUESTIONS = 1_000, 10, 20, 10
ANSWERED_MODULES = 4  # in these every finished attempt also has its paper, responses and marks
SENTENCE = "第{number}条：社区用了{days}天，走访了{homes}户居民，记下了他们最急的事。"


@dataclass(frozen=True)
class Population:
    """Who and what can be measured: accounts as (id, credentials version)."""

    organizer: tuple[int, int]
    learners: list[tuple[int, int]]
    assignments: list[int]


def populate() -> Population:
    """Fill the empty database of the current application. Takes some seconds."""
    begin_writing()
    now, chance = clock.now(), Random(1)
    organization = Organization(name="基准图书馆", created_at=now)
    db.session.add(organization)
    db.session.flush()
    units = _units(organization.id)
    password = hash_password("一句只用来测量的话")
    organizer = add_people(organization.id, units[:1], ["organizer"], Role.ORGANIZER, password, now)[0]
    names = [f"learner{number:04d}" for number in range(LEARNERS)]
    learners = add_people(organization.id, units[1:], names, Role.LEARNER, password, now)
    versions = list(add_modules(organization.id, MODULES, now).values())
    assignments = _assignments(organization.id, units[0].id, now)
    unit_of = {account: units[1:][place % UNITS].id for place, account in enumerate(learners)}
    _history(organization.id, assignments, unit_of, versions, now, chance)
    db.session.commit()
    return Population((organizer, 1), [(account, 1) for account in learners], assignments)


def _units(organization_id: int) -> list[Unit]:
    """Return the root and ten units below it."""
    root = Unit(organization_id=organization_id, name="基准图书馆", path="")
    db.session.add(root)
    db.session.flush()
    root.path = f"/{root.id}/"
    below = [Unit(organization_id=organization_id, parent_id=root.id, name=f"第{n}组", path="") for n in range(UNITS)]
    db.session.add_all(below)
    db.session.flush()
    for unit in below:
        unit.path = f"{root.path}{unit.id}/"
    return [root, *below]


def add_people(
    organization_id: int, units: list[Unit], names: list[str], role: Role, password: str, now: datetime
) -> list[int]:
    """Return the accounts of people with these sign-in names and one hash of a password, spread over the units."""
    shared = {"password_hash": password, "created_at": now}
    rows = [
        {"sign_in_name": name, "name": f"学员{''.join(sign for sign in name if sign.isdigit())}", **shared}
        for name in names
    ]
    ids = list(db.session.scalars(insert(Account).returning(Account.id, sort_by_parameter_order=True), rows))
    members = {"organization_id": organization_id, "role": role, "joined_at": now}
    rows = [{"account_id": id_, "unit_id": units[n % len(units)].id, **members} for n, id_ in enumerate(ids)]
    db.session.execute(insert(Membership), rows)
    return ids


def add_modules(organization_id: int, count: int, now: datetime) -> dict[int, list[int]]:
    """Return, by module, the versions of its questions. Modules are made with their case."""
    ours = {"organization_id": organization_id, "created_at": now}
    book = Casebook(title="基准案例集", **ours)
    db.session.add(book)
    db.session.flush()
    bank = {}
    for number in range(1, count + 1):
        case = Case(organization_id=organization_id, casebook_id=book.id, number=number, title=f"案例{number}")
        module = study.Module(casebook_id=book.id, title=f"单元{number}", state=study.ModuleState.PUBLISHED, **ours)
        db.session.add_all([case, module])
        db.session.flush()
        place = {"organization_id": organization_id, "module_id": module.id, "case_id": case.id, "position": 1}
        db.session.add(study.ModuleCase(**place))
        bank[module.id] = add_questions(case, now)
    return bank


def add_questions(case: Case, now: datetime) -> list[int]:
    sentences = [SENTENCE.format(number=n, days=n + 3, homes=20 + n) for n in range(1, 31)]
    ours = {"organization_id": case.organization_id, "created_at": now}
    revision = CaseRevision(case_id=case.id, number=1, title=case.title, body="\n".join(sentences), **ours)
    db.session.add(revision)
    db.session.flush()
    text = {"heading": "点评", "text": "先听后做，居民才会一起做。", "position": 1, "raw_start": 0, "raw_end": 13}
    db.session.add(RevisionCommentary(organization_id=case.organization_id, revision_id=revision.id, **text))
    versions = []
    for n in range(QUESTIONS):
        uid = hashlib.sha256(f"{case.id}/{n}".encode()).hexdigest()
        question = Question(case_id=case.id, uid=uid, rule="benchmark", state=QuestionState.APPROVED, **ours)
        db.session.add(question)
        db.session.flush()
        start = revision.body.index(sentences[n])
        span = {"part": "body", "start": start, "end": start + len(sentences[n]), "quote": sentences[n], "position": 1}
        version = QuestionVersion(question_id=question.id, revision_id=revision.id, number=1, **_wording(n), **ours)
        version.evidence = [QuestionEvidence(organization_id=case.organization_id, **span)]
        db.session.add(version)
        db.session.flush()
        versions.append(version.id)
    return versions


def _wording(n: int) -> dict[str, Any]:
    offers = [(20 + n + 1, True), (31 + n, False), (42 + n, False), (53 + n, False)]
    options = [{"text": f"{homes}户", "is_key": is_key, "why": "原文写明。"} for homes, is_key in offers]
    about = {"bloom": "remember", "difficulty": 0.7, "confidence": 0.9, "explanation": "原文写明了户数。"}
    return {"kind": "single", "stem": f"第{n + 1}条里走访了多少户？", "options": options, "answer": None, **about}


def _assignments(organization_id: int, root_id: int, now: datetime) -> list[int]:
    ids = []
    for module in db.session.query(study.Module).order_by(study.Module.id):
        dates = {"opens_at": now - timedelta(days=30), "closes_at": now + timedelta(days=30), "created_at": now}
        assignment = study.Assignment(
            organization_id=organization_id, module_id=module.id, title=module.title, attempts_allowed=100, **dates
        )
        db.session.add(assignment)
        db.session.flush()
        target = {"assignment_id": assignment.id, "unit_id": root_id}
        db.session.add(study.AssignmentTarget(organization_id=organization_id, **target))
        ids.append(assignment.id)
    db.session.flush()
    return ids


def _history(
    organization_id: int,
    assignments: list[int],
    unit_of: dict[int, int],
    versions: list[list[int]],
    now: datetime,
    chance: Random,
) -> None:
    """Enrol everybody everywhere; seven of ten have finished, and of four modules every answer is kept."""
    for place, assignment_id in enumerate(assignments):
        rows = [_standing(assignment_id, account, unit, now, chance) for account, unit in unit_of.items()]
        rows = [row | {"organization_id": organization_id} for row in rows]
        returning = insert(study.Enrolment).returning(study.Enrolment.id, sort_by_parameter_order=True)
        ids = list(db.session.scalars(returning, rows))
        if place < ANSWERED_MODULES:
            finished = [row | {"id": id_} for row, id_ in zip(rows, ids, strict=True) if row["attempts_used"]]
            _answers(finished, versions[place], now, chance)


def _standing(assignment_id: int, account_id: int, unit_id: int, now: datetime, chance: Random) -> dict[str, Any]:
    score = chance.randint(4, 10) / 10 if chance.random() < 0.7 else None
    states = study.EnrolmentState
    state = chance.choice([states.NOT_STARTED, states.READING])
    if score is not None:
        state = states.PASSED if score >= 0.6 else states.NOT_PASSED
    at = None if state is states.NOT_STARTED else now - timedelta(days=chance.randint(1, 20))
    return {
        "assignment_id": assignment_id,
        "account_id": account_id,
        "unit_id": unit_id,
        "state": state,
        "attempts_used": 0 if score is None else 1,
        "best_score": score,
        "last_score": score,
        "cases_read": 0 if state is states.NOT_STARTED else 1,
        "started_at": at,
        "passed_at": at if state is states.PASSED else None,
        "last_activity_at": at,
    }


def _answers(finished: list[dict[str, Any]], versions: list[int], now: datetime, chance: Random) -> None:
    attempts = insert(study.Attempt).returning(study.Attempt.id, sort_by_parameter_order=True)
    ids = list(db.session.scalars(attempts, [_attempt(row, now) for row in finished]))
    rules = {"seed": "1", "pass_mark": 60, "mode": study.QuizMode.PRACTICE, "is_open_book": True}
    rules |= {"feedback": study.Feedback.AFTER_HAND_IN, "question_count": QUESTIONS}
    ours = {"organization_id": finished[0]["organization_id"]}
    papers = insert(study.Paper).returning(study.Paper.id, sort_by_parameter_order=True)
    paper_ids = list(db.session.scalars(papers, [{"attempt_id": id_, **rules, **ours} for id_ in ids]))
    places = list(enumerate(versions, start=1))
    rows = [
        {"paper_id": id_, "version_id": version, "position": position, "option_order": [0, 1, 2, 3], **ours}
        for id_ in paper_ids
        for position, version in places
    ]
    db.session.execute(insert(study.PaperQuestion), rows)
    answers = list(_marked(zip(ids, finished, strict=True), places, chance))
    saved = {"version": 1, "saved_at": now - timedelta(days=1), **ours}
    db.session.execute(
        insert(study.Response),
        [
            {"attempt_id": id_, "position": position, "content": {"chosen": [chosen]}, "save_key": f"{id_}-{position}"}
            | saved
            for id_, position, _, chosen in answers
        ],
    )
    db.session.execute(
        insert(study.ResponseMark),
        [
            {"attempt_id": id_, "position": position, "version_id": version, **_scored(chosen == 0), **ours}
            for id_, position, version, chosen in answers
        ],
    )


def _scored(is_right: bool) -> dict[str, float]:
    return {"score": float(is_right), "key_score": float(is_right)}


def _attempt(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "organization_id": row["organization_id"],
        "enrolment_id": row["id"],
        "account_id": row["account_id"],
        "number": 1,
        "state": study.AttemptState.HANDED_IN,
        "started_at": row["started_at"],
        "closes_at": now + timedelta(days=30),
        "ended_at": row["started_at"],
        "points": row["best_score"] * QUESTIONS,
        "points_possible": float(QUESTIONS),
        "scaled": row["best_score"],
        "is_passed": row["best_score"] >= 0.6,
        "receipt_code": f"B{row['id']:010d}",
    }


def _marked(
    attempts: Iterator[tuple[int, dict[str, Any]]], places: list[tuple[int, int]], chance: Random
) -> Iterator[tuple[int, int, int, int]]:
    """Yield (attempt, position, version, chosen option), as many right ones as the attempt's score says."""
    for id_, row in attempts:
        right = set(chance.sample(range(len(places)), round(row["best_score"] * len(places))))
        for place, (position, version) in enumerate(places):
            yield id_, position, version, 0 if place in right else 1 + place % 3

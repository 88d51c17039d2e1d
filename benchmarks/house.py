"""A large house for organizers' pages: ten thousand learners, two hundred units, fifty modules, millions of responses.

Rows are made inside SQLite, set by set, and are those that the services would have left: every running total agrees
with the rows it stands for (`tests/benchmarks/test_house.py` compares them at a small size).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from benchmarks.population import QUESTIONS, add_modules, add_people
from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.people.models import Organization, Role, Unit
from studyapp.people.passwords import hash_password
from studyapp.study import models as study

UNITS_OF_A_BRANCH = 9
WEEK = timedelta(days=7)
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Size:
    """How large the house is; `responses` is about how many there are, ten to an attempt."""

    learners: int = 10_000
    units: int = 200
    modules: int = 50
    responses: int = 5_000_000


@dataclass(frozen=True)
class House:
    """Whose pages are measured, as (account, credentials version), and of what."""

    administrator: tuple[int, int]
    lead: tuple[int, int]
    learner_ids: list[int]
    unit_ids: list[int]
    branch_id: int
    assignments: list[int]
    module_id: int
    responses: int


def build(size: Size) -> House:
    """Fill the empty database of the current application; minutes at full size."""
    now = clock.now()
    begin_writing()
    organization = Organization(name="基准总馆", created_at=now)
    db.session.add(organization)
    db.session.flush()
    units = _units(organization.id, size.units)
    leaves = units[1 + _branches(size.units) :] or units[-1:]
    password = hash_password("一句只用来测量的话")
    administrator = add_people(organization.id, units[:1], ["guanli"], Role.ADMINISTRATOR, password, now)[0]
    lead = add_people(organization.id, units[1:2], ["zuzhi"], Role.ORGANIZER, password, now)[0]
    names = [f"learner{number:05d}" for number in range(size.learners)]
    learners = add_people(organization.id, leaves, names, Role.LEARNER, password, now)
    modules = list(add_modules(organization.id, size.modules, now))
    assignments = _assignments(organization.id, units[0].id, modules, now)
    db.session.commit()
    _history(organization.id, size, now)
    responses = db.session.execute(text("SELECT count(*) FROM response")).scalar_one()
    db.session.rollback()
    return House(
        (administrator, 1),
        (lead, 1),
        learners,
        [unit.id for unit in units],
        units[1].id,
        assignments,
        modules[-2],
        responses,
    )


def _branches(units: int) -> int:
    return max(1, (units - 1) // (UNITS_OF_A_BRANCH + 1))


def _units(organization_id: int, count: int) -> list[Unit]:
    """Return the root, its branches, and the units of the branches, in this order."""
    root = Unit(organization_id=organization_id, name="基准总馆")
    db.session.add(root)
    db.session.flush()
    root.path = f"/{root.id}/"
    branches = [_unit(root, f"第{n + 1}分馆") for n in range(_branches(count))]
    db.session.flush()
    for branch in branches:
        branch.path = f"{root.path}{branch.id}/"
    below = [_unit(branches[n % len(branches)], f"第{n + 1}组") for n in range(count - 1 - len(branches))]
    db.session.flush()
    paths = {branch.id: branch.path for branch in branches}
    for unit in below:
        unit.path = f"{paths[unit.parent_id or 0]}{unit.id}/"
    return [root, *branches, *below]


def _unit(parent: Unit, name: str) -> Unit:
    unit = Unit(organization_id=parent.organization_id, parent_id=parent.id, name=name)
    db.session.add(unit)
    return unit


def _assignments(organization_id: int, root_id: int, modules: list[int], now: datetime) -> list[int]:
    """Give one module a week, each for four weeks; the last few are running."""
    ids = []
    for place, module_id in enumerate(modules):
        opens_at = now - (len(modules) - place) * WEEK
        assignment = study.Assignment(
            organization_id=organization_id,
            module_id=module_id,
            title=f"第{place + 1}周学习",
            opens_at=opens_at,
            closes_at=opens_at + 4 * WEEK + timedelta(hours=2),
            attempts_allowed=MOST_ATTEMPTS,
            created_at=opens_at,
        )
        db.session.add(assignment)
        db.session.flush()
        target = {"assignment_id": assignment.id, "unit_id": root_id}
        db.session.add(study.AssignmentTarget(organization_id=organization_id, **target))
        ids.append(assignment.id)
    return ids


def _history(organization_id: int, size: Size, now: datetime) -> None:
    """Make what people did, each step in a transaction of its own: who began, attempts, papers, answers, totals."""
    attempts = size.responses // QUESTIONS
    everybody = size.learners * size.modules
    values = {
        "org": organization_id,
        "now": now.replace(tzinfo=None).isoformat(" "),
        "questions": QUESTIONS,
        # Of a thousand enrolments so many have one attempt at least; the rest of the attempts are second ones.
        "first": min(800, attempts * 1000 // everybody),
        "second": max(0, attempts - everybody * 800 // 1000) * 1000 // max(1, everybody * 800 // 1000),
    }
    for statement in STEPS:
        begin_writing()
        db.session.execute(text(statement), {name: value for name, value in values.items() if f":{name}" in statement})
        db.session.commit()


# `dice` mixes account and assignment to a number below a thousand, the same on every machine.
_DICE = "((m.account_id * 7919 + a.id * 104729 + (m.account_id * a.id) % 997) % 1000)"
_NUMBERS = "WITH RECURSIVE n(p) AS (SELECT 1 UNION ALL SELECT p + 1 FROM n WHERE p < :questions)"
# Of ten questions so many are right in an attempt: 3 to 10, one more in the second.
# Moments within an assignment's time: a case is opened, and an attempt begun and ended so many hours later.
_OPENED = "datetime(a.opens_at, '+' || (e.account_id % 26) || ' days')"
_BEGUN = "datetime(a.opens_at, '+' || (e.account_id % 26) || ' days', '+' || k.number || ' hours')"
_ENDED = "datetime(a.opens_at, '+' || (e.account_id % 26) || ' days', '+' || k.number || ' hours', '+9 minutes')"
_RIGHT = "min(10, 3 + (e.account_id * 31 + e.assignment_id * 17) % 8 + (k.number - 1))"
_SCORE = "(CASE WHEN (n.p * 3 + t.enrolment_id) % 10 < round(t.scaled * 10) THEN 1.0 ELSE 0.0 END)"
STEPS = (
    f"""INSERT INTO enrolment (organization_id, assignment_id, account_id, unit_id, state, attempts_used, cases_read)
    SELECT :org, a.id, m.account_id, m.unit_id,
      CASE WHEN {_DICE} < :first THEN 'not_passed' WHEN {_DICE} < :first + 100 THEN 'reading' ELSE 'not_started' END,
      CASE WHEN {_DICE} < :first THEN 1 + ({_DICE} * 1000 < :first * :second) ELSE 0 END,
      CASE WHEN {_DICE} < :first + 100 THEN 1 ELSE 0 END
    FROM assignment a JOIN membership m ON m.organization_id = a.organization_id AND m.role = 'learner'
    ORDER BY a.id, m.account_id""",
    f"""INSERT INTO case_reading (organization_id, enrolment_id, case_id, revision_id, opened_at)
    SELECT e.organization_id, e.id, c.case_id, r.id, {_OPENED} || '.000000'
    FROM enrolment e JOIN assignment a ON a.id = e.assignment_id JOIN module_case c ON c.module_id = a.module_id
    JOIN case_revision r ON r.case_id = c.case_id WHERE e.cases_read ORDER BY e.id""",
    f"""INSERT INTO attempt (organization_id, enrolment_id, account_id, number, state, started_at, closes_at, ended_at,
      points, points_possible, scaled, is_passed)
    SELECT e.organization_id, e.id, e.account_id, k.number, 'handed_in',
      {_BEGUN} || '.000000', a.closes_at, {_ENDED} || '.000000',
      {_RIGHT}, 10, {_RIGHT} / 10.0, {_RIGHT} >= 6
    FROM enrolment e JOIN assignment a ON a.id = e.assignment_id
    JOIN (SELECT 1 AS number UNION SELECT 2) k ON k.number <= e.attempts_used ORDER BY e.id, k.number""",
    """INSERT INTO paper (organization_id, attempt_id, seed, pass_mark, mode, feedback, is_open_book, question_count)
    SELECT organization_id, id, '1', 60, 'practice', 'after_hand_in', 1, :questions FROM attempt ORDER BY id""",
    f"""{_NUMBERS} INSERT INTO paper_question (organization_id, paper_id, version_id, position, option_order)
    SELECT p.organization_id, p.id,
      (SELECT min(v.id) FROM question_version v JOIN question q ON q.id = v.question_id JOIN module_case c
       ON c.case_id = q.case_id WHERE c.module_id = a.module_id) + n.p - 1, n.p, '[0, 1, 2, 3]'
    FROM paper p JOIN attempt t ON t.id = p.attempt_id JOIN enrolment e ON e.id = t.enrolment_id
    JOIN assignment a ON a.id = e.assignment_id JOIN n ORDER BY p.id, n.p""",
    f"""{_NUMBERS} INSERT INTO response (organization_id, attempt_id, position, version, save_key, content, saved_at,
      is_late, is_final, is_flagged)
    SELECT t.organization_id, t.id, n.p, 1, 'page.' || n.p,
      CASE WHEN {_SCORE} = 1.0 THEN '{{"chosen": [0]}}' ELSE '{{"chosen": [' || (1 + n.p % 3) || ']}}' END,
      datetime(t.started_at, '+' || (n.p * 30) || ' seconds') || '.000000', 0, 0, 0
    FROM attempt t JOIN n ORDER BY t.id, n.p""",
    f"""{_NUMBERS} INSERT INTO response_mark (organization_id, attempt_id, position, version_id, response_id, score,
      key_score, weight, is_current, details)
    SELECT t.organization_id, t.id, n.p,
      (SELECT q.version_id FROM paper p JOIN paper_question q ON q.paper_id = p.id AND q.position = n.p
       WHERE p.attempt_id = t.id), (SELECT r.id FROM response r WHERE r.attempt_id = t.id AND r.position = n.p),
      {_SCORE}, {_SCORE}, 1, 1,
      (SELECT r.content FROM response r WHERE r.attempt_id = t.id AND r.position = n.p)
    FROM attempt t JOIN n ORDER BY t.id, n.p""",
    """UPDATE enrolment SET
      best_score = (SELECT max(t.scaled) FROM attempt t WHERE t.enrolment_id = enrolment.id),
      last_score = (SELECT t.scaled FROM attempt t WHERE t.enrolment_id = enrolment.id ORDER BY t.number DESC LIMIT 1),
      started_at = (SELECT c.opened_at FROM case_reading c WHERE c.enrolment_id = enrolment.id),
      passed_at = (SELECT min(t.ended_at) FROM attempt t WHERE t.enrolment_id = enrolment.id AND t.is_passed),
      last_activity_at = coalesce((SELECT max(t.ended_at) FROM attempt t WHERE t.enrolment_id = enrolment.id),
        (SELECT c.opened_at FROM case_reading c WHERE c.enrolment_id = enrolment.id)),
      state = CASE WHEN EXISTS (SELECT 1 FROM attempt t WHERE t.enrolment_id = enrolment.id AND t.is_passed)
        THEN 'passed' ELSE state END
    WHERE cases_read""",
    """INSERT INTO question_totals (version_id, organization_id, n, sum_x, sum_xx, sum_r, sum_rr, sum_xr)
    SELECT m.version_id, m.organization_id, count(*), sum(m.key_score), sum(m.key_score),
      sum((t.points - m.key_score) / 9.0), sum((t.points - m.key_score) / 9.0 * (t.points - m.key_score) / 9.0),
      sum(m.key_score * (t.points - m.key_score) / 9.0)
    FROM response_mark m JOIN attempt t ON t.id = m.attempt_id GROUP BY m.version_id, m.organization_id""",
    """INSERT INTO option_totals (version_id, option, organization_id, n, sum_r, sum_rr)
    SELECT m.version_id, CASE WHEN m.key_score = 1.0 THEN 0 ELSE 1 + m.position % 3 END AS chosen, m.organization_id,
      count(*), sum((t.points - m.key_score) / 9.0),
      sum((t.points - m.key_score) / 9.0 * (t.points - m.key_score) / 9.0)
    FROM response_mark m JOIN attempt t ON t.id = m.attempt_id GROUP BY m.version_id, chosen, m.organization_id""",
    """INSERT INTO review_card (organization_id, account_id, question_id, stability, difficulty, last_met_at, due_at,
      misses, streak, note)
    SELECT t.organization_id, t.account_id, v.question_id, 9.0, 5.0, max(t.ended_at),
      datetime(max(t.ended_at), '+30 days') || '.000000', 0, 1, ''
    FROM response_mark m JOIN attempt t ON t.id = m.attempt_id JOIN question_version v ON v.id = m.version_id
    WHERE m.position <= 2 AND t.account_id % 5 = 0 GROUP BY t.account_id, v.question_id""",
    """INSERT INTO review (organization_id, account_id, card_id, number, version_id, reviewed_at, content, score,
      rating, is_own_rating, stability_before, difficulty_before, met_before_at)
    SELECT c.organization_id, c.account_id, c.id, k.number, v.id,
      datetime(c.last_met_at, '+' || (CASE k.number WHEN 1 THEN 8 ELSE 40 END) || ' days') || '.000000',
      '{"chosen": [0]}', CASE WHEN (c.id * 7 + k.number) % 10 < 9 - 2 * k.number THEN 1.0 ELSE 0.0 END, 3, 0, 9.0, 5.0,
      datetime(c.last_met_at, '+' || (CASE k.number WHEN 1 THEN 0 ELSE 8 END) || ' days') || '.000000'
    FROM review_card c JOIN question_version v ON v.question_id = c.question_id
    JOIN (SELECT 1 AS number UNION SELECT 2) k
    WHERE datetime(c.last_met_at, '+' || (CASE k.number WHEN 1 THEN 8 ELSE 40 END) || ' days') < datetime(:now)
    ORDER BY c.id, k.number""",
    "ANALYZE",
)

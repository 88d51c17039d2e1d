"""Four weeks of the demo organization's study, made through the services that the pages use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from studyapp import clock
from studyapp.cli.demo_answers import answer_of
from studyapp.cli.demo_house import DemoHouse
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.study import attempts, handing_in, reading
from studyapp.study.assignment_plan import AssignmentPlan, Targets
from studyapp.study.assignments import create_assignment, list_modules
from studyapp.study.models import Assignment, Feedback, QuizMode
from studyapp.study.modules import get_module, list_module_cases
from studyapp.study.saving import Save, save_response
from studyapp.study.sittings import find_sitting, list_asked

SECONDS_A_QUESTION = 25


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment: when it opens and closes, in days from now, and how many learners got how far."""

    opens: int
    closes: int
    mode: QuizMode
    finished: int
    reading: int
    attempts_allowed: int = 3


# The first is over, the second is due soon, the third has just begun, the fourth opens next week.
GIVEN = (
    Given(-28, -14, QuizMode.PRACTICE, finished=11, reading=0),
    Given(-12, 3, QuizMode.PRACTICE, finished=6, reading=3),
    Given(-3, 11, QuizMode.EXAM, finished=2, reading=2, attempts_allowed=1),
    Given(5, 19, QuizMode.PRACTICE, finished=0, reading=0),
)


def has_history(organization_id: int) -> bool:
    """Say whether anything has been assigned yet."""
    return (
        db.session.scalar(select(Assignment.id).where(Assignment.organization_id == organization_id).limit(1))
        is not None
    )


def make_history(house: DemoHouse, secret: str) -> None:
    """Give modules to the whole organization and let its learners study them, each at their own pace."""
    zone = ZoneInfo(house.organization.zone)
    today = clock.now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    random = Random("a quiet beginning")  # noqa: S311 - the same demo each time
    modules = sorted(list_modules(house.administrator), key=lambda module: module.id)
    for given, module in zip(GIVEN, modules, strict=False):
        opens_at = today + timedelta(days=given.opens, hours=8)
        plan = AssignmentPlan(
            module_id=module.id,
            title=module.title,
            opens_at=opens_at,
            closes_at=today + timedelta(days=given.closes + 1),
            attempts_allowed=given.attempts_allowed,
            mode=given.mode,
            feedback=Feedback.AFTER_HAND_IN,
            is_open_book=given.mode is QuizMode.PRACTICE,
        )
        made_at = min(opens_at, today) - timedelta(hours=9)
        with clock.stopped_at(made_at):
            assignment = create_assignment(
                house.administrator, plan, Targets(unit_ids=frozenset({house.root.id})), made_at
            )
        _study(assignment, given, list(house.learners), Random(random.random()), secret)  # noqa: S311 - likewise


def _study(assignment: Assignment, given: Given, learners: list[Actor], random: Random, secret: str) -> None:
    random.shuffle(learners)
    module = get_module(assignment.organization_id, assignment.module_id)
    case_ids = [case_id for case_id, _title in list_module_cases(module)]
    last = min(assignment.closes_at, clock.now() - timedelta(hours=3))
    span = (last - assignment.opens_at).total_seconds()
    for place, learner in enumerate(learners[: given.finished + given.reading]):
        moment = assignment.opens_at + timedelta(seconds=span * random.uniform(0.02, 0.85))
        moment = _read(learner, assignment.id, case_ids, moment, random)
        if place >= given.finished:
            continue
        ability = random.uniform(0.55, 0.98)
        for _ in range(2 if given.attempts_allowed > 1 else 1):
            moment, is_passed = _sit(learner, assignment.id, moment + timedelta(hours=1), ability, (random, secret))
            if is_passed:
                break
            ability = min(1.0, ability + 0.25)


def _read(learner: Actor, assignment_id: int, case_ids: list[int], moment: datetime, random: Random) -> datetime:
    for case_id in case_ids:
        with clock.stopped_at(moment):
            opened = reading.open_case(learner, assignment_id, case_id, moment)
        moment += timedelta(minutes=random.uniform(4, 9))
        if opened.has_commentary:
            with clock.stopped_at(moment):
                reading.open_commentary(learner, assignment_id, case_id, moment)
            moment += timedelta(minutes=random.uniform(1, 3))
    return moment


def _sit(
    learner: Actor, assignment_id: int, moment: datetime, ability: float, drawn: tuple[Random, str]
) -> tuple[datetime, bool]:
    random, secret = drawn
    with clock.stopped_at(moment):
        attempt = attempts.start(learner, assignment_id, moment, f"{random.random()}")
    sitting = find_sitting(learner, attempt.id)
    for question in list_asked(sitting.paper_id):
        moment += timedelta(seconds=SECONDS_A_QUESTION * random.uniform(0.4, 2.5))
        given = answer_of(question, ability, random)
        if given is not None:
            with clock.stopped_at(moment):
                save = Save(question.position, given, 0, f"demo-{attempt.id}-{question.position}")
                save_response(learner, attempt.id, save, moment)
    moment += timedelta(seconds=SECONDS_A_QUESTION)
    with clock.stopped_at(moment):
        handing_in.hand_in(learner, attempt.id, moment, secret)
    db.session.refresh(attempt)
    return moment, bool(attempt.is_passed)

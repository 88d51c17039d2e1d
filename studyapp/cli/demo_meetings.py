"""The demo organization's study sessions: one held last week, its minutes filed, and one planned for the next."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from studyapp import clock
from studyapp.cli.demo_house import DemoHouse
from studyapp.db import db
from studyapp.meetings import conducting, floor, joining, minutes, planning, roll, rounds, voting
from studyapp.meetings.making_up import give_makeup
from studyapp.meetings.models import StudySession
from studyapp.meetings.moves import Move, next_move
from studyapp.meetings.room import find_stage, has_commentary
from studyapp.meetings.room_models import RoundKind
from studyapp.study.assignments import list_modules

STANCE = rounds.RoundDraft(
    RoundKind.SCALE, "换作是你，会像案例里这样做吗？", (("我会换个做法", False), ("我也会这样做", False))
)
POINTS = "先把各方的担心一条条记下来，再谈方案，会上就不容易跑题。\n窗口和走访两边的信息要当天对上，不要等到周末。"
MOVES_AT_MOST = 60


def has_meetings(organization_id: int) -> bool:
    """Say whether a study session was planned yet."""
    query = select(StudySession.id).where(StudySession.organization_id == organization_id).limit(1)
    return db.session.scalar(query) is not None


def make_meetings(house: DemoHouse, secret: str) -> None:
    """Hold a study session six days ago, and plan another for two days from now, through the services of the pages."""
    modules = sorted(list_modules(house.administrator), key=lambda module: module.id)
    if not modules:
        return
    zone = ZoneInfo(house.organization.zone)
    day = clock.now().astimezone(zone).replace(hour=14, minute=30, second=0, microsecond=0)
    random = Random("an afternoon together")  # noqa: S311 - the same demo each time
    held = _plan(house, modules[0].id, modules[0].title, day - timedelta(days=6), random)
    _hold(house, held, random, secret)
    _plan(house, modules[-1].id, modules[-1].title, day + timedelta(days=2), random)


def _plan(house: DemoHouse, module_id: int, title: str, starts_at: datetime, random: Random) -> StudySession:
    planned_at = min(starts_at, clock.now()) - timedelta(days=3)
    plan = planning.SessionPlan(
        title=title,
        place="三楼会议室",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=90),
        host_id=house.administrator.account_id,
        recorder_id=house.learners[0].account_id,
        unit_ids=frozenset({house.root.id}),
        module_id=module_id,
    )
    return planning.plan_study_session(house.administrator, plan, STANCE, planned_at, random)


def _hold(house: DemoHouse, found: StudySession, random: Random, secret: str) -> None:
    host, now = house.administrator, found.starts_at
    for learner in house.learners[:-2]:
        joining.check_in(learner, found.id, now - timedelta(minutes=random.randint(0, 12)))
    roll.mark(host, found.id, house.learners[-2].account_id, roll.Mark.EXCUSED, now, "外出走访")
    for _ in range(MOVES_AT_MOST):
        stage, all_rounds = find_stage(found, now), rounds.list_rounds(found.id)
        move = next_move(found, stage.steps, all_rounds, has_commentary=has_commentary(found, stage))
        if move is None:
            break
        now += timedelta(minutes=3)
        if move.move is Move.CLOSE:
            _vote(house, found, move.about or 0, random, (now, secret))
        if move.move is Move.COMMENTARY:
            floor.ask(house.learners[3], found.id, "案例里的办法，人手少的窗口怎么用？", now)
        conducting.conduct(host, found.id, conducting.Command(move.move, move.about, found.event_number), now)
    to_dos = (minutes.ToDoDraft("把讨论要点发到各组", "林一帆", (now + timedelta(days=3)).date()),)
    typed = minutes.MinutesDraft(POINTS, "下次请受理一组先讲一个自己的例子。", to_dos, 0)
    minutes.write_minutes(house.learners[0], found.id, typed)
    minutes.confirm_minutes(host, found.id, now + timedelta(hours=2))
    give_makeup(host, found, f"补学：{found.title}", clock.now())


def _vote(house: DemoHouse, found: StudySession, number: int, random: Random, then: tuple[datetime, str]) -> None:
    """Let everybody answer; after the discussion more of them choose the key."""
    now, secret = then
    one = rounds.get_round(found, number)
    keys = [str(place) for place, option in enumerate(one.options) if option["is_key"]]
    for learner in house.learners[:-2]:
        if one.kind is RoundKind.SCALE:
            given = [str(random.randint(2, 4) + (one.repeats_id is not None))]
        elif random.random() < (0.8 if one.repeats_id else 0.4):
            given = keys
        else:
            given = [str(random.randrange(len(one.options)))]
        voting.save_ballot(voting.check_ballot(learner, found.id, number, given, now, secret), now)

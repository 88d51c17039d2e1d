"""Voting: one ballot a person and round; an anonymous one leads back to nobody."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.dialects import postgresql, sqlite

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.meetings.access import check_not_over, get_managed
from studyapp.meetings.ballots import read_ballot
from studyapp.meetings.figures import FEWEST_ANONYMOUS, Shift, Tally, answers, shift, tally
from studyapp.meetings.models import Attendance, AttendanceState, StudySession
from studyapp.meetings.people_named import names_of
from studyapp.meetings.room_models import Ballot, HandCount, Round, RoundKind, RoundState
from studyapp.meetings.rounds import get_round
from studyapp.people.actor import Actor

MOST_HANDS = 10_000


@dataclass(frozen=True, slots=True)
class Voter:
    """A person who may vote in a round: read before the writing transaction begins."""

    organization_id: int
    round_id: int
    key: str
    attendance_id: int | None
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class NamedBallot:
    """Who answered what in a named round."""

    name: str
    content: dict[str, Any]


def check_ballot(
    actor: Actor, study_session_id: int, number: int, given: Sequence[str], now: datetime, secret: str
) -> Voter:
    """Return the ballot that the actor's phone sends, checked; nothing is written.

    Raises `NotFoundError` round-not-found, `ConflictError` not-checked-in, round-not-open or as `check_not_over`,
    or as `read_ballot`.
    """
    row = db.session.execute(
        select(Round, StudySession, Attendance)
        .join(StudySession, StudySession.id == Round.study_session_id)
        .outerjoin(
            Attendance,
            and_(Attendance.study_session_id == StudySession.id, Attendance.account_id == actor.account_id),
        )
        .where(
            Round.study_session_id == study_session_id,
            Round.number == number,
            Round.organization_id == actor.organization_id,
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError("round-not-found")
    one: Round = row[0]
    attendance: Attendance | None = row[2]
    check_not_over(row[1])
    if attendance is None or attendance.state is not AttendanceState.PRESENT:
        raise ConflictError("not-checked-in")
    if not is_open(one, now):
        raise ConflictError("round-not-open")
    content = read_ballot(one.kind, len(one.options), given)
    return Voter(
        organization_id=one.organization_id,
        round_id=one.id,
        key=voter_key(secret, one, actor.account_id),
        attendance_id=None if one.is_anonymous else attendance.id,
        content=content,
    )


def save_ballot(voter: Voter, now: datetime) -> int:
    """Store a ballot, in place of the person's earlier one, and return its version; the round must still be open.

    Raises `ConflictError` round-not-open.
    """
    one = db.session.get(Round, voter.round_id, populate_existing=True, with_for_update={"read": True})
    if one is None or not is_open(one, now):
        raise ConflictError("round-not-open")
    values = {
        "organization_id": voter.organization_id,
        "round_id": voter.round_id,
        "voter_key": voter.key,
        "attendance_id": voter.attendance_id,
        "content": voter.content,
        "version": 1,
        "saved_at": now if voter.attendance_id is not None else None,
    }
    insert = (sqlite if db.engine.dialect.name == "sqlite" else postgresql).insert(Ballot).values(values)
    statement = insert.on_conflict_do_update(
        index_elements=[Ballot.round_id, Ballot.voter_key],
        set_={"content": voter.content, "version": Ballot.version + 1, "saved_at": values["saved_at"]},
    ).returning(Ballot.version)
    return int(db.session.scalars(statement).one())


def find_own(actor: Actor, one: Round, secret: str) -> dict[str, Any] | None:
    """Return what the actor has answered to a round, or None."""
    key = voter_key(secret, one, actor.account_id)
    return db.session.scalar(select(Ballot.content).where(Ballot.round_id == one.id, Ballot.voter_key == key))


def is_open(one: Round, now: datetime) -> bool:
    """Say whether a round takes ballots: opened, not closed, its timer not run out."""
    return one.state is RoundState.OPEN and (one.closes_at is None or now < one.closes_at)


def voter_key(secret: str, one: Round, account_id: int) -> str:
    """Return what stands for a person on the ballots of a round and of those that repeat it: an HMAC (RFC 2104)."""
    words = f"ballot:{one.repeats_id or one.id}:{account_id}"
    return hmac.new(secret.encode(), words.encode(), hashlib.sha256).hexdigest()


def count_ballots(round_id: int) -> int:
    """Return how many people have answered on their phones."""
    return db.session.scalar(select(func.count()).where(Ballot.round_id == round_id)) or 0


def find_tally(one: Round, *, with_key: bool) -> Tally | None:
    """Return a closed round's totals; None where too few anonymous ballots would give somebody away."""
    contents = list(db.session.scalars(select(Ballot.content).where(Ballot.round_id == one.id)))
    if one.is_anonymous and 0 < len(contents) < FEWEST_ANONYMOUS:
        return None
    return tally(one.kind, one.options, contents, find_hands(one.id), with_key=with_key)


def find_shift(first: Round, second: Round) -> Shift | None:
    """Return who moved where between two rounds; None where that cannot be told, or too few voted twice."""
    rows = db.session.execute(
        select(Ballot.round_id, Ballot.voter_key, Ballot.content).where(Ballot.round_id.in_([first.id, second.id]))
    ).all()
    before = {row.voter_key: row.content for row in rows if row.round_id == first.id}
    pairs = [
        (before[row.voter_key], row.content) for row in rows if row.round_id == second.id and row.voter_key in before
    ]
    if first.is_anonymous and len(pairs) < FEWEST_ANONYMOUS:
        return None
    return shift(first.kind, first.options, pairs)


def list_named(one: Round) -> list[NamedBallot]:
    """Return who answered what; empty for an anonymous round."""
    rows = db.session.execute(
        select(Attendance.account_id, Ballot.content)
        .join(Attendance, Attendance.id == Ballot.attendance_id)
        .where(Ballot.round_id == one.id)
        .order_by(Ballot.id)
    ).all()
    names = names_of([row[0] for row in rows])
    return [NamedBallot(names.get(row[0], ""), row[1]) for row in rows]


def find_hands(round_id: int) -> dict[int, int]:
    """Return the raised hands by option index."""
    rows = db.session.execute(select(HandCount.option, HandCount.hands).where(HandCount.round_id == round_id))
    return {row[0]: row[1] for row in rows}


def count_hands(actor: Actor, study_session_id: int, number: int, hands: Sequence[int]) -> None:
    """Write down how many hands were raised for each answer, for people without a phone.

    Raises `ConflictError` round-not-begun for one that was never opened, `DomainError` hands-invalid.
    """
    found = get_managed(actor, study_session_id)
    check_not_over(found)
    one = get_round(found, number)
    if one.state is RoundState.PREPARED:
        raise ConflictError("round-not-begun")
    places = len(answers(one.kind, one.options)) if one.kind not in {RoundKind.TEXT, RoundKind.RANKING} else 0
    if len(hands) != places or any(not 0 <= figure <= MOST_HANDS for figure in hands):
        raise DomainError("hands-invalid", most=MOST_HANDS)
    known = {row.option: row for row in db.session.scalars(select(HandCount).where(HandCount.round_id == one.id))}
    for option, figure in enumerate(hands):
        if option in known:
            known[option].hands = figure
        elif figure:
            db.session.add(
                HandCount(organization_id=found.organization_id, round_id=one.id, option=option, hands=figure)
            )
    db.session.flush()

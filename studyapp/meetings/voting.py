"""Voting: one ballot a person and round; an anonymous one leads back to nobody."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.meetings.access import check_not_over, check_state, get_managed
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


class Timed(Protocol):
    """What opens and closes: a round, or as much of it as that takes."""

    @property
    def state(self) -> RoundState:
        """Return how far it has come."""

    @property
    def closes_at(self) -> datetime | None:
        """Return when its timer runs out."""


class Repeatable(Protocol):
    """What may repeat an earlier round."""

    @property
    def id(self) -> int:
        """Return its own id."""

    @property
    def repeats_id(self) -> int | None:
        """Return the id of the first of those that ask the same."""


# Built once: a thousand phones send their ballots in the same instant.
_TO_CHECK = (
    select(
        Round.id,
        Round.repeats_id,
        Round.kind,
        Round.options,
        Round.is_anonymous,
        Round.state,
        Round.closes_at,
        StudySession.state.label("meeting_state"),
        Attendance.id.label("attendance_id"),
        Attendance.state.label("attendance_state"),
    )
    .join(StudySession, StudySession.id == Round.study_session_id)
    .outerjoin(
        Attendance,
        and_(Attendance.study_session_id == StudySession.id, Attendance.account_id == bindparam("account_id")),
    )
    .where(
        Round.study_session_id == bindparam("study_session_id"),
        Round.number == bindparam("number"),
        Round.organization_id == bindparam("organization_id"),
    )
)
_TO_SAVE = select(Round.state, Round.closes_at).where(Round.id == bindparam("round_id")).with_for_update(read=True)


def _upsert(dialect: Any) -> Any:
    insert = dialect.insert(Ballot.__table__)
    fresh = insert.excluded
    return insert.on_conflict_do_update(
        index_elements=["round_id", "voter_key"],
        set_={"content": fresh.content, "version": Ballot.version + 1, "saved_at": fresh.saved_at},
    ).returning(Ballot.version)


_UPSERTS = {"sqlite": _upsert(sqlite), "postgresql": _upsert(postgresql)}


def check_ballot(
    actor: Actor, study_session_id: int, number: int, given: Sequence[str], now: datetime, secret: str
) -> Voter:
    """Return the ballot that the actor's phone sends, checked; nothing is written.

    Raises `NotFoundError` round-not-found, `ConflictError` not-checked-in, round-not-open or as `check_not_over`,
    or as `read_ballot`.
    """
    which = {"study_session_id": study_session_id, "number": number}
    asker = {"account_id": actor.account_id, "organization_id": actor.organization_id}
    row = db.session.connection().execute(_TO_CHECK, which | asker).one_or_none()
    if row is None:
        raise NotFoundError("round-not-found")
    check_state(row.meeting_state)
    if row.attendance_state is not AttendanceState.PRESENT:
        raise ConflictError("not-checked-in")
    if not is_open(row, now):
        raise ConflictError("round-not-open")
    return Voter(
        organization_id=actor.organization_id,
        round_id=row.id,
        key=voter_key(secret, row, actor.account_id),
        attendance_id=None if row.is_anonymous else row.attendance_id,
        content=read_ballot(row.kind, len(row.options), given),
    )


def save_ballot(voter: Voter, now: datetime) -> int:
    """Store a ballot, in place of the person's earlier one, and return its version; the round must still be open.

    Raises `ConflictError` round-not-open.
    """
    version = save_ballots([(voter, now)])[0]
    if version is None:
        raise ConflictError("round-not-open")
    return version


def save_ballots(ballots: Sequence[tuple[Voter, datetime]]) -> list[int | None]:
    """Store ballots, each with the moment it arrived, and return their versions; None where the round took none then.

    Rows are written in one order everywhere, so that two processes never wait for each other's.
    """
    rounds = {voter.round_id for voter, _ in ballots}
    connection = db.session.connection()
    states = {one: connection.execute(_TO_SAVE, {"round_id": one}).one_or_none() for one in sorted(rounds)}
    statement = _UPSERTS[connection.dialect.name]
    versions: list[int | None] = [None] * len(ballots)
    for place in sorted(range(len(ballots)), key=lambda one: (ballots[one][0].round_id, ballots[one][0].key)):
        voter, now = ballots[place]
        state = states[voter.round_id]
        if state is not None and is_open(state, now):
            versions[place] = int(connection.execute(statement, _row(voter, now)).scalar_one())
    return versions


def _row(voter: Voter, now: datetime) -> dict[str, Any]:
    return {
        "organization_id": voter.organization_id,
        "round_id": voter.round_id,
        "voter_key": voter.key,
        "attendance_id": voter.attendance_id,
        "content": voter.content,
        "version": 1,
        "saved_at": now if voter.attendance_id is not None else None,
    }


def find_own(actor: Actor, one: Round, secret: str) -> dict[str, Any] | None:
    """Return what the actor has answered to a round, or None."""
    key = voter_key(secret, one, actor.account_id)
    return db.session.scalar(select(Ballot.content).where(Ballot.round_id == one.id, Ballot.voter_key == key))


def is_open(one: Timed, now: datetime) -> bool:
    """Say whether a round takes ballots: opened, not closed, its timer not run out."""
    return one.state is RoundState.OPEN and (one.closes_at is None or now < one.closes_at)


def voter_key(secret: str, one: Repeatable, account_id: int) -> str:
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

"""From the cells of a table to the lines of a roster: what each says, and what is wrong with it by itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from studyapp.errors import UnreadableFileError
from studyapp.people.accounts import is_sign_in_name
from studyapp.people.models import Role
from studyapp.people.roster.columns import Column, columns_of
from studyapp.people.roster.days import parse_day

HEADING_WITHIN = 20
NAME_LENGTH = 100
_ROLES = {
    "": Role.LEARNER,
    "学员": Role.LEARNER,
    "learner": Role.LEARNER,
    "组织者": Role.ORGANIZER,
    "organizer": Role.ORGANIZER,
    "管理员": Role.ADMINISTRATOR,
    "administrator": Role.ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line: the person, the names of the unit from the top of the tree down, the role, the day of joining (ISO).

    `problem` is the code of what is wrong with the line by itself, `about` the cell's text that it is about.
    """

    line: int
    name: str
    sign_in_name: str
    unit: tuple[str, ...]
    role: Role
    joined_on: str | None
    problem: str | None = None
    about: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the line as JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> RosterLine:
        """Return what `to_dict` wrote."""
        return cls(**{**data, "unit": tuple(data["unit"]), "role": Role(data["role"])})


def roster_lines(
    rows: Sequence[tuple[int, Sequence[str]]], doubts: Mapping[tuple[int, int], str], today: date
) -> list[RosterLine]:
    """Return the lines below the heading. Raises `UnreadableFileError` roster-without-heading or roster-empty."""
    for place, (_, cells) in enumerate(rows[:HEADING_WITHIN]):
        columns = columns_of(cells)
        if columns is not None:
            lines = list(_lines(rows[place + 1 :], columns, doubts, today))
            if not lines:
                raise UnreadableFileError("roster-empty")
            return lines
    raise UnreadableFileError("roster-without-heading")


def _lines(
    rows: Sequence[tuple[int, Sequence[str]]],
    columns: Mapping[Column, int],
    doubts: Mapping[tuple[int, int], str],
    today: date,
) -> Iterator[RosterLine]:
    for number, cells in rows:
        said = {
            column: unicodedata.normalize("NFKC", cells[place]).strip() if place < len(cells) else ""
            for column, place in columns.items()
        }
        if not any(said.values()) or columns_of(cells) is not None:  # a heading repeated on each printed page
            continue
        doubt = next(
            ((doubts[number, place], column) for column, place in columns.items() if (number, place) in doubts), None
        )
        yield _line(number, said, doubt, today)


def _line(number: int, said: Mapping[Column, str], doubt: tuple[str, Column] | None, today: date) -> RosterLine:
    day = parse_day(said.get(Column.JOINED_ON, ""))
    problem, column = doubt or _problem(said, day, today)
    return RosterLine(
        line=number,
        name=said[Column.NAME],
        sign_in_name=said[Column.SIGN_IN_NAME].lower(),
        unit=tuple(part for part in (one.strip() for one in _parted(said.get(Column.UNIT, ""))) if part),
        role=_ROLES.get(said.get(Column.ROLE, "").casefold(), Role.LEARNER),
        joined_on=day.isoformat() if day else None,
        problem=problem,
        about=said.get(column, "") if column else "",
    )


def _problem(said: Mapping[Column, str], day: date | None, today: date) -> tuple[str | None, Column | None]:
    """Return the first thing wrong with a line by itself, and the column it is in."""
    written = said.get(Column.JOINED_ON, "")
    checks = (
        ("name-missing", Column.NAME, not said[Column.NAME]),
        ("name-too-long", Column.NAME, len(said[Column.NAME]) > NAME_LENGTH),
        ("sign-in-name-missing", Column.SIGN_IN_NAME, not said[Column.SIGN_IN_NAME]),
        ("sign-in-name-invalid", Column.SIGN_IN_NAME, not is_sign_in_name(said[Column.SIGN_IN_NAME])),
        ("role-unknown", Column.ROLE, said.get(Column.ROLE, "").casefold() not in _ROLES),
        ("day-unreadable", Column.JOINED_ON, bool(written) and day is None),
        ("day-in-future", Column.JOINED_ON, day is not None and day > today),
        ("unit-name-too-long", Column.UNIT, any(len(one) > NAME_LENGTH for one in _parted(said.get(Column.UNIT, "")))),
    )
    return next(((code, column) for code, column, is_wrong in checks if is_wrong), (None, None))


def _parted(unit: str) -> list[str]:
    return unit.replace("\\", "/").replace(">", "/").replace("→", "/").split("/")

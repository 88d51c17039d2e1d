"""What an organizer points at when adjusting a preview: the lines of a case, what was typed for one, what was said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studyapp.cases.casebook_text import Piece, Span
from studyapp.cases.correcting import read_as, replaced_run
from studyapp.cases.lines import NO_CASE, lines_of
from studyapp.cases.outlining import Step, outline
from studyapp.errors import NotFoundError

if TYPE_CHECKING:
    from studyapp.cases.casebook_text import ReadCasebook
    from studyapp.cases.choices import Choices
    from studyapp.cases.lines import Line, Role

LONGEST_EXCERPT = 30


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the file as an organizer can point at it: where it begins in the raw text, and what it is taken for."""

    at: int
    text: str
    role: Role
    can_correct: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """One thing said, of the line that begins at `at`, with its first words; `index` is its place in the choices."""

    index: int
    kind: str
    at: int
    excerpt: str
    text: str


def line_rows(reading: ReadCasebook, choices: Choices, number: int) -> list[LineRow]:
    """Return the lines of a case, as arranged, with their text as corrected; the first case's also show what is above.

    Raises `NotFoundError` case-not-found.
    """
    laid = lines_of(reading)
    made = outline(laid.lines, choices.steps)
    order = made.order()
    if number not in order:
        raise NotFoundError("case-not-found")
    wanted = {number, NO_CASE} if order[0] == number else {number}
    return [
        LineRow(line.raw.start, reads_now(reading, choices, line), role, role in {"body", "commentary"})
        for line, case, role in zip(laid.lines, made.cases, made.roles, strict=True)
        if case in wanted and line.text.strip()
    ]


def case_at(reading: ReadCasebook, choices: Choices, at: int) -> int | None:
    """Return the number of the case that holds the line beginning at a raw position, as arranged."""
    laid = lines_of(reading)
    made = outline(laid.lines, choices.steps)
    index = made.index_at(at)
    return None if index is None or made.cases[index] == NO_CASE else made.cases[index]


def first_line(reading: ReadCasebook, choices: Choices, number: int, further: int = 0) -> int:
    """Return where the first line of a case begins, or of the case that comes `further` places after it.

    Raises `NotFoundError` case-not-found.
    """
    laid = lines_of(reading)
    made = outline(laid.lines, choices.steps)
    order = made.order()
    place = order.index(number) + further if number in order else -1
    if not 0 <= place < len(order):
        raise NotFoundError("case-not-found")
    return laid.lines[made.of_case(order[place])[0]].raw.start


def line_at(reading: ReadCasebook, at: int) -> Line:
    """Return the line that begins at a raw position. Raises `NotFoundError` line-not-found."""
    found = next((line for line in lines_of(reading).lines if line.raw.start == at), None)
    if found is None:
        raise NotFoundError("line-not-found")
    return found


def reads_now(reading: ReadCasebook, choices: Choices, line: Line) -> str:
    """Return the text of a line with what was typed for it."""
    pieces: tuple[Piece, ...] = tuple(Piece(one.raw, one.text) for one in line.cells)
    for step in choices.steps:
        if step.kind == "correct":
            found = replaced_run(pieces, Span(step.at, step.end), step.text, reading.raw)
            pieces = found[0] if found else pieces
    return "".join(one.text for one in pieces)


def read_line_as(reading: ReadCasebook, choices: Choices, line: Line, typed: str) -> Choices:
    """Return the choices with a line reading as `typed`; what was typed for it before is replaced."""
    kept = tuple(
        step for step in choices.steps if step.kind != "correct" or not Span(step.at, step.end).overlaps(line.raw)
    )
    if typed == line.text:
        return replace(choices, steps=kept)
    run, new = read_as([Piece(one.raw, one.text) for one in line.cells], typed, reading.raw)
    return replace(choices, steps=(*kept, Step("correct", run.start, run.end, new)))


def step_rows(reading: ReadCasebook, choices: Choices) -> list[StepRow]:
    """Return what was said, the latest first."""
    rows = []
    for index, step in enumerate(choices.steps):
        end = step.end or step.at + LONGEST_EXCERPT
        excerpt = reading.raw[step.at : end].strip().split("\n", 1)[0][:LONGEST_EXCERPT]
        rows.append(StepRow(index, step.kind, step.at, excerpt, step.text[:LONGEST_EXCERPT]))
    return rows[::-1]

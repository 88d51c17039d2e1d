"""What an organizer says about lines: here a case begins, this is the commentary, this is the title.

A step is small and names a line by where it begins in the raw text. Steps are taken one after the other over the lines
of the reading; one whose line is not there (any more) changes nothing, so that any step can be taken back by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from studyapp.cases.lines import NO_CASE, TEXT_ROLES
from studyapp.text.marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from studyapp.cases.lines import Line, Role

StepKind = Literal[
    "split", "begin", "next", "join", "commentary", "no-commentary", "title", "body", "aside", "accept", "correct"
]
KINDS: tuple[StepKind, ...] = get_args(StepKind)
SPLIT_OFF = 1_000_000
"""A case that was split off is numbered by this and by where its first line begins in the raw text."""
LONGEST_TITLE = 120
_TITLE_LIKE = 40
_MARKER_LIKE = 14


@dataclass(frozen=True, slots=True)
class Step:
    """One thing said: what (`kind`), of the line or the raw run that begins at `at`; `end` and `text` are a correction.

    split: a new case begins here; begin: its own case begins here; next: the next case begins here; join: the case that
    begins here belongs to the one before; commentary: the commentary begins here; no-commentary: the case of this line
    has none; title, body, aside: what this line is; accept: the doubtful run is right; correct: it should read `text`.
    """

    kind: StepKind
    at: int
    end: int = 0
    text: str = ""


@dataclass
class Outline:
    """The case and the role of every line, while steps are taken."""

    lines: Sequence[Line]
    cases: list[int]
    roles: list[Role]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Outline:
        """Return the outline as it was read."""
        return cls(lines, [one.case for one in lines], [one.role for one in lines])

    def index_at(self, at: int) -> int | None:
        """Return which line begins at a raw position."""
        return next((index for index, one in enumerate(self.lines) if one.raw.start == at), None)

    def of_case(self, case: int) -> list[int]:
        """Return the lines of a case."""
        return [index for index, one in enumerate(self.cases) if one == case]

    def order(self) -> list[int]:
        """Return the cases in the order of the raw text."""
        return list(dict.fromkeys(one for one in self.cases if one != NO_CASE))


def outline(lines: Sequence[Line], steps: Iterable[Step]) -> Outline:
    """Take the steps, one after the other, over the lines as they were read."""
    made = Outline.of(lines)
    for step in steps:
        take = _TAKING.get(step.kind)
        index = made.index_at(step.at)
        if take is not None and index is not None:
            take(made, _with_label(made, index) if step.kind in _BOUNDARIES else index)
    return made


def _with_label(made: Outline, index: int) -> int:
    """Return the line's label where a title stands behind one: a case begins with its label."""
    labelled = made.roles[index] == "title" and index > 0 and not made.lines[index].is_fresh
    return index - 1 if labelled and made.roles[index - 1] == "structure" else index


def begins_case(made: Outline, index: int) -> bool:
    """Say whether a line is the first of its case."""
    return made.of_case(made.cases[index])[0] == index


def _split(made: Outline, index: int) -> None:
    if made.cases[index] == NO_CASE or begins_case(made, index):
        return
    moved = [one for one in made.of_case(made.cases[index]) if one >= index]
    number = SPLIT_OFF + made.lines[index].raw.start
    while number in made.cases:
        number += SPLIT_OFF
    _hand_over(made, moved, number)
    _name_by(made, index)


def _begin(made: Outline, index: int) -> None:
    """Give what stands above the line in its case to the case before; above the first case it is set aside."""
    case, order = made.cases[index], made.order()
    if case == NO_CASE:
        if order and made.roles[index] in TEXT_ROLES | {"aside", "structure"}:
            moved = [one for one, at in enumerate(made.cases) if at == NO_CASE and one >= index]
            _hand_over(made, moved, order[0])
        return
    above = [one for one in made.of_case(case) if one < index]
    before = order.index(case) - 1
    if before < 0:
        for one in above:
            made.cases[one], made.roles[one] = NO_CASE, "aside"
    else:
        _append(made, above, order[before])
    if not any(made.roles[one] == "title" for one in made.of_case(case)):
        _name_by(made, index)


def _next(made: Outline, index: int) -> None:
    case, order = made.cases[index], made.order()
    after = order.index(case) + 1 if case in order else len(order)
    if after < len(order):
        _hand_over(made, [one for one in made.of_case(case) if one >= index], order[after])


def _join(made: Outline, index: int) -> None:
    case, order = made.cases[index], made.order()
    before = order.index(case) - 1 if case in order else -1
    if before >= 0 and begins_case(made, index):
        _append(made, made.of_case(case), order[before])


def _append(made: Outline, moved: list[int], case: int) -> None:
    """Give lines to the case before them: what headed them is text there, of the part that it ends with."""
    kept = [made.roles[one] for one in made.of_case(case) if made.roles[one] in TEXT_ROLES]
    has_own = any(made.roles[one] == "commentary" for one in moved)
    continues = bool(kept) and kept[-1] == "commentary" and not has_own
    first = next((one for one in moved if made.roles[one] in TEXT_ROLES), None)
    for one in moved:
        is_front = made.roles[one] == "title" or (
            made.roles[one] == "structure" and (first is None or one < first) and not _is_blank(made, one)
        )
        if is_front or made.roles[one] == "body":
            made.roles[one] = "commentary" if continues else "body"
        made.cases[one] = case


def _hand_over(made: Outline, moved: list[int], case: int) -> None:
    """Give lines to a case that begins with them: the rest of a part that was cut opens the body."""
    voice = made.lines[moved[0]].voice
    cut = made.roles[moved[0]] == "commentary"
    is_named = any(made.roles[one] == "title" for one in made.of_case(case))
    for one in moved:
        if is_named and made.roles[one] == "title":
            made.roles[one] = "body"
        made.cases[one] = case
        if made.roles[one] == "introduction" or (
            cut and made.roles[one] == "commentary" and made.lines[one].voice == voice
        ):
            made.roles[one] = "body"
    if made.roles[moved[0]] in {"aside", "structure"} and not _is_blank(made, moved[0]):
        made.roles[moved[0]] = "body"


def _commentary(made: Outline, index: int) -> None:
    case = made.cases[index]
    if case == NO_CASE:
        return
    own = made.of_case(case)
    first = min((one for one in own if made.roles[one] in TEXT_ROLES), default=index)
    for one in own:
        if one < index and first <= one:
            _become_text(made, one, "body")
        elif one >= index and made.roles[one] == "body":
            made.roles[one] = "commentary"
    rest = [one for one in own if one > index and made.roles[one] == "commentary"]
    if made.roles[index] != "structure":
        made.roles[index] = "structure" if rest and _reads_as_marker(made.lines[index].text) else "commentary"


def _no_commentary(made: Outline, index: int) -> None:
    own = made.of_case(made.cases[index])
    if made.cases[index] == NO_CASE:
        return
    first = next((one for one in own if made.roles[one] in TEXT_ROLES), index)
    last = max((one for one in own if made.roles[one] in TEXT_ROLES), default=index)
    for one in own:
        if first <= one <= last:
            _become_text(made, one, "body")


def _become_text(made: Outline, index: int, role: Role) -> None:
    """Make commentary, or a marker that stands among the text, text of another part."""
    if made.roles[index] == "commentary" or (made.roles[index] == "structure" and not _is_blank(made, index)):
        made.roles[index] = role


def _title(made: Outline, index: int) -> None:
    case = made.cases[index]
    if case == NO_CASE or len(made.lines[index].text.strip()) > LONGEST_TITLE:
        return
    for one in made.of_case(case):
        if made.roles[one] == "title":
            made.roles[one] = "body"
    made.roles[index] = "title"


def _body(made: Outline, index: int) -> None:
    made.roles[index] = "introduction" if made.cases[index] == NO_CASE else "body"


def _aside(made: Outline, index: int) -> None:
    made.roles[index] = "aside"


_TAKING: dict[str, Callable[[Outline, int], None]] = {
    "split": _split,
    "begin": _begin,
    "next": _next,
    "join": _join,
    "commentary": _commentary,
    "no-commentary": _no_commentary,
    "title": _title,
    "body": _body,
    "aside": _aside,
}


_BOUNDARIES = frozenset({"split", "begin", "next"})


def _name_by(made: Outline, index: int) -> None:
    """Let a line that reads like a title be the title of its case, when text follows it."""
    own = made.of_case(made.cases[index])
    text = made.lines[index].text.strip()
    if 0 < len(text) <= _TITLE_LIKE and not ends_sentence(text) and len(own) > 1 and made.roles[index] in TEXT_ROLES:
        made.roles[index] = "title"


def _reads_as_marker(text: str) -> bool:
    bare = text.strip()
    return 0 < len(bare) <= _MARKER_LIKE and not ends_sentence(bare)


def _is_blank(made: Outline, index: int) -> bool:
    return not made.lines[index].text.strip()

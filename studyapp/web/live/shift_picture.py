"""The shift as a picture: bars before and after, and bands from one to the other, as wide as the people are many."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.meetings.figures import Shift

WIDTH, HEIGHT = 1000, 560
BAR, GAP = 26, 8
LEFT, RIGHT = 370, 604
LINE = 42  # room for the words of an answer that nobody gave
LONGEST = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """An answer's bar on one side: its upper edge and height, its words, and how many people."""

    y: float
    height: float
    text: str
    count: int
    option: int

    @property
    def middle(self) -> float:
        """Return where its words stand."""
        return self.y + max(self.height, LINE) / 2


@dataclass(frozen=True, slots=True)
class Band:
    """People who moved from one answer to another, or stayed: an SVG path of the answer that they came from."""

    path: str
    count: int
    option: int
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture in a box of WIDTH by HEIGHT."""

    before: tuple[Bar, ...]
    after: tuple[Bar, ...]
    bands: tuple[Band, ...]
    box: str = f"0 0 {WIDTH} {HEIGHT}"
    left: int = LEFT
    right: int = RIGHT
    bar: int = BAR


def draw_shift(shift: Shift) -> Picture | None:
    """Return the picture of a shift; None where nobody voted twice."""
    if shift.both == 0:
        return None
    scale = (HEIGHT - (GAP + LINE) * len(shift.texts) - GAP) / shift.both
    before, after = _bars(shift.texts, shift.before, scale), _bars(shift.texts, shift.after, scale)
    leaving = [one.y for one in before]
    coming = [one.y for one in after]
    bands = []
    for one, row in enumerate(shift.flows):
        for other, count in enumerate(row):
            if not count:
                continue
            height = count * scale
            bands.append(Band(_path(leaving[one], coming[other], height), count, one, one != other))
            leaving[one] += height
            coming[other] += height
    return Picture(before, after, tuple(bands))


def _bars(texts: tuple[str, ...], counts: tuple[int, ...], scale: float) -> tuple[Bar, ...]:
    bars, y = [], float(GAP)
    for option, (text, count) in enumerate(zip(texts, counts, strict=True)):
        words = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        bars.append(Bar(round(y, 1), round(count * scale, 1), words, count, option))
        y += max(count * scale, LINE) + GAP
    return tuple(bars)


def _path(start: float, end: float, height: float) -> str:
    x, z, middle = LEFT + BAR, RIGHT, (LEFT + BAR + RIGHT) / 2
    top = f"M{x} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {z} {end:.1f}"
    low, far = start + height, end + height
    return f"{top}V{far:.1f}C{middle} {far:.1f} {middle} {low:.1f} {x} {low:.1f}Z"

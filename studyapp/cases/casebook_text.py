"""What reading a casebook yields: plain values, no database.

Two coordinate systems are used throughout, both Python string indices, half-open:

- *raw* offsets index the text that the reader extracted from the file (`ReadCasebook.raw`);
- *part* offsets index a case's clean `body` or its clean `commentary`.

`Piece` lists tie the two together: the clean text of a part is the concatenation of its pieces.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Part = Literal["body", "commentary"]


class Span(NamedTuple):
    """A half-open run of characters, `start` ≤ `end`."""

    start: int
    end: int

    def __contains__(self, other: object) -> bool:
        """Say whether another span lies wholly within this one."""
        return isinstance(other, tuple) and len(other) == 2 and self.start <= other[0] and other[1] <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class PartSpan(NamedTuple):
    """A run of characters in one part of a case, in part offsets."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """The file as it came: its name, format, encoding, hash of its bytes, and the characters extracted."""

    name: str
    format: str
    encoding: str | None
    sha256: str
    characters: int


@dataclass(frozen=True, slots=True)
class Repair:
    """A certain, reversible change: the raw run `old` became `new`; `reason` is a code."""

    kind: str
    raw: Span
    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suspect:
    """A place that looks damaged and is therefore never quoted; `reason` is a code."""

    raw: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A raw run that belongs to no case; `why` is a code such as `site-chrome`."""

    raw: Span
    why: str


class Piece(NamedTuple):
    """One run of a part: `text` stands for the raw run `raw`; equal to it, or what repairs made of it."""

    raw: Span
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a body: the heading's words, and the run in part offsets including the heading."""

    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Commentary:
    """One expert's words on a case: the marker as printed, who wrote it if said, the clean text and its raw run."""

    heading: str
    by: str | None
    text: str
    raw: Span


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the file, before the raw line that begins at `at`; `sha256` is that of its `content`.

    `content` is empty where only the account of the reading is at hand.
    """

    at: int
    sha256: str
    media_type: str
    width: int
    height: int
    alt: str = ""
    content: bytes = field(default=b"", repr=False)


class CasePicture(NamedTuple):
    """A picture of a case, before the paragraph that begins at `offset` of its part, or at the part's end."""

    part: Part
    offset: int
    sha256: str
    alt: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class RawSpans:
    """Where the parts of a case stand in the raw text; a missing part is None."""

    case: Span
    title: Span | None
    body: Span
    commentary: Span | None


@dataclass(frozen=True, slots=True)
class CaseText:
    """One case, clean. This is all that the question engine reads.

    `suspects` lie in part offsets. `number` counts 1..n in the book. `flags`: truncated, no-commentary, no-title.
    """

    number: int
    title: str
    body: str
    label: str | None = None
    subtitle: str | None = None
    place: str | None = None
    commentaries: tuple[Commentary, ...] = ()
    sections: tuple[Section, ...] = ()
    flags: tuple[str, ...] = ()
    suspects: tuple[PartSpan, ...] = ()

    @property
    def commentary(self) -> str | None:
        """The texts of the commentaries joined by a line break, or None where there is none."""
        return "\n".join(one.text for one in self.commentaries) if self.commentaries else None

    def part(self, part: Part) -> str:
        """Return the text of a part; the empty string for a missing commentary."""
        return self.body if part == "body" else (self.commentary or "")


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case with its way back to the source: raw spans, and the pieces of its body and commentary in order."""

    text: CaseText
    raw_spans: RawSpans
    body_pieces: tuple[Piece, ...] = ()
    commentary_pieces: tuple[Piece, ...] = ()
    discussion_prompts: tuple[str, ...] = ()
    pictures: tuple[CasePicture, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadCasebook:
    """Everything that was understood of one file, and an account of every character that was not kept."""

    source: Source
    raw: str
    title: str
    introduction: str | None
    cases: tuple[ReadCase, ...]
    repairs: tuple[Repair, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    structure: tuple[Span, ...] = field(default=())
    introduction_pieces: tuple[Piece, ...] = ()
    pictures: tuple[Picture, ...] = ()

"""The stream of units that a clean text is cut into before anything is decided about cases."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from studyapp.cases.segments.book_names import asking_names, book_names, own_label, own_label_words
from studyapp.cases.segments.inline import GLUED, glued_names, inline_cuts
from studyapp.cases.segments.labels import CaseLabel, case_label, unnumbered_label
from studyapp.cases.segments.run_on_titles import title_before_opening
from studyapp.cases.segments.voices import voice_in_front
from studyapp.text.marker_names import PartKind, is_loose_commentary, part_named
from studyapp.text.marks import ORNAMENTS, SENTENCE_END, has_chinese, is_rule, visible_length
from studyapp.text.openings import presents_person
from studyapp.text.ordinals import Ordinal, bare_ordinal, leading_ordinal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Kind = Literal["label", "marker", "heading", "text", "rule"]


@dataclass(slots=True)
class Unit:
    """A run of the clean text. A line gives one unit, or several where marker and text share it.

    `part` is what a marker names; `level` a heading's level from the format (0 for none); `run_in` says that text
    follows a marker on its line; `fresh` says that the unit begins a line. Of the page (`segments.page`): `apart` says
    that more blank lines stand above than usual, `indent` counts half-width blanks before it, `signed` that a name
    stands below, `formed` that a form stands below that other cases have too, `listed` that the table of contents has
    it, `section` that it names a part, `note` that it is a footnote.
    """

    start: int
    end: int
    text: str
    kind: Kind
    level: int = 0
    part: PartKind | None = None
    ordinal: Ordinal | None = None
    label: CaseLabel | None = None
    run_in: bool = False
    fresh: bool = True
    loose: bool = False
    table: bool = False
    after_rule: bool = False
    apart: bool = False
    indent: int = 0
    signed: bool = False
    formed: bool = False
    listed: bool = False
    section: bool = False
    note: bool = False

    @property
    def words(self) -> str:
        """The text without its ordinal."""
        return self.text[self.ordinal.end :].strip() if self.ordinal else self.text.strip()


class Known(NamedTuple):
    """What one book calls its parts: names it glues to text, names of commentaries and words of labels of its own."""

    glued: frozenset[str]
    own: frozenset[str]
    label_words: frozenset[str]
    asked: frozenset[str]

    def part(self, name: str) -> PartKind | None:
        """Return the part that a name stands for in this book, or None."""
        bare = name.strip()
        if bare in self.asked:
            return "opening"
        return part_named(name) or ("commentary" if bare in self.own else None)


_FRAME = re.compile(
    rf"^[\s{ORNAMENTS}|｜·•>#\-—]{{0,6}}[【［\[（(〔〖「『<＜]?\s*|\s*[】］\]）)〕〗」』>＞{ORNAMENTS}]?\s*[:：]?\s*$"
)
# Numbered, these are entries of a list (1. 提醒 2. 批评) rather than parts of a case.
_ALSO_LIST_ITEMS = frozenset(
    ("提醒", "提示", "建议", "告诫", "忠告", "观点", "看法", "按", "评", "评价", "处理", "处罚", "调查")
)
_NO_HEADING_END = "。；，、：,;:…"
_DOSE = re.compile(r"[\d．.oOl一二三四五六七八九十两]\s*(?:克|毫升|毫克|ml|mg|g(?![a-z])|钱|枚|片(?!面)|丸|剂)")
_LIST_SIGN = re.compile(r"[-*•·]\s")
_BRACKET_MARKER = re.compile(
    rf"^[\s{ORNAMENTS}]{{0,4}}[【［\[〔〖「『]\s*([^】］\]〕〗」』\n]{{1,24}}?)\s*[】］\]〕〗」』]{{1,2}}\s*[:：]?\s*"
)
_COLON_MARKER = re.compile(rf"^[\s{ORNAMENTS}]{{0,4}}([^：:。，；！？\n]{{1,20}}?)\s*[:：]\s*")
_DASH_MARKER = re.compile(r"^([^：:。，；！？\n—]{1,16}?)\s*(?:——|—)\s*")
_SPACE_MARKER = re.compile(r"^([\u4e00-\u9fff]{1,8})[ \u3000\t]+(?=\S)")


def units_of(text: str, level_at: Callable[[int, int], tuple[int, bool]]) -> list[Unit]:
    """Cut a clean text into units. `level_at(start, end)` tells heading level and whether the line is a table row."""
    units: list[Unit] = []
    asked, answered = asking_names(text)
    known = Known(glued_names(text), book_names(text) | answered, own_label_words(text), asked)
    start = 0
    for line in text.split("\n"):
        if line.strip():
            level, table = level_at(start, start + len(line))
            if is_rule(line):
                units.append(Unit(start, start + len(line), line, "rule"))
            elif table:
                units.append(Unit(start, start + len(line), line, "text", table=True))
            else:
                units.extend(_line_units(line, start, level, known))
        start += len(line) + 1
    return units


def title_first(units: list[Unit]) -> None:
    """A name of a part that opens the text, right above a title or a label, is what the book is called."""
    if len(units) < 2 or units[1].kind not in {"heading", "label"}:
        return
    first = units[0]
    sibling = any(unit.kind == "marker" and unit.level == first.level for unit in units[1:])
    if first.level and sibling and units[1].kind == "heading" and not units[1].level:
        return
    if first.kind == "marker" and not first.run_in and first.part in {"commentary", "opening", "body"}:
        first.kind, first.part, first.loose = "heading", None, False


def without_rules(units: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Take the rules (* * *) out of the stream; the units after them remember it."""
    kept: list[Unit] = []
    rules: list[Unit] = []
    for unit in units:
        if unit.kind == "rule":
            rules.append(unit)
        else:
            unit.after_rule = bool(rules) and (not kept or kept[-1].start < rules[-1].start)
            kept.append(unit)
    return kept, rules


def _line_units(line: str, start: int, level: int, known: Known) -> Iterator[Unit]:
    cuts = [0, *inline_cuts(line, known.glued), len(line)]
    for index, (left, right) in enumerate(itertools.pairwise(cuts)):
        if right > left:
            yield from _segment_units(line[left:right], start + left, level, fresh=index == 0, known=known)


def _segment_units(line: str, start: int, level: int, *, fresh: bool, known: Known) -> Iterator[Unit]:
    whole = _whole_line(line, start, level, fresh, known)
    if whole:
        yield whole
        return
    label = case_label(line) or (_own_or_bare_label(line, known) if fresh else None)
    if label:
        yield Unit(
            start,
            start + label.rest,
            line[: label.rest],
            "label",
            level,
            label=label,
            run_in=label.rest < len(line),
            fresh=fresh,
        )
        if label.rest < len(line):
            yield from _segment_units(line[label.rest :], start + label.rest, level, fresh=False, known=known)
        return
    glued = title_before_opening(line) if not fresh else None
    if glued:
        yield Unit(start, start + glued, line[:glued], "heading", level, fresh=False)
        yield from _segment_units(line[glued:], start + glued, level, fresh=False, known=known)
        return
    marker = _run_in_marker(line, known, fresh=fresh) or _known_marker(line, known.glued)
    if marker:
        part, end = marker
        yield Unit(
            start, start + end, line[:end], "marker", level, part, leading_ordinal(line), run_in=True, fresh=fresh
        )
        yield Unit(start + end, start + len(line), line[end:], "text", fresh=False)
        return
    spoken = voice_in_front(line) if fresh else None
    if spoken:
        yield Unit(start, start + spoken, line[:spoken], "text", level, run_in=True)
        yield Unit(start + spoken, start + len(line), line[spoken:], "text", fresh=False)
        return
    yield _plain(line, start, level, fresh=fresh)


def _own_or_bare_label(line: str, known: Known) -> CaseLabel | None:
    return own_label(line, known.label_words) or unnumbered_label(line)


def _plain(line: str, start: int, level: int, *, fresh: bool) -> Unit:
    bare = bare_ordinal(line)
    heading = level > 0 or bare is not None or looks_like_heading(line)
    return Unit(
        start,
        start + len(line),
        line,
        "heading" if heading else "text",
        level,
        ordinal=bare or leading_ordinal(line),
        fresh=fresh,
    )


def looks_like_heading(line: str) -> bool:
    """Say whether a line is short and ends as no sentence does."""
    bare = line.strip()
    if not has_chinese(bare) or visible_length(bare) > 48 or bare[-1] in _NO_HEADING_END or "\t" in bare:
        return False
    if _LIST_SIGN.match(bare) or bare.count("。") or bare.count("；"):
        return False
    if presents_person(bare) or len(_DOSE.findall(bare)) > 1:
        return False
    spoken = bare[0] in "“「" and bare[-1] in "”」" and bare[-2:-1] in tuple(SENTENCE_END)
    return not spoken and (bare[-1] not in "！？!?" or visible_length(bare) <= 40)


def _whole_line(line: str, start: int, level: int, fresh: bool, known: Known) -> Unit | None:
    """Recognise a line that is a marker and nothing else."""
    bare = line.strip()
    if len(bare) > 40:
        return None
    ordinal = leading_ordinal(bare)
    name = bare[ordinal.end :] if ordinal else bare
    framed = _FRAME.sub("", name)
    inner = leading_ordinal(framed)
    if inner and not ordinal:
        ordinal, framed = inner, framed[inner.end :]
    part = known.part(framed)
    if ordinal and framed in _ALSO_LIST_ITEMS:
        part = None
    loose = False
    if part is None and (fresh or level) and is_loose_commentary(framed):
        part, loose = "commentary", True
    if part is None:
        return None
    return Unit(start, start + len(line), line, "marker", level, part, ordinal, fresh=fresh, loose=loose)


def _run_in_marker(line: str, known: Known, *, fresh: bool) -> tuple[PartKind, int] | None:
    """Find a marker at the beginning of a line that goes on with text: its kind and its end."""
    ordinal = leading_ordinal(line)
    base = ordinal.end if ordinal else 0
    rest = line[base:]
    for pattern in (_BRACKET_MARKER, _COLON_MARKER):
        found = pattern.match(rest)
        if found:
            inner = leading_ordinal(found[1])
            part = known.part(found[1][inner.end :] if inner else found[1])
            if part and not (pattern is _COLON_MARKER and part == "body" and not fresh):
                return part, base + found.end()
    found = _DASH_MARKER.match(rest) or (_SPACE_MARKER.match(rest) if fresh and len(line) > 30 else None)
    if found:
        part = part_named(found[1])
        if part in {"commentary", "opening"} and len(found[1]) >= 2:
            return part, base + found.end()
    glued = glued_marker(rest) if len(rest) > (20 if fresh else 8) else None
    if glued:
        return glued[0], base + glued[1]
    return None


def _known_marker(line: str, known: frozenset[str]) -> tuple[PartKind, int] | None:
    """Find a name at the beginning of a line that this book glues to its text elsewhere."""
    name = max((one for one in known if line.startswith(one)), key=len, default="")
    part = part_named(name) if name and len(line) > len(name) + 4 else None
    return (part, len(name)) if part else None


def glued_marker(line: str) -> tuple[PartKind, int] | None:
    """Find a marker glued to the text after it (案例警示电焊属于…); only unmistakable names count."""
    found = GLUED.match(line)
    # A speaker who reminds is named by a clause (某医院医生提醒), which is no name of a part by itself.
    return (part_named(found[1]) or "commentary", found.end()) if found else None

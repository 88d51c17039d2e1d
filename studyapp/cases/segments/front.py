"""The front of a case: label, title, subtitle, place, and lines about its author or number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.cases.segments.page import is_far_right
from studyapp.text.marks import ORNAMENTS, visible_length
from studyapp.text.openings import TIME_OPENING, place_at
from studyapp.text.title_lines import is_byline, is_house, is_place_date

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit


@dataclass(slots=True)
class Front:
    """What stands before a case's body. Spans are clean offsets; `count` units were read."""

    label: Unit | None = None
    title: tuple[int, int] | None = None
    subtitle: tuple[int, int] | None = None
    title_text: str = ""
    subtitle_text: str | None = None
    place: str | None = None
    units: list[Unit] = field(default_factory=list)
    left: list[tuple[Unit, str]] = field(default_factory=list)
    count: int = 0


_TITLE_MARKS = re.compile(rf"^[\s{ORNAMENTS}|｜·•>#]*(?:[\[［]\d{{1,3}}[\]］]\s*)?|[\s*]+$")
_FRAMES = {"【": "】", "《": "》", "“": "”", "〖": "〗", "「": "」", "『": "』", "[": "]", "（": "）"}
_OPENED = {closed: opened for opened, closed in _FRAMES.items()}
_ASKING = re.compile(r"(?:问题?|Q)\s*[:：]\s*")
_TITLE_STOPS = " \t\u3000。：:"
_PAIR = re.compile(r"\s*(?:——+|—|--+)\s*")


def read_front(units: list[Unit]) -> Front:
    """Read the label and title lines that a case begins with."""
    front = Front()
    headings: list[Unit] = []
    for unit in units:
        if unit.kind == "label" and front.label is None:
            front.label = unit
        elif unit.kind == "heading" or (
            unit.kind == "text" and _is_title_text(unit, front, headings, units, front.count)
        ):
            if headings and unit.section:
                break
            if headings and is_far_right(unit) and unit.indent > headings[-1].indent:
                front.left.append((unit, "byline"))
            elif headings and _is_place_line(unit, headings):
                front.left.append((unit, "place-line"))
            elif headings and headings[-1].words and is_byline(unit.text):
                front.left.append((unit, "byline"))
            elif _starts_story(unit, headings):
                break
            else:
                headings.append(unit)
        elif unit.kind == "text" and headings and visible_length(unit.text) <= 60 and is_byline(unit.text):
            front.left.append((unit, "byline"))
        else:
            break
        front.count += 1
    _name(front, headings)
    return front


def _is_place_line(unit: Unit, headings: list[Unit]) -> bool:
    """Say whether the line under a title says only where, when, or in which house it happened."""
    if unit.ordinal or not headings[-1].words:
        return False
    return is_place_date(unit.text) or (is_house(unit.text) and not is_house(headings[-1].words))


def _starts_story(unit: Unit, headings: list[Unit]) -> bool:
    """A second or third short line may already be a heading within the body."""
    if not headings:
        return False
    paired = (
        unit.text.lstrip().startswith(("—", "--"))
        or headings[-1].text.rstrip().endswith(("—", "--"))
        or headings[-1].text.lstrip().startswith("—")
    )
    if paired:
        return False
    return (
        bool(unit.ordinal)
        or (len(headings) >= 1 and bool(headings[-1].level) and (unit.level == 0 or unit.level > headings[-1].level))
        or len(headings) >= 2
    )


def _is_title_text(unit: Unit, front: Front, headings: list[Unit], units: list[Unit], index: int) -> bool:
    """A question or an exclamation may be a title if an opening follows it; so may the words behind a label."""
    if headings:
        return False
    bare = unit.text.strip()
    following = units[index + 1] if index + 1 < len(units) else None
    opening = following is not None and following.kind == "marker" and following.part in {"opening", "body"}
    short = visible_length(bare) <= 60
    glued = following is not None and following.kind == "text" and not following.fresh
    if bare and bare[-1] in "？！?!" and short:
        return opening or glued or (front.label is not None and not unit.fresh)
    return (
        short
        and front.label is not None
        and not unit.fresh
        and following is not None
        and following.fresh
        and "。" not in bare
    )


def _name(front: Front, headings: list[Unit]) -> None:
    front.units = headings
    if not headings:
        return
    chosen = headings
    if len(headings) > 1 and not any(_PAIR.match(unit.text) or unit.text.rstrip().endswith("—") for unit in headings):
        # Two plain lines: the nearer one names the case, the other a chapter.
        chosen = headings[-1:]
    if len(chosen) == 1:
        _split_pair(front, chosen[0])
    else:
        _two_lines(front, chosen)
    front.place = _place(front)


def _split_pair(front: Front, unit: Unit) -> None:
    body = unit.text[unit.ordinal.end :] if unit.ordinal else unit.text
    base = unit.end - len(body)
    marks = _TITLE_MARKS.match(body)
    lead = marks.end() if marks else 0
    pair = next(
        (
            found
            for found in _PAIR.finditer(body, lead + 2)
            if found.end() < len(body) - 1 and len(found[0].strip()) > 1
        ),
        None,
    )
    end = len(body.rstrip(_TITLE_STOPS))
    if pair:
        front.title = (base + lead, base + pair.start())
        front.subtitle = (base + pair.end(), base + end)
        front.subtitle_text = body[pair.end() : end].strip()
        front.title_text = body[lead : pair.start()].strip()
    else:
        lead, end = _within_frame(body, lead, end)
        front.title = (base + lead, base + end)
        front.title_text = body[lead:end].strip()


def _within_frame(body: str, lead: int, end: int) -> tuple[int, int]:
    """Take a title out of the marks around it: 【…】, 《…》, “…”, a bracket left from its label, 问：."""
    asked = _ASKING.match(body, lead)
    lead = asked.end() if asked else lead
    opened, closed = body[lead : lead + 1], body[end - 1 : end]
    framed = opened in _FRAMES and closed == _FRAMES[opened] and closed not in body[lead : end - 1]
    if framed and end - lead > 2:
        return lead + 1, end - 1
    unopened = closed in _FRAMES.values() and closed not in "”》" and body.count(closed) > body.count(_OPENED[closed])
    return lead, end - 1 if unopened else end


def _two_lines(front: Front, chosen: list[Unit]) -> None:
    subtitle = next((unit for unit in chosen if unit.text.lstrip().startswith(("—", "--"))), None)
    titles = [unit for unit in chosen if unit is not subtitle]
    main = titles[-1] if subtitle is None or chosen[0] is subtitle else titles[chosen.index(subtitle) - 1]
    if subtitle is None:
        main, subtitle = chosen[0], chosen[1]
    text = main.words.strip("—- ")
    front.title, front.title_text = (
        (main.end - len(main.text[main.ordinal.end :] if main.ordinal else main.text), main.end),
        text,
    )
    lead = len(subtitle.text) - len(subtitle.text.lstrip("—- \u3000"))
    front.subtitle, front.subtitle_text = (subtitle.start + lead, subtitle.end), subtitle.text.strip("—- \u3000")


def _place(front: Front) -> str | None:
    for part in (front.subtitle_text, front.title_text):
        if part and not TIME_OPENING.match(part):
            found = place_at(part)
            if found:
                return found
    stated = next((unit for unit, why in front.left if why == "place-line"), None)
    return place_at(stated.text.strip(" \u3000（(")) if stated else None

"""Names of parts that only their surroundings explain: a second voice beside a commentary, a 思考 that only asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.cases.segments.page import bare_name, frame_of, is_far_right
from studyapp.text.marker_names import part_named
from studyapp.text.marks import visible_length
from studyapp.text.title_lines import is_byline

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

_WHO = r"[\u4e00-\u9fffA-Za-z]{1,10}?"
_VOICE = re.compile(rf"{_WHO}(?:意见|的话|感言|观点|看法|建议|提示|提醒|补充|回应|留言|声音|说|谈|之声|心声)")
_SPEAKING = re.compile(rf"{_WHO}(?:的话|感言|说|谈|声音|之声|心声)")
_COLON = re.compile(r"\s*([\u4e00-\u9fffA-Za-z]{3,10})\s*[:：]\s*(?=\S)")
_NO_SPEECH = re.compile(r".*[说谈][:：]?$|.*[他她我你]")
_THINKING = re.compile(r".*(?:思考|讨论|研讨|探讨)(?:与.{2})?")
_ASKS = re.compile(
    r"[？?]|^\s*(?:[（(]?\d{1,2}[)）.．、]|[一二三四五六七八九十]{1,2}、)?\s*(?:请|如何|怎样|为什么|结合|试|假如|如果)"
)


def voice_in_front(line: str) -> int | None:
    """Return where what may be a speaker's name (药学部意见：) ends at the beginning of a line, or None."""
    found = _COLON.match(line)
    if found is None or not _VOICE.fullmatch(found[1]) or _NO_SPEECH.fullmatch(found[1]):
        return None
    return found.end()


def settle_voices(units: list[Unit]) -> None:
    """Make commentaries of the voices that stand beside one, and prompts of thoughts that only ask."""
    before: Unit | None = None
    for index, unit in enumerate(units):
        if unit.kind == "marker" and unit.part == "commentary" and _THINKING.fullmatch(bare_name(unit.words)):
            told = _text_after(units, index)
            if told and all(_ASKS.search(one.text) for one in told):
                unit.part = "prompts"
        elif _may_speak(unit) and (_speaks_after(before, unit) or _speaks_before(units, index)):
            unit.kind, unit.part, unit.loose = "marker", "commentary", True
        if unit.kind in {"marker", "label"} or unit.level:
            before = unit


def _may_speak(unit: Unit) -> bool:
    if unit.kind not in {"heading", "text"} or not unit.fresh or not (unit.kind == "heading" or unit.run_in):
        return False
    name = bare_name(unit.words)
    return visible_length(name) <= 14 and bool(_VOICE.fullmatch(name)) and part_named(name) is None


def _speaks_after(before: Unit | None, unit: Unit) -> bool:
    """Say whether the part right before is a commentary, and the name heads no story."""
    heads_a_story = unit.apart and (unit.signed or unit.listed)
    return before is not None and before.part == "commentary" and not heads_a_story


def _speaks_before(units: list[Unit], index: int) -> bool:
    """Say whether the next part is a commentary framed in the same way, and the name is one of speech."""
    if not _SPEAKING.fullmatch(bare_name(units[index].words)) or not frame_of(units[index]):
        return False
    rest = (units[place] for place in range(index + 1, len(units)))
    after = next(
        (one for one in rest if one.kind != "text" and not is_far_right(one) and not is_byline(one.text)), None
    )
    return after is not None and after.part == "commentary" and frame_of(after) == frame_of(units[index])


def _text_after(units: list[Unit], index: int) -> list[Unit]:
    """Return the text that follows a marker, up to the next name of a part or title."""
    told: list[Unit] = []
    for place in range(index + 1, len(units)):
        unit = units[place]
        if unit.kind in {"marker", "label"} or unit.level:
            break
        told.append(unit)
    return told

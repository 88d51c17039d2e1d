"""The case card: verbatim sentences under background, problems, measures, results, shifts and lessons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studyapp.cases.casebook_text import Part
from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import MEASURE

SLOTS = ("background", "problems", "measures", "results", "shifts", "lessons")
_CUES = {
    "shifts": re.compile(r"(?:由|从)[^，。]{2,18}(?:转变|变|转|改)(?:为|成|向)"),
    "results": re.compile(
        r"取得|成效|提高了|提升了|下降|降低了?|减少了|缩短|实现了|得到|满意|解决了|化解|恢复|增长|判决|罚款|上升到|达到"
    ),
    "problems": re.compile(
        r"问题|困难|矛盾|不足|投诉|纠纷|隐患|难以|缺乏|不够|事故|故障|违反|未[^来必]{1,8}|不理解|滞后|短板|反映强烈"
    ),
}
_LESSONS = re.compile(r"启示|关键|应当|必须|说明|表明|提醒|教训|要|意义|只有|只要|不得|值得|根本|在于")


@dataclass(frozen=True, slots=True)
class CardSpan:
    """A sentence on the card, in part offsets, and how sure its place is (0 to 1)."""

    part: Part
    start: int
    end: int
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class CaseCard:
    """The spans of each slot, in the order of the text."""

    slots: dict[str, tuple[CardSpan, ...]]

    def count(self, slot: str) -> int:
        """Return how many spans stand in a slot."""
        return len(self.slots.get(slot, ()))


def card_of(case: AnalysedCase) -> CaseCard:
    """Return the card of a case; a sentence stands in one slot, or in none where no cue speaks."""
    slots: dict[str, list[CardSpan]] = {slot: [] for slot in SLOTS}
    for place, sentence in enumerate(case.usable):
        slot, confidence = _slot(sentence, place)
        if slot:
            slots[slot].append(CardSpan(sentence.part, sentence.start, sentence.end, sentence.text, confidence))
    return CaseCard({slot: tuple(spans) for slot, spans in slots.items()})


def _slot(sentence: Sentence, place: int) -> tuple[str | None, float]:
    if sentence.part == "commentary":
        return ("lessons", 0.7) if _LESSONS.search(sentence.text) else (None, 0.0)
    for slot, cue in _CUES.items():
        if slot != "problems" and cue.search(sentence.text):
            return slot, 0.7
    if MEASURE.search(sentence.text):
        return "measures", 0.6
    if _CUES["problems"].search(sentence.text):
        return "problems", 0.6
    return ("background", 0.5) if place < 3 else (None, 0.0)

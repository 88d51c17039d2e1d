"""法院认为，…。据此，判决…: on what grounds a court decided, and what it decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.told_points import LONGEST, opens_away
from studyapp.questions.paragraphs import lines_of
from studyapp.questions.point import Point
from studyapp.text.standalone import is_noisy

_HELD = re.compile(
    r"^(?:[^，,；;：:。]{0,16}[，,])?(?P<who>[^，,；;：:。“”]{0,14}(?:法院|仲裁委员会|仲裁委|仲裁庭|法庭))"
    r"(?:经?(?:依法|公开)?(?:审理|审查|开庭审理)后?|依法)*认为[，,：:](?P<first>[^“”]{10,})$"
)
_DECIDED = re.compile(
    r"^(?:据此|因此|综上|综上所述|故|遂|最终|为此|鉴于此|最后)?[，,]?(?P<who>[^，,；;：:。“”]{0,14}?(?:法院|仲裁委员会|仲裁委|仲裁庭|法庭)?)"
    r"(?:最终|依法|遂|故|一审|二审)*(?P<verb>判决|裁定|裁决|判令)[，,：:]?(?P<key>[^。“”]{4,120})$"
)
LONGEST_TOLD = 340
MOST = 6


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield the grounds and the decision of every body that is told to have held and then decided, in one paragraph."""
    for line in lines_of(case, "body"):
        starts = [(place, held) for place, one in enumerate(line) if (held := _HELD.match(one.core)) and one.usable]
        for place, held in starts:
            yield from _told(line[place:], held)


def _told(run: Sequence[Sentence], held: re.Match[str]) -> Iterator[Point]:
    decided = next(
        ((place, found) for place, one in enumerate(run[1:], 1) if (found := _DECIDED.match(_whole(one)))), None
    )
    if decided is None or not all(one.usable for one in run[: decided[0] + 1]):
        return
    place, ruling = decided
    grounds = (held["first"].rstrip("。"), *(one.core for one in run[1:place]))
    fit = len(grounds) <= MOST and sum(map(len, grounds)) <= LONGEST_TOLD
    if fit and not any(opens_away(one) or is_noisy(one) or len(one) > LONGEST * 1.5 for one in grounds):
        asked = f"{held['who']}作出{_deed(ruling['verb'])}的理由有哪些？"
        yield Point("holding", tuple(run[:place]), grounds, asked, bloom="understand", confidence=0.9, worth=1.0)
    same = ruling["who"] in {"", "法院", held["who"]}
    if same and not opens_away(ruling["key"]) and not re.match("书|如下", ruling["key"]):
        asked = f"{held['who']}最终作出了怎样的{_deed(ruling['verb'])}？"
        yield Point("ruling", (run[place],), (ruling["key"],), asked, bloom="remember", confidence=0.85, worth=0.9)


def _whole(sentence: Sentence) -> str:
    return sentence.text.rstrip("。")


def _deed(verb: str) -> str:
    return "判决" if verb == "判令" else verb

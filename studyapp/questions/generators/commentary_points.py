"""What a short commentary says as a whole: each of its sentences is a point of the answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.told_points import points_told
from studyapp.questions.outline import MEASURES
from studyapp.questions.paragraphs import lines_of
from studyapp.questions.point import Point
from studyapp.text.standalone import dangles

LONGEST_TOLD = 320
FEWEST = 2
MOST_LINES = 3
WHOLE = "文中表达了哪几层意思？"
_NO_EXPERT = re.compile("感言|家属|寄语|思考|讨论")
_REFERS = re.compile("[①-⑳]")  # to a numbered line of the body
_SIGNED = re.compile(r"[（(—－-][^。]{2,30}$|[^。，,]{2,20}$")  # who wrote it, on a line of its own


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every commentary of one paragraph that says two to six things."""
    by_name: defaultdict[str, list[tuple[Sentence, ...]]] = defaultdict(list)
    for line in lines_of(case, "commentary"):
        if _SIGNED.match(line[0].text) and len(line) == 1:
            continue
        by_name[case.commentary_name(line[0].start)].append(line)
    for name, lines in by_name.items():
        is_list = MEASURES.search(name)
        told = tuple(one for line in lines for one in line)
        keys = points_told(told, LONGEST_TOLD, by_sentence=not is_list) if len(lines) <= MOST_LINES else ()
        if _NO_EXPERT.search(name) or any(map(_REFERS.search, keys)):
            continue
        if len(keys) >= FEWEST and not dangles(told[0].core):
            asked = "文中写明了哪些做法？" if is_list else WHOLE
            yield Point("commentary-points", told, keys, asked, bloom="understand", confidence=0.85, worth=0.8)

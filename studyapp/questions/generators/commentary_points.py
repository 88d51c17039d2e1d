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
_LESSONS = re.compile("启示|警示|教训|反思|体会|提示|点评|评析|意义")  # it names what is thought
_ONLY_COUNTS = re.compile(r"^[^，,：:；;]{2,20}[两二三四五六几](?:层|点|条|方面|处|重|类|种|项|个)[^，,：:的]{0,4}$")
_ONLY_DENIES = re.compile(r"^[^，,：:；;]{2,12}(?:不是|不在)(?!不)[^，,：:；;而]{1,12}$")  # the next one affirms
_PASSES_ON = re.compile(r"^(?:前[一两三几]?个案例|上[一两]?个案例|再一[条点]|还有一[条点]|再说)")
_BACKGROUND = re.compile(r"^(?:随着|近年来|近几年|近年|当前|目前|如今|长期以来|一段时间以来)")
_DEMANDS = re.compile(r"应当?|必须|需要|不能|不得|要|才能|关键|说明|表明|在于|启示|提醒")
_OF_ONESELF = re.compile(
    r"(?<!自)我(?!国|们|市|省|县|区|州|校|院|局|军|党)|笔者|^[^，,]{0,6}那(?:天|晚|夜|年|个(?:周末|晚上|早晨|下午))"
)
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
        is_list = MEASURES.search(name) and not _LESSONS.search(name)
        told = tuple(one for line in lines for one in line if is_list or says_something(one.core))
        keys = points_told(told, LONGEST_TOLD, by_sentence=not is_list) if len(lines) <= MOST_LINES else ()
        if _NO_EXPERT.search(name) or any(map(_REFERS.search, keys)):
            continue
        if told and len(keys) >= FEWEST and not dangles(told[0].core):
            asked = "文中写明了哪些做法？" if is_list else WHOLE
            yield Point("commentary-points", told, keys, asked, bloom="understand", confidence=0.85, worth=0.8)


def says_something(core: str) -> bool:
    """Say whether a sentence judges or demands; a lead, a passage to the next, background, a memory is no point."""
    is_background = _BACKGROUND.match(core) and not _DEMANDS.search(core)
    return not is_background and not any(
        one.search(core) for one in (_ONLY_COUNTS, _ONLY_DENIES, _PASSES_ON, _OF_ONESELF)
    )

"""What is told under a numbered heading: how a measure was carried out, how a cause showed, how a lesson is argued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.told_points import leans_back, points_told
from studyapp.questions.outline import CAUSES, MEASURES, Block, Group, groups_of
from studyapp.questions.part_names import is_general
from studyapp.questions.point import Point
from studyapp.text.sentences import inner_quoted
from studyapp.text.standalone import is_noisy, is_speech, points_away

LONGEST_TOLD = 230
_LESSONS = re.compile("启示|警示|教训|反思|体会|提示|点评|评析|建议|总结|意义|复盘|经验")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every numbered heading that says something of its own and has a paragraph beneath it."""
    for group in groups_of(case):
        for block in group.blocks:
            told = _paragraph(case, block)
            fit = _is_telling(block.heading) and told and not leans_back(told[0])
            keys = points_told(told, LONGEST_TOLD) if fit else ()
            if keys and block.first.clean:
                yield Point(
                    "headed",
                    (block.first, *told),
                    keys,
                    _question(group, block.heading),
                    bloom="understand",
                    confidence=0.9,
                    worth=0.9,
                )


def _is_telling(heading: str) -> bool:
    bad = is_general(heading) or is_noisy(heading) or is_speech(heading) or points_away(heading)
    return len(heading) >= 4 and not bad


def _paragraph(case: AnalysedCase, block: Block) -> tuple[Sentence, ...]:
    """Return the sentences of the block up to the end of the paragraph in which they begin."""
    text = case.case.part(block.first.part)
    kept: list[Sentence] = []
    for one in block.content:
        if kept and "\n" in text[kept[-1].end : one.start]:
            break
        kept.append(one)
    return tuple(kept)


def _question(group: Group, heading: str) -> str:
    named = f"“{inner_quoted(heading)}”"
    if group.part == "commentary" or _LESSONS.search(group.label):
        return f"材料是怎样阐述{named}的？"
    if CAUSES.search(group.label):
        return f"材料指出{named}，具体情况是怎样的？"
    if MEASURES.search(group.label):
        return f"关于{named}，材料写明了哪些具体做法和情况？"
    return f"关于{named}，材料写明了哪些具体内容？"

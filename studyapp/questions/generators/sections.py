"""What a section says whose heading names what is told in it: measures, results, causes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.told_points import announces, leans_back, points_told
from studyapp.questions.paragraphs import Paragraph, Section, sections_of
from studyapp.questions.point import Point
from studyapp.text.sentences import inner_quoted
from studyapp.text.standalone import lead_length

LONGEST_TOLD, MOST_PARAGRAPHS, LONGEST_HEADING = 320, 6, 16


class Sort(NamedTuple):
    """A sort of section: what its label says, what is asked for, and the level of the question."""

    label: re.Pattern[str]
    asked: str


_SORTS = (
    Sort(re.compile(r"(?:成效|效果|成果|结果|变化|收获)$"), "写明了哪些结果"),
    Sort(re.compile(r"原因|成因|症结|隐患|根因|因素"), "写明了哪些原因和情况"),
    Sort(re.compile(r"问题$|困难$|矛盾$|短板$"), "写明了哪些问题和情况"),
    Sort(re.compile(r"措施|做法|举措|对策|整改|改进|防范|建议|处理意见"), "写明了哪些做法"),
)
_CAME_OF_IT = re.compile(
    r"[由从][^，,]{0,12}\d[^，,]{0,8}[到至为]|(?:下降|上升|提高|降低|缩短|减少|增加|达到|降|升)(?:到|至|为|了)?[^，,]{0,4}\d|没有再|未再|再未|不再|无新增|转阴|未发生|未出现|效果稳定|升至|降至"
)
_OTHER = re.compile("裁判|判决|处理结果|过程|经过|提出|发现|概况|背景|启示|点评")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every short section of the body whose label says that it tells causes, measures or results."""
    for section in sections_of(case):
        sort = next((one for one in _SORTS if one.label.search(section.label)), None)
        if section.part == "body" and sort and not _OTHER.search(section.label):
            yield from _point(section, sort)


def _point(section: Section, sort: Sort) -> Iterator[Point]:
    sentences = tuple(one for paragraph in section.paragraphs for one in paragraph.sentences)
    if len(section.paragraphs) > MOST_PARAGRAPHS or any(map(_is_headed, section.paragraphs)):
        return
    if leans_back(sentences[0]) and not announces(sentences[0].core):
        return
    keys = points_told(sentences, LONGEST_TOLD)
    asked = sort.asked + "和结果" * (sort is _SORTS[-1] and any(map(_CAME_OF_IT.search, keys)))
    if keys:
        yield Point(
            "section",
            sentences,
            keys,
            f"“{inner_quoted(section.label)}”部分{asked}？",
            bloom="understand",
            confidence=0.9,
            worth=0.9,
        )


def _is_headed(paragraph: Paragraph) -> bool:
    """Say whether a paragraph opens with a numbered heading, not a point: it ends short, and more follows."""
    first, *more = paragraph.sentences
    return bool(more) and lead_length(first.text) > 0 and len(first.text) <= LONGEST_HEADING

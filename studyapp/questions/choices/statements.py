"""Sentences that can be put before a learner as they stand, each with the ways in which it can be made false."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.card import card_of
from studyapp.questions.choices import actors, exchanges, frames, opposites, quantities, roles_turned, sides
from studyapp.questions.choices.swap import Swap
from studyapp.questions.distractors.pool import Pool
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.point import Point
from studyapp.text.subjects import names_its_subject

SHORTEST, LONGEST = 14, 78
_TOLD = frozenset({"problems", "measures", "results", "shifts", "lessons"})
_MANNERED = re.compile(
    r"^(?:另|还有|更|一类|其中|两边|两家|几方|一方|这样|那里|有人|措施|制度|办法|方案|规定|新规|活动|会上|会后|分类)(?!.{0,3}的)|"
    r"^\d+[.、]\d|——以|^[^，,]{0,14}[，,]其|[\u4e00-\u9fff] +[\u4e00-\u9fff]|好像|仿佛|似乎|据说|"
    r"大概|也许|笔者|本刊|编者|作者|读者|"
    r"记者|小编|扫码|关注|如图|案例[一二三四五六七八九十\d]|[（(]略[)）]|^[^，,]{2,16}还|[，,]也由|"
    r"[\x22']|[。！？]”$|^[^，,。]{2,10}[：:]|^[，,、；;]|^(?:后|现|遂|嗣后|经审理|经查)|请求|诉至|起诉|"
    r"上诉|反诉|要求判|(?<!法院)(?<!本院)(?<!点评)认为|[：:]$|第[一二三四]种"
)
_TOPIC = re.compile(r"^[^，,]*(?:认定|问题|情况|分析|适用|界定|把握|理解|区别|区分|关系|界限|思考|启示)$")
_TELLING = re.compile(
    r"构成|责任|认定|规定|应当|必须|要|关键|不得|不是|属于|应|标准|要求|依据|适应|禁忌|诊断|治疗|原因|导致"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that stands alone, and what can be exchanged in it, the best first."""

    sentence: Sentence
    swaps: tuple[Swap, ...]

    @property
    def text(self) -> str:
        """The statement as the source has it, without closing mark."""
        return self.sentence.core


def statements_of(case: AnalysedCase, points: Sequence[Point], pool: Pool) -> list[Statement]:
    """Return the statements of a case in the order of the text."""
    card = card_of(case)
    told = {(one.part, one.start) for slot in _TOLD for one in card.slots.get(slot, ())}
    found = []
    for sentence in case.usable:
        if is_statement(sentence) and ((sentence.part, sentence.start) in told or _TELLING.search(sentence.core)):
            swaps = sorted(_swaps(sentence, case, points, pool), key=lambda one: (-one.worth, one.text))
            found.append(Statement(sentence, tuple(one for one in swaps if one.text not in case.text)))
    return found


def is_statement(sentence: Sentence) -> bool:
    """Say whether a sentence can be judged alone: of fitting length, with a subject, pointing nowhere."""
    core = sentence.core
    return (
        sentence.text.rstrip("”’）)").endswith(("。", "；", ";"))
        and is_fit_stem(core, SHORTEST, LONGEST)
        and not _MANNERED.search(core)
        and not _TOPIC.search(core)
        and names_its_subject(core)
    )


def _swaps(sentence: Sentence, case: AnalysedCase, points: Sequence[Point], pool: Pool) -> Iterator[Swap]:
    yield from exchanges.find(sentence, case, points, pool)
    yield from frames.find(sentence, case)
    for make in (sides.find, roles_turned.find, opposites.find, actors.find, quantities.find):
        yield from make(sentence.core, case)

"""A figure in one clause of a telling sentence: money, a period, a share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.figures import FIGURE
from studyapp.questions.generators.passages import passage_of
from studyapp.questions.point import Point
from studyapp.text.sentences import clauses

_WEIGHTY = re.compile(
    "罚款|罚金|赔偿|判处|支付|处以?|没收|退还|退款|返还|补偿|补足|扣除|损失|获利|骗取|挪用|受贿|侵占|缴纳|期限|以内|之内|不得超过|不超过|不少于|不低于|上限"
    "|中断|恢复|延误|停机|停产|停业|持续|缩短|下降|降至|上升|升至|提高|超过|达到?|约定|规定|合计|共计|价值|涉案|造成|收取|借款|欠|拖欠|查获|查处|销售|浓度|含量|观察|治疗|隔离|拘留|每[周月年天日次]|耗时|历时|影响"
)
_TRIVIAL = re.compile(
    r"岁|楼|号|室|栋|单元|层|房间|年生|年龄|身高|体重|门牌|电话|编号|案号|公里处|出生|胸廓|距今|时龄|周龄|月龄|子女|儿子|女儿|结婚"
)
_UNITS = re.compile(
    "个工作日|工作日|个小时|小时|分钟|个月|万元|亿元|元|[%％]|个百分点|平方米|吨|公斤|千克|天|年|倍|次|起|件|家|台|批|例|℃|度|公里|户"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every weighty figure that stands alone in its clause."""
    for sentence in case.usable:
        figures = list(FIGURE.finditer(sentence.core))
        for run in clauses(sentence.core):
            inside = [one for one in figures if run.start <= one.start() < run.end]
            if len(inside) == 1 and _is_fit(run.text, inside[0], sentence.core):
                yield from _point(case, sentence, inside[0])


def _is_fit(clause: str, found: re.Match[str], core: str) -> bool:
    before, after = core[max(0, found.start() - 1) : found.start()], core[found.end() : found.end() + 1]
    calendar = found["unit"] in {"年", "天"} and (len(found["number"]) == 4 or after in {"级", "度", "代"})
    part_of_more = before in set("第-—至到～~、.×*/“月时分年约") - {"约"} or (before.isascii() and before.isalnum())
    return (
        bool(_UNITS.fullmatch(found["unit"]))
        and not calendar
        and not part_of_more
        and after not in set("月日号至到-—～~×*/”")
        and bool(_WEIGHTY.search(clause))
        and not _TRIVIAL.search(clause)
    )


def _point(case: AnalysedCase, sentence: Sentence, found: re.Match[str]) -> Iterator[Point]:
    key = found["number"] + (found["more"] or "") + found["unit"]
    end = found.start() + len(key)
    passage = passage_of(case, sentence, found.start(), end)
    if passage and case.text.count(key) == 1 and not FIGURE.search(passage.blanked()):
        yield Point("figure", passage.sentences, (key,), "", passage.blanked(), "figure", "remember", 0.8, 0.55)

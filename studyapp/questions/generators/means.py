"""通过X，Y: by what means. Chinese asks in place, so the author's clause stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import first_clauses, is_fit_stem, is_whole
from studyapp.questions.point import Point

_MEANS = re.compile(
    r"^(?P<actor>[^，,；;：:。通]{0,16}?)[，,]?通过(?P<key>[^，,；;：:。]{4,44}?)(?:的?(?:方式|形式|办法|途径|手段|做法|方法))?[，,](?P<rest>[^。；;]{6,})$"
)

_DENIALS = ("不", "未", "没有", "不会", "不能", "不得", "不要", "不可", "无法", "并非", "不是")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every 通过X，Y whose Y can stand alone."""
    for sentence in case.usable:
        found = _MEANS.match(sentence.core)
        if not found:
            continue
        actor, key, rest = found["actor"], found["key"].removesuffix("等"), first_clauses(found["rest"], 50)
        whole = f"{actor}通过什么方式，{rest}？" if actor else f"通过什么方式，{rest}？"
        fit = is_whole(key, 4, 44) and is_fit_stem(rest, 6, 50) and (not actor or is_fit_stem(actor, 2, 16))
        if actor.endswith(_DENIALS):
            continue
        bare = re.match("[是既也]" if actor else "[是既也已就便可才能将]", rest)
        if fit and not bare and not re.search(r"(?:审查|学习|提交|调查|了解|计算|统计|调取|查看|分析|检查)", key):
            yield Point("means", (sentence,), (key,), whole, family="means", confidence=0.8, worth=0.7)

"""X，有效提升了Y: what an action brought about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import MEASURE, is_fit_stem, is_whole
from studyapp.questions.point import Point

_EFFECT = re.compile(
    r"^(?P<action>[^；;。]{10,90}?)[，,](?P<key>(?:有效地?|切实|大大|明显|进一步|显著|从而|进而|最终|真正|极大地?|逐步|既|成功)*"
    r"(?:实现|避免|防止|确保|解决|方便|减轻|提高|提升|增强|降低|缩短|减少|化解|破解|消除|促进|推动|赢得|取得|改善|打通|保障|维护|压缩|遏制)了"
    r"[^；;。]{3,60})$"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every action whose stated effect closes the sentence."""
    for sentence in case.usable:
        found = _EFFECT.match(sentence.core)
        if not found or not MEASURE.search(found["action"]):
            continue
        action, key = found["action"], re.sub(r"^(?:从而|进而|最终|既)", "", found["key"])
        if is_fit_stem(action, 10, 90) and is_whole(key, 5, 60):
            yield Point("effect", (sentence,), (key,), f"{action}，收到了什么效果？", confidence=0.8, worth=0.8)

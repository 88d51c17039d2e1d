"""…的，应当…; …的，由…承担: what follows, by rule, from which facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem, is_whole, names_another
from studyapp.questions.point import Point

_RULE = re.compile(
    r"(?:^|[；;]|规定[，,：:])(?P<given>[^；;。：:“”]{8,90}的)[，,](?P<who>[^，,；;：:。]{0,18}?)(?P<modal>应当|应该|应(?!急|聘)|必须|不得|不应|可以|有权|由)(?P<key>[^；;。“”]{5,70})(?=$|[；;])"
)
_TAIL = re.compile(r"[，,](?=也|从而|以免|否则|但)")
_NOT_A_RULE = re.compile(r"^(?:但|并|而|这|因此|所以)|是[^，,]{1,30}的$|^[^，,]{0,8}[是为]")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every general rule of the form 有…的，应当…."""
    for sentence in case.usable:
        for found in _RULE.finditer(sentence.core):
            key = _TAIL.split(found["key"])[0]
            given = f"{found['given']}，{found['who']}"
            if names_another(key):
                continue
            if not _NOT_A_RULE.search(found["given"]) and is_fit_stem(given, 8, 100) and is_whole(key, 5, 70):
                asked = f"{given}{found['modal']}____。"
                yield Point(
                    "rule",
                    (sentence,),
                    (key,),
                    f"补全横线处的要求：{asked}",
                    bloom="understand",
                    confidence=0.8,
                    worth=0.85,
                )

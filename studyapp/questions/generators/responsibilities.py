"""由X负责Y: who does what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_DOES = re.compile(
    r"(?:^|[，,；;：:])(?P<head>[^，,；;：:。由]{0,22})由(?P<key>[^，,；;：:。由]{2,18}?)"
    r"(?P<verb>负责|牵头|承担|主持|审核|监督|保管|赔偿|支付|协调|统一|协商确定|商定|确定|投票产生|推选|打分|评定|签字|复核|核验|盘点|担任|安装|评估|验收|监管|召集)(?P<tail>[^，,；;：:。]{0,26})(?=$|[，,；;])"
)

_CONDITIONAL = re.compile(r"如果|^如|[，,]如|若|一旦|当|的[，,]|除非|只有|未[^，,]{2,20}[，,]")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every stated bearer of a task."""
    for sentence in case.usable:
        if _CONDITIONAL.search(sentence.core):
            continue
        for found in _DOES.finditer(sentence.core):
            head, key, tail = found["head"], found["key"].strip("“”"), found["tail"]
            asked = f"{head}由谁{found['verb']}{tail}？"
            fit = len(head + tail) >= 4 and (not head or is_fit_stem(head, 2, 24)) and is_whole(key, 2, 18)
            if (
                fit
                and is_fit_stem(asked.rstrip("？"), 6, 60)
                and not re.search(r"(?:变|转|改|组成|构成|导致|引起)", key)
            ):
                yield Point("bearer", (sentence,), (key,), asked, bloom="remember", confidence=0.75, worth=0.65)

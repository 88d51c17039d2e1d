"""由X负责Y: who does what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import BEARER, is_fit_stem, is_whole
from studyapp.questions.point import Point
from studyapp.text.lexicon import best_cut, word_classes

_DOES = re.compile(
    r"(?:^|[，,；;：:])(?P<head>[^，,；;：:。由]{0,22})由(?P<key>[^，,；;：:。由]{2,18}?)"
    r"(?P<verb>负责|牵头|承担|主持|审核|监督|保管|赔偿|评定|签字|复核|核验|验收|监管)(?P<tail>[^，,；;：:。]{0,26})(?=$|[，,；;])"
)

_CONDITIONAL = re.compile(r"如果|^如|[，,]如|若|一旦|当|的[，,]|除非|只有|未[^，,]{2,20}[，,]")


def _is_somebody(key: str) -> bool:
    """Say whether a phrase names somebody and nothing else: no time, no matter, no deed."""
    if re.search(r"[变转改对把将为]|组成|构成|导致|引起|进行|轮流|分别|一起|[年月季周天日][初底末度]?", key):
        return False
    return bool(
        BEARER.search(key) or re.search("[长任记会处科部室组队院社班站所办局厂店户方]$", key)
    ) or word_classes().get(best_cut(key)[1][-1], "").startswith("n")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every stated bearer of a task."""
    for sentence in case.usable:
        if _CONDITIONAL.search(sentence.core):
            continue
        for found in _DOES.finditer(sentence.core):
            head, key, tail = found["head"], found["key"].strip("“”"), found["tail"]
            asked = f"{head}由谁{found['verb']}{tail}？"
            fit = len(head + tail) >= 4 and (not head or is_fit_stem(head, 2, 24)) and is_whole(key, 2, 18)
            if fit and is_fit_stem(asked.rstrip("？"), 6, 60) and _is_somebody(key) and not head.startswith("改为"):
                yield Point("bearer", (sentence,), (key,), asked, bloom="remember", confidence=0.75, worth=0.65)

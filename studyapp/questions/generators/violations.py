"""…，违反了《X》的规定: which conduct broke which rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point
from studyapp.text.standalone import points_away

_BROKEN = re.compile(
    r"(?:^|[，,]|发现|查明|认定|存在)(?:该[^，,未擅违使雇将]{1,6}|其|同时该[^，,未擅违使雇将]{1,6}|[^，,；;。未擅违使雇将]{1,12})?"
    r"(?P<key>(?:未按|未经|未依|未|违规|擅自|使用|雇用|超|无证|伪造|隐瞒|虚构|虚报|冒用)[^；;。]{6,80}?)(?:的(?:违法)?行为)?"
    r"[，,](?:其行为|上述行为|该行为)?(?P<may>涉嫌)?违反了?《(?P<law>[^《》]{3,40})》(?P<article>第[一二三四五六七八九十百零\d]+条(?:第[一二三四五六七八九十]+[款项])*)?"
)


_RIGHTS = re.compile(
    r"^(?P<conduct>[^；;。]{8,90})[，,](?:已|严重|均|构成)?(?P<verb>侵害|侵犯|损害)了(?P<who>[^，,；;。的]{2,12})的(?P<key>[^，,；;。]{2,30}权(?:利|益)?)$"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every conduct that is said to break a rule."""
    for sentence in case.usable:
        if (right := _RIGHTS.match(sentence.core)) and is_fit_stem(right["conduct"], 8, 90):
            asked = f"{right['conduct']}，{right['verb']}了{right['who']}的什么权利？"
            yield Point("violation", (sentence,), (right["key"],), asked, confidence=0.8, worth=0.85)
        for found in _BROKEN.finditer(sentence.core):
            key = found["key"]
            if is_whole(key, 6, 80) and not points_away(key) and "《" not in key:
                of_article = f"《{found['law']}》{found['article'] or ''}"
                asked = f"什么行为{found['may'] or ''}违反了{of_article}的规定？"
                yield Point("violation", (sentence,), (key,), asked, confidence=0.8, worth=0.9)

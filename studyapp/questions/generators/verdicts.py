"""法院判决X: a decision in full, where the sentence opens with the body that made it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_RULED = re.compile(
    r"^(?P<before>(?:[^：:。；;]{2,50}[，,])?(?:一审|二审|再审|终审)?[^，,；;：:。“”]{0,12}(?:法院|仲裁委员会|仲裁委|管理局|监督局|监管局|应急局|公安局|纪委监委|纪委|监委)"
    r"(?:最终|依法|经审理后?|经审查后?)*(?:判决|裁定|裁决|判令|决定|责令))[，,：:]?(?P<key>[^。；;：:“”]{6,90})$"
)

_ASKED_FOR = re.compile("要求|请求|申请|希望|诉至|起诉")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every decision that ends its sentence, its whole wording the key."""
    for sentence in case.of("body"):
        found = _RULED.match(sentence.core)
        if not found or _ASKED_FOR.search(found["before"]) or not is_fit_stem(sentence.core, 14, 150):
            continue
        if re.search("二审|再审", case.text) and not re.search("一审|二审|再审|终审", found["before"]):
            continue  # several courts decided, and it is not said which is meant
        key = found["key"]
        if (
            is_whole(key, 6, 90)
            and case.text.count(key) == 1
            and not key.startswith(("书", "认为", "的", "了", "按照", "根据", "依照", "依据"))
        ):
            question = f"补全横线处的决定：{found['before']}____。"
            yield Point("verdict", (sentence,), (key,), question, bloom="remember", confidence=0.8, worth=0.75)

"""某人申请仲裁，请求X: what somebody asked a court or an arbitrator for, told to the end of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.generators.told_points import opens_away
from studyapp.questions.point import Point
from studyapp.text.standalone import is_noisy
from studyapp.text.surnames import SURNAMES

_WHO = (
    rf"(?:[{SURNAMES}]某[某甲乙丙丁]?|[{SURNAMES}](?:女士|先生)|某[\u4e00-\u9fff]{{1,10}}(?:公司|厂|店|银行|学校|医院|合作社)"
    r"|消费者[\u4e00-\u9fff]{1,3}|原告|申请人|公司)"
)
_CLAIM = re.compile(
    rf"^(?:[^，,；;：:。]{{2,18}}[，,])?(?P<who>{_WHO})(?:遂|随后|于是|不服|因此|据此|又|先)*[，,]?"
    r"(?P<way>(?:向[^，,；;：:。]{2,24})?(?:申请(?:劳动)?仲裁|提起(?:民事|行政)?诉讼|起诉|提出仲裁申请|诉至[^，,；;：:。]{0,12}法院))[，,]"
    r"(?:请求|要求|诉请)(?:依法)?(?:裁决|判决|判令)?[：:]?(?P<key>[^。“”]{6,110})$"
)
_GOES_ON = re.compile(
    r"[，,](?=(?:仲裁|法院|一审|二审|对方|被告)|[^，,]{2,40}(?:抗辩|辩称|为由|不服|支持了|驳回|认为))"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for everybody who is told to have made exactly one claim."""
    told = [(one, found) for one in case.of("body") if (found := _CLAIM.match(one.core))]
    names = [found["who"] for _, found in told]
    for sentence, found in told:
        key = _GOES_ON.split(found["key"])[0]
        if names.count(found["who"]) > 1 or opens_away(key) or is_noisy(key) or not is_fit_stem(found["way"], 3, 40):
            continue
        asked = f"{found['who']}{found['way']}，提出了什么请求？"
        yield Point("claim", (sentence,), (key,), asked, bloom="remember", confidence=0.85, worth=0.8)

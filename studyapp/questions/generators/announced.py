"""中心规定，X; 王某提醒大家，X: what somebody laid down, or thought, told to the end of the sentence after a comma."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import BEARER, is_fit_stem
from studyapp.questions.generators.told_points import divided, opens_away
from studyapp.questions.point import Point
from studyapp.text.standalone import dangles, is_noisy, is_speech

_ASKED = {
    "规定": "作出了哪些规定", "约定": "作了哪些约定", "商定": "作了哪些约定", "要求": "提出了哪些要求",
    "决定": "作出了什么决定", "明确": "明确了哪些事项", "建议": "提出了什么建议", "提出": "提出了什么",
    "认为": "的看法是什么", "指出": "指出了什么", "强调": "强调了什么", "解释": "是怎样解释的",
    "提醒大家": "提醒大家什么", "说": "是怎样说的", "提醒": "作了什么提醒",
}  # fmt: skip
_VERBS = "|".join(_ASKED)
_SAID = re.compile(
    r"^(?:(?:不过|但|但是|然而|于是|随后|会后|最终|最后|为此)[，,]?)?(?P<who>[\u4e00-\u9fff某]{2,14}?)"
    rf"(?:也|却|还|则|随后|最终|当即|同时|明确|反复|后来)*(?P<verb>{_VERBS})[，,：:](?P<key>[^。“”]{{10,160}})$"
)
_VIEWS = re.compile("认为|指出|强调|提出|解释")
_BODY = re.compile("法院|委员会|[局委院庭厅部]$|一审|二审")
_NO_ACTOR = re.compile(
    r"[的了是在把被从由]|[时后前中里上下对向]$|^(?:他|她|它|其|该|这|那|有人|大家|双方|法院|一审|二审|经|并|又|再|需要|应当)"
)
_NAME = re.compile(r"^[\u4e00-\u9fff]{2,3}$|[\u4e00-\u9fff](?:师傅|女士|先生|某|老师|大姐|大爷|阿姨|工)$")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every announcement of the body by somebody who announces but one thing of its kind."""
    told = [(one, found) for one in case.of("body") if (found := _SAID.match(one.core))]
    counts = Counter((found["who"], found["verb"]) for _, found in told)
    for sentence, found in told:
        if counts[found["who"], found["verb"]] == 1 and _is_actor(case, found["who"], found["verb"]):
            yield from _point(sentence, found)


def _is_actor(case: AnalysedCase, who: str, verb: str) -> bool:
    known = bool(
        BEARER.search(who)
        or re.search(
            "(?:[班组队站科处校院厂店所局园会]|护士)长$|(?:主任|经理|书记|主管|师傅|老师|教授|专家|律师|法官)$|中心|小组|专班|部|科|处|局|站|所|店|队|校|院|县|市|区|镇|村$",
            who,
        )
    )
    if _VIEWS.search(verb) and _BODY.search(who):
        return False  # a body's view is told at length, of which this is but the first sentence
    return not _NO_ACTOR.search(who) and (known or (bool(_NAME.search(who)) and case.text.count(who) >= 2))


def _point(sentence: Sentence, found: re.Match[str]) -> Iterator[Point]:
    key = found["key"]
    keys = tuple(divided(key))
    if opens_away(key) or dangles(key) or is_noisy(key) or is_speech(key) or not is_fit_stem(found["who"], 2, 14):
        return
    if all(len(one) >= 6 for one in keys) and len(keys) <= 6:
        asked = f"{found['who']}{_ASKED[found['verb']]}？"
        yield Point("announced", (sentence,), keys, asked, bloom="understand", confidence=0.85, worth=0.85)

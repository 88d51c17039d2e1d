"""S的关键/焦点/原因是X, 以X为前提: what plays a named part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point
from studyapp.text.standalone import dangles

_ROLE = (
    "直接原因|间接原因|主要原因|根本原因|重要原因|原因|根源|症结|难点|争议焦点|焦点|核心|关键|重点"
    "|毛病|误区|通病|突破口|首要原因|(?:最大|主要|突出|根本)的?问题|重要经验|重要启示|关键环节|(?:重要|鲜明)标志"
    "|转折点|转机|突破点|教训|经验|做法|办法|想法|理由|顾虑|难处|诉求|转变|诀窍|价值|分歧|当务之急|前车之鉴"
    "|重心|前提|基础|根本|目的|宗旨|目标|主线|特点|优势|亮点|底线|要害|短板|要义|本质|实质|最终目的|出发点|落脚点"
)
_COPULA = re.compile(
    rf"^(?P<subject>[^，,；;：:。]{{0,26}}?(?:{_ROLE}))[，,]?(?:主要|就|正|还|也|恰恰|不|并不)?(?P<copula>是|在于|为)(?P<key>[^。；;]{{4,110}})$"
)
_AS = re.compile(
    r"(?:^|(?<=[，,；;：:]))(?P<head>[^，,；;：:。以]{0,14})以(?P<key>[^，,；;：:。以]{3,24})"
    r"为(?P<role>前提|原则|目标|重点|核心|抓手|导向|载体|突破口|主线|基础|依托|中心|根本"
    r"|契机|切入点|标准|依据|纽带|引领|主体|牵引)(?P<tail>[^；;。]*)$"
)
_MERIT = re.compile(
    r"^(?P<subject>[^，,；;：:。]{2,24}?(?:高明|可贵|成功|过人|独到|精妙|不足|失误|可取|特别|出彩|聪明|巧妙|难得)之处)[，,]?(?:就|正|恰恰)?(?P<cue>在于|是)(?P<key>[^；;。：:]{4,80})$"
)
_THIS_IS = re.compile(
    r"^(?P<key>[^。；;：:]{8,80})[，,]这(?:正|恰恰|也)?是(?P<subject>[^，,；;：:。]{4,34}?(?:原因|关键|根源|前提|基础|保障|秘诀|核心|要害|根本|地方|之处|经验|启示|教训))(?:所在|之一)?$"
)
_WORTHY = re.compile(
    r"(?:^|(?<=[，,；;]))(?:但|而|然而)?(?P<subject>(?:真正|更|最|尤其|特别|同样)?(?:值得|需要|应当|令人|难能可贵|不可忽视|必须)[^，,；;：:。是]{0,8}的)是[，,：:]?(?!否|在|因)(?P<key>[^。；;：:]{4,110})$"
)
_ADVERSE = re.compile(r"[，,](?=(?:其次|但|而|却|可是|然而|不过|结果|得到|因此|所以|于是)|[^，,]{0,10}却)")
_ANY_OF_ITS_KIND = re.compile(
    r"^(?:判断|解决|处理|计算|处置|应对|常见|一般|通常|传统|唯一|最好|另一)的?(?:办法|做法|方法|理由|原因)"
)
_PERSON = re.compile("[他她]们?")  # whom the case has named
_BARE_ROLES = frozenset({"关键", "核心", "根本", "重点", "难点", "要害"})
_FAMILY = {
    "原因": "cause",
    "关键": "key-factor",
    "前提": "condition",
    "原则": "principle",
    "目的": "purpose",
    "目标": "purpose",
}


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every named role that the case fills exactly once."""
    for sentence in case.usable:
        core = sentence.core
        yield from _copula(case, sentence, core)
        yield from _as(sentence, core)
        yield from _this_is(sentence, core)
        yield from _merit(sentence, core)
        yield from _worthy(sentence, core)


def _family(role: str) -> str:
    return next((family for end, family in _FAMILY.items() if role.endswith(end)), "")


def _copula(case: AnalysedCase, sentence: Sentence, core: str) -> Iterator[Point]:
    found = _COPULA.match(core)
    if not found or re.search(r"(?:不|并不)(?:是|在于|为)", core[: found.end("copula")]):
        return
    subject, key = found["subject"], _ADVERSE.split(found["key"])[0]
    if (
        subject.startswith(("的", "其"))
        or len(subject) < 4
        or _ANY_OF_ITS_KIND.match(subject)
        or case.text.count(subject) > 1 + (subject in (case.title or ""))
    ):
        return
    if subject in _BARE_ROLES:
        subject = f"做好这项工作的{subject}" if sentence.part == "commentary" else ""
    if (
        (subject.startswith("做好这项工作的") or is_fit_stem(subject, 4, 34))
        and is_whole(_PERSON.sub("", key), 4, 110)
        and not key.startswith(("什么", "否", "不是", "因"))
    ):
        asked = "在于什么" if found["copula"] == "在于" else "是什么"
        family = _family(subject)
        yield Point("role", (sentence,), (key,), f"{subject}{asked}？", family=family, confidence=0.85, worth=0.85)


def _merit(sentence: Sentence, core: str) -> Iterator[Point]:
    found = _MERIT.match(core)
    if found and is_fit_stem(found["subject"], 6, 34) and is_whole(found["key"], 4, 80):
        asked = f"{found['subject']}{'在于' if found['cue'] == '在于' else '是'}什么？"
        yield Point("role", (sentence,), (found["key"],), asked, confidence=0.85, worth=0.9)


def _worthy(sentence: Sentence, core: str) -> Iterator[Point]:
    found = _WORTHY.search(core)
    if found and is_whole(found["key"], 4, 110):
        asked = f"文中认为，{found['subject']}是什么？"
        yield Point("role", (sentence,), (found["key"],), asked, confidence=0.85, worth=0.9)


def _this_is(sentence: Sentence, core: str) -> Iterator[Point]:
    found = _THIS_IS.match(core)
    if (
        found
        and is_fit_stem(found["subject"], 4, 34)
        and is_whole(_PERSON.sub("", found["key"]), 8, 80)
        and not dangles(found["key"])
    ):
        asked = f"{found['subject']}是什么？"
        yield Point("role", (sentence,), (found["key"],), asked, confidence=0.85, worth=0.9)


def _as(sentence: Sentence, core: str) -> Iterator[Point]:
    found = _AS.search(core)
    if not found or not is_whole(found["key"], 3, 24):
        return
    head, tail = core[: found.start("key") - 1], core[found.end("role") :]
    stem = f"{head}以____为{found['role']}{tail}"
    if not tail and is_fit_stem(found["head"], 4, 14):
        asked = f"{found['head']}以什么为{found['role']}？"
        yield Point(
            "basis", (sentence,), (found["key"],), asked, family=_family(found["role"]), confidence=0.8, worth=0.8
        )
    if is_fit_stem(stem.replace("____", "某事"), 10, 90) and tail.startswith(("，", ",")):
        asked = f"{head}以什么为{found['role']}{tail}？"
        yield Point(
            "basis", (sentence,), (found["key"],), asked, f"{stem}。", _family(found["role"]), confidence=0.8, worth=0.7
        )

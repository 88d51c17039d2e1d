"""调查发现X; 经查，X; 结果显示X: what looking into a matter brought to light, told to the end of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.generators.told_points import opens_away
from studyapp.questions.point import Point
from studyapp.text.standalone import dangles, is_noisy, is_speech

_LOOKED = (
    "调查|检查|排查|核查|复查|复盘|勘查|勘验|分析|核实|追问|走访|鉴定|检测|检验|审计"
    "|评估|家访|回访|抽查|比对|测算|巡查|监测"
)
_FOUND = re.compile(
    rf"^(?P<lead>(?:[^，,；;：:。“”]{{2,16}}[，,])?[^，,；;：:。“”]{{0,12}}(?:{_LOOKED})[^，,；;：:。“”的]{{0,5}}?)"
    r"(?P<cue>发现|查明|显示|表明|证实|得知)(?!了?问题)[，,：:]?(?P<key>[^。“”：:]{14,150})$"
)
_LOOKED_INTO = re.compile(rf"^(?P<lead>经(?:初步|进一步|现场)?(?:查|{_LOOKED}))[，,](?P<key>[^。“”：:]{{14,150}})$")
_CAME_TO_LIGHT = re.compile(
    r"^(?P<lead>[^，,；;：:。“”]{0,14}?(?:查下来|追问之下|细问之下|一问才知道|(?:才|终于)(?:弄明白|弄清楚?|查清|知道|明白|发现)))[，,：:]?"
    r"(?P<key>[^。“”：:]{16,150})$"
)
_MORE = re.compile(r"^(?:此外|另外|同时|还|进一步|再|另|其次|更|而且|并)")
_OPEN = re.compile(r"(?:没有|未|没|不|并未|尚未|要是|如果|一旦|要求|应当?|必须|可以)[^，,]{0,4}$")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every finding of the body that its sentence tells to the end and the next does not go on."""
    body = [one for one in case.sentences if one.part == "body"]
    for place, sentence in enumerate(body):
        after = body[place + 1].text if place + 1 < len(body) else ""
        if sentence.usable and not _MORE.match(after):
            yield from _point(sentence)


def _point(sentence: Sentence) -> Iterator[Point]:
    core = sentence.core
    if found := _FOUND.match(core):
        asked = f"{found['lead']}{found['cue']}了哪些情况？"
    elif found := _LOOKED_INTO.match(core):
        asked = f"{found['lead']}，查明了哪些情况？"
    elif found := _CAME_TO_LIGHT.match(core):
        asked = f"{found['lead']}，真实的情况是怎样的？"
    else:
        return
    lead, key = found["lead"], found["key"]
    fit = is_fit_stem(lead, 2, 40) and not _OPEN.search(lead)
    if fit and not (opens_away(key) or dangles(key) or is_noisy(key) or is_speech(key)):
        yield Point("found-out", (sentence,), (key,), asked, bloom="understand", confidence=0.85, worth=0.85)

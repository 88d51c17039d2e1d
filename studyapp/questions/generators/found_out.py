"""调查发现X; 经查，X; 结果显示X: what looking into a matter brought to light, told to the end of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.generators.told_points import is_whole_point, opens_away
from studyapp.questions.paragraphs import lines_of
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
_RECKONED = re.compile("测算|评估|分析|检测|检验|鉴定|监测")
_DONE = re.compile(
    r"(?:随后|对此|为此|于是|据此|接着|最终|最后|之后|[^，,]{0,12}(?:责令|决定|立即|立案|处罚|处以|移送|通报|约谈|整改|召开|组织|制定|判处|判决|赔偿|赔付|给予|安排)"
    r"|[^，,]{2,8}(?:要求|起诉|提出|请求|建议|同意|拒绝|表示|认为|将|把|对))"
)
LONGEST, MOST = 110, 4
_MORE = re.compile(r"^(?:此外|另外|同时|还|进一步|再|另|其次|更|而且|并)")
_OPEN = re.compile(r"(?:没有|未|没|不|并未|尚未|要是|如果|一旦|要求|应当?|必须|可以)[^，,]{0,4}$")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every finding of the body that its sentence tells to the end and the next does not go on."""
    lines = lines_of(case, "body")
    for number, line in enumerate(lines):
        below = lines[number + 1][0].text if number + 1 < len(lines) else ""
        for place, sentence in enumerate(line):
            further = _found_too(line[place + 1 :])
            goes_on = not further and place + 1 == len(line) and _MORE.match(below)
            if sentence.usable and not goes_on and all(map(_tells, further)):
                yield from _point(sentence, further)


def _found_too(following: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph that go on with what was found, up to the first that tells what was done."""
    done = next((place for place, one in enumerate(following) if _DONE.match(one.text)), len(following))
    return tuple(following[:done])


def _tells(sentence: Sentence) -> bool:
    core = sentence.core
    unfit = _MORE.match(sentence.text) or _FOUND.match(core) or _LOOKED_INTO.match(core) or len(core) > LONGEST
    return is_whole_point(sentence) and not (unfit or opens_away(core) or dangles(core) or is_speech(core))


def _point(sentence: Sentence, further: Sequence[Sentence]) -> Iterator[Point]:
    core = sentence.core
    if found := _FOUND.match(core):
        asked = f"{found['lead']}{found['cue']}了哪些情况？"
    elif found := _LOOKED_INTO.match(core):
        reckoned = _RECKONED.search(found["lead"])
        asked = f"{found['lead']}得出了什么结论？" if reckoned else f"{found['lead']}，查明了哪些情况？"
    elif found := _CAME_TO_LIGHT.match(core):
        asked = f"{found['lead']}，真实的情况是怎样的？"
    else:
        return
    lead, key = found["lead"], found["key"]
    fit = is_fit_stem(lead, 2, 40) and not _OPEN.search(lead)
    keys = (key, *(one.core for one in further))
    if fit and len(keys) <= MOST and not (opens_away(key) or dangles(key) or is_noisy(key) or is_speech(key)):
        yield Point("found-out", (sentence, *further), keys, asked, bloom="understand", confidence=0.85, worth=0.85)

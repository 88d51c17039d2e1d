"""A、B和C等形式; 一是…二是…: what belongs to a named list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point
from studyapp.text.sentences import without_quotations

_HEAD = (
    "形式|方式|问题|措施|制度|部门|活动|内容|方面|环节|服务|机制|单位|工作|手段|渠道|平台|情形|情况|因素|原因|方法"
    "|做法|风险|隐患|职责|任务|资料|材料|信息|能力|岗位|人员|设施|设备|功能|权利|义务|要求|条件|费用|责任|行为|事项|指标|步骤"
)
_LIST = re.compile(
    rf"(?P<first>[^，,；;：:。]{{2,40}}?)、(?P<middle>[^，,；;：:。]{{2,80}}?)"
    rf"(?:等(?P<counted>[两二三四五六七八九十\d]{{1,2}}[个种类项大])?|(?P<exact>[两二三四五六七八九十\d]{{1,2}}[个种类项大]))"
    rf"(?P<of>方面的|的)?(?P<head>{_HEAD})(?![、的性化])"
)
_CUES = re.compile(
    "通过|采取|包括|涉及|涵盖|开展|组织|提供|整合|设立|建立|解决|梳理|协调|存在|运用|利用|围绕|邀请|联合|发放|召开|加强|完善|出现|分为|针对|按照|推行|实行|推出|发现|承担|负责|落实|做好|具有|具备|从|对|在|将|把|以|由|的|了|与|向|有|因"
)
_ITEM_SPLIT = re.compile("、|和|以及|及|与")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every closed or named list of three to six short items."""
    for sentence in case.usable:
        found = _LIST.search(without_lists_in_quotes(sentence.core))
        if found:
            yield from _point(sentence, found)


def without_lists_in_quotes(core: str) -> str:
    """Return the core where it has no list mark inside quotations, otherwise nothing."""
    inside = without_quotations(core).count("、") != core.count("、")
    return "" if inside else core


def _point(sentence: Sentence, found: re.Match[str]) -> Iterator[Point]:
    core = sentence.core
    rest = [one for one in _ITEM_SPLIT.split(found["middle"]) if one]
    first = _first_item(found["first"], median(len(one) for one in rest))
    if not first or not 2 <= len(rest) <= 5:
        return
    items = (first, *rest)
    sizes = [len(one) for one in items]
    if max(sizes) > 12 or max(sizes) - min(sizes) > 4 or not all(is_whole(one, 2, 12) for one in items):
        return
    start = found.end("first") - len(first)
    count = found["counted"] or found["exact"] or ""
    asked = f"{core[:start]}哪{count or '些'}{found['head']}{core[found.end('head') :]}"
    if len(set(items)) == len(items) and is_fit_stem(asked.replace("哪", ""), 8, 90):
        yield Point(
            "list", (sentence,), items, f"{asked}？", family="list", bloom="remember", confidence=0.75, worth=0.65
        )


def _first_item(text: str, typical: float) -> str:
    for cue in _CUES.finditer(text):
        item = text[cue.end() :]
        if item and abs(len(item) - typical) <= 2 and not _CUES.match(item):
            return item
    return ""

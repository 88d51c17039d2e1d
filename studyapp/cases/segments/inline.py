"""Markers inside a line: where a text without line breaks must be cut."""

from __future__ import annotations

import re

from studyapp.cases.segments.labels import case_label
from studyapp.cases.segments.run_on_titles import counted_opening_cuts, run_on_title_cuts
from studyapp.text.marker_names import COMPOSED_COMMENTARY, part_named

_BRACKETED = re.compile(r"[【［\[〔〖「『]\s*([^】］\]〕〗」』\n]{1,24}?)\s*[】］\]〕〗」』]")
_COUNT = r"(?:(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,2}、)\s*)?"
_SENTENCE_START = r"(?<=[。！？!?…”’）)】］\]])\s*"
_COLON = re.compile(rf"{_SENTENCE_START}(?P<place>{_COUNT}(?P<name>[一-龥、]{{2,16}}?))\s*[:：]")
_WORDS = (
    r"基本案情|案情(?:简介|回顾|介绍|概述|回放)|案例(?:回放|简介|介绍|背景|回顾)|事[故件]经过|裁判结果|"
    r"(?:法院)?裁判(?:理由|要旨)|处理结果|相关法条|法[条律]链接|相关(?:法律|规定|法律规定)|法律依据|"
    r"思考题|结束?语"
)
_SPEAKER_MARKER = (
    r"[一-龥]{0,10}(?:医生|医师|专家|法官|律师|民警|警方|检察官|交警|消防|消协|消委会|部门)(?:温馨|"
    r"特别|郑重)?(?:提醒|提示|建议)"
)
_NOT_GOING_ON = (
    r"(?![｜|丨的了是在于，、。；：:指认表说我你他她大广各为与和及中也还将会后就都有被给让对及这该并则者们人市"
    r"消公群读家朋等性类])"
)
GLUED = re.compile(rf"\s*({_WORDS}|(?={'.{4}'}){COMPOSED_COMMENTARY}|{_SPEAKER_MARKER}){_NOT_GOING_ON}")
_GLUED_INSIDE = re.compile(
    rf"{_SENTENCE_START}(?P<place>{_COUNT})(?P<name>{_WORDS}|[一-龥、]{{2,14}}?(?:点评|评析|简评|短评|警示|意义|启示|说法|释法|"
    rf"提醒|提示|寄语|按语|反思)){_NOT_GOING_ON}"
)
_LABEL_COLON = re.compile(r"(?<![如见与和在“‘《及或、（(])(?:典型)?案例\s*[一二三四五六七八九十\d]{1,3}\s*[:：]")
_LABEL_PLACE = re.compile(
    rf"(?:{_SENTENCE_START}|(?=[【［\[〖〔])|(?<=\S)[ \u3000]+(?=案例[一1][ \u3000]))"
    rf"(?=[【［\[〖〔]?\s*(?:[一-龥]{{0,4}}案例|案例|事例|检例|指导|"
    rf"第[一二三四五六七八九十\d]{{1,3}}[案例则起])\s*)"
)
_MIDDLING = 40
_AFTER_TITLE = re.compile(r"(?<=[一-龥”])[ \u3000]+([一-龥]{3,8})\s*[:：]")
_LONGEST_CHAPTER = 30
_CHAPTER_END = re.compile(r"(?<=[。！？!?”])[一二三四五六七八九十]{1,3}、[^。！？!?，；：]{2,20}$")
_LONG = 100
_VERY_LONG = 250


def glued_names(text: str) -> frozenset[str]:
    """Return names of parts that stand unmistakably glued to text: elsewhere they need less proof."""
    return frozenset(found["name"] for found in _GLUED_INSIDE.finditer(text) if part_named(found["name"]))


def inline_cuts(line: str, known: frozenset[str] = frozenset()) -> list[int]:
    """Return the offsets within a line at which a marker, a label, or a title without its own line begins.

    `known` are names of parts that this book glues to its text.
    """
    cuts = {*_bracket_cuts(line), *counted_opening_cuts(line)} if len(line) > 20 else set()
    if len(line) > _MIDDLING:
        cuts.update(
            found.start("place")
            for found in _COLON.finditer(line)
            if part_named(found["name"]) == "commentary" and found.start("place") > 20
        )
    if len(line) > _LONG:
        for found in _COLON.finditer(line):
            if part_named(found["name"]) in {"commentary", "opening", "law", "prompts"}:
                cuts.add(found.start("place"))
        cuts.update(found.start(1) for found in _AFTER_TITLE.finditer(line) if part_named(found[1]) == "opening")
        cuts.update(_label_cuts(line))
    if len(line) > _VERY_LONG:
        cuts.update(_glued_cuts(line, known))
        cuts.update(run_on_title_cuts(line))
    cuts.update(_chapter_cuts(line, cuts))
    cuts.discard(0)
    return sorted(cuts)


def _chapter_cuts(line: str, cuts: set[int]) -> list[int]:
    """Return where the name of a chapter (二、学习适应类案例) stands between a sentence and a cut at a label."""
    found = [
        _CHAPTER_END.search(line, max(0, cut - _LONGEST_CHAPTER), cut)
        for cut in cuts
        if cut and case_label(line[cut : cut + 40])
    ]
    return [one.start() for one in found if one]


def _bracket_cuts(line: str) -> list[int]:
    return [
        found.start()
        for found in _BRACKETED.finditer(line, 1)
        if part_named(found[1]) and line[found.end() : found.end() + 1] not in tuple("，。的、；")
    ]


def _glued_cuts(line: str, known: frozenset[str]) -> list[int]:
    cuts = [
        found.start("place")
        for found in _GLUED_INSIDE.finditer(line)
        if GLUED.match(line, found.start("name"))
        and (part_named(found["name"]) or re.fullmatch(_SPEAKER_MARKER, found["name"]))
    ]
    if known:
        names = "|".join(sorted(known, key=len, reverse=True))
        again = re.compile(rf"{_SENTENCE_START}({names})(?![，、。的了是在])")
        cuts.extend(found.start(1) for found in again.finditer(line))
    return cuts


def _label_cuts(line: str) -> list[int]:
    cuts = [found.start() for found in _LABEL_COLON.finditer(line)]
    for found in _LABEL_PLACE.finditer(line):
        label = case_label(line[found.end() : found.end() + 80])
        if label:
            cuts.append(found.end())
    return cuts

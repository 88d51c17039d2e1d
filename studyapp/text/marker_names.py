"""Names of the parts of a case, composed from who speaks and what is done, not from a list of phrases."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from studyapp.text.ordinals import NUMERAL
from studyapp.text.surnames import SURNAMES
from studyapp.text.traditional import simplified

PartKind = Literal[
    "commentary", "opening", "body", "law", "prompts", "keywords", "key-points", "appendix", "introduction"
]


def _word_lists() -> dict[str, list[str]]:
    """Read the word lists, by the role in brackets above each."""
    lists: dict[str, list[str]] = {}
    role = ""
    for line in Path(__file__).with_name("part_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            role = line.strip("[]")
        elif line and not line.startswith("#"):
            lists.setdefault(role, []).extend(line.split())
    return lists


_WORDS = _word_lists()
SPEAKERS = _WORDS["speakers"]
SUBJECTS = _WORDS["subjects"]
STRONG = _WORDS["strong"]
REMEDIES = _WORDS["remedies"]
WEAK = _WORDS["weak"] + REMEDIES
_MEANING_OF = _WORDS["meaning-of"]
_OPENING_HEADS = _WORDS["opening-heads"]
_OPENING_MODS = _WORDS["opening-mods"]
_BODY_HEADS = _WORDS["body-heads"]
_RULE_WORD = r"(?:法律|法规|法条|法纪|纪法|党纪|党规|政纪|纪律|条规|条款|条文|条例|规定|规范|规章|制度|政策|标准)"
_LAW = (
    r"(?!(?:标准|纪律|制度|政策|规范|规章)$)"
    rf"(?:相关|有关|适用|涉及|引用|关联|所涉|重要)?{_RULE_WORD}{{1,3}}(?:与|和|及|、)?{_RULE_WORD}{{0,2}}"
    r"(?:依据|链接|索引|速递|速览|指引|原文|摘录|摘编|附录|对照|学习|之窗|知识|小?课堂|解读)*|法(?:条|规|律)链接|"
    r"(?:处罚|定性|执法|政策|裁判|处分|处理)依据|(?:相关|知识|法律|政策)链接|关联索引|法律知识"
)
_ENGLISH: tuple[tuple[PartKind, str], ...] = (
    (
        "commentary",
        r"(?:key)?(?:lessons?(?:learn(?:ed|t))?|takeaways?)|(?:expert)?comment(?:s|ary)|reflections?|insights?",
    ),
    ("prompts", r"(?:discussion|study|review)?questions?(?:fordiscussion)?|discussion"),
    ("opening", r"(?:case)?(?:background|summary|overview|description)|whathappened|theincident"),
    (
        "body",
        r"(?:root)?causes?|rootcauseanalysis|impact|timeline|resolution|response|outcomes?|results?|actions?(?:taken)?",
    ),
    ("appendix", r"appendix|references?|glossary"),
    ("introduction", r"preface|foreword|introduction"),
)
_PROMPTS = (
    r"(?:课后|课堂|案例|问题|研讨|学习|复习|自测|延伸|集中)*(?:(?:思考|讨论|研讨|练习|测试|自测|启发|复习)(?:思考)?题|"
    r"(?:思考|讨论|问题|研讨|练习)[与和及、](?:思考|讨论|研讨|练习|交流|探究)题?|(?:课后|课堂|小组|案例)(?:思考|讨论|研讨|练习)|讨论问题)|"
    r"想一想|议一议|请思考|请讨论|互动讨论|头脑风暴|交流讨论|思考一下"
)
_KEYWORDS = (
    r"关键[词字]|主题词|案由|案号|标签|分类号?|文献标识码|索引词|所属领域|适用范围|推荐单位|报送单位|"
    r"申报单位|作者单位|作者简介|课题组"
)
_KEY_POINTS = (
    r"(?:案例|裁判|执纪|执法|监督|办案|本案|执纪执法|司法|指控|要旨|内容|案件)*(?:要旨|要义|要点|摘要|提要|"
    r"导读|看点|核心提示)|内容简介|阅读提示|导语|题记"
)
_APPENDIX = (
    r"附[录件表注]?[0-9一二三四五六七八九十]*|参考(?:资料|文献|书目)|延伸阅读|拓展阅读|知识拓展|小?知识(?:点"
    r"|库|窗|链接|拓展|卡片)*|补充(?:知识点?|材料|说明|阅读)|名词解释|术语表?|注释|致谢|尾注|相关阅读|"
    r"更多资料|科普|背景资料"
)
_INTRODUCTION = (
    r"前言|序[言一二三]?|代序|自序|总序|编者的话|(?:编[写辑制印]|出版|使用|有关)说明|卷首语|写在前面|写给.{1,8}|致读者|"
    r"绪言|绪论|导言|编者按|编前语?|开篇语|代前言|编委会?|编委名单|编辑委员会"
)


def _any(words: list[str]) -> str:
    return "|".join(sorted(set(words), key=len, reverse=True))


_WHO = rf"(?:{_any(SPEAKERS + SUBJECTS)})"
_LINK = r"(?:的|之|与|和|及|、|[:：·]|以及|对|带来)?"
_WHAT = rf"(?:{_any(STRONG)}|(?:{_any(_MEANING_OF)})(?:和|与|及|、)?(?:{_any(_MEANING_OF)})?(?:意义|价值))"
_WEAK_WHAT = rf"(?:{_any(WEAK)})"
_OFFICE = r"[\u4e00-\u9fff]{1,6}?(?:[部科组委处局院室会站所办社厅]|中心|支队|大队)"
_COMPOSED = rf"(?:{_WHO}{_LINK}){{0,3}}{_WHAT}(?:{_LINK}(?:{_WHAT}|{_WEAK_WHAT}|{_WHO}))*"
_COMPOSED_WEAK = (
    rf"(?:{_WHO}{_LINK}){{0,3}}(?:{_WEAK_WHAT}|{_WHAT})(?:{_LINK}(?:{_WHAT}|{_WEAK_WHAT}|意见))*"
    r"(?:及?(?:意见|之处|录|篇))?"
)
_AFTERTHOUGHT = (
    r"[一小微短浅随漫略]{1,2}[议评思悟析感论]|编者按|编后(?:语|记|话|按)?|编辑后记|原按|自按|按|后记|评|评曰|结语|"
    rf"[{SURNAMES}](?:氏|老|师)?(?:按|评)|"
    rf"(?:{'|'.join(sorted(_WORDS['speakers'], key=len, reverse=True))})(?:怎么[看说讲]|如何看|怎样看)"
)
_EXPERT_OPINION = rf"(?:{_any(_WORDS['experts'])}){{1,2}}(?:组|部|委)?(?:综合|总体|补充)?意见"
_OPEN = rf"(?:{_any(_OPENING_MODS)}){{0,3}}(?:{_any(_OPENING_HEADS)})"
_BODY_HEAD = rf"(?:{_any(_OPENING_MODS + SUBJECTS)}){{0,3}}(?:{_any(_BODY_HEADS + _OPENING_HEADS)})"
_BODY = rf"{_BODY_HEAD}(?:(?:及其?|与|和|、|以及|或)?{_BODY_HEAD})*"

COMPOSED_COMMENTARY = _COMPOSED
WHO = _WHO

_CAUSES = r"(?:事故|故障|直接|间接|主要|根本)*原因(?:分析|剖析)?|分析(?:步骤|过程)|排查(?:分析|过程|步骤)|问题分析"
_MEASURED = r"(?:护理|效果|疗效|健康|风险|病情|结果)评价"
_RULES: tuple[tuple[PartKind, re.Pattern[str]], ...] = (
    ("key-points", re.compile(_KEY_POINTS)),
    ("keywords", re.compile(_KEYWORDS)),
    ("law", re.compile(_LAW)),
    ("prompts", re.compile(_PROMPTS)),
    ("appendix", re.compile(_APPENDIX)),
    (
        "commentary",
        re.compile(
            rf"(?:{_COMPOSED}|{_AFTERTHOUGHT}|{_EXPERT_OPINION}|{_OFFICE}{_WHAT}|[\u4e00-\u9fff]{{2,4}}[与和及、]{_WHAT})"
        ),
    ),
    (
        "opening",
        re.compile(
            rf"{_OPEN}|[\u4e00-\u9fff]{{2,4}}(?:概况|概述|简介|始末)|(?:基本|简要|案件|事件|事故|个案|有关)情况"
        ),
    ),
    ("opening", re.compile(rf"{_OPEN}(?:及其?|与|和|、)?{_BODY_HEAD}")),
    ("body", re.compile(rf"{_CAUSES}|{_MEASURED}")),
    ("commentary", re.compile(_COMPOSED_WEAK)),
    ("body", re.compile(_BODY)),
    ("introduction", re.compile(_INTRODUCTION)),
    *((kind, re.compile(names, re.IGNORECASE)) for kind, names in _ENGLISH),
)
_LOOSE_COMMENTARY = re.compile(
    rf"[\u4e00-\u9fff、“”]{{0,10}}?(?:的|给|带来|后|性)?(?:{_any([*STRONG, '意义', '教训', '思考'])})"
)
_JUDGING = re.compile(rf"[\u4e00-\u9fff]{{1,8}}?(?:{_any([*STRONG, '的话'])}|(?:{_any(_MEANING_OF)})(?:意义|价值))")
_RUNNING = re.compile(r"[，。；！？,;]")
# So long, it is what a book is called (服务企业典型案例) rather than what a part is.
_NAMES_A_BOOK = re.compile(r".{3,}(?:案例|事例|病例|案件)")
_COUNTED = re.compile(rf"([^0-9一二三四五六七八九十]{{2,}})[（(]?{NUMERAL}[）)]?")
_FILLERS = re.compile(r"[\s\u3000]+")


@lru_cache(maxsize=4096)
def part_named(name: str) -> PartKind | None:
    """Say which part of a case a heading names (专家点评 → commentary, 基本案情 → opening), or None."""
    bare = simplified(_FILLERS.sub("", name))
    if not bare or len(bare) > 24 or _RUNNING.search(bare):
        return None
    for kind, pattern in _RULES:
        if pattern.fullmatch(bare):
            return None if kind == "opening" and _NAMES_A_BOOK.fullmatch(bare) else kind
    counted = _COUNTED.fullmatch(bare)
    kind_of_one = part_named(counted[1]) if counted else None
    return kind_of_one if kind_of_one in {"commentary", "prompts"} else None


@lru_cache(maxsize=4096)
def is_loose_commentary(name: str) -> bool:
    """Say whether a heading of its own ends in a word of judgement: 对基层治理的几点启示."""
    bare = simplified(_FILLERS.sub("", name))
    return len(bare) <= 16 and not _RUNNING.search(bare) and bool(_LOOSE_COMMENTARY.fullmatch(bare))


@lru_cache(maxsize=4096)
def is_judging(name: str) -> bool:
    """Say whether a name ends in a strong word of judgement, whoever speaks: 馆长寄语, 稽查心得."""
    return bool(_JUDGING.fullmatch(simplified(_FILLERS.sub("", name))))


def names_remedies(name: str) -> bool:
    """Say whether a name is that of what was, or should be, done against a recurrence: 事故防范措施."""
    return simplified(_FILLERS.sub("", name)).endswith(tuple(REMEDIES))

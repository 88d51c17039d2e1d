"""Names that only one book uses: for its commentaries (an unknown speaker's word of judgement) and its case labels."""

from __future__ import annotations

import re
from collections import Counter

from studyapp.cases.segments.labels import CaseLabel
from studyapp.text.marker_names import is_judging, part_named
from studyapp.text.marks import ORNAMENTS
from studyapp.text.ordinals import LETTER, NUMERAL, numeral_value

_FRAMED = re.compile(r"^[\s\u3000]{0,6}[【［\[〔〖「『]\s*([\u4e00-\u9fff]{2,12})\s*[】］\]〕〗」』]", re.MULTILINE)
_BEFORE_COLON = re.compile(rf"^[\s\u3000{ORNAMENTS}]{{0,6}}([\u4e00-\u9fff]{{3,10}})\s*[:：]", re.MULTILINE)
_SIGNED_BELOW = re.compile(
    rf"^[\s\u3000{ORNAMENTS}]{{0,6}}([\u4e00-\u9fff]{{3,10}})\s*[:：][^\n]{{20,}}\n"
    r"[ \t\u3000]*[（(][^（()）。，；！？\d\n]{2,24}[）)][ \t\u3000]*$",
    re.MULTILINE,
)
_BEFORE_COLON_SHORT = re.compile(r"^[\s\u3000]{0,6}([\u4e00-\u9fff]{2,6})\s*[:：]", re.MULTILINE)


def book_names(text: str) -> frozenset[str]:
    """Return the names, unknown by themselves, that this book gives to commentaries (馆长寄语, 稽查心得).

    In brackets, or with a signature below, one is enough; before a colon alone it must come back, since anybody may
    remind somebody in a story.
    """
    framed = {found[1] for pattern in (_FRAMED, _SIGNED_BELOW) for found in pattern.finditer(text)}
    counts = Counter(found[1] for found in _BEFORE_COLON.finditer(text))
    names = framed | {name for name, count in counts.items() if count > 1}
    return frozenset(name for name in names if part_named(name) is None and is_judging(name))


_ASKED = re.compile(r"^[\s\u3000]{0,6}([\u4e00-\u9fff]{0,4}[问询]|问题|Q)\s*[:：](.*)$", re.MULTILINE)
_ANSWERED = re.compile(r"^[\s\u3000]{0,6}([\u4e00-\u9fff]{0,4}[答复]|A)\s*[:：]", re.MULTILINE)
_A_STORY = 40


def asking_names(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what asks and what answers in a book of questions that tell a story each (问：…, 律师答：…).

    The question tells the case, the answer judges it. A short question heads a case that is told under a name of its
    own; it asks nothing by itself then. Short questions with nothing told are no cases.
    """
    asked = [(found[1], found[2].strip()) for found in _ASKED.finditer(text)]
    answers = Counter(found[1] for found in _ANSWERED.finditer(text))
    if len(asked) < 2 or sum(answers.values()) < 2:
        return frozenset(), frozenset()
    told = sum(len(question) >= _A_STORY for _, question in asked) >= 0.6 * len(asked)
    opened = sum(part_named(found[1]) == "opening" for found in _BEFORE_COLON_SHORT.finditer(text)) >= 2
    if not (told or opened):
        return frozenset(), frozenset()
    return frozenset(name for name, _ in asked) if told else frozenset(), frozenset(answers)


_LONGEST_TITLE = 40
OWN = "own "
_OWN_LABEL = re.compile(
    rf"[\s\u3000{ORNAMENTS}]{{0,6}}(?:[【［\[〔〖（(]\s*)?(?P<word>[\u4e00-\u9fff]{{2,6}}?)\s*(?:之)?(?P<n>{NUMERAL}|{LETTER})"
    r"(?:\s*[】］\]〕〗）)]\s*[:：]?\s*|\s*[:：、.．]\s*|\s*(?:——|—)\s*|[ \t\u3000]+|$)"
)
# What is counted within one story, or names a division of the book.
_COUNTED_WITHIN = re.compile(
    r".*(?:步骤?|措施|阶段|原因|焦点|意见|观点|做法|方面|要点|建议|对策|策略|环节|图|表|附件|附录|方法|目标|任务|注|规则|指标|"
    r"部分|单元|[章节层类级批期其之周月日号点项条]|经验|启示|成效|亮点|特色|路径|举措|原则|误区|提示|提醒|理由|证据|专家|记者|目录|"
    r"选项|方案|模块|板块|第|被告|原告|证人|附|星期|农历|腊月|正月)"
)
_EVENTS = re.compile(
    r".*(?:记录|故事|实录|纪实|事|例|案|档案|镜头|情景|情境|场景|片段|瞬间|事故|故障|投诉|纠纷|缩影|经历|讲述)"
)


def own_label_words(text: str) -> frozenset[str]:
    """Return the words that this book numbers its cases with (问题1, 问题2 …): at line starts, counting up from one.

    A name of a part (点评一, 点评二) that begins again, or runs on into its text, counts parts of one case.
    """
    last: dict[str, int] = {}
    counting_parts: set[str] = set()
    for line in text.split("\n"):
        found = _OWN_LABEL.match(line[:40])
        if found and not _COUNTED_WITHIN.fullmatch(found["word"]):
            value = numeral_value(found["n"])
            word = found["word"]
            if part_named(word) and ((value == 1 and word in last) or len(line) > _LONGEST_TITLE):
                counting_parts.add(word)
            if value == last.get(word, 0) + 1:
                last[word] = value
    return frozenset(word for word, value in last.items() if value > 1 and word not in counting_parts)


def own_label(line: str, words: frozenset[str]) -> CaseLabel | None:
    """Return the label of one of the given words that a line begins with, or None."""
    found = _OWN_LABEL.match(line) if words else None
    value = numeral_value(found["n"]) if found and found["word"] in words else None
    if not found or not value:
        return None
    return CaseLabel(found[0].strip(" \t\u3000:：、.．—"), OWN + found["word"], value, found.end(), found.end())


def tells_of_events(scheme: str) -> bool:
    """Say whether the word of a label names something that happened."""
    return bool(_EVENTS.fullmatch(scheme.removeprefix(OWN)))

"""一是…二是…三是…: numbered points under a lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.draft import Bloom
from studyapp.questions.generators.phrases import first_clauses, is_fit_stem
from studyapp.questions.generators.told_points import opens_away
from studyapp.questions.point import Point
from studyapp.text.sentences import clauses, inner_quoted
from studyapp.text.standalone import is_noisy, is_speech, points_away, stands_alone

_ORDINAL = "一二三四五六七八九"
_MARKS = (r"{0}是要?", r"第{0}[,，、是]", r"[（(]{0}[)）]")
_COUNTED_LEAD = re.compile(r"([三四五六])(?:个|点|项|条|种|方面|道)[^，,。；;：:]{0,6}$")
_FIRST_NEXT = (
    r"首先[，,]?[要是应]?",
    r"其次[，,]?[要是应]?",
    r"(?:再次|再者|最后)[，,]?[要是应]?",
    r"最后[，,]?[要是应]?",
)
LONGEST_LEAD, LONGEST_WITH_BEFORE = 70, 120
_ROWS = (*(tuple(mark.format(one) for one in _ORDINAL) for mark in _MARKS), _FIRST_NEXT)
LONGEST_ITEM, LONGEST_CUT = 90, 70
_COUNTED = re.compile(r"([两二三四五六七八])(?:点|条|项|个|种|大)")
COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_HEADED = re.compile(
    r"(?:[两二三四五六七八\d][项点条个种处招件]|原因|措施|做法|办法|安排|举措|对策|约定|问题|隐患|要求|规定|职责|启示|教训|经验|成效|变化)[^，,。；;：:]{0,6}$|“[两三四五六][\u4e00-\u9fff]{1,4}”$|《[^《》]{2,16}》$"
)
_COUNTED_TWO = re.compile(r"[两二][项点条个种处招件方][^，,。；;：:]{0,6}$")
_ANNOUNCES = re.compile(
    r"(?:做法|办法|方案|意见|建议|结论|任务|分工|规则|调整|改变|变化|改进|整改|三件事|几件事|件事|工作|安排|思路|理由|条件|约定|规定|要求|明确|决定|商定|提出|如下|顺序|次序|步骤|流程|原则)(?:应当|应该|应)?(?:是|为)?$"
)
_LEADS_ON = re.compile(
    r"(?:[，,]?(?:主要|具体|即|分别|依次)?(?:应当|应该)?(?:是|有|为|包括|如下|体现在)?)[：:。，,\s]*$"
)
_LABELLED = re.compile(
    r"^(?:[（(][一二三四五六七八九\d]{1,2}[)）]|\d{1,2}[、)）]|\d{1,2}[.．](?!\d)|[一二三四五六七八九十]、)?\s*"
    r"(?:[\u4e00-\u9fff]{0,4}(?:过程|经过|措施|做法|原因|情况|结果|背景|处理)[：:](?=[^\s]{4}))?"
)
_TAUGHT = re.compile(r"^(?:它|这|此|本案|由此)[^，,；;。]{0,16}[两二三四五几]点(?P<noun>启示|启发|教训|经验)$")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every run of numbered points that follows a lead which can be quoted."""
    for part in ("body", "commentary"):
        sentences = [one for one in case.sentences if one.part == part]
        yield from _within(sentences)
        yield from _across(sentences)


def _cut(text: str) -> tuple[str, list[str]] | None:
    for marks in _ROWS:
        places: list[re.Match[str]] = []
        position = 0
        for mark in marks:
            found = re.compile(r"(?:^|(?<=[，,；;：:。]))\s*" + mark).search(text, position)
            if not found:
                break
            places.append(found)
            position = found.end()
        if len(places) >= 2:
            ends = [one.start() for one in places[1:]] + [len(text)]
            return text[: places[0].start()], [text[one.end() : end] for one, end in zip(places, ends, strict=True)]
    return None


def _divided(text: str) -> tuple[str, list[str]] | None:
    """Cut “…三项措施：…；…；…。” into its lead and its items, which follow the only colon and end the sentence."""
    lead, colon, rest = text.replace(":", "：").partition("：")
    items = [one for one in re.split("[；;]", rest.rstrip("。")) if one.strip()]
    if not colon or "：" in rest or "。" in rest.rstrip("。"):
        return None
    counted = _COUNTED_LEAD.search(lead)
    parts = [one.text for one in clauses(rest)]
    if (
        counted
        and len(items) == 1
        and len(parts) == COUNTS[counted[1]] >= 3
        and not re.search("[它其]|因为|所以", rest)
    ):
        return lead, parts
    announced = _HEADED.search(lead) or _ANNOUNCES.search(lead) if len(items) >= 3 else _COUNTED_TWO.search(lead)
    return (lead, items) if announced else None


def _within(sentences: Sequence[Sentence]) -> Iterator[Point]:
    for place, sentence in enumerate(sentences):
        cut = (_cut(sentence.text) or _divided(sentence.text)) if sentence.usable else None
        if not cut:
            continue
        lead, items = cut
        used: tuple[Sentence, ...] = (sentence,)
        before = sentences[place - 1] if place and sentences[place - 1].usable else None
        if not lead.strip() and before:
            lead, used = before.core, (before, sentence)
        elif before and points_away(lead) and stands_alone(before.text[before.lead :]):
            lead, used = before.text[before.lead :] + lead[sentence.lead :], (before, sentence)
        yield from _point(lead, items, used)


def _across(sentences: Sequence[Sentence]) -> Iterator[Point]:
    for place, lead in enumerate(sentences[:-2]):
        following = sentences[place + 1 : place + 15]
        for marks in _ROWS:
            if not re.match(marks[0], following[0].text) or _cut(following[0].text):
                continue
            used = _numbered(following, marks, explained=bool(_TAUGHT.search(lead.core)))
            if len(used) >= 2 and lead.clean and all(one.usable for one in used):
                items = [_item(one.text, mark) for one, mark in zip(used, marks, strict=False)]
                yield from _point(lead.core, items, (lead, *used))


def _item(text: str, mark: str) -> str:
    """Return what a mark counts, of a long sentence its first clauses."""
    item = re.sub(f"^{mark}[，,]?", "", text)
    return item if len(item) <= LONGEST_ITEM else first_clauses(item, LONGEST_CUT)


def _numbered(following: Sequence[Sentence], marks: Sequence[str], *, explained: bool) -> list[Sentence]:
    """Return the sentences that carry the marks in order; between them others may stand only where `explained`."""
    found: list[Sentence] = []
    for one in following:
        if len(found) < len(marks) and re.match(marks[len(found)], one.text):
            found.append(one)
        elif not explained:
            break
    return found


def _point(lead: str, items: Sequence[str], used: tuple[Sentence, ...]) -> Iterator[Point]:
    lead = _LEADS_ON.sub("", _LABELLED.sub("", lead.strip()))
    keys = tuple(one.strip(" 。；;，,、") for one in items)
    good = all(3 <= len(one) <= 90 and not is_noisy(one) and not is_speech(one) and not opens_away(one) for one in keys)
    level: Bloom = "understand" if used[0].part == "commentary" else "remember"
    counted = _COUNTED.search(lead)
    if counted and COUNTS.get(counted[1], len(keys)) != len(keys):
        return  # the lead promises another number: some points were not found
    asked = _question(lead, used[0])
    if good and 2 <= len(keys) <= 6 and asked:
        yield Point("series", used, keys, asked, bloom=level, confidence=0.85, worth=1.0)


def _question(lead: str, first: Sentence) -> str:
    """Return the question for a list with a lead, nothing where the lead cannot be understood alone."""
    taught = _TAUGHT.search(lead) if first.part == "commentary" else None
    if taught:
        return f"这一案例给人哪几点{taught['noun']}？"
    if "。" in lead:  # the sentence before, which stands alone, and one that leans on it
        fits = 5 <= len(lead) <= LONGEST_WITH_BEFORE and not is_noisy(lead) and not is_speech(lead)
    else:
        fits = is_fit_stem(lead, 5, LONGEST_LEAD)
    lists = _HEADED.search(lead) or _ANNOUNCES.search(lead)
    asked = "具体包括哪几点" if lists else "从哪几个方面作了说明"
    return f"材料提到“{inner_quoted(lead)}”，{asked}？" if fits else ""

"""Steps whose order the text states: 第一步…第二步…, 首先…然后…最后…, 先…再…最后…, and events with their times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_whole
from studyapp.text.sentences import Run, clauses
from studyapp.text.standalone import is_noisy, is_speech, points_away

FEWEST, MOST = 3, 6
SPREAD = 5
SHORTEST, LONGEST = 4, 40
_WORDS = "一二三四五六七八九十"
_STEP = re.compile(rf"(?:^|(?<=[，,；;：:。]))第([{_WORDS}])(?:步|阶段)(?:是要?|[，,：:、])?")
_FIRST_THEN = re.compile(
    r"首先[，,]?(?P<a>[^；;。]{4,60}?)[，,；;。](?:然后|接着|随后|再)[，,]?(?P<b>[^；;。]{4,60}?)"
    r"[，,；;。](?:(?:然后|接着|随后|再)[，,]?(?P<c>[^；;。]{4,60}?)[，,；;。])?最后[，,]?(?P<d>[^；;。]{4,60})"
)
_BEFORE_AFTER = re.compile(
    r"(?:^|(?<=[，,；;：:]))(?P<head>[^，,；;：:。“”]{0,14}?)先(?![后前进行生期例锋导天])(?P<a>[^，,；;：:。“”]{2,18})[、，,]"
    r"再(?![审婚次度就])(?P<b>[^，,；;：:。“”]{2,18})[、，,](?:最后|后|再)(?![者来期续])(?P<c>[^，,；;：:。“”]{2,18})(?=$|[，,；;。])"
)
_NAMED = re.compile(
    r"(?:^|(?<=[，,；;：:“按照行立取了]))(?P<items>[\u4e00-\u9fff]{2,8}(?:[、—→-]+[\u4e00-\u9fff]{2,8}){2,5})(?:的|等)?”?(?:的[\u4e00-\u9fff]{0,4})?"
    r"(?:“?(?P<count>[三四五六])步(?:工作)?(?:走|法|[\u4e00-\u9fff]{1,4}法)|(?:的?工作|办理|处置|闭环)?(?:流程|程序|步骤|顺序|次序))"
)
_DATED = re.compile(r"[（(][^（）()]*\d[^（）()]*[)）]")  # a time behind a step tells its place
_DIVIDED = re.compile(
    r"(?:分为|分成)(?P<items>[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6}){1,4}(?:和|以及)[\u4e00-\u9fff]{2,6}?)(?P<count>[三四五六])(?:个?步骤?|个阶段)(?=$|[，,；;])"
)
_COUNTS = {"三": 3, "四": 4, "五": 5, "六": 6}
_DATE = r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?"
_CLOCK = r"(?P<hour>\d{1,2})(?:时|点|[:：])(?P<minute>\d{1,2})?分?(?:许|左右)?"
_TIMED = re.compile(rf"^(?:{_DATE})?(?:[上下]午|凌晨|清晨|晚上?|中午|当日|当天)?(?:{_CLOCK})?[，,、]?")
_LEANING = re.compile(
    r"^(?:又|再次?|仍|继续|最后|最终|随后|接着|然后|于是|并|还|也|才|就|此后|之后|同时|到|后|前|起|至|以)|[：:]$|此前|之前"
)


@dataclass(frozen=True, slots=True)
class Steps:
    """Verbatim steps in the order that the text states, with the sentences that state it."""

    kind: Literal["steps", "events"]
    items: tuple[str, ...]
    sentences: tuple[Sentence, ...]


def steps_of(case: AnalysedCase) -> Iterator[Steps]:
    """Yield every run of three to six steps or dated events of a case."""
    for part in ("body", "commentary"):
        sentences = [one for one in case.sentences if one.part == part]
        yield from _numbered(sentences)
        for sentence in sentences:
            if sentence.usable:
                yield from _in_one_sentence(sentence)
        yield from _events(sentences)


def _numbered(sentences: Sequence[Sentence]) -> Iterator[Steps]:
    """第一步…第二步… within a sentence, or over sentences that follow one another."""
    run: list[tuple[str, Sentence]] = []
    for sentence in sentences:
        for found, text in _cut(sentence):
            number = _WORDS.index(found) + 1
            if number != len(run) + 1:
                yield from _told("steps", run)
                run = []
            if number == len(run) + 1:
                run.append((text, sentence))
    yield from _told("steps", run)


def _cut(sentence: Sentence) -> list[tuple[str, str]]:
    marks = list(_STEP.finditer(sentence.text)) if sentence.usable else []
    ends = [one.start() for one in marks[1:]] + [len(sentence.text)] * bool(marks)
    return [(one[1], sentence.text[one.end() : end]) for one, end in zip(marks, ends, strict=True)]


def _in_one_sentence(sentence: Sentence) -> Iterator[Steps]:
    found = _FIRST_THEN.search(sentence.text)
    if found and "其次" not in found.group():
        texts = [found[name] for name in "abcd" if found[name]]
        yield from _told("steps", [(text, sentence) for text in texts])
    found = _NAMED.search(sentence.core)
    if found:
        texts = re.split("[、—→-]+", found["items"])
        if _COUNTS.get(found["count"] or "", len(texts)) == len(texts):
            yield from _told("steps", [(text, sentence) for text in texts], shortest=2)
    found = _DIVIDED.search(sentence.core)
    if found and _COUNTS[found["count"]] == len(texts := re.split("、|和|以及", found["items"])):
        yield from _told("steps", [(text, sentence) for text in texts], shortest=2)
    found = _BEFORE_AFTER.search(sentence.core)
    if found:
        yield from _told("steps", [(found[name], sentence) for name in "abc"], shortest=2)


def _events(sentences: Sequence[Sentence]) -> Iterator[Steps]:
    """Sentences that open with a time, each later than the one before."""
    run: list[tuple[str, Sentence]] = []
    last: tuple[int, ...] = ()
    for sentence in sentences:
        when = _time_of(sentence.text) if sentence.usable else None
        if when is None:
            continue
        moment, end = when
        if run and not (len(moment) == len(last) and moment > last):
            yield from _told("events", run)
            run = []
        run.append((sentence.text[end:], sentence))
        last = moment
    yield from _told("events", run)


def _time_of(text: str) -> tuple[tuple[int, ...], int] | None:
    """Return the time that opens a text, as comparable numbers, and where it ends; None where it is not exact."""
    found = _TIMED.match(text)
    if not found or not found.group() or re.search("[上下]午|晚|中午", found.group()):
        return None
    date = [found[name] for name in ("year", "month", "day") if found[name]]
    clock = [found["hour"], found["minute"] or "0"] if found["hour"] else []
    # A month without its year, or a day without its month, cannot be compared over a turn of the year.
    if not (date and found["year"]) and not (clock and not date):
        return None
    return tuple(int(one) for one in [*date, *clock]), found.end()


def _told(
    kind: Literal["steps", "events"], run: Sequence[tuple[str, Sentence]], shortest: int = SHORTEST
) -> Iterator[Steps]:
    told = [(_item(text), sentence) for text, sentence in run]
    if kind == "events":  # the order of those that remain is as surely stated
        told = _spread([each for each in told if _is_fit(each[0], shortest)])
    if not FEWEST <= len(told) <= MOST:
        return
    items = tuple(text for text, _ in told)
    if all(_is_fit(one, shortest) for one in items) and len(set(items)) == len(items) and not _one_names_another(items):
        sentences = tuple(dict.fromkeys(sentence for _, sentence in told))
        yield Steps(kind, items, sentences)


def _is_fit(item: str, shortest: int) -> bool:
    bad = _LEANING.search(item) or is_noisy(item) or is_speech(item) or points_away(item)
    return is_whole(item, shortest, LONGEST) and not bad


def _spread(told: list[tuple[str, Sentence]]) -> list[tuple[str, Sentence]]:
    """Return at most `SPREAD` of many events, as far apart as can be."""
    if len(told) <= MOST:
        return told
    return [told[round(place * (len(told) - 1) / (SPREAD - 1))] for place in range(SPREAD)]


def _item(text: str) -> str:
    """Return as many whole clauses as fit, without closing mark."""
    text = text.strip(" \u3000")
    text = (
        re.sub(r"[（(][^（）()]*[)）]", "", text).strip(" ，,；;。、：:")
        if _DATED.search(text)
        else text.strip(" ，,；;。、：:")
    )
    end = 0
    for clause in clauses(text):
        if end and (clause.end > LONGEST or end >= 12):
            break
        end = _end_of(clause, text)
    return text[:end].rstrip("，,；;。、：:")


def _end_of(clause: Run, text: str) -> int:
    return min(clause.end, len(text))


def _one_names_another(items: Sequence[str]) -> bool:
    """Say whether two neighbouring items share a run of words that tells which follows which."""
    return any(
        one[place : place + 5] in other for one, other in pairwise(items) for place in range(max(0, len(one) - 4))
    )

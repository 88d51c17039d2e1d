"""一是…二是…三是…: numbered points under a lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.draft import Bloom
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.point import Point
from studyapp.text.sentences import inner_quoted
from studyapp.text.standalone import is_noisy, is_speech, points_away

_ORDINAL = "一二三四五六七八九"
_MARKS = (r"{0}是要?", r"第{0}[,，、是]", r"[（(]{0}[)）]")
_TAUGHT = re.compile(r"^(?:它|这|此|本案|由此)[^，,；;。]{0,16}[两二三四五几]点(?P<noun>启示|启发|教训|经验)$")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every run of numbered points that follows a lead which can be quoted."""
    for part in ("body", "commentary"):
        sentences = [one for one in case.sentences if one.part == part]
        yield from _within(sentences)
        yield from _across(sentences)


def _cut(text: str) -> tuple[str, list[str]] | None:
    for mark in _MARKS:
        places = []
        position = 0
        for ordinal in _ORDINAL:
            found = re.compile(r"(?:^|(?<=[，,；;：:。]))\s*" + mark.format(ordinal)).search(text, position)
            if not found:
                break
            places.append(found)
            position = found.end()
        if len(places) >= 2:
            ends = [one.start() for one in places[1:]] + [len(text)]
            return text[: places[0].start()], [text[one.end() : end] for one, end in zip(places, ends, strict=True)]
    return None


def _within(sentences: Sequence[Sentence]) -> Iterator[Point]:
    for place, sentence in enumerate(sentences):
        cut = _cut(sentence.text) if sentence.usable else None
        if not cut:
            continue
        lead, items = cut
        used: tuple[Sentence, ...] = (sentence,)
        if not lead.strip() and place and sentences[place - 1].usable:
            lead, used = sentences[place - 1].core, (sentences[place - 1], sentence)
        yield from _point(lead, items, used)


def _across(sentences: Sequence[Sentence]) -> Iterator[Point]:
    for place, sentence in enumerate(sentences[:-2]):
        run = list(sentences[place + 1 : place + 10])
        for mark in _MARKS:
            first = re.compile(mark.format(_ORDINAL[0]))
            if not run or not first.match(run[0].text) or _cut(run[0].text):
                continue
            items, used = [], [sentence]
            for ordinal, one in zip(_ORDINAL, run, strict=False):
                found = re.match(mark.format(ordinal), one.text)
                if not found or not one.usable:
                    break
                items.append(one.text[found.end() :])
                used.append(one)
            if len(items) >= 2 and sentence.clean:
                yield from _point(sentence.core, items, tuple(used))


def _point(lead: str, items: Sequence[str], used: tuple[Sentence, ...]) -> Iterator[Point]:
    lead = re.sub(r"(?:[，,]?(?:主要|具体|即|分别)?(?:是|有|为|包括|如下|体现在)?)[：:。，,\s]*$", "", lead.strip())
    keys = tuple(one.strip(" 。；;，,、") for one in items)
    good = all(
        3 <= len(one) <= 90 and not is_noisy(one) and not is_speech(one) and not points_away(one) for one in keys
    )
    level: Bloom = "understand" if used[0].part == "commentary" else "remember"
    asked = _question(lead, used[0])
    if good and 2 <= len(keys) <= 6 and asked:
        yield Point("series", used, keys, asked, bloom=level, confidence=0.85, worth=1.0)


def _question(lead: str, first: Sentence) -> str:
    """Return the question for a list with a lead, nothing where the lead cannot be understood alone."""
    taught = _TAUGHT.search(lead) if first.part == "commentary" else None
    if taught:
        return f"这一案例给人哪几点{taught['noun']}？"
    return f"材料提到“{inner_quoted(lead)}”，具体包括哪几点？" if is_fit_stem(lead, 5, 46) else ""

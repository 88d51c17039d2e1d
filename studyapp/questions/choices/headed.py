"""What stands under which heading: the headings of a case, each tied to what is told beneath it, a measure first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyapp.cases.casebook_text import Part
from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.choices.pairs import LONGEST_SIDE, Bond, Pair
from studyapp.questions.generators.phrases import MEASURE, is_fit_stem, is_whole
from studyapp.questions.likeness import are_near, longest_shared
from studyapp.questions.part_names import is_general
from studyapp.text.sentences import clauses, inner_quoted
from studyapp.text.standalone import stands_alone

HEADED = Bond("heading", "小标题", "具体内容", "材料在“{left}”之下写明的具体内容是哪一项？")
LONGEST_HEADING = 24
SHORTEST_CONTENT = 10
_NUMBER = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]{1,2}、|\d{1,2}(?:[、．]|\.(?!\d))"
    r"|第[一二三四五六七八九十][，,、]|[一二三四五六七八九]是)\s*|^\d{1,2}[ \u3000]+"
)
_LEADING = re.compile(
    r"^(?:针对|面对|为了?|按照|根据|依据|围绕|通过|经过|在[^，,]{2,20}[后中下时上前]$|[^，,]{2,16}(?:时|后|前|中)$)"
)
_WEAK_END = re.compile(r"(?:时|后|的|中|下|规则|次序|办法|措施|条|点|项|规定|的问题|的情况|形式|方式|渠道|途径|等)$")


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading with the sentences told beneath it."""

    heading: str
    head: Sentence
    told: tuple[Sentence, ...]


def headed_pairs(case: AnalysedCase) -> list[tuple[Bond, list[Pair]]]:
    """Return the pairs of heading and measure, for every run of blocks of one rank."""
    found = []
    for run in _runs(case):
        pairs = _apart([one for block in run if (one := _pair(block, run))])
        if len(pairs) > 2:
            found.append((HEADED, pairs))
    return found


def _runs(case: AnalysedCase) -> Iterator[list[_Block]]:
    """Yield runs of blocks: by numbering in the body, by numbering in the commentary, by the sections of the body."""
    parts: tuple[Part, Part] = ("body", "commentary")
    for part in parts:
        sentences = [one for one in case.sentences if one.part == part]
        yield from _numbered_runs(case.case.part(part), sentences)
    body = [one for one in case.sentences if one.part == "body"]
    yield _sections(case, body)


def _numbered_runs(text: str, sentences: Sequence[Sentence]) -> Iterator[list[_Block]]:
    """Yield the blocks of each numbering, 一、二、… apart from （一）（二）…."""
    heads = [(place, shape) for place, one in enumerate(sentences) if (shape := _shape(text, one))]
    for shape in dict.fromkeys(shape for _, shape in heads):
        mine = [place for place, other in heads if other == shape]
        run: list[_Block] = []
        for place in mine:
            following = [other for other, _ in heads if other > place]
            end = following[0] if following else _end_of_section(text, sentences, place)
            block = _block(sentences[place], sentences[place + 1 : end])
            if block:
                run.append(block)
        yield run


def _shape(text: str, sentence: Sentence) -> str:
    """Return the make of the numbering that opens a line, nothing where none does."""
    if text[: sentence.start].rpartition("\n")[2].strip():
        return ""
    found = _NUMBER.match(sentence.text)
    return re.sub(r"[一二三四五六七八九十\d]+", "#", found.group().strip()) if found else ""


def _end_of_section(text: str, sentences: Sequence[Sentence], place: int) -> int:
    """Return where the paragraph of the last heading ends; a heading alone on its line has the next one too."""
    breaks = 0 if sentences[place].ended else -1
    for end in range(place + 1, len(sentences)):
        breaks += "\n" in text[sentences[end - 1].end : sentences[end].start]
        if breaks > 0:
            return end
    return len(sentences)


def _block(head: Sentence, told: Sequence[Sentence]) -> _Block | None:
    heading = _NUMBER.sub("", head.text).rstrip("。：:；; ")
    fits = 4 <= len(heading) <= LONGEST_HEADING and head.clean and is_fit_stem(heading, 4, LONGEST_HEADING)
    if not fits or is_general(heading) or not told:
        return None
    return _Block(heading, head, tuple(told))


def _sections(case: AnalysedCase, body: Sequence[Sentence]) -> list[_Block]:
    blocks = []
    for section in case.case.sections:
        inside = [one for one in body if section.start <= one.start < section.end]
        is_heading = inside and inside[0].text.rstrip("。") == section.heading.strip().rstrip("。")
        if is_heading and not _NUMBER.match(inside[0].text):
            block = _block(inside[0], inside[1 : _end_of_section(case.case.body, inside, 0)])
            if block:
                blocks.append(block)
    return blocks


def _pair(block: _Block, run: Sequence[_Block]) -> Pair | None:
    """Return the heading with what is told beneath it in no other heading's words, a measure where there is one."""
    others = [one.heading for one in run if one is not block]
    told = [(content, one) for one in block.told if one.usable and (content := _content(one))]
    told = [(content, one) for content, one in told if not any(_names(content, other) for other in others)]
    told.sort(key=lambda each: not MEASURE.search(each[0]))
    if told and block.head.part == "body" and not MEASURE.search(told[0][0]):
        return None  # an incident told beneath a heading is not what the heading promises
    return Pair(inner_quoted(block.heading), told[0][0], (block.head, told[0][1])) if told else None


def _names(content: str, heading: str) -> bool:
    return len(longest_shared(content, heading)) >= 3


def _content(sentence: Sentence) -> str:
    """Return the opening clauses of a sentence, without what only leads up to them."""
    core = sentence.core
    runs = clauses(core)
    first = next((one for one in runs if not _LEADING.search(one.text)), None)
    if first is None:
        return ""
    told = [one for one in runs if one.start >= first.start and one.end - first.start <= LONGEST_SIDE]
    while told and _is_no_end(told[-1].text, core[first.start : told[-1].end]):
        told.pop()
    content = core[first.start : told[-1].end] if told else ""
    fits = is_whole(content, SHORTEST_CONTENT, LONGEST_SIDE) and stands_alone(content)
    leans = first.start > 0 and re.search("其|该|此", content)
    return content if fits and not leans else ""


def _is_no_end(last: str, content: str) -> bool:
    """Say whether a clause only leads up to the next, ends openly, or makes the whole lean on its context."""
    return bool(_LEADING.search(last) or _WEAK_END.search(last)) or not stands_alone(content)


def _apart(pairs: Sequence[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for one in pairs:
        if not any(are_near(one.left, other.left) or are_near(one.right, other.right) for other in kept):
            kept.append(one)
    return kept

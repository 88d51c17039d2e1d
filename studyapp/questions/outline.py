"""How a case is divided by its own numbering: groups of blocks, each with a heading and its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from studyapp.cases.casebook_text import Part
from studyapp.questions.analysis import AnalysedCase, Sentence

_WORDS = "一二三四五六七八九"
_ONE = rf"(?P<word>[{_WORDS}])|(?P<digit>\d)"
_STYLES = (
    re.compile(rf"^[（(](?:{_ONE})[)）]\s*[、.．]?\s*"),
    re.compile(rf"^(?:{_ONE})、\s*"),
    re.compile(r"^(?P<digit>\d)(?P<word>)(?:[.．)）](?!\d)|\s)\s*"),
    re.compile(rf"^第(?:{_ONE})(?:[，,、：:]|[步点]?[，,：:])\s*"),
    re.compile(r"^(?P<digit>)(?P<word>[" + _WORDS + r"])是(?!否)要?\s*"),
)
_IN_LINE = _STYLES[3:]
_MARKS = "【】[]〔〕:： 　#*。；;"
LONGEST_HEADING = 34
MEASURES = re.compile(r"做法|措施|举措|过程|对策|实践|经验|办法|方案|路径|处置|教育|干预|行动|服务过程|实施")
CAUSES = re.compile(r"原因|归因|成因|剖析|隐患|问题")


@dataclass(slots=True)
class Block:
    """A numbered block: its first sentence, the words of its heading (empty where it has none), what stands below."""

    first: Sentence
    heading: str
    content: list[Sentence] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """Blocks numbered alike, one after the other, under the words of the heading above them."""

    part: Part
    style: int
    label: str
    blocks: list[Block] = field(default_factory=list)
    ended: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the blocks; empty where one of them has none."""
        found = tuple(one.heading for one in self.blocks)
        return found if all(found) else ()


def groups_of(case: AnalysedCase) -> list[Group]:
    """Return every group of at least two numbered blocks, in the order of the text."""
    parts: tuple[Part, Part] = ("body", "commentary")
    found = [one for part in parts for one in _groups(case, part)]
    return [one for one in found if len(one.blocks) >= 2]


def _groups(case: AnalysedCase, part: Part) -> list[Group]:
    text = case.case.part(part)
    sentences = [one for one in case.sentences if one.part == part]
    groups: list[Group] = []
    open_groups: list[Group] = []
    label = case.commentary_name() if part == "commentary" else ""
    for place, sentence in enumerate(sentences):
        opens_line = not text[: sentence.start].rpartition("\n")[2].strip()
        found = _number(sentence.text, opens_line=opens_line)
        if found is None:
            if opens_line and _is_label(sentence):
                open_groups, label = [], sentence.text.strip(_MARKS)
            elif open_groups:
                open_groups[-1].blocks[-1].content.append(sentence)
            continue
        style, ordinal, rest = found
        group = _continued(open_groups, style, ordinal)
        if group is None and ordinal == 1:
            above = open_groups[-1].blocks[-1].heading if open_groups else label
            group = Group(part, style, above or label)
            groups.append(group)
            open_groups.append(group)
        if group is not None:
            group.blocks.append(_block(sentence, rest, sentences[place + 1 : place + 2], text))
            open_groups = open_groups[: open_groups.index(group) + 1]
        else:
            open_groups = []
            label = rest.strip(_MARKS)
    return groups


def _number(text: str, *, opens_line: bool) -> tuple[int, int, str] | None:
    for style, shape in enumerate(_STYLES):
        if not opens_line and shape not in _IN_LINE:
            continue
        found = shape.match(text)
        if found:
            ordinal = int(found["digit"]) if found["digit"] else _WORDS.index(found["word"]) + 1
            return style, ordinal, text[found.end() :]
    return None


def _continued(open_groups: Sequence[Group], style: int, ordinal: int) -> Group | None:
    same = next((one for one in reversed(open_groups) if one.style == style), None)
    return same if same is not None and ordinal == len(same.blocks) + 1 else None


def _is_label(sentence: Sentence) -> bool:
    return not sentence.ended and len(sentence.text) <= 16 and not re.search("[，,；;。]", sentence.text)


def _block(sentence: Sentence, rest: str, following: Sequence[Sentence], text: str) -> Block:
    """Return a block; its first sentence is its heading where it stands alone in its line or opens a longer one."""
    heading = rest.strip(_MARKS)
    alone = not text[sentence.end :].partition("\n")[0].strip()
    short = 4 <= len(heading) <= LONGEST_HEADING
    if short and following and (not sentence.ended if alone else sentence.ended):
        return Block(sentence, heading)
    return Block(sentence, "", [sentence])

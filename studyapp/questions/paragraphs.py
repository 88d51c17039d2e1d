"""The paragraphs of a case under the headings that stand alone on their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.cases.casebook_text import Part
from studyapp.questions.analysis import AnalysedCase, Sentence

LONGEST_LABEL = 18
_NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}(?:[)）、]|[.．](?!\d))|第[一二三四五六七八九十][、，,])\s*"
    r"|^\d{1,2}[ \u3000]+"
)
_MARKS = "【】[]〔〕［］:： \u3000#*▍◎■◆●▲□★☆◇※"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a part as its sentences, and the label of the section in which it stands (empty for none)."""

    label: str
    sentences: tuple[Sentence, ...]

    @property
    def is_whole(self) -> bool:
        """Say whether every sentence may be quoted and nothing but marks of space stands between them."""
        return all(one.usable for one in self.sentences)


@dataclass(frozen=True, slots=True)
class Section:
    """A label that stands alone on its line, and the paragraphs up to the next one."""

    part: Part
    label: str
    paragraphs: tuple[Paragraph, ...]


def sections_of(case: AnalysedCase) -> tuple[Section, ...]:
    """Return the sections of body and commentary in the order of the text; what precedes the first has no label."""
    return (*_sections(case, "body"), *_sections(case, "commentary"))


def _sections(case: AnalysedCase, part: Part) -> Iterator[Section]:
    label, kept = "", list[Paragraph]()
    for line in lines_of(case, part):
        found = label_of(line)
        if found is None:
            kept.append(Paragraph(label, line))
            continue
        if kept:
            yield Section(part, label, tuple(kept))
        label, kept = found, []
    if kept:
        yield Section(part, label, tuple(kept))


def lines_of(case: AnalysedCase, part: Part) -> list[tuple[Sentence, ...]]:
    """Return the lines of a part, each as its sentences."""
    text = case.case.part(part)
    lines: list[list[Sentence]] = []
    for sentence in (one for one in case.sentences if one.part == part):
        if lines and "\n" not in text[lines[-1][-1].end : sentence.start]:
            lines[-1].append(sentence)
        else:
            lines.append([sentence])
    return [tuple(line) for line in lines]


def label_of(line: tuple[Sentence, ...]) -> str | None:
    """Return the words of a line that is a heading and no more, without number and marks; None for another line."""
    text = line[0].text
    if len(line) > 1 or line[0].ended or re.search("[，,；;。]", text):
        return None
    label = _NUMBER.sub("", text.strip(_MARKS)).strip(_MARKS)
    return label if 2 <= len(label) <= LONGEST_LABEL else None

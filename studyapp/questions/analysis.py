"""A case read for asking: its sentences with part offsets, and what of them may be quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from studyapp.cases.casebook_text import CaseText, Part
from studyapp.questions.draft import Evidence
from studyapp.questions.part_names import is_general
from studyapp.text.full_width import in_full_width, in_print, with_turned_quotes
from studyapp.text.sentences import Run, sentences
from studyapp.text.standalone import is_noisy, lead_length

_TITLE_NUMBER = re.compile(
    r"^(?:(?:案例|实例|案)?\s*[一二三四五六七八九十\d]{1,3}\s*(?:[、.．:：]|号(?!\w)| (?!号))\s*"
    r"|(?:典型|优秀|事故)?案例(?:[:：]\s*|\s+))"
)
_SANE_TITLE = re.compile(r"[^\n<>{}|#\\【】]{4,40}")
_SANE_LABEL = re.compile(r"(?:案例|实例|个案|案)\s*[一二三四五六七八九十\d]{1,3}")
_HEADING_MARKS = "【】[]〔〕:： \u3000#*"
_HEADING_NUMBER = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a part, `start` to `end` in part offsets; `lead` counts opening words that one may leave out."""

    part: Part
    index: int
    start: int
    end: int
    text: str
    lead: int
    ended: bool
    clean: bool

    @property
    def core(self) -> str:
        """The sentence without numbering, passing words and closing mark."""
        return self.text[self.lead :].rstrip("。！!；;…").rstrip()

    @property
    def usable(self) -> bool:
        """Say whether the sentence is whole and undamaged and so may be quoted."""
        return self.ended and self.clean

    def evidence(self) -> Evidence:
        """Return the whole sentence as evidence."""
        return Evidence(self.part, self.start, self.end, self.text)


@dataclass(frozen=True)
class AnalysedCase:
    """A case with its sentences; pure values, computed once. `is_named` says whether its title tells it from others."""

    case: CaseText
    sentences: tuple[Sentence, ...]
    is_named: bool = True

    @cached_property
    def text(self) -> str:
        """Everything that the case says, title included."""
        return "\n".join([self.case.title or "", self.case.subtitle or "", self.case.body, self.case.commentary or ""])

    @cached_property
    def title(self) -> str | None:
        """The title as it may be named in a stem, None where it is missing or too odd to be quoted."""
        title = _TITLE_NUMBER.sub("", (self.case.title or "").strip())
        title = title.lstrip("：:、.．　 -—").replace("《", "〈").replace("》", "〉")
        if (
            "no-title" in self.case.flags
            or not self.is_named
            or is_general(title)
            or not _SANE_TITLE.fullmatch(title)
            or is_noisy(title)
        ):
            return None
        return with_turned_quotes(in_full_width(title))

    def of(self, part: Part) -> tuple[Sentence, ...]:
        """Return the sentences of one part that may be quoted."""
        return tuple(one for one in self.sentences if one.part == part and one.usable)

    @property
    def usable(self) -> tuple[Sentence, ...]:
        """The sentences that may be quoted, body first."""
        return tuple(one for one in self.sentences if one.usable)

    def commentary_name(self, at: int = 0) -> str:
        """Return what the commentary around an offset is called in the book, 点评 where its heading says nothing."""
        heading = ""
        for one in self.case.commentaries:
            heading = _HEADING_NUMBER.sub("", one.heading.strip(_HEADING_MARKS)).strip(_HEADING_MARKS)
            if at <= len(one.text):
                break
            at -= len(one.text) + 1
        return in_full_width(heading) if 2 <= len(heading) <= 8 else "点评"

    def opening(self, part: Part, at: int = 0) -> str:
        """Return the words that place a question: which case, and which commentary where one is meant."""
        of_part = f"的“{self.commentary_name(at)}”部分" if part == "commentary" else ""
        if self.title:
            return f"根据案例《{self.title}》{of_part}，"
        label = (self.case.label or "").strip(_HEADING_MARKS)
        if _SANE_LABEL.fullmatch(label):
            return f"根据“{label}”的材料{of_part}，"
        return f"根据材料{of_part}，"


def analyse(case: CaseText, *, is_named: bool = True) -> AnalysedCase:
    """Read a case, as a printer would set it, into sentences with the offsets of the case as it was given.

    Those that touch a suspect place, or look damaged, are marked not clean.
    """
    case = _set_in_print(case)
    found: list[Sentence] = []
    parts: tuple[Part, Part] = ("body", "commentary")
    for part in parts:
        found.extend(_sentence(case, part, index, run) for index, run in enumerate(sentences(case.part(part))))
    return AnalysedCase(case, tuple(found), is_named)


def _set_in_print(case: CaseText) -> CaseText:
    """Return the case with its parts in full-width marks, every character at its offset; the same case where it is so.

    What a reader is shown as evidence stays as the book has it: `QuestionDraft.quoting` takes the original's words.
    """
    body = in_print(case.body)
    commentaries = tuple(replace(one, text=in_print(one.text)) for one in case.commentaries)
    if body == case.body and commentaries == case.commentaries:
        return case
    sections = tuple(
        replace(one, heading=body[one.start : one.start + len(one.heading)])
        if case.body.startswith(one.heading, one.start)
        else one
        for one in case.sections
    )
    return replace(case, body=body, commentaries=commentaries, sections=sections)


def _sentence(case: CaseText, part: Part, index: int, run: Run) -> Sentence:
    touched = any(one.part == part and one.start < run.end and run.start < one.end for one in case.suspects)
    clean = not touched and not is_noisy(run.text)
    return Sentence(part, index, run.start, run.end, run.text, lead_length(run.text), run.ended, clean)

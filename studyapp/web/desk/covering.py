"""What is asked about a case, and why the rest is not."""

from __future__ import annotations

from flask import render_template

from studyapp.cases.casebook_text import CaseText, Part
from studyapp.cases.library import get_case
from studyapp.cases.revision_rows import case_text
from studyapp.questions.coverage import CoveredSentence, coverage_of
from studyapp.web import current
from studyapp.web.desk.problems import SILENCES, SLOT_WORDS, gate_words


def coverage(case_id: int) -> str:
    """Show a case's text with what is asked marked, the shares by section and slot, and why the rest is not asked."""
    page = get_case(current.actor().organization_id, case_id)
    text = case_text(page.revision, page.case.number)
    found = coverage_of(page.revision.id, text)
    return render_template(
        "desk/coverage.html",
        page=page,
        coverage=found,
        body=_lines(found.sentences, text, "body"),
        commentary=_lines(found.sentences, text, "commentary"),
        reasons=[(reason, _reason_words(reason), sentences) for reason, sentences in found.unasked()],
        asked=[one for one in found.sentences if one.is_asked],
        coverage_sections=[(one.name, one) for one in found.sections],
        coverage_slots=[(SLOT_WORDS[one.name], one) for one in found.slots if one.total],
        gate_words=gate_words,
    )


def _reason_words(reason: str) -> str:
    return str(SILENCES[reason]) if reason in SILENCES else gate_words(reason)


def _lines(sentences: tuple[CoveredSentence, ...], text: CaseText, part: Part) -> list[list[CoveredSentence]]:
    """Return the sentences of a part, those of one line of it together."""
    lines: list[list[CoveredSentence]] = []
    before = 0
    for one in sentences:
        if one.part != part:
            continue
        if not lines or "\n" in text.part(part)[before : one.start]:
            lines.append([])
        lines[-1].append(one)
        before = one.end
    return lines

"""The briefing (学习情况通报): a cover, the figures in words and tables, and who has not finished."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Pt
from flask_babel import gettext as _
from flask_babel import ngettext

from studyapp.exchange.csv_sheet import Cell
from studyapp.exchange.reports import words
from studyapp.exchange.tables_as_files import clean
from studyapp.exchange.word_document import add_table, docx_bytes, new_document
from studyapp.study.report_figures import ReportFigures

HEADING_FONT = "黑体"
WORST = 5
_NUMERALS = "一二三四五六七八九"


def report_briefing(figures: ReportFigures) -> bytes:
    """Return the briefing as a .docx file."""
    document = new_document()
    _page_numbers(document)
    _cover(document, figures)
    parts = (
        (_("How it stands"), _standing),
        (_("By unit"), _units),
        (_("Scores"), _scores),
        (_("Where it was hard"), _hard),
        (_("Who has not finished"), _unfinished),
    )
    for place, (heading, write) in enumerate(parts):
        _heading(document, f"{_NUMERALS[place]}、{heading}")
        write(document, figures)
    return docx_bytes(document)


def _cover(document: Any, figures: ReportFigures) -> None:
    for _line in range(6):
        document.add_paragraph()
    for text, size in ((figures.organization, 18), (_("Study report"), 32), (f"《{figures.title}》", 20)):
        _centred(document, text, size)
    for _line in range(8):
        document.add_paragraph()
    _centred(document, _("Units reported on: %(scope)s", scope=figures.scope), 14)
    _centred(document, _("Made by %(name)s", name=figures.made_by), 14)
    _centred(document, words.written(figures.made_at, figures.zone), 14).add_run().add_break(WD_BREAK.PAGE)


def _standing(document: Any, figures: ReportFigures) -> None:
    counts = figures.counts
    document.add_paragraph(
        _(
            "The assignment runs from %(opens)s to %(closes)s. Passing takes %(mark)d points; "
            "%(attempts)d attempts are allowed.",
            opens=words.written(figures.opens_at, figures.zone),
            closes=words.written(figures.closes_at, figures.zone),
            mark=figures.pass_mark,
            attempts=figures.attempts_allowed,
        )
        + words.zone_note(figures)
    )
    document.add_paragraph(
        _(
            "Of %(total)d people, %(passed)d have passed (%(share)s), %(tried)d tried and have not passed yet, "
            "%(under_way)d are under way and %(not_started)d have not started.",
            total=counts.total,
            passed=counts.passed,
            share=words.share_words(counts.share_passed),
            tried=counts.not_passed,
            under_way=counts.under_way,
            not_started=counts.not_started,
        )
    )
    if figures.is_over and counts.unfinished:
        document.add_paragraph(
            ngettext(
                "The deadline is over: %(num)d person is overdue.",
                "The deadline is over: %(num)d people are overdue.",
                counts.unfinished,
            )
        )


def _units(document: Any, figures: ReportFigures) -> None:
    header = [_("Unit"), _("People"), _("Passed"), _("Share passed"), _("Under way"), _("Not started")]
    rows: list[list[Cell]] = [
        [
            words.unit_words(unit),
            unit.whole.total,
            unit.whole.passed,
            words.share_words(unit.whole.share_passed),
            unit.whole.under_way + unit.whole.not_passed,
            unit.whole.not_started,
        ]
        for unit in figures.units
    ]
    add_table(document, header, rows, [58, 18, 20, 22, 20, 22])
    document.add_paragraph(_("Each unit includes the units below it; under way includes who tried and has not passed."))


def _scores(document: Any, figures: ReportFigures) -> None:
    scored = sum(figures.bands)
    if not scored:
        document.add_paragraph(_("Nobody has a score yet."))
        return
    document.add_paragraph(
        _(
            "%(num)d people have a score; the mean of their best scores is %(mean)s points.",
            num=scored,
            mean=words.points(figures.mean_score),
        )
    )
    header = [_("Points"), _("People"), _("Share")]
    rows: list[list[Cell]] = [
        [words.band_words(band), people, words.share_words(people / scored)]
        for band, people in enumerate(figures.bands)
    ]
    add_table(document, header, rows, [40, 40, 40])


def _hard(document: Any, figures: ReportFigures) -> None:
    cases, questions = figures.weakest_cases[:WORST], figures.weakest_questions[:WORST]
    if not cases:
        document.add_paragraph(_("There are too few answers yet to say where it was hard."))
        return
    rows: list[list[Cell]] = [[one.title, one.readers, one.answers, words.share_words(one.share)] for one in cases]
    add_table(document, [_("Case"), _("People who read it"), _("Answers"), _("Share correct")], rows, [90, 25, 20, 25])
    document.add_paragraph()
    for place, one in enumerate(questions, 1):
        document.add_paragraph(clean(f"{place}. {one.stem}")).paragraph_format.keep_with_next = True
        said = _(
            "Share correct %(share)s in %(answers)d answers. Key: %(key)s",
            share=words.share_words(one.share),
            answers=one.answers,
            key=one.key or "–",
        )
        document.add_paragraph(clean(said))


def _unfinished(document: Any, figures: ReportFigures) -> None:
    if not figures.unfinished:
        document.add_paragraph(_("Everybody has passed."))
        return
    for unit, people in groupby(figures.unfinished, key=lambda person: person.unit_name or "–"):
        names = [person.name for person in people]
        paragraph = document.add_paragraph()
        said = ngettext("%(unit)s (%(num)d): ", "%(unit)s (%(num)d): ", len(names), unit=unit)
        paragraph.add_run(clean(said)).bold = True
        paragraph.add_run(clean("、".join(names)))


def _heading(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(16)
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(16)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEADING_FONT)


def _centred(document: Any, text: str, size: int) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(clean(text))
    run.bold, run.font.size = size > 14, Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEADING_FONT)
    return paragraph


def _page_numbers(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = paragraph._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): "PAGE"})  # noqa: SLF001 - the library has no fields
    paragraph._p.append(field)  # noqa: SLF001

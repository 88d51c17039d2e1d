"""Reading a casebook: bytes in, understood cases out, with an account of every character."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from studyapp.cases.casebook_json import as_json
from studyapp.cases.casebook_text import ReadCasebook, Source, Span, Suspect
from studyapp.cases.picture_places import with_pictures
from studyapp.cases.readers.registry import extract, pictures_of
from studyapp.cases.repairs.confusions import doubtful_runs
from studyapp.cases.repairs.pipeline import clean
from studyapp.cases.segments.accounting import Account, account_of_raw
from studyapp.cases.segments.assemble import CaseAssembler
from studyapp.cases.segments.boundaries import case_starts
from studyapp.cases.segments.contents import contents_entries, contents_units
from studyapp.cases.segments.division import divide
from studyapp.cases.segments.opening_pages import read_opening
from studyapp.cases.segments.page import note_page
from studyapp.cases.segments.run_in_titles import with_run_in_titles
from studyapp.cases.segments.tails import mark_tail_commentaries
from studyapp.cases.segments.units import title_first, units_of, without_rules
from studyapp.cases.segments.voices import settle_voices
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.cases.readers.extracted import Extracted
    from studyapp.text.piece_table import PieceTable

__all__ = ["as_json", "read_casebook", "understand"]

_NAMED_BY_SITE = re.compile(r"《([^《》\n]{4,60})》由")


def read_casebook(data: bytes, name: str) -> ReadCasebook:
    """Read a file's bytes as a casebook; `name` is its file name.

    The same bytes and name always give the same result. Raises `UnreadableFileError` with one of the codes of
    `readers.registry`, or `no-case` where nothing in the text looks like a case.
    """
    extracted = extract(data, name)
    source = Source(name, extracted.format, extracted.encoding, hashlib.sha256(data).hexdigest(), len(extracted.text))
    book = understand(extracted, source)
    if not book.cases:
        raise UnreadableFileError("no-case")
    return with_pictures(replace(book, pictures=pictures_of(extracted)))


def understand(extracted: Extracted, source: Source) -> ReadCasebook:
    """Find the cases in an extracted text; a text without any gives a book without cases."""
    table = clean(extracted)
    units = units_of(table.text, _levels(extracted, table))
    account = Account()
    units, rules = without_rules(units)
    title_first(units)
    for rule in rules:
        account.left(rule.start, rule.end, "separator")
    contents = contents_units(units)
    entries = contents_entries(units, contents)
    for index in contents:
        account.left(units[index].start, units[index].end, "table-of-contents")
    units = [unit for index, unit in enumerate(units) if index not in contents]
    note_page(units, table, entries)
    settle_voices(units)
    starts = case_starts(units)
    units, starts = with_run_in_titles(units, starts)
    mark_tail_commentaries(units, starts)
    opening, starts = read_opening(table, units, starts, account)
    doubts = doubtful_runs(table.text)
    assembler = CaseAssembler(table, account, doubts)
    division = divide(units, starts)
    for unit in division.chapters:
        account.structure(unit.start, unit.end)
    for unit in division.after:
        account.left(unit.start, unit.end, "after-the-cases")
    cases = []
    for number, (case, run) in enumerate(division.cases, start=1):
        last = number == len(division.cases) and not division.after
        cases.append(assembler.build(number, case, (run[0].start, run[-1].end), last=last))
    repairs, left_over, structure = account_of_raw(table, account.settled(table.text))
    return ReadCasebook(
        source=source,
        raw=extracted.text,
        title=_title(extracted, opening.title, cases[0].text.title if len(cases) == 1 else "", source.name),
        introduction=opening.introduction or None,
        cases=tuple(cases),
        repairs=tuple(repairs),
        suspects=tuple(
            Suspect(Span(*table.raw_span(one.start, one.end)), table.text[one.start : one.end], one.reason)
            for one in doubts
        ),
        left_over=tuple(left_over),
        structure=tuple(structure),
        introduction_pieces=opening.pieces,
    )


def _title(extracted: Extracted, opening: str, only_case: str, name: str) -> str:
    named = _NAMED_BY_SITE.search(extracted.text[:3000])
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return (named[1] if named else "") or opening or only_case or (extracted.title or "") or stem


def _levels(extracted: Extracted, table: PieceTable) -> Callable[[int, int], tuple[int, bool]]:
    starts = [hint.start for hint in extracted.hints]

    def level_at(start: int, end: int) -> tuple[int, bool]:
        raw_start = table.raw_start(start)
        index = bisect_right(starts, raw_start) - 1
        if index < 0 or extracted.hints[index].end <= raw_start or start == end:
            return 0, False
        return extracted.hints[index].level, extracted.hints[index].table

    return level_at

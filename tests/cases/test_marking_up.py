"""The raw text beside the clean one: every character shown once, with what became of it."""

from __future__ import annotations

from studyapp.cases.marking_up import clean_paragraphs, raw_runs, windows
from tests.cases.test_undoing import RAW, book


def test_every_character_of_the_file_is_shown_once():
    reading = book()
    shown = "".join(run.text for window in windows(reading) for run in raw_runs(reading, window))
    assert shown == RAW


def test_removed_and_repaired_runs_carry_their_reason_and_index():
    marks = {run.repair: run for run in raw_runs(book(), windows(book())[0]) if run.repair is not None}
    assert [(marks[index].mark, marks[index].text, marks[index].code) for index in (0, 1, 2)] == [
        ("removed", "2、", "even-numbering"),
        ("repaired", "人", "shape"),
        ("removed", "49", "own-line"),
    ]
    assert marks[1].new == "入"


def test_an_undone_repair_is_shown_as_restored():
    runs = raw_runs(book(), windows(book())[0], frozenset({1}))
    assert next(run for run in runs if run.repair == 1).mark == "restored"


def test_the_clean_text_shows_repairs_and_doubts_in_its_paragraphs():
    first, second = clean_paragraphs(book().cases[0], "body", RAW)
    assert [(run.text, run.mark) for run in first] == [
        ("第一段", "heading"),
        ("讲深", "plain"),
        ("入", "repaired"),
        ("走访。", "plain"),
    ]
    assert ("得失", "suspect") in [(run.text, run.mark) for run in second]

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyapp.web.case_paragraphs import case_paragraphs

TEXT = "第一段说了一件事。\n小标题\n标题句。后面接着说,证据在这里。"


def test_a_heading_that_is_a_whole_line_is_a_heading() -> None:
    start = TEXT.index("小标题")
    assert [part.is_heading for part in case_paragraphs(TEXT, [(start, start + 3)])] == [False, True, False]


def test_a_run_in_heading_stays_in_its_paragraph() -> None:
    start = TEXT.index("标题句")
    last = case_paragraphs(TEXT, [(start, start + 4)])[-1]
    assert [(run.text, run.kind) for run in last.runs] == [
        ("标题句。", "heading"),
        ("后面接着说,证据在这里。", "plain"),
    ]


def test_evidence_is_marked_where_it_stands() -> None:
    start = TEXT.index("证据")
    marked = [
        run for part in case_paragraphs(TEXT, (), [(start, start + 6)]) for run in part.runs if run.kind == "evidence"
    ]
    assert [(run.text, run.start) for run in marked] == [("证据在这里。", start)]


def test_evidence_over_a_line_break_is_marked_on_both_lines() -> None:
    kinds = [[run.kind for run in part.runs] for part in case_paragraphs(TEXT, (), [(5, 12)])]
    assert kinds == [["plain", "evidence"], ["evidence", "plain"], ["plain"]]


span = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: (min(ends), max(ends)))


@given(st.text("甲乙。 \n", max_size=60), st.lists(span, max_size=4), st.lists(span, max_size=4))
def test_no_character_is_lost(text: str, headings: list[tuple[int, int]], evidence: list[tuple[int, int]]) -> None:
    for part in case_paragraphs(text, headings, evidence):
        assert "".join(run.text for run in part.runs) == part.text
        assert all(text[run.start : run.start + len(run.text)] == run.text for run in part.runs)

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.exchange.csv_sheet import csv_bytes, harmless


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_knows_the_encoding_by_the_mark():
    assert csv_bytes(["姓名"], [["王小河"]]).startswith(b"\xef\xbb\xbf\xe5\xa7\x93")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@SUM(A1)", "＝cmd", "\t=1", " =1", "\r=1", "|calc"])
def test_a_text_that_would_run_is_made_harmless(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "王小河", "2026-03-02 12:00", "3-2", " 前面有空格"])
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert read(csv_bytes(["a", "b", "c"], [[-3, 0.5, None]]))[1] == ["-3", "0.5", ""]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=4))
def test_no_cell_starts_a_formula_and_no_word_is_lost(cells):
    (_, row) = read(csv_bytes(["h"] * len(cells), [cells]))
    for written, cell in zip(row, cells, strict=True):
        assert not written.lstrip().startswith(("=", "+", "-", "@"))
        assert (
            written.removeprefix("'")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .endswith(cell.removeprefix("'").replace("\r\n", "\n").replace("\r", "\n"))
        )

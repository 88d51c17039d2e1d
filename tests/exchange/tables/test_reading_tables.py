import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from studyapp.errors import UnreadableFileError
from studyapp.exchange.tables.limited import read_table_in_child
from studyapp.exchange.tables.reading import read_table
from studyapp.exchange.tables.table import MOST_ROWS

ROWS = [["姓名", "登录名"], ["丁一", "1001"], ["戊二", "0012"]]
CSV = "姓名,登录名\r\n丁一,1001\r\n戊二,0012\r\n"


def xlsx(rows, change=None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cells(content):
    return [row for _, row in read_table(content).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_every_usual_encoding(encoding):
    assert cells(CSV.encode(encoding)) == ROWS


@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
def test_csv_is_read_with_every_usual_separator(separator):
    assert cells(CSV.replace(",", separator).encode()) == ROWS


def test_xlsx_gives_text_numbers_and_dates_as_text():
    rows = [["姓名", "工号", "日期"], ["丁一", 13800001111, date(2026, 3, 1)], ["戊二", 2.5, None]]
    assert cells(xlsx(rows)) == [["姓名", "工号", "日期"], ["丁一", "13800001111", "2026-03-01"], ["戊二", "2.5"]]


def test_lines_keep_the_number_that_the_spreadsheet_shows():
    table = read_table(xlsx([["姓名"], [], [None], ["丁一"]]))
    assert [line for line, _ in table.rows] == [1, 4]


def test_every_cell_of_a_merged_area_has_its_text():
    def change(book):
        book.active.merge_cells("B2:B3")

    table = read_table(xlsx([["姓名", "部门"], ["丁一", "东馆"], ["戊二", None]], change))
    assert [row for _, row in table.rows][1:] == [["丁一", "东馆"], ["戊二", "东馆"]]
    assert table.merged == 1


def test_a_formula_that_was_never_computed_is_doubtful():
    table = read_table(xlsx([["姓名", "工号"], ["丁一", "=1000+1"], ["戊二", 1002]]))
    assert table.doubts == {(2, 1): "formula-without-value"}
    assert table.formulas == 1


def test_an_array_formula_is_a_formula():
    def change(book):
        book.active["B2"] = ArrayFormula("B2", "=1000+1")

    table = read_table(xlsx([["姓名", "工号"], ["丁一", None]], change))
    assert table.doubts == {(2, 1): "formula-without-value"}


def test_a_number_too_long_for_a_spreadsheet_is_doubtful():
    table = read_table(xlsx([["姓名", "证号"], ["丁一", 110101199001011234]]))
    assert table.doubts == {(2, 1): "digits-lost"}


def test_a_hidden_or_empty_first_sheet_is_passed_over():
    def change(book):
        sheet = book.create_sheet("人员", 1)
        sheet.append(["姓名", "登录名"])
        book.worksheets[0].sheet_state = "hidden"

    assert cells(xlsx([["别的"]], change)) == [["姓名", "登录名"]]


def test_formatted_but_empty_rows_end_a_sheet():
    def change(book):
        book.active.cell(1_000_000, 1).value = " "

    assert cells(xlsx(ROWS, change)) == ROWS


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old-or-locked-table"),
        (b"PK\x03\x04 broken", "damaged-table"),
        (b"\r\n \r\n", "empty-table"),
        ("姓名\0,登录名".encode(), "not-a-table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not-a-table"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "not-a-table"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not-a-table"),
        (("姓名\n" + "丁\n" * (MOST_ROWS + 5)).encode(), "too-many-rows"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(content, code):
    with pytest.raises(UnreadableFileError) as refused:
        read_table(content)
    assert refused.value.code == code


def test_a_zip_of_something_else_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(UnreadableFileError) as refused:
        read_table(buffer.getvalue())
    assert refused.value.code == "damaged-table"


def test_the_child_process_gives_the_same_table_and_the_same_refusals():
    content = xlsx([*ROWS, ["己三", "=1"]])
    assert read_table_in_child(content) == read_table(content)
    with pytest.raises(UnreadableFileError) as refused:
        read_table_in_child(b"PK\x03\x04 broken")
    assert refused.value.code == "damaged-table"


def test_a_child_that_wants_too_much_memory_is_stopped():
    with pytest.raises(UnreadableFileError) as refused:
        read_table_in_child(CSV.encode() * 6_000, memory=1024 * 1024)
    assert refused.value.code in {"table-too-much-memory", "damaged-table"}

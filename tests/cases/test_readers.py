"""Each format gives the article's text with what it knows of headings and tables, and nothing around it."""

import io

import pytest
from docx import Document

from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError

STORY = "甲村过去吃水要到三里外去挑，今年村里打了一口井，家家通了自来水，老人再也不用肩挑手提。"
WORDS = "办好一件实事，胜过说十句空话，群众心里有杆秤。"


def word_file(fill):
    document = Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_word_headings_become_titles_and_markers():
    def fill(document):
        document.add_heading("某县便民案例集", 0)
        for title in ("井水进了家门", "小桥通了车"):
            document.add_heading(title, 1)
            document.add_heading("做法", 2)
            document.add_paragraph(STORY)
            document.add_heading("专家点评", 2)
            document.add_paragraph(WORDS)

    book = read_casebook(word_file(fill), "book.docx")

    assert book.title == "某县便民案例集"
    assert [case.text.title for case in book.cases] == ["井水进了家门", "小桥通了车"]
    assert [case.text.commentary for case in book.cases] == [WORDS, WORDS]


def test_word_tables_stay_tables_and_headers_stay_out():
    def fill(document):
        document.sections[0].header.paragraphs[0].text = "内部资料"
        document.add_paragraph("案例一：井水进了家门")
        document.add_paragraph(STORY)
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            (cell for row in table.rows for cell in row.cells), ("年份", "户数", "2015", "120"), strict=True
        ):
            cell.text = text
        document.add_paragraph("点评：" + WORDS)

    book = read_casebook(word_file(fill), "book.docx")

    assert book.cases[0].text.body == f"{STORY}\n年份\t户数\n2015\t120"
    assert "内部资料" not in book.raw


def test_a_page_gives_its_article_without_menus_and_scripts():
    page = (
        "<html><head><title>案例 - 某网</title><script>var a='案例一：假的';</script></head><body>"
        "<div class='nav'><a href='/'>首页</a><a href='/b'>党建</a></div>"
        f"<div class='content'><h1>井水进了家门</h1><h2>基本案情</h2><p>{STORY}</p><p>{STORY}</p>"
        f"<h2>专家点评</h2><p>{WORDS}</p></div>"
        "<div class='footer'>版权所有</div></body></html>"
    )

    book = read_casebook(page.encode("gb18030").replace(b"<head>", b"<head><meta charset=gb2312>"), "page.html")

    assert [case.text.title for case in book.cases] == ["井水进了家门"]
    assert book.cases[0].text.body == f"{STORY}\n{STORY}"
    assert book.cases[0].text.commentary == WORDS
    assert "首页" not in book.raw
    assert "假的" not in book.raw


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty-file"),
        (b" \n\t ", "a.txt", "empty-file"),
        (b"GIF89a" + b"\0" * 50, "a.txt", "picture-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "a.xls", "unsupported-format"),
        (b"PK\x03\x04broken", "a.docx", "damaged-file"),
        (b"no word file", "a.docx", "damaged-file"),
        (bytes([0x81, 0xFF, 0x20]) * 400, "a.txt", "unknown-encoding"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(data, name, code):
    with pytest.raises(UnreadableFileError) as refused:
        read_casebook(data, name)

    assert refused.value.code == code

"""Books, open documents, rich text and old Word files give the same cases as a text file."""

import io
import zipfile

import pytest
from docx import Document

from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError
from studyapp.office import MAX_MEMORY

STORY = "甲村过去吃水要到三里外去挑，今年村里打了一口井，家家通了自来水，老人再也不用肩挑手提。"
WORDS = "办好一件实事，胜过说十句空话，群众心里有杆秤。"
TITLES = ("井水进了家门", "小桥通了车")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)


def packed(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def book_file(pages, *, spine=None, contents="", prologue=""):
    items = "".join(f'<item id="p{one}" href="text/{one}.xhtml" media-type="application/xhtml+xml"/>' for one in pages)
    refs = "".join(f'<itemref idref="p{one}"/>' for one in spine or pages)
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": f'{prologue}<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>某县便民案例集</dc:title></metadata><manifest>'
            f'<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>'
            f'<spine><itemref idref="nav"/>{refs}</spine></package>',
            "OEBPS/nav.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body><nav>{contents}</nav></body></html>',
            **{
                f"OEBPS/text/{name}.xhtml": '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
                f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{page}</body></html>'
                for name, page in pages.items()
            },
        }
    )


def open_document(body):
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<?xml version="1.0"?><office:document-content {SPACES}><office:automatic-styles>'
            '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {SPACES}><text:p>页眉</text:p></office:document-styles>",
        }
    )


def refusal(data, name):
    with pytest.raises(UnreadableFileError) as refused:
        read_casebook(data, name)
    return refused.value.code


def check(book):
    assert [case.text.title for case in book.cases] == list(TITLES)
    assert [case.text.body for case in book.cases] == [STORY, STORY]
    assert [case.text.commentary for case in book.cases] == [WORDS, WORDS]


def test_a_book_is_read_in_the_order_of_its_spine():
    page = "<h1>{}</h1><p>{}</p><h2>专家点评</h2><p>{}</p>"
    pages = {"b": page.format(TITLES[1], STORY, WORDS), "a": page.format(TITLES[0], STORY, WORDS)}

    book = read_casebook(
        book_file(pages, spine=["a", "b"], contents="<a href='text/a.xhtml'>井水进了家门</a>"), "b.epub"
    )

    check(book)
    assert book.title == "某县便民案例集"


def test_what_the_contents_of_a_book_name_is_a_heading():
    page = "<p class='t'>{}</p><p>{}</p><p>【专家点评】</p><p>{}</p>"
    pages = {"a": page.format(TITLES[0], STORY, WORDS), "b": page.format(TITLES[1], STORY, WORDS)}
    contents = "".join(f"<a href='text/{one}.xhtml#x'>{title}</a>" for one, title in zip("ab", TITLES, strict=True))

    check(read_casebook(book_file(pages, contents=contents), "b.epub"))


def test_entities_of_a_book_are_not_expanded():
    bomb = '<!DOCTYPE p [<!ENTITY a "十万字"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    data = book_file({"a": f"<h1>{TITLES[0]}</h1><p>{STORY}&b;&x;</p><h2>点评</h2><p>{WORDS}</p>"}, prologue=bomb)

    book = read_casebook(data, "b.epub")

    assert "root:" not in book.raw
    assert "十万字" not in book.raw


def test_an_open_document_keeps_headings_tables_and_boxes_apart():
    part = (
        "<text:h text:outline-level='1'>{}</text:h><text:p>{}<text:note><text:p>脚注</text:p></text:note></text:p>"
        "<text:p text:style-name='B'>专家点评</text:p><text:p>{}</text:p>"
    )
    body = "<text:tracked-changes><text:p>删去的话</text:p></text:tracked-changes>" + "".join(
        part.format(title, STORY, WORDS) for title in TITLES
    )

    book = read_casebook(open_document(body), "b.odt")

    check(book)
    assert not {"页眉", "删去的话", "脚注"} & set(book.raw.split("\n"))


def test_a_table_of_an_open_document_stays_a_table():
    cells = "<table:table-cell><text:p>{}</text:p></table:table-cell>" * 2
    rows = "".join(
        f"<table:table-row>{cells.format(*row)}</table:table-row>" for row in (("年份", "户数"), ("2015", "120"))
    )
    body = f"<text:p>案例一 井水进了家门</text:p><text:p>{STORY}</text:p><table:table>{rows}</table:table>"

    (case,) = read_casebook(open_document(body), "b.odt").cases

    assert case.text.body == f"{STORY}\n年份\t户数\n2015\t120"


@pytest.mark.parametrize("unicode", [True, False])
def test_rich_text_is_read_in_its_code_page_or_as_unicode(unicode):
    def written(text):
        if unicode:
            return "".join(f"\\u{ord(sign) if ord(sign) < 32768 else ord(sign) - 65536}?" for sign in text)
        return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))

    lines = [
        line
        for number, title in zip("一二", TITLES, strict=True)
        for line in (f"案例{number}：{title}", STORY, "【专家点评】", WORDS)
    ]
    body = "\\par\n".join(written(line) for line in lines)
    data = (
        "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 SimSun;}}{\\header "
        + written("内部资料")
        + "\\par}"
        + body
        + "\\par}"
    )

    book = read_casebook(data.encode("ascii"), "b.rtf")

    check(book)
    assert "内部资料" not in book.raw


def test_old_word_files_need_office_and_say_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert refusal(OLD, "b.doc") == "needs-office"
    assert refusal(OLD, "b.wps") == "needs-office"
    assert refusal(OLD + "EncryptedPackage".encode("utf-16-le"), "b.docx") == "locked-file"


def test_old_word_files_go_through_office_where_it_is(monkeypatch, tmp_path):
    document = Document()
    for number, title in zip("一二", TITLES, strict=True):
        for line in (f"案例{number} {title}", STORY, "【专家点评】", WORDS):
            document.add_paragraph(line)
    document.save(tmp_path / "made.docx")
    program = tmp_path / "soffice"
    program.write_text(
        f'#!/bin/sh\nulimit -S -v > {tmp_path}/limit\nwhile [ "$1" != --outdir ]; do shift; done\n'
        f'cp {tmp_path}/made.docx "$2/document.docx"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    book = read_casebook(OLD, "b.wps")

    check(book)
    assert book.source.format == "wps"
    assert 0 < int((tmp_path / "limit").read_text()) <= MAX_MEMORY // 1024


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (packed({"META-INF/container.xml": "<x/>"}), "b.epub", "damaged-file"),
        (packed({"META-INF/container.xml": "<x", "a": ""}), "b.epub", "damaged-file"),
        (packed({"content.xml": "<x/>"}), "b.odt", "unsupported-format"),
        (packed({"content.xml": "<a>" * 100_000}), "b.odt", "damaged-file"),
        (b"{\\rtf1" + b"{" * 100_000, "b.rtf", "damaged-file"),
        (b"{\\rtf1}", "b.rtf", "no-text"),
    ],
)
def test_broken_files_are_refused(data, name, code):
    assert refusal(data, name) == code

"""What Word documents hold besides plain paragraphs: boxes, embedded files, numbers, hidden and deleted words."""

import io
import quopri

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from studyapp.cases.readers.docx import read_docx
from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
STORY = "甲村过去吃水要到三里外去挑，今年村里打了一口井，家家通了自来水，老人再也不用肩挑手提。"


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text_of(*elements):
    document = Document()
    for element in elements:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(element))
    return read_docx(saved(document)).text


def with_chunk(blob, content_type, name="chunk.bin"):
    document = Document()
    part = Part(PackURI(f"/word/{name}"), content_type, blob, document.part.package)
    link = document.part.relate_to(part, f"{OFFICE}/aFChunk")
    document.element.body.insert(0, parse_xml(f'<w:altChunk {SPACES} r:id="{link}"/>'))
    return saved(document)


def test_a_text_box_is_read_once_after_its_paragraph():
    box = "<w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent>"
    drawn = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    paragraph = f"<w:p {SPACES}><w:r><w:t>前半句</w:t></w:r><w:r>{drawn}</w:r><w:r><w:t>后半句</w:t></w:r></w:p>"

    assert text_of(paragraph) == "前半句后半句\n框里的话"


def test_deleted_and_hidden_words_are_left_out_and_inserted_ones_kept():
    paragraph = (
        f"<w:p {SPACES}><w:ins><w:r><w:t>插入</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>"
    )

    assert text_of(paragraph) == "插入链接"


@pytest.mark.parametrize(
    ("blob", "content_type"),
    [
        ("<html><head><meta charset=gb2312></head><body><p>井水进了家门</p></body></html>".encode("gbk"), "text/html"),
        ("井水进了家门".encode("gbk"), "text/plain"),
        (
            b"{\\rtf1\\ansi\\ansicpg936 " + b"".join(b"\\'%02x" % one for one in "井水进了家门".encode("gbk")) + b"}",
            "text/rtf",
        ),
        (
            b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"\n\n--B\nContent-Type: text/html; '
            b'charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
            + quopri.encodestring("<html><body><p>井水进了家门</p></body></html>".encode())
            + b"\n--B--\n",
            "message/rfc822",
        ),
    ],
)
def test_an_embedded_file_of_any_kind_is_read(blob, content_type):
    assert read_docx(with_chunk(blob, content_type)).text.strip() == "井水进了家门"


def test_an_embedded_document_is_read_but_not_what_it_embeds():
    inner = Document(io.BytesIO(with_chunk("最里面".encode("gbk"), "text/plain")))
    inner.add_paragraph("里面")
    once = with_chunk(saved(inner), "application/octet-stream")
    twice = with_chunk(once, "application/octet-stream")

    assert "里面" in read_docx(once).text
    assert "里面" not in read_docx(twice).text


def test_numbers_of_heading_styles_are_printed_as_word_prints_them():
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {SPACES} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="案例%1："/></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    numbering.append(parse_xml(f'<w:num {SPACES} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for title in ("井水进了家门", "小桥通了车"):
        document.add_heading(title, 1)
        document.add_paragraph(STORY)

    book = read_casebook(saved(document), "book.docx")

    assert [(case.text.label, case.text.title) for case in book.cases] == [
        ("案例一", "井水进了家门"),
        ("案例二", "小桥通了车"),
    ]


def test_a_table_in_a_cell_is_said_once():
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "外"
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "内"

    assert read_docx(saved(document)).text.strip() == "外\t内"


def test_a_part_that_is_no_xml_makes_the_document_damaged():
    data = saved(Document()).replace(b"word/styles.xml", b"word/styles.xmm")

    with pytest.raises(UnreadableFileError) as refused:
        read_docx(data)

    assert refused.value.code == "damaged-file"

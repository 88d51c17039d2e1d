"""What Word documents hold besides plain paragraphs: boxes, embedded files, numbers, hidden and deleted words."""

import io
import quopri
import zipfile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
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


def test_words_that_were_moved_are_read_once_where_they_went():
    text = text_of(
        f'<w:p {SPACES}><w:moveFrom w:id="1"><w:r><w:t>先写在前面</w:t></w:r></w:moveFrom></w:p>',
        f"<w:p {SPACES}><w:r><w:t>中间</w:t></w:r></w:p>",
        f'<w:p {SPACES}><w:moveTo w:id="2"><w:r><w:t>先写在前面</w:t></w:r></w:moveTo></w:p>',
    )

    assert text.split() == ["中间", "先写在前面"]


def test_readings_printed_over_characters_and_what_a_control_asks_for_are_no_text():
    text = text_of(
        f"<w:p {SPACES}><w:r><w:ruby><w:rt><w:r><w:t>jǐng</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>井</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
        f"<w:p {SPACES}><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>单击此处输入</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        f"<w:p {SPACES}><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>水到家</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    )

    assert text.split() == ["井", "水到家"]


def test_paragraphs_and_rows_within_wrappers_are_read():
    row = "<w:tr><w:tc><w:p><w:r><w:t>井</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    text = text_of(
        f'<w:customXml {SPACES} w:element="part"><w:p><w:r><w:t>水到家</w:t></w:r></w:p></w:customXml>',
        f"<w:tbl {SPACES}><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>{row}</w:tbl>",
    )

    assert text.split() == ["水到家", "井", "1", "井", "1"]


def test_what_fields_order_is_not_read_but_what_they_show_is():
    text = text_of(
        f'<w:p {SPACES}><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>井水\u00ad记</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:smartTag w:element="date"><w:r><w:t>三月</w:t></w:r></w:smartTag></w:p>'
    )

    assert text.replace("\u00ad", "").split() == ["井水记三月"]


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_a_document_with_macros_and_a_template_are_read(kind):
    document = Document()
    document.add_paragraph("案例一 一口井")
    document.add_paragraph(STORY)
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(io.BytesIO(saved(document))) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(plain.encode(), kind.encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)

    (case,) = read_casebook(buffer.getvalue(), "book.docm").cases

    assert case.text.body == STORY


def test_a_name_at_the_right_margin_stays_there():
    document = Document()
    for line in ("一口井的故事", "甲县　老周", STORY, "点评：水到家门口。"):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT if "老周" in line else None

    (case,) = read_casebook(saved(document), "book.docx").cases

    assert (case.text.title, case.text.body) == ("一口井的故事", STORY)

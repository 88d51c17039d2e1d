"""A PDF gives the book that was printed: without margins, with whole paragraphs, in the order of reading."""

import shutil
import subprocess
from itertools import cycle, islice

import pytest

from studyapp.cases.readers.pdf import read_pdf
from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError
from tests.cases.pdf_files import Placed, assembled, pdf_file, set_text

STORY = (
    "甲村过去吃水要到三里外去挑，今年村里打了一口井，家家通了自来水，老人再也不用肩挑手提，孩子放学回家也能马上喝上热水。"
    "村支书说，打井的钱一半来自村集体，一半来自各家自愿凑的份子，账目贴在村口，谁都能看。"
)
SHORT = "井台边新砌了石凳，傍晚总有人坐着说话。"
WORDS = "办好一件实事，胜过说十句空话，群众心里有杆秤。干部要多到井边走一走，多听一听挑水人的话，才知道水有多重。"
TITLES = ("井水进了家门", "小桥通了车", "路灯亮到后半夜", "老戏台又开了锣")


def printed_book():
    pages = []
    for number, title in enumerate(TITLES):
        body = set_text([STORY, SHORT, STORY], top=720)
        marker = body[-1].y - 18
        pages.append(
            [
                Placed("某县便民案例选编", 250, 800, 9),
                Placed(f"案例{'一二三四'[number]} {title}", 200, 760, 16),
                *body,
                Placed("【专家点评】", 90, marker),
                *set_text([WORDS], top=marker - 18),
                Placed(str(number + 5), 290, 40, 9),
            ]
        )
    return pdf_file(pages)


def test_running_heads_page_numbers_and_line_wraps_are_undone():
    book = read_casebook(printed_book(), "scan.pdf")

    assert [case.text.title for case in book.cases] == list(TITLES)
    assert {case.text.body for case in book.cases} == {f"{STORY}\n{SHORT}\n{STORY}"}
    assert {case.text.commentary for case in book.cases} == {WORDS}
    assert book.title == "某县便民案例选编"
    assert {one.why for one in book.left_over} == {"running-head", "page-number"}


def test_a_paragraph_goes_on_over_the_page_break():
    lines = set_text([STORY * 3], top=700)
    pages = [
        [Placed("内部资料选编", 250, 800, 9), *lines[:3], Placed("1", 290, 40, 9)],
        [
            Placed("内部资料选编", 250, 800, 9),
            *(one._replace(y=one.y + 54) for one in lines[3:6]),
            Placed("2", 290, 40, 9),
        ],
        [
            Placed("内部资料选编", 250, 800, 9),
            *(one._replace(y=one.y + 108) for one in lines[6:]),
            Placed("3", 290, 40, 9),
        ],
    ]
    pages[0].insert(1, Placed("案例一 井水进了家门", 200, 740, 16))

    (case,) = read_casebook(pdf_file(pages), "book.pdf").cases

    assert case.text.body == STORY * 3


def test_two_columns_are_read_one_after_the_other():
    left = set_text([STORY, WORDS * 3], x=60, top=700, width=21)
    right = set_text([STORY, WORDS * 3], x=310, top=700, width=21)
    rows = [one for pair in zip(left, right, strict=True) for one in pair]
    page = [Placed("案例一 井水进了家门", 200, 750, 16), *rows]

    (case,) = read_casebook(pdf_file([page]), "book.pdf").cases

    assert case.text.body == "\n".join([STORY, WORDS * 3] * 2)


def test_rows_of_cells_become_a_table():
    rows = [("年份", "户数"), ("2015", "120"), ("2016", "180")]
    cells = [
        Placed(text, x, 600 - 20 * number)
        for number, row in enumerate(rows)
        for text, x in zip(row, (150, 300), strict=True)
    ]
    page = [Placed("案例一 井水进了家门", 200, 750, 16), *set_text([STORY], top=700), *cells]

    (case,) = read_casebook(pdf_file([page]), "book.pdf").cases

    assert case.text.body.endswith("年份\t户数\n2015\t120\n2016\t180")


def test_a_typed_space_is_kept_and_a_label_word_inside_a_paragraph_opens_nothing():
    first_line = "乙村的人听说以后也想照着办，村干部带着几位老人来看了两回，回去开会讲这个"
    paragraph = f"{first_line}案例：近日他们也动了工，大家都说好。"
    assert len(first_line) == 36, "the label word opens the second line"
    lines = set_text([paragraph, STORY, STORY], top=700)

    (case,) = read_casebook(pdf_file([[Placed("案例一 井水", 200, 750, 16), *lines]]), "book.pdf").cases

    assert case.text.label == "案例一"
    assert case.text.title == "井水"
    assert case.text.body == f"{paragraph}\n{STORY}\n{STORY}"


def test_labels_that_open_every_page_are_no_running_heads():
    pages = [
        [Placed(f"案例{number}", 90, 780), *set_text([STORY, SHORT], top=740), Placed(str(number), 290, 40)]
        for number in range(1, 5)
    ]

    book = read_casebook(pdf_file(pages), "book.pdf")

    assert [case.text.body for case in book.cases] == [f"{STORY}\n{SHORT}"] * 4


def test_a_page_without_text_says_that_it_was_scanned(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(UnreadableFileError) as refused:
        read_pdf(scanned_page())

    assert (refused.value.code, refused.value.parameters) == ("scanned-pdf", {"pages": 1})


def scanned_page():
    picture = b"\xff" * 10_000
    content = b"q 500 0 0 700 40 40 cm /I Do Q"
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
            b"<</Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8"
            b"/Length 10000>>stream\n" + picture + b"\nendstream",
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 3 0 R>>>>/Contents 4 0 R>>",
        ]
    )


def test_a_scan_is_recognised_where_tesseract_knows_chinese(monkeypatch, tmp_path):
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\n[ "$1" = --list-langs ] && { echo chi_sim; exit 0; }\n'
        'head -c 2 "$1" | grep -q P5 || exit 1\necho "案例 一 井水 进 了 家门"\necho "甲 村 打 了 井 。"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    assert read_pdf(scanned_page()).text == "案例一井水进了家门\n甲村打了井。"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"<<" * 5000, pdf_file([])])
def test_a_broken_pdf_is_refused(data):
    with pytest.raises(UnreadableFileError) as refused:
        read_casebook(data, "book.pdf")

    assert refused.value.code == "damaged-file"


def test_a_claim_of_countless_pages_is_refused_quickly():
    count = 100_000
    kids = b" ".join([b"3 0 R"] * count)
    data = assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        ]
    )

    with pytest.raises(UnreadableFileError) as refused:
        read_pdf(data)

    assert refused.value.code == "too-many-pages"


@pytest.mark.browser
def test_a_printed_web_page_with_embedded_fonts_is_read(tmp_path):
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not on this machine")
    paragraphs = list(islice(cycle([STORY, SHORT, WORDS]), 60))
    page = tmp_path / "page.html"
    page.write_text(
        "<meta charset=utf-8><style>p{text-indent:2em;text-align:justify;margin:0}</style><h1>案例一：井水进了家门</h1>"
        + "".join(f"<p>{one}</p>" for one in paragraphs),
        encoding="utf-8",
    )
    target = tmp_path / "page.pdf"
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    subprocess.run(
        [*command, "--no-pdf-header-footer", f"--print-to-pdf={target}", str(page)],
        check=True,
        capture_output=True,
        timeout=60,
    )

    (case,) = read_casebook(target.read_bytes(), "page.pdf").cases

    assert case.text.body.split("\n") == paragraphs


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_shown(turn):
    page = [Placed("案例一 一口井", 90, 520, 14), *set_text([STORY] * 2, top=490)]

    assert read_pdf(pdf_file([page], turn)) == read_pdf(pdf_file([page]))


def test_a_name_at_the_right_margin_of_a_page_joins_no_paragraph():
    story = set_text([STORY], top=690)
    page = [Placed("案例一 一口井的故事", 90, 740, 14), Placed("甲县　老周", 90 + 33 * 10.5, 710), *story]

    (case,) = read_casebook(pdf_file([page]), "book.pdf").cases

    assert (case.text.title, case.text.body) == ("一口井的故事", STORY)

"""Files packed together are one book; an archive that is up to something is refused."""

import io
import zipfile

import pytest
from docx import Document

from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError

STORY = "甲村过去吃水要到三里外去挑，今年村里打了一口井，家家通了自来水，老人再也不用肩挑手提。"
WORDS = "办好一件实事，胜过说十句空话，群众心里有杆秤。"


def packed(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def word_file(*lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def refusal(data, name="book.zip"):
    with pytest.raises(UnreadableFileError) as refused:
        read_casebook(data, name)
    return refused.value.code


def test_files_of_many_formats_are_one_book_in_the_order_of_their_numbers():
    book = read_casebook(
        packed(
            [
                ("案例10.txt", f"案例十 老戏台又开了锣\n{STORY}\n点评：{WORDS}".encode("gb18030")),
                ("案例2.md", f"## 案例二 小桥通了车\n{STORY}\n**点评**：{WORDS}".encode()),
                ("案例1.docx", word_file("案例一 井水进了家门", STORY, f"点评：{WORDS}")),
                ("__MACOSX/._案例1.docx", b"\0\1"),
                ("封面.jpg", b"\xff\xd8\xff"),
            ]
        ),
        "book.zip",
    )

    assert [case.text.title for case in book.cases] == ["井水进了家门", "小桥通了车", "老戏台又开了锣"]
    assert {case.text.body for case in book.cases} == {STORY}
    assert {case.text.commentary for case in book.cases} == {WORDS}


def test_each_file_without_labels_is_a_case_named_by_its_first_line_or_its_file():
    book = read_casebook(
        packed(
            [
                ("01 井水进了家门.txt", f"{STORY}\n{STORY}\n【点评】{WORDS}"),
                ("02.txt", f"小桥通了车\n{STORY}\n{STORY}\n【点评】{WORDS}"),
            ]
        ),
        "book.zip",
    )

    assert [case.text.title for case in book.cases] == ["井水进了家门", "小桥通了车"]
    assert {case.text.body for case in book.cases} == {f"{STORY}\n{STORY}"}


def test_names_written_in_gbk_are_understood():
    # What Chinese Windows writes: the bytes of GBK, no flag that says so.
    data = packed([("XXXXXXXXXXXX.txt", f"{STORY}\n{STORY}\n【点评】{WORDS}")])
    data = data.replace(b"XXXXXXXXXXXX", "井水进了家门".encode("gbk"))

    (case,) = read_casebook(data, "book.zip").cases

    assert case.text.title == "井水进了家门"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ([("../../etc/passwd.txt", STORY)], "unsafe-archive"),
        ([("/tmp/a.txt", STORY)], "unsafe-archive"),
        ([("a.zip", packed([("b.txt", STORY)]))], "archive-too-nested"),
        ([("a.docx", packed([("b.txt", STORY)]))], "archive-too-nested"),
        ([(f"{number}.txt", STORY) for number in range(301)], "too-many-files"),
        ([("a.txt", b"\0" * 100_000_000)], "archive-too-large"),
        ([("a.jpg", b"\xff\xd8\xff")], "nothing-readable-inside"),
        ([], "damaged-file"),
    ],
)
def test_an_archive_that_is_up_to_something_is_refused(members, code):
    assert refusal(packed(members)) == code


def test_a_locked_member_is_said_to_be_locked():
    data = bytearray(packed([("a.txt", STORY)]))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1

    assert refusal(bytes(data)) == "locked-file"


def test_members_that_overlap_do_not_multiply_work():
    # Many directory entries over one and the same bytes.
    data = packed([(f"{number:04}.txt", b"a" * 1000) for number in range(5001)])

    assert refusal(data) == "archive-too-large"


def test_a_member_without_a_name_is_passed_over():
    archive = packed([("q.txt", "无名"), ("b.txt", f"案例一 引水\n{STORY}\n点评：{WORDS}")]).replace(
        b"q.txt", b"\0.txt"
    )

    assert [case.text.title for case in read_casebook(archive, "book.zip").cases] == ["引水"]


def test_a_word_file_with_an_encrypted_part_is_called_locked():
    document = bytearray(word_file("案例一 引水", STORY))
    entry = document.index(b"PK\x01\x02")
    document[entry + 8] |= 1

    with pytest.raises(UnreadableFileError) as refused:
        read_casebook(bytes(document), "book.docx")

    assert refused.value.code == "locked-file"

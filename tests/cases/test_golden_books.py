"""Own books in many layouts, each with a gold segmentation: cases, bodies and commentaries are found where they are."""

import json
from pathlib import Path

import pytest

from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError

GOLDEN = Path(__file__).parents[1] / "golden"
BOOKS = sorted(GOLDEN.glob("*.json"))


def spans_of(book):
    return [(case.raw_spans.body, case.raw_spans.commentary) for case in book.cases]


def gold_spans(gold):
    return [
        (tuple(case["body"].values()), tuple(case["commentary"].values()) if "commentary" in case else None)
        for case in gold["cases"]
    ]


@pytest.mark.parametrize("gold_path", BOOKS, ids=lambda path: path.stem)
def test_a_golden_book_is_cut_where_its_gold_says(gold_path):
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    path = GOLDEN / gold["file"]

    found = spans_of(read_casebook(path.read_bytes(), path.name)) if gold["cases"] else []
    if not gold["cases"]:
        with pytest.raises(UnreadableFileError, match="no-case"):
            read_casebook(path.read_bytes(), path.name)

    def off(one, other):
        if one is None or other is None:
            return one is not other
        return max(abs(a - b) for a, b in zip(one, other, strict=True)) > 5

    assert len(found) == gold["number_of_cases"]
    assert not [
        pair
        for mine, theirs in zip(found, gold_spans(gold), strict=True)
        for pair in zip(mine, theirs, strict=True)
        if off(*pair)
    ]


TITLED = [path for path in BOOKS if '"title"' in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("gold_path", TITLED, ids=lambda path: path.stem)
def test_titles_and_prompts_of_a_golden_book_are_those_of_its_gold(gold_path):
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    path = GOLDEN / gold["file"]

    found = [
        (case.text.title, list(case.discussion_prompts)) for case in read_casebook(path.read_bytes(), path.name).cases
    ]

    assert found == [
        (case.get("title", mine[0]), case.get("prompts", [])) for case, mine in zip(gold["cases"], found, strict=True)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_book_reads_the_same_in_every_encoding(encoding):
    text = (GOLDEN / "chapters-and-brackets.txt").read_text(encoding="utf-8")

    book = read_casebook(text.encode(encoding), "book.txt")

    assert book.raw == text
    assert [case.text.title for case in book.cases] == ["红色物业进小区", "支部建在链条上", "一枚印章管审批"]


def test_a_traditional_book_in_big5_is_decoded():
    text = "案例一：雪夜送藥\n李醫師在山裡當了二十年村醫，一個雪夜送藥到五公里外。\n點評：路有多遠，心就有多近。\n"

    assert read_casebook(text.encode("big5"), "book.txt").raw == text

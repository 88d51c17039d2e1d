"""The casebooks in `content/` keep their format, their sources and their own words."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

REPO = Path(__file__).parents[2]
BOOKS = sorted(path.parent for path in (REPO / "content" / "casebooks").glob("*/metadata.json"))
SEED = Path(os.environ.get("STUDYAPP_SHARED", REPO.parent / "shared")) / "seed"
CHINESE_DIGITS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"]


@pytest.fixture(params=BOOKS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def metadata(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "metadata.json").read_text(encoding="utf-8"))


@pytest.fixture
def text(folder: Path, metadata: dict[str, Any]) -> str:
    return (folder / metadata["text"]).read_text(encoding="utf-8")


@pytest.fixture
def stories(text: str) -> list[str]:
    return re.split(r"^## ", text, flags=re.MULTILINE)[1:]


def visible(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_there_is_a_shipped_casebook():
    assert BOOKS


def test_the_book_opens_with_its_title_and_an_introduction(text, metadata):
    title, _, rest = text.partition("\n")
    assert title == f"# {metadata['title']}"
    assert len(visible(rest.split("\n## ")[0])) > 50


def test_every_case_of_the_text_stands_in_the_metadata(stories, metadata):
    headings = [story.split("\n")[0] for story in stories]
    expected = [f"案例{CHINESE_DIGITS[case['number'] - 1]} {case['title']}" for case in metadata["cases"]]
    assert headings == expected


def test_every_case_has_a_subtitle_on_the_next_line(stories):
    assert all(story.split("\n")[1].startswith("——") for story in stories)


def test_a_case_has_the_commentary_that_the_metadata_promises(stories, metadata):
    for story, case in zip(stories, metadata["cases"], strict=True):
        assert story.count("### 点评\n") == int(case["commentary"]), case["title"]


def test_a_case_is_long_enough_to_ask_about_and_short_enough_to_read(stories, metadata):
    for story, case in zip(stories, metadata["cases"], strict=True):
        least = 800 if case["commentary"] else 250
        assert least <= len(visible(story)) <= 1500, case["title"]


def test_a_retold_case_names_two_sources_or_says_why_not(metadata):
    for case in metadata["cases"]:
        assert case["kind"] in {"retold", "invented"}
        if case["kind"] == "invented":
            assert case["sources"] == []
            continue
        publishers = {source["publisher"] for source in case["sources"]}
        assert len(publishers) >= 2 or (len(publishers) == 1 and case["note"]), case["title"]
        assert all((source["title"] or source["opening"]) and source["where"] for source in case["sources"])


def test_a_heading_stands_between_blank_lines(text):
    """Without them a reader of plain text may take heading and paragraph for one wrapped line."""
    assert not re.search(r"[^\n]\n### |^### .*\n[^\n]", text, flags=re.MULTILINE)


def test_marks_and_spaces_are_in_order(text):
    assert text.count("“") == text.count("”")
    assert not re.search(r"[\u4e00-\u9fff][,;:?!]|，，|。。|\t| \n|\n{3}", text)
    for line in text.splitlines():
        if line and not line.startswith(("#", "——")):
            assert line[-1] in "。？！”：", line


def test_no_wording_is_shared_with_the_seed(text):
    if not SEED.is_dir():
        pytest.skip(f"no seed texts at {SEED}: set STUDYAPP_SHARED to compare")
    ours = visible(text)
    runs = {ours[start : start + 14] for start in range(len(ours) - 13)}
    for path in SEED.glob("*.txt"):
        theirs = visible(path.read_text(encoding="utf-8"))
        shared = {theirs[start : start + 14] for start in range(len(theirs) - 13)} & runs
        assert not shared, path.name

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import html5lib
import pytest
from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.fixture(params=TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def source(request: pytest.FixtureRequest) -> str:
    return request.param.read_text(encoding="utf-8")


def test_every_template_compiles(app: Flask) -> None:
    for path in TEMPLATES:
        app.jinja_env.get_template(str(path.relative_to(ROOT / "templates")))


def test_nothing_is_inline(source: str) -> None:
    assert not re.search(r"\sstyle=", source)
    assert not re.search(r"<style\b", source)
    assert not re.search(r"\son[a-z]+=", source)
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script\b[^>]*>", source))


def test_nothing_comes_from_outside(source: str) -> None:
    assert not re.search(r"""(src|href|action)=["']\s*(https?:)?//""", source)


def test_no_interface_word_stands_outside_the_catalog(source: str) -> None:
    """Chinese in a template is sample content (styleguide) or the seal; everything else goes through `_()`."""
    if "Every component of the pages" in source:
        return
    bare = re.sub(r'<span class="seal" lang="zh-CN">点评</span>|\{#.*?#\}', "", source, flags=re.DOTALL)
    assert not re.search(r"[\u4e00-\u9fff]", bare)


def test_templates_neither_query_nor_commit(source: str) -> None:
    assert not re.search(r"\.query\b|db\.session|\.commit\(", source)


def test_the_styleguide_is_valid_html(app: Flask) -> None:
    page = app.test_client().get("/styleguide").get_data(as_text=True)

    parser = html5lib.HTMLParser(strict=False)
    document = parser.parse(page)

    assert parser.errors == []
    ids = [element.attrib["id"] for element in document.iter() if "id" in element.attrib]
    assert sorted(ids) == sorted(set(ids))


def test_the_linter_of_templates_is_content() -> None:
    command = [sys.executable, "-m", "djlint", "templates", "--lint", "--quiet"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout

"""A certificate as PDF: whole, with its font in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from studyapp.errors import DomainError
from studyapp.exchange import pdf_font
from studyapp.exchange.certificate_pdf import CertificateWords, certificate_pdf

WORDS = CertificateWords(
    title="学习证书",
    name="林一",
    body="于2026年3月2日完成学习任务“两个案例”。经测验，成绩合格。特发此证。",
    organization="河东图书馆",
    day="2026年3月2日",
    facts=[("编号", "2026-7K2M90QXAB"), ("校验码", "7K2M90QX")],
    scan="扫码核验真伪",
    link="http://10.0.0.5:8000/certificates/check?number=2026-7K2M90QXAB&code=7K2M90QX",
)
has_font = any(Path(path).is_file() for path, _ in pdf_font.FONTS)
with_font = pytest.mark.skipif(not has_font, reason="there is no Chinese font here: apt-get install fonts-noto-cjk")


def text_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


@with_font
def test_it_is_one_page_that_holds_every_word_and_its_font():
    content = certificate_pdf(WORDS)
    pages = text_of(content)
    assert len(pages) == 1
    said = "".join(pages[0].split())
    for word in (WORDS.title, WORDS.name, WORDS.organization, "2026-7K2M90QXAB", "特发此证。", WORDS.scan):
        assert word in said
    assert b"/FontFile3" in content
    assert len(content) < 100_000


@with_font
def test_long_names_and_titles_stay_on_the_page():
    long = replace(WORDS, name="很长的名字" * 20, body="题目" * 150, organization="单位" * 40)
    assert len(text_of(certificate_pdf(long))) == 1


@with_font
def test_characters_that_the_font_lacks_break_nothing():
    assert len(text_of(certificate_pdf(replace(WORDS, name="林\U0001f600\x07一")))) == 1


def test_without_a_chinese_font_it_says_so(monkeypatch):
    monkeypatch.setattr(pdf_font, "FONTS", [("/nowhere/font.ttc", 2)])
    with pytest.raises(DomainError, match="pdf-needs-font"):
        certificate_pdf(WORDS)

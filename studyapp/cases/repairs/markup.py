"""Traces of markup in a text: entities, comments, Markdown signs, invisible characters."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from studyapp.text.piece_table import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.cases.readers.extracted import Extracted

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5});")
_COMMENT = re.compile(r"<!--.{0,400}?-->", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_TAG = re.compile(
    r"</?(?:br|p|div|span|b|strong|font|em|i|u|a|img|center|o:p|section)\b[^<>\n]{0,300}/?>", re.IGNORECASE
)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\ufffe\x00-\x08\x0b\x0e-\x1f\x7f]+")
_QUOTED = re.compile(r"^[ ]{0,3}(>[ ]{0,2})(?=[^\s>])", re.MULTILINE)
# A scanner reads the dash before a subtitle as 一一.
_DASHES = re.compile(r"^[ \u3000]*(一一)(?![对列说查核落回解记登道询走比排介])[\u4e00-\u9fff“”·]{4,40}$", re.MULTILINE)
# Mirrors that turn a page into traditional characters leave the reading behind one that has several: 機(jī)械.
_GLOSS = re.compile(
    r"(?<=[\u3400-\u9fff])[（(][a-z]{0,3}[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]{0,3}[）)]"
)
_ATX = re.compile(r"[ ]{0,3}#{1,6}[ \t]*")
_UNDERLINE = re.compile(r"[ \t]*\n(?:={3,}|-{3,})[ \t]*(?=\n|\Z)")
_BOLD = re.compile(r"(\*\*)(?=\S)([^*\n]{1,300}?)(?<=\S)\1")
_RETURN = re.compile(r"\r(?=\n)|\r")


def markup_edits(source: Extracted, text: str) -> Iterator[Edit]:
    """Yield edits, in raw offsets, that take the markup out of an extracted text."""
    for found in _COMMENT.finditer(text):
        yield Edit(*found.span(), "", "site-chrome", "comment", dropped=True)
    for found in _PICTURE.finditer(text):
        yield Edit(*found.span(), "", "picture", "picture", dropped=True)
    for found in _INVISIBLE.finditer(text):
        yield Edit(*found.span(), "", "markup", "invisible-character")
    for found in _DASHES.finditer(text):
        yield Edit(*found.span(1), "——", "look-alike", "dash-read-as-numerals")
    for found in _GLOSS.finditer(text):
        yield Edit(*found.span(), "", "markup", "reading-of-a-character")
    for found in _RETURN.finditer(text):
        yield Edit(*found.span(), "" if text[found.end() : found.end() + 1] == "\n" else "\n", "layout", "line-break")
    if source.format in {"txt", "md"}:
        yield from _tags(text)
    if source.format in {"txt", "md"}:
        yield from _line_marks(source, text)
        for found in _BOLD.finditer(text):
            yield Edit(found.start(1), found.end(1), "", "markup", "markdown-emphasis")
            yield Edit(found.end(2), found.end(), "", "markup", "markdown-emphasis")


def _line_marks(source: Extracted, text: str) -> Iterator[Edit]:
    for found in _QUOTED.finditer(text):
        yield Edit(*found.span(1), "", "markup", "markdown-quotation")
    for hint in source.hints:
        before = _ATX.match(text, hint.start)
        below = _UNDERLINE.match(text, hint.end)
        if hint.level and before and before.end() <= hint.end:
            yield Edit(*before.span(), "", "markup", "markdown-heading")
        elif hint.level and below:
            yield Edit(*below.span(), "", "markup", "markdown-heading")


def _tags(text: str) -> Iterator[Edit]:
    for found in _ENTITY.finditer(text):
        meaning = html.unescape(found[0])
        if meaning != found[0]:
            yield Edit(*found.span(), " " if meaning.isspace() else meaning, "entity", "html-entity")
    for found in _TAG.finditer(text):
        breaks = found[0].lower().startswith(("<br", "</p", "</div", "<p", "<div"))
        yield Edit(*found.span(), "\n" if breaks else "", "markup", "html-tag")

"""OpenDocument texts: outline levels, tables, frames; headers, footers, deletions and the contents table left out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from studyapp.cases.readers.archives import checked_archive
from studyapp.cases.readers.docx_pictures import told
from studyapp.cases.readers.extracted import Extracted, FoundPicture, Row, TextBuilder
from studyapp.cases.readers.xml_parts import parsed, part_bytes
from studyapp.errors import UnreadableFileError

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DRAW_BOX = f"{_DRAW}text-box"
_SILENT = {
    f"{_TEXT}note",
    f"{_TEXT}tracked-changes",
    f"{_TEXT}table-of-content",
    f"{_OFFICE}annotation",
    f"{_SVG}desc",
    f"{_SVG}title",
    _DRAW_BOX,
}
_MAX_REPEATED = 100


def read_odt(data: bytes) -> Extracted:
    """Read an .odt file. Raises `UnreadableFileError` with `damaged-file`, or `locked-file` for an encrypted one."""
    archive = checked_archive(data)
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in part_bytes(
        archive, "META-INF/manifest.xml", "odt"
    ):
        raise UnreadableFileError("locked-file", format="odt")
    root = parsed(part_bytes(archive, "content.xml", "odt"), "odt")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFileError("unsupported-format", format="odf")
    bold = _bold_styles(root)
    builder = TextBuilder()
    for item in _lines(body, bold):
        if isinstance(item, FoundPicture):
            builder.take(_brought(archive, item))
            continue
        line, level, table = item
        for part in line.split("\n"):
            builder.add(part, level=level if part.strip() else 0, table=table)
    return builder.finish("odt", title=_title(archive))


def _title(archive: zipfile.ZipFile) -> str | None:
    if "meta.xml" not in archive.namelist():
        return None
    meta = parsed(part_bytes(archive, "meta.xml", "odt"), "odt")
    return (meta.findtext(".//{http://purl.org/dc/elements/1.1/}title") or "").strip() or None


def _bold_styles(root: etree._Element) -> set[str]:
    return {
        style.get(f"{_STYLE}name")
        for style in root.iterfind(f".//{_STYLE}style")
        if any(
            "bold" in str(value) for one in style for key, value in one.attrib.items() if key.endswith("font-weight")
        )
    }


def _brought(archive: zipfile.ZipFile, found: FoundPicture) -> FoundPicture:
    """Return a picture with its bytes, where the document holds it."""
    source = found.source.removeprefix("./")
    return replace(found, data=part_bytes(archive, source, "odt")) if source in archive.namelist() else found


def _lines(parent: etree._Element, bold: set[str]) -> Iterator[Row | FoundPicture]:
    stack = list(reversed(parent))
    while stack:
        node = stack.pop()
        if node.tag == f"{_TEXT}h":
            yield _text(node), min(_number(node, f"{_TEXT}outline-level", 1), 6), False
        elif node.tag == f"{_TEXT}p":
            text = _text(node)
            heading = 0 < len(text.strip()) <= 45 and _is_bold(node, bold)
            yield text, 7 if heading else 0, False
        elif node.tag == f"{_TABLE}table":
            yield from _rows(node)
            yield from _pictures(node)
            continue
        elif node.tag in _SILENT - {_DRAW_BOX}:
            continue
        if node.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            yield from _pictures(node)
        # Boxes stand in their paragraph and are read after it; lists and sections are gone through.
        inner = node.iter(_DRAW_BOX) if node.tag in {f"{_TEXT}p", f"{_TEXT}h"} else node
        stack.extend(reversed(list(inner)))


def _pictures(node: etree._Element) -> Iterator[FoundPicture]:
    """Yield what the pictures of a paragraph or table are called; those of its boxes are their own paragraphs'."""
    for image in node.iter(f"{_DRAW}image"):
        source = image.get("{http://www.w3.org/1999/xlink}href")
        own = next(above for above in image.iterancestors() if above is node or above.tag == _DRAW_BOX)
        if source and own is node:
            frame = image.getparent()
            words = frame.findtext(f"{_SVG}desc") or frame.findtext(f"{_SVG}title") or ""
            yield FoundPicture(None, told(words), source)


def _is_bold(paragraph: etree._Element, bold: set[str]) -> bool:
    if paragraph.get(f"{_TEXT}style-name") in bold:
        return True
    spans = paragraph.findall(f"{_TEXT}span")
    return (
        bool(spans)
        and not (paragraph.text or "").strip()
        and all(span.get(f"{_TEXT}style-name") in bold and not (span.tail or "").strip() for span in spans)
    )


def _rows(table: etree._Element) -> Iterator[tuple[str, int, bool]]:
    for row in table.iter(f"{_TABLE}table-row"):
        cells = [
            " ".join(_text(one).replace("\n", " ").strip() for one in cell.iter(f"{_TEXT}p", f"{_TEXT}h")).strip()
            for cell in row.iterfind(f"{_TABLE}table-cell")
        ]
        if any(cells):
            yield "\t".join(cells), 0, len(cells) > 1


def _text(paragraph: etree._Element) -> str:
    """Return what a paragraph says, without notes, comments and boxes anchored in it."""
    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(paragraph, events=("start", "end")):
        if event == "start":
            silent += node.tag in _SILENT
            if not silent:
                parts.append(_said(node))
        else:
            silent -= node.tag in _SILENT
            if not silent and node is not paragraph:
                parts.append(node.tail or "")
    return "".join(parts)


def _said(node: etree._Element) -> str:
    if node.tag == f"{_TEXT}s":
        return " " * min(_number(node, f"{_TEXT}c", 1), _MAX_REPEATED)
    if node.tag == f"{_TEXT}tab":
        return "\t"
    return "\n" if node.tag == f"{_TEXT}line-break" else node.text or ""


def _number(node: etree._Element, name: str, usual: int) -> int:
    value = node.get(name, "")
    return max(int(value), 1) if value.isascii() and value.isdecimal() and len(value) < 6 else usual

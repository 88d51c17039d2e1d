"""Word documents: headings by style, level or boldness; numbering, tables, text boxes; no headers or footers."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from studyapp.cases.readers.archives import checked_archive
from studyapp.cases.readers.docx_chunks import read_chunk
from studyapp.cases.readers.docx_numbering import Numbering
from studyapp.cases.readers.docx_pictures import pictures_in
from studyapp.cases.readers.extracted import AT_THE_RIGHT, Extracted, TextBuilder
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

    from studyapp.cases.readers.extracted import FoundPicture, Row

_LATIN_HEADINGS = ("heading", "title", "标题")


_WRAPPERS = frozenset(qn(name) for name in ("w:customXml", "w:ins", "w:moveTo", "w:smartTag"))
# Deleted and moved away, the readings over characters, fields' orders, what is drawn.
_NOT_READ = frozenset(
    qn(name) for name in ("w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr", "w:drawing", "w:pict", "w:instrText")
)
_LONGEST_NAME = 40
# With macros, or a template: the same text under another name. Nothing in it is run.
for _kind in ("document.macroEnabled", "template.macroEnabledTemplate"):
    PartFactory.part_type_for[f"application/vnd.ms-word.{_kind}.main+xml"] = DocumentPart
PartFactory.part_type_for["application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"] = (
    DocumentPart
)


# What python-docx lets through when a part is broken: it reads parts as it comes to them.
_BROKEN = (
    OpcError,
    PythonDocxError,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
)


def read_docx(data: bytes) -> Extracted:
    """Read a .docx file. Raises `UnreadableFileError` with `damaged-file` or, for an encrypted part, `locked-file`."""
    if any(entry.flag_bits & 1 for entry in checked_archive(data).infolist()):
        raise UnreadableFileError("locked-file", format="docx")
    try:
        return _read(data)
    except _BROKEN as error:
        raise UnreadableFileError("damaged-file", format="docx") from error


def _read(data: bytes, *, embedded: bool = False) -> Extracted:
    checked_archive(data)
    document = Package.open(io.BytesIO(data)).main_document_part.document
    builder = TextBuilder()
    for item in _Walker(document, embedded=embedded).lines(document.element.body):
        builder.take(item)
    return builder.finish("docx", title=(document.core_properties.title or "").strip() or None)


class _Walker:
    """Walks a document's body in reading order."""

    def __init__(self, document: WordDocument, *, embedded: bool) -> None:
        self._document = document
        self._embedded = embedded
        self._numbering = Numbering(document)
        self._levels = {style.style_id: _style_level(style) for style in document.styles if style.type == 1}

    def lines(self, parent: etree._Element) -> Iterator[Row | FoundPicture]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                if content is not None and not _is_contents(child):
                    yield from self.lines(content)
            elif child.tag == qn("w:altChunk"):
                yield from self._chunk(child)
            elif child.tag in _WRAPPERS:
                yield from self.lines(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Row | FoundPicture]:
        text = "".join(_runs(paragraph))
        label = self._numbering.label_of(paragraph) if text.strip() else ""
        level = self._level(paragraph, text)
        margin = AT_THE_RIGHT if not level and _is_at_the_right(paragraph) and len(text) <= _LONGEST_NAME else ""
        for line in (label + text).split("\n"):
            yield margin + line if line.strip() else line, level if line.strip() else 0, False
        yield from pictures_in(paragraph, self._document.part.related_parts)
        for box in _boxes(paragraph):
            yield from self.lines(box)

    def _level(self, paragraph: etree._Element, text: str) -> int:
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None:
            outline = properties.find(qn("w:outlineLvl"))
            if outline is not None and int(outline.get(qn("w:val"), "9")) < 9:
                return int(outline.get(qn("w:val"))) + 1
            style = properties.find(qn("w:pStyle"))
            if style is not None and self._levels.get(style.get(qn("w:val")), 0):
                return self._levels[style.get(qn("w:val"))]
        return 7 if 0 < len(text.strip()) <= 45 and _is_bold(paragraph) else 0

    def _table(self, table: etree._Element) -> Iterator[Row | FoundPicture]:
        rows = list(_rows(table))
        if len(rows) == 1 and len(rows[0].findall(qn("w:tc"))) == 1:
            # A frame drawn around prose is no table.
            yield from self.lines(rows[0].find(qn("w:tc")))
            return
        for row in rows:
            cells = [
                " ".join("".join(_runs(paragraph)).strip() for paragraph in cell.iter(qn("w:p"))).strip()
                for cell in row.iterchildren(qn("w:tc"), qn("w:sdt"))
            ]
            if any(cells):
                yield "\t".join(cells), 0, True
            for paragraph in row.iter(qn("w:p")):
                yield from pictures_in(paragraph, self._document.part.related_parts)

    def _chunk(self, chunk: etree._Element) -> Iterator[Row | FoundPicture]:
        part = self._document.part.related_parts.get(chunk.get(qn("r:id")))
        if part is None:
            return
        if part.blob.startswith(b"PK"):
            # A document in the document; one in that one is not looked for, or a file could hold itself.
            if not self._embedded:
                yield from _read(part.blob, embedded=True).items()
            return
        extracted = read_chunk(part.blob, part.content_type)
        if extracted is not None:
            yield from extracted.items()


def _style_level(style: object) -> int:
    """Return the heading level a paragraph style stands for, 0 for none; WPS names its styles in Chinese."""
    name = (getattr(style, "name", None) or "").lower().strip()
    if name == "title":
        return 1
    for word in _LATIN_HEADINGS:
        rest = name.removeprefix(word).strip()
        if name.startswith(word) and rest.isdecimal():
            return min(int(rest), 6)
    element = getattr(style, "element", None)
    outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") if element is not None else None
    value = int(outline.get(qn("w:val"), "9")) if outline is not None else 9
    return value + 1 if value < 9 else 0


def _runs(paragraph: etree._Element) -> Iterator[str]:
    """Yield the visible text of a paragraph, not that of boxes anchored in it nor of deleted runs."""
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag in _NOT_READ or (node.tag == qn("w:sdt") and _is_placeholder(node)):
            continue
        if node.tag == qn("w:r") and _is_hidden(node):
            continue
        if node.tag == qn("w:t"):
            yield node.text or ""
        elif node.tag == qn("w:tab"):
            yield "\t"
        elif node.tag in {qn("w:br"), qn("w:cr")}:
            yield "\n"
        elif node.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif node.tag != "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent":
            stack.extend(reversed(node))


def _is_placeholder(control: etree._Element) -> bool:
    """Say whether a content control holds only what asks to be replaced (单击此处输入文字)."""
    return control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield a table's own rows, also those within controls, and not those of tables in its cells."""
    for child in table:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), *_WRAPPERS}:
            yield from _rows(child)


def _is_at_the_right(paragraph: etree._Element) -> bool:
    side = paragraph.find(f"{qn('w:pPr')}/{qn('w:jc')}")
    return side is not None and side.get(qn("w:val")) in {"right", "end"}


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return hidden is not None and hidden.get(qn("w:val"), "1") not in {"0", "false"}


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the contents of text boxes anchored in a paragraph, each once (Word writes them twice)."""
    seen = set()
    for box in paragraph.iter(qn("w:txbxContent")):
        text = "".join(box.itertext())
        if text not in seen:
            seen.add(text)
            yield box


def _is_bold(paragraph: etree._Element) -> bool:
    runs = [
        run for run in paragraph.iter(qn("w:r")) if "".join(part.text or "" for part in run.iter(qn("w:t"))).strip()
    ]
    return bool(runs) and all(_run_is_bold(run) for run in runs)


def _run_is_bold(run: etree._Element) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(qn("w:val"), "1") not in {"0", "false"}


def _is_contents(block: etree._Element) -> bool:
    """Say whether a content block is Word's own table of contents."""
    gallery = block.find(f".//{qn('w:docPartGallery')}")
    return gallery is not None and "Contents" in (gallery.get(qn("w:val")) or "")

"""Pictures of a Word document, where they are anchored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from studyapp.cases.readers.extracted import FoundPicture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.opc.part import Part
    from lxml import etree

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
# What an office program writes by itself: the name of the file, or a running number.
_NO_WORDS = re.compile(
    r"(?:图片|图像|图形|图|img|image|picture|pic|photo)?[\s_\-]*[0-9a-f_\-]*(?:\.[a-z]{3,4})?|\S+\.(?:png|jpe?g|gif|bmp|webp)|https?:\S+",
    re.IGNORECASE,
)


def pictures_in(paragraph: etree._Element, parts: Mapping[str, Part]) -> Iterator[FoundPicture]:
    """Yield the pictures anchored in a paragraph, not those of paragraphs within its text boxes."""
    for node in paragraph.iter(qn("a:blip"), _IMAGE_DATA):
        name = node.get(qn("r:embed")) or node.get(qn("r:id"))
        if name is None or _is_elsewhere(node, paragraph):
            continue
        part = parts.get(name)
        if part is not None:
            yield FoundPicture(part.blob, _described(node))


def _is_elsewhere(node: etree._Element, paragraph: etree._Element) -> bool:
    """Say whether a picture is another paragraph's, deleted, or only there for old programs."""
    for above in node.iterancestors():
        if above is paragraph:
            return False
        if above.tag in {qn("w:p"), qn("w:del"), _FALLBACK}:
            return True
    return True


def _described(node: etree._Element) -> str:
    for above in node.iterancestors(qn("wp:inline"), qn("wp:anchor")):
        named = above.find(qn("wp:docPr"))
        if named is not None:
            return told(named.get("descr") or named.get("title") or "")
    return told(node.get("{urn:schemas-microsoft-com:office:office}title") or "")


def told(words: str) -> str:
    """Return a picture's description without what programs write there by themselves."""
    bare = " ".join(words.split())
    return "" if _NO_WORDS.fullmatch(bare) else bare

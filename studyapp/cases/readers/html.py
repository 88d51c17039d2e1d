"""Web pages: the article is kept, what surrounds it is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from studyapp.cases.readers.decoding import decode
from studyapp.cases.readers.extracted import AT_THE_RIGHT, Extracted, TextBuilder
from studyapp.cases.readers.html_pictures import pictures_below
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.cases.readers.extracted import FoundPicture, Row

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_NEVER = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template svg iframe object form button select textarea head nav aside footer",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div section article main header h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre table tr figure "
        "figcaption hr body center address details summary",
    )
)
_SIDE = re.compile(
    (
        r"(?:^|[\s_-])(?:nav|menu|sidebar|side|footer|foot|breadcrumb|crumb|share|comment|comments|related|"
        r"recommend|advert|ads?|banner|copyright|toolbar|pagination|pager|login|search|popup|cookie)(?:$|"
        r"[\s_-])"
    ),
    re.IGNORECASE,
)
_HEADING = re.compile(r"h([1-6])$")
_LONGEST_NAME = 40
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")


def read_html(data: bytes) -> Extracted:
    """Read an .html file; scripts, menus, forms, and blocks that are mostly links are left out."""
    text, encoding = _decode_page(data)
    return extract_page(text, encoding)


def extract_page(text: str, encoding: str | None) -> Extracted:
    """Extract the article of a page given as text."""
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        # A declaration inside a decoded page would contradict the decoding, so the parser is given bytes it can trust.
        tree = lxml_html.document_fromstring(text.encode("utf-8"), parser=_utf8(parser))
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFileError("damaged-file", format="html") from error
    title = tree.findtext(".//title")
    builder = TextBuilder()
    for item in _LineWalk(_article(tree)).items:
        builder.take(item)
    return builder.finish("html", encoding=encoding, title=_SPACES.sub(" ", title).strip() if title else None)


def _utf8(_: object) -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)


def _decode_page(data: bytes) -> tuple[str, str]:
    declared = _DECLARED.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode("gb18030" if name in {"gb2312", "gbk"} else name), name
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _article(tree: etree._Element) -> etree._Element:
    """Return the element that holds the article: the marked one, or the smallest that holds most of the text."""
    total = _weight(tree)
    for path in (".//article", ".//main"):
        marked = max(tree.iterfind(path), key=_weight, default=None)
        if marked is not None and _weight(marked) > 0.6 * total:
            return marked
    current = tree.find("body")
    if current is None:
        return tree
    while True:
        heavy = [
            child
            for child in current
            if isinstance(child.tag, str)
            and child.tag in {"div", "section", "article", "main", "table", "tbody", "tr", "td", "center"}
            and _weight(child) > 0.9 * max(total, 1)
        ]
        if not heavy:
            return current
        current = heavy[0]


def _weight(element: etree._Element) -> int:
    """Return how many characters of prose an element holds; text of links and menus does not count."""
    return sum(len(text) for text in _prose(element))


def _prose(element: etree._Element) -> Iterator[str]:
    stack = [element]
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str) or node.tag in _NEVER or node.tag == "a" or _is_side(node):
            continue
        if node.text:
            yield node.text.strip()
        for child in node:
            if child.tail:
                yield child.tail.strip()
            stack.append(child)


def _is_side(node: etree._Element) -> bool:
    if node.tag in {"html", "body"}:
        return False
    names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}"
    return (
        bool(_SIDE.search(names))
        or node.get("hidden") is not None
        or "display:none" in (node.get("style") or "").replace(" ", "")
    )


class _LineWalk:
    """Walks an article and collects its lines and pictures; a picture within a line comes after it."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.items: list[Row | FoundPicture] = []
        self.waiting: list[FoundPicture] = []
        self.buffer: list[str] = []
        self.level = 0
        self.at_right = False
        for event, node in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(node.tag, str):
                continue
            if event == "start":
                self._enter(node)
            else:
                self._leave(node)
        self._flush()

    def _flush(self) -> None:
        line = _SPACES.sub(" ", "".join(self.buffer)).strip()
        self.buffer.clear()
        if line:
            margin = AT_THE_RIGHT if self.at_right and not self.level and len(line) <= _LONGEST_NAME else ""
            self.items.append((margin + line, self.level, False))
        self.items += self.waiting
        self.waiting.clear()

    def _enter(self, node: etree._Element) -> None:
        if node is not self.root and _is_left_out(node):
            self._flush()
            _hollow(node)
            return
        if node.tag == "tr" and _is_data_row(node):
            self._flush()
            cells = [cell for cell in node if cell.tag in {"td", "th"}]
            row = "\t".join(_SPACES.sub(" ", "".join(cell.itertext())).strip() for cell in cells)
            if row.strip():
                self.items.append((row, 0, True))
            self.items += pictures_below(node)
            _hollow(node)
            return
        if node.tag == "img":
            self.waiting += pictures_below(node)
        if node.tag in _BLOCKS or node.tag == "br":
            self._flush()
        if node.tag in _BLOCKS:
            self.at_right = _is_at_the_right(node)
        heading = _HEADING.match(node.tag)
        self.level = int(heading[1]) if heading else self.level
        self.buffer.append(node.text or "")

    def _leave(self, node: etree._Element) -> None:
        if node.tag in _BLOCKS:
            self._flush()
            self.level, self.at_right = 0, False
        if node is not self.root:
            self.buffer.append(node.tail or "")


def _is_at_the_right(node: etree._Element) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    return (node.get("align") or "").lower() == "right" or "text-align:right" in style or "text-align:end" in style


def _hollow(node: etree._Element) -> None:
    """Empty a node that has been dealt with, so that the walk passes it by; its tail stays."""
    tail = node.tail
    node.clear()
    node.tail = tail


def _is_data_row(row: etree._Element) -> bool:
    """Say whether a table row holds data rather than the page's layout."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return len(cells) > 1 and all(len("".join(cell.itertext())) < 400 for cell in cells)


def _is_left_out(node: etree._Element) -> bool:
    if node.tag in _NEVER or _is_side(node):
        return True
    if node.tag not in {"ul", "ol", "div", "dl", "p", "table"}:
        return False
    whole = len("".join(node.itertext()).strip())
    linked = sum(len("".join(link.itertext()).strip()) for link in node.iterfind(".//a"))
    return 0 < whole < 2000 and linked > 0.7 * whole and len(node.findall(".//a")) > 1

"""EPUB books: the chapters in the order of the spine; what the book's own contents call a chapter is its heading."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from lxml import etree

from studyapp.cases.readers.archives import checked_archive
from studyapp.cases.readers.decoding import decode
from studyapp.cases.readers.extracted import Extracted, FoundPicture, TextBuilder
from studyapp.cases.readers.html import extract_page
from studyapp.cases.readers.xml_parts import parsed, part_bytes
from studyapp.errors import UnreadableFileError

_CONTAINER = "META-INF/container.xml"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,400}(?:\[[^\]]{0,20000}\]\s*)?>", re.IGNORECASE)
_PAGES = {"application/xhtml+xml", "text/html"}


def read_epub(data: bytes) -> Extracted:
    """Read an .epub file. Raises `UnreadableFileError` with `damaged-file`, or `locked-file` for protected books."""
    archive = checked_archive(data)
    if "META-INF/rights.xml" in archive.namelist():
        raise UnreadableFileError("locked-file", format="epub")
    path = _package_path(archive)
    package = parsed(part_bytes(archive, path, "epub"), "epub")
    manifest = {
        item.get("id"): item for item in package.iterfind("{*}manifest/{*}item") if item.get("href") and item.get("id")
    }
    spine = [manifest[one] for ref in package.iterfind("{*}spine/{*}itemref") if (one := ref.get("idref")) in manifest]
    names = _contents(archive, path, manifest.values())
    builder = TextBuilder()
    for item in spine:
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split():
            place = _resolved(path, item.get("href"))
            _add_page(builder, archive, place, names.get(place, ""))
    title = package.findtext("{*}metadata/{http://purl.org/dc/elements/1.1/}title")
    return builder.finish("epub", title=(title or "").strip() or None)


def _package_path(archive: zipfile.ZipFile) -> str:
    root = parsed(part_bytes(archive, _CONTAINER, "epub"), "epub").find(".//{*}rootfile")
    path = root.get("full-path") if root is not None else None
    if not path:
        raise UnreadableFileError("damaged-file", format="epub")
    return str(path)


def _resolved(base: str, href: str) -> str:
    """Return the name in the archive that a link means."""
    path = unquote(urlsplit(href).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)).lstrip("/")


def _contents(archive: zipfile.ZipFile, path: str, items: Iterable[etree._Element]) -> dict[str, str]:
    """Map each page to what the book's table of contents calls it (its first entry)."""
    names: dict[str, str] = {}
    for item in items:
        navigation = "nav" in (item.get("properties") or "").split()
        if not navigation and item.get("media-type") != "application/x-dtbncx+xml":
            continue
        place = _resolved(path, item.get("href"))
        try:
            root = parsed(part_bytes(archive, place, "epub"), "epub")
        except UnreadableFileError:
            continue
        for target, name in _links(root) if navigation else _points(root):
            names.setdefault(_resolved(place, target), name)
    return names


def _links(root: etree._Element) -> list[tuple[str, str]]:
    return [(link.get("href") or "", _words(link)) for link in root.iterfind(".//{*}a")]


def _points(root: etree._Element) -> list[tuple[str, str]]:
    points = []
    for point in root.iterfind(".//{*}navPoint"):
        content, label = point.find("{*}content"), point.find("{*}navLabel")
        if content is not None and label is not None:
            points.append((content.get("src") or "", _words(label)))
    return points


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _add_page(builder: TextBuilder, archive: zipfile.ZipFile, place: str, name: str) -> None:
    """Add a chapter's lines; a line that is what the contents call the chapter is its heading if it says so nowhere."""
    text, _ = decode(part_bytes(archive, place, "epub"))
    bare = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    if not bare.strip():
        return
    page = extract_page(bare, None)
    headed = any(hint.level for hint in page.hints)
    for item in page.items():
        if isinstance(item, FoundPicture):
            builder.take(_brought(archive, place, item))
            continue
        line, level, table = item
        if not headed and name and _same(line, name):
            level, headed = 1, True
        builder.add(line, level=level, table=table)


def _brought(archive: zipfile.ZipFile, place: str, found: FoundPicture) -> FoundPicture:
    """Return a picture with its bytes, where the page only names it and the book holds it."""
    source = _resolved(place, found.source)
    if found.data is not None or source not in archive.namelist():
        return found
    return replace(found, data=part_bytes(archive, source, "epub"))


def _same(line: str, name: str) -> bool:
    return "".join(line.split()) == "".join(name.split())

"""Several files packed together are one book: each is read by its own reader, in the order of their names."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from studyapp.cases.readers.archives import MAX_UNPACKED, checked_archive
from studyapp.cases.readers.extracted import Extracted, LineHint
from studyapp.cases.repairs.markup import markup_edits
from studyapp.cases.segments.labels import case_label
from studyapp.errors import UnreadableFileError
from studyapp.text.marks import ends_sentence
from studyapp.text.ordinals import numeral_value
from studyapp.text.piece_table import Edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.cases.readers.extracted import FoundPicture

MAX_FILES = 300
_READABLE = re.compile(r"\.(?:txt|text|md|markdown|html?|xhtml|docx|doc|wps|pdf|rtf|odt|epub)$", re.IGNORECASE)
_ARCHIVE = re.compile(r"\.(?:zip|rar|7z|tar|gz|tgz|bz2|xz)$", re.IGNORECASE)
_NUMBERED = re.compile(r"[0-9]{1,9}|[零一二三四五六七八九十百]{1,7}")
_PLACE = re.compile(r"^[\d\s._、-]+(?=\D)|^第?[零一二三四五六七八九十百\d]+[、.．_-]\s*")


def read_bundle(data: bytes, read_member: Callable[[bytes, str], Extracted]) -> Extracted:
    """Read a .zip of casebook files as one text.

    `read_member` reads one file by its bytes and name. Raises `UnreadableFileError`: what `checked_archive` raises,
    and `unsafe-archive`, `archive-too-nested`, `too-many-files`, `locked-file`, `nothing-readable-inside`, or the
    first member's own error where no member can be read.
    """
    archive = checked_archive(data)
    members = sorted(_members(archive), key=lambda one: _order(one[0]))
    book = _Book()
    refusal = UnreadableFileError("nothing-readable-inside")
    for name, entry in members:
        try:
            book.add(name, _with_neighbours(read_member(_content(archive, entry), name), name, archive))
        except UnreadableFileError as error:
            refusal = error if refusal.code == "nothing-readable-inside" else refusal
            if error.code in {"locked-file", "archive-too-large"}:
                raise
    if not book.texts:
        raise refusal
    return book.finish()


def _members(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the files worth reading with their names; macOS' and hidden companions are not."""
    found = []
    for entry in archive.infolist():
        name = _name(entry).replace("\\", "/")
        parts = name.split("/")
        if name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name):
            raise UnreadableFileError("unsafe-archive")
        if not entry.filename or entry.is_dir() or parts[0] == "__MACOSX" or parts[-1].startswith((".", "~$")):
            continue
        if _ARCHIVE.search(name):
            raise UnreadableFileError("archive-too-nested")
        if _READABLE.search(name):
            found.append((name, entry))
    if len(found) > MAX_FILES:
        raise UnreadableFileError("too-many-files", count=len(found), limit=MAX_FILES)
    return found


def _with_neighbours(part: Extracted, name: str, archive: zipfile.ZipFile) -> Extracted:
    """Return a page with the pictures that lie beside it in the archive."""
    if all(one.data is not None for one in part.pictures):
        return part
    entries = {_name(entry).replace("\\", "/"): entry for entry in archive.infolist()}
    pictures = []
    for one in part.pictures:
        entry = entries.get(posixpath.normpath(posixpath.join(posixpath.dirname(name), one.source)))
        pictures.append(one if one.data is not None or entry is None else replace(one, data=_content(archive, entry)))
    return replace(part, pictures=tuple(pictures))


def _name(entry: zipfile.ZipInfo) -> str:
    """Return a member's name; Chinese Windows writes GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    written = entry.orig_filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _order(name: str) -> tuple[tuple[int, str], ...]:
    """Sort as a reader counts: 案例2 before 案例10, 第二章 before 第十章."""
    key: list[tuple[int, str]] = []
    position = 0
    for found in _NUMBERED.finditer(name):
        value = numeral_value(found[0])
        if value is not None:
            key += [(-1, name[position : found.start()]), (value, "")]
            position = found.end()
    return (*key, (-1, name[position:]))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & 0x1:
        raise UnreadableFileError("locked-file", format="zip")
    try:
        with archive.open(entry) as file:
            content = file.read(MAX_UNPACKED + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableFileError("damaged-file", format="zip") from error
    if len(content) > MAX_UNPACKED:
        raise UnreadableFileError("archive-too-large")
    return content


class _Book:
    """Puts texts one after the other and moves what is known of their lines along."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._hints: list[LineHint] = []
        self._edits: list[Edit] = []
        self._pictures: list[FoundPicture] = []
        self._length = 0

    def add(self, name: str, part: Extracted) -> None:
        heading = _heading(name, part)
        if isinstance(heading, str):
            self._hints.append(LineHint(self._length, self._length + len(heading), 1))
            self._append(heading)
        elif heading is not None:
            self._hints.append(LineHint(self._length + heading.start, self._length + heading.end, 1))
        self._hints += [
            LineHint(hint.start + self._length, hint.end + self._length, hint.level, hint.table)
            for hint in part.hints
            if heading is None or isinstance(heading, str) or hint.start != heading.start
        ]
        self._edits += [
            edit._replace(start=edit.start + self._length, end=edit.end + self._length)
            for edit in (*part.edits, *markup_edits(part, part.text))
        ]
        self._pictures += [replace(one, at=one.at + self._length) for one in part.pictures]
        self._append(part.text)

    def _append(self, text: str) -> None:
        self.texts.append(text)
        self._length += len(text) + 1

    def finish(self) -> Extracted:
        hints = tuple(sorted(self._hints))
        return Extracted("\n".join(self.texts), "zip", None, hints, None, tuple(self._edits), tuple(self._pictures))


def _heading(name: str, part: Extracted) -> LineHint | str | None:
    """Say what heads a member: a line of its own, or its file's name where it begins with prose.

    None where the text has headings or labels of its own.
    """
    lines = part.text.split("\n")
    if any(case_label(line.strip()) for line in lines) or any(0 < hint.level < 7 for hint in part.hints):
        return None
    start = 0
    for line in lines:
        if line.strip():
            short = len(line.strip()) <= 40 and not ends_sentence(line)
            return LineHint(start, start + len(line), 1) if short else _stem(name)
        start += len(line) + 1
    return _stem(name)


def _stem(name: str) -> str:
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _PLACE.sub("", stem) or stem

"""Rich text: what striprtf makes of it, in the code page that the file names."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from studyapp.cases.readers.extracted import Extracted, TextBuilder
from studyapp.errors import UnreadableFileError

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
# What stands on every page or in the margin, not in the text.
_MARGINS = re.compile(rb"\{\\(?:\*\\)?(?:header|footer)[lrf]?\b")
_MAX_DEPTH = 500


def read_rtf(data: bytes) -> Extracted:
    """Read an .rtf file; rows of tables become lines with tabs. Raises `UnreadableFileError` with `damaged-file`."""
    page = _CODE_PAGE.search(data[:4096])
    encoding = f"cp{page[1].decode()}" if page else "cp936"
    try:
        b"".decode(encoding)
    except LookupError:
        encoding = "cp936"
    if _depth(data) > _MAX_DEPTH:
        raise UnreadableFileError("damaged-file", format="rtf")
    source = _without_margins(data).decode("latin-1")
    try:
        text: str = rtf_to_text(source, encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise UnreadableFileError("damaged-file", format="rtf") from error
    builder = TextBuilder()
    for line in text.replace("\r\n", "\n").split("\n"):
        cells = line.strip().strip("|").split("|") if line.strip().endswith("|") and line.count("|") > 1 else []
        builder.add("\t".join(cell.strip() for cell in cells) if cells else line, table=bool(cells))
    return builder.finish("rtf", encoding=encoding)


def _depth(data: bytes) -> int:
    depth = deepest = 0
    for sign in re.finditer(rb"\\[\\{}]|[{}]", data):
        depth += {b"{": 1, b"}": -1}.get(sign[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _without_margins(data: bytes) -> bytes:
    """Cut out the groups that hold headers and footers."""
    kept = []
    position = 0
    for found in _MARGINS.finditer(data):
        if found.start() < position:
            continue
        kept.append(data[position : found.start()])
        position = _group_end(data, found.start())
    return b"".join([*kept, data[position:]])


def _group_end(data: bytes, start: int) -> int:
    depth = 0
    for sign in re.compile(rb"\\[\\{}]|[{}]").finditer(data, start):
        depth += {b"{": 1, b"}": -1}.get(sign[0], 0)
        if depth == 0:
            return sign.end()
    return len(data)

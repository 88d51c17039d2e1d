"""The order in which a text is made clean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from studyapp.cases.repairs.chrome import chrome_edits, page_total
from studyapp.cases.repairs.confusions import confusion_edits
from studyapp.cases.repairs.layout import space_edits, width_edits, wrap_edits
from studyapp.cases.repairs.markup import markup_edits
from studyapp.cases.repairs.numbers import chunk_number_edits, page_number_edits
from studyapp.cases.segments.labels import case_label
from studyapp.text.marker_names import part_named
from studyapp.text.piece_table import Edit, PieceTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.cases.readers.extracted import Extracted


def clean(source: Extracted) -> PieceTable:
    """Return the extracted text with everything undone that a page, a viewer or a printer did to it."""
    table = PieceTable(source.text)
    table = table.edited([*source.edits, *markup_edits(source, table.text)])
    pages = page_total(table.text)
    table = table.edited(chrome_edits(table.text))
    table = table.edited(chunk_number_edits(table.text))
    table = table.edited(page_number_edits(table.text, pages))
    table = table.edited(running_head_edits(table.text))
    table = table.edited(wrap_edits(table.text))
    table = table.edited(width_edits(table.text))
    table = table.edited(space_edits(table.text))
    return table.edited(confusion_edits(table.text))


def running_head_edits(text: str) -> Iterator[Edit]:
    """Set aside a short line that returns again and again (the book's name at the top of each page)."""
    lines = text.split("\n")
    counts = Counter(line.strip() for line in lines if 3 < len(line.strip()) <= 40)
    # The book's own title over a later page needs no fourth time.
    first = next((line.strip().strip("《》") for line in lines if line.strip()), "")
    heads = {line for line, count in counts.items() if count >= 4 and not _is_structure(line)}
    titles = {line for line, count in counts.items() if line.strip("《》") == first and len(first) > 5}
    heads |= {line for line in titles if not _is_structure(line)}
    start = 0
    seen: set[str] = set()
    for line in lines:
        bare = line.strip()
        if bare in titles and bare.strip("《》") == first and not seen & titles:
            seen |= titles
        elif bare in heads:
            if bare in seen:
                yield Edit(start, start + len(line), "", "running-head", "repeated-line", dropped=True)
            seen.add(bare)
        start += len(line) + 1


def _is_structure(line: str) -> bool:
    bare = line.strip("【】[]（）()〖〗〔〕《》:： \u3000")
    return line[-1] in "。！？；，：:|" or "\t" in line or part_named(bare) is not None or case_label(line) is not None

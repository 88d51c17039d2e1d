"""The order in which a text is made clean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.cases.repairs.chrome import chrome_edits, page_total
from studyapp.cases.repairs.confusions import confusion_edits
from studyapp.cases.repairs.layout import space_edits, width_edits, wrap_edits
from studyapp.cases.repairs.markup import markup_edits
from studyapp.cases.repairs.numbers import chunk_number_edits, page_number_edits
from studyapp.cases.repairs.running_heads import running_head_edits
from studyapp.text.piece_table import PieceTable

if TYPE_CHECKING:
    from studyapp.cases.readers.extracted import Extracted


def clean(source: Extracted) -> PieceTable:
    """Return the extracted text with everything undone that a page, a viewer or a printer did to it."""
    table = PieceTable(source.text)
    table = table.edited([*source.edits, *markup_edits(source, table.text)])
    pages = page_total(table.text)
    table = table.edited(chrome_edits(table.text))
    table = table.edited(chunk_number_edits(table.text))
    table = table.edited(page_number_edits(table.text, pages))
    table = table.edited(running_head_edits(table))
    table = table.edited(wrap_edits(table.text))
    table = table.edited(width_edits(table.text))
    table = table.edited(space_edits(table.text))
    return table.edited(confusion_edits(table.text))

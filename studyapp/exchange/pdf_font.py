"""The Chinese font that is embedded in PDF files.

It is the machine's own (Debian: fonts-noto-cjk); only the characters that are used are put into a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studyapp.errors import DomainError

# File and the number within its collection of the simplified Chinese shapes.
FONTS: Sequence[tuple[str, int]] = (
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSerifCJK-Regular.ttc", 2),
    ("/usr/share/fonts/google-noto-cjk/NotoSerifCJK-Regular.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
)


def chinese_font() -> tuple[str, int]:
    """Return file and number of the font. Raises `DomainError` pdf-needs-font where the machine has none."""
    found = next(((path, number) for path, number in FONTS if Path(path).is_file()), None)
    if found is None:
        raise DomainError("pdf-needs-font")
    return found

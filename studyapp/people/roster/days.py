"""Days as people and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 80_000)  # the years 1954 to 2118, as a spreadsheet counts days
_WRITTEN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})")


def parse_day(text: str) -> date | None:
    """Return the day written as 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301 or a spreadsheet's number."""
    if text.isdigit() and int(text) in _EXCEL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=int(text))
    match = _WRITTEN.fullmatch(text) or _RUN.fullmatch(text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None

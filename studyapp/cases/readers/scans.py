"""Scanned pages: read with tesseract where it is on the machine with Chinese, otherwise a clear refusal."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from studyapp.cases.readers.extracted import Extracted, TextBuilder
from studyapp.errors import UnreadableFileError
from studyapp.text.marks import is_chinese

if TYPE_CHECKING:
    import pypdfium2

LANGUAGE = "chi_sim"
MAX_SCANNED_PAGES = 60
_SCALE = 300 / 72  # pixels a point: what recognition of Chinese needs
_MAX_SIDE = 5000  # pixels


def recognised_pages(document: pypdfium2.PdfDocument) -> Extracted:
    """Recognise the text of a document whose pages are pictures.

    Raises `UnreadableFileError`: `scanned-pdf` where tesseract or its Chinese is missing, `scan-too-long`.
    """
    program = shutil.which("tesseract")
    if program is None or not _knows_chinese(program):
        raise UnreadableFileError("scanned-pdf", pages=len(document))
    if len(document) > MAX_SCANNED_PAGES:
        raise UnreadableFileError("scan-too-long", pages=len(document), limit=MAX_SCANNED_PAGES)
    builder = TextBuilder()
    at_once = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(at_once) as pool:
        pictures = [Path(folder) / f"{place}.pgm" for place in range(at_once)]
        for first in range(0, len(document), at_once):
            numbers = range(first, min(first + at_once, len(document)))
            for number, picture in zip(numbers, pictures, strict=False):
                _draw(document, number, picture)
            for lines in pool.map(partial(_recognised, program), pictures[: len(numbers)]):
                for line in lines:
                    builder.add(line)
    return builder.finish("pdf")


def _knows_chinese(program: str) -> bool:
    # Only our own arguments; the program is the one on the path.
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    return LANGUAGE in (listed.stdout + listed.stderr).split()


def _draw(document: pypdfium2.PdfDocument, number: int, picture: Path) -> None:
    page = document[number]
    scale = min(_SCALE, _MAX_SIDE / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer)
    with picture.open("wb") as file:
        file.write(f"P5 {bitmap.width} {bitmap.height} 255\n".encode())
        for row in range(bitmap.height):
            file.write(bytes(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width]))
    bitmap.close()
    page.close()


def _recognised(program: str, picture: Path) -> list[str]:
    command = [program, str(picture), "-", "-l", LANGUAGE, "--psm", "3"]
    # Left alone, it starts threads that wait for one another: a page then takes six times as long.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    # Only our own arguments; the picture is one we drew.
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    if done.returncode != 0:
        raise UnreadableFileError("reader-failed")
    return [_closed_up(line) for line in done.stdout.replace("\f", "\n").split("\n") if line.strip()]


def _closed_up(line: str) -> str:
    """Take out the spaces that recognition puts between Chinese characters."""
    signs = line.strip()
    return "".join(
        sign
        for index, sign in enumerate(signs)
        if sign != " " or not (is_chinese(signs[index - 1]) or is_chinese(signs[index + 1]))
    )

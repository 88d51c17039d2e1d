"""`make fuzz`: coverage-guided fuzzing of every reader and of the segmentation, bounded in time and memory.

    python tests/fuzz_readers.py READER [libFuzzer options]

READER is a file ending (docx, epub, html, md, odt, pdf, rtf, txt, zip). A crash is any exception but
`UnreadableFileError`, a character that is booked twice or not at all, 1 GiB of memory, or 20 seconds for one input.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

with atheris.instrument_imports(include=["studyapp"]):
    from studyapp.cases.casebook_text import ReadCasebook, Source
    from studyapp.cases.readers.registry import extract
    from studyapp.cases.reading import understand
    from studyapp.errors import UnreadableFileError
    from tests.cases.test_hostile_files import valid_files
    from tests.cases.test_reading_account import booked

LIMITS = ["-rss_limit_mb=1024", "-timeout=20", "-max_len=65536"]


def read(data: bytes, name: str) -> ReadCasebook | None:
    """Read one input as far as the cases, or return None where it is refused."""
    try:
        extracted = extract(data, name)
    except UnreadableFileError:
        return None
    return understand(extracted, Source(name, extracted.format, extracted.encoding, "0", len(extracted.text)))


def main() -> None:
    """Fuzz one reader, starting from the valid files of the tests."""
    ending, options = sys.argv[1], sys.argv[2:]
    name = f"book.{ending}"

    def one_input(data: bytes) -> None:
        book = read(data, name)
        if book is not None and set(booked(book)) - {1}:
            raise AssertionError("a character is booked twice or not at all")

    with tempfile.TemporaryDirectory(prefix="studyapp-fuzz-") as corpus:
        for file, content in valid_files().items():
            if file.endswith(ending):
                (Path(corpus) / file).write_bytes(content)
        atheris.Setup([sys.argv[0], corpus, *LIMITS, *options], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

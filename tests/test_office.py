"""LibreOffice as a guest: whatever it does, it is ended in time, has a limit, and leaves nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from studyapp.cases.readers.office import read_doc
from studyapp.errors import DomainError, UnreadableFileError
from studyapp.exchange.office import as_pdf
from studyapp.office import MAX_MEMORY, OfficeError, convert, has_office


@pytest.fixture
def office(monkeypatch, tmp_path):
    """Put a program of these lines in LibreOffice's place; `$2` is the folder it shall write to."""

    def put(*lines: str) -> Path:
        program = tmp_path / "soffice"
        find = 'while [ "$1" != --outdir ]; do shift; done'
        program.write_text("\n".join(("#!/bin/sh", *lines)).replace("FIND", find))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        return tmp_path

    return put


def test_what_it_makes_is_returned_and_nothing_stays_on_the_disk(office, monkeypatch, tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    office("FIND", 'tr a-z A-Z < "$2/document.txt" > "$2/document.pdf"')
    assert convert(b"abc", "txt", "pdf", 20) == b"ABC"
    assert list(scratch.iterdir()) == []


def test_it_has_a_limit_of_memory(office):
    folder = office("FIND", 'ulimit -S -v > "$0.limit"', 'touch "$2/document.pdf"')
    convert(b"", "txt", "pdf", 20)
    assert 0 < int((folder / "soffice.limit").read_text()) <= MAX_MEMORY // 1024


def test_one_that_never_ends_is_ended_with_all_that_it_started(office):
    folder = office("sleep 600 &", 'echo $! > "$0.child"', "wait")
    with pytest.raises(OfficeError) as stopped:
        convert(b"", "txt", "pdf", 1)
    assert (stopped.value.code, stopped.value.parameters) == ("office-too-slow", {"seconds": 1})
    child = int((folder / "soffice.child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_one_that_makes_nothing_is_told_apart_by_who_asked(office):
    office("exit 1")
    with pytest.raises(OfficeError, match="office-failed"):
        convert(b"", "txt", "pdf", 20)
    with pytest.raises(UnreadableFileError, match="damaged-file"):
        read_doc(b"")
    with pytest.raises(DomainError, match="pdf-failed"):
        as_pdf(b"")


def test_where_it_is_not_both_say_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not has_office()
    with pytest.raises(UnreadableFileError, match="needs-office"):
        read_doc(b"")
    with pytest.raises(DomainError, match="pdf-needs-office"):
        as_pdf(b"")

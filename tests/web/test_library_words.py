"""Every code of the reader has words for the organizer."""

from __future__ import annotations

import ast
from pathlib import Path

from studyapp.cli.wording import _SENTENCES as TERMINAL_SENTENCES
from studyapp.web.library import words
from studyapp.web.library.problems import WORDS

CASES = Path(__file__).resolve().parents[2] / "studyapp" / "cases"


def codes_of(call_name: str, place: int) -> set[str]:
    """Return the literal codes that the reader's calls of `call_name` carry as their argument at `place`."""
    found = set()
    for path in [*CASES.glob("repairs/*.py"), *CASES.glob("segments/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == call_name:
                code = node.args[place]
                if isinstance(code, ast.Constant):
                    found.add(code.value)
    return found


def test_every_kind_of_repair_is_worded():
    assert codes_of("Edit", -2)
    assert codes_of("Edit", -2) <= set(words.REPAIR_WORDS)


def test_every_doubt_is_worded():
    assert codes_of("Doubt", -1) <= set(words.SUSPECT_WORDS)


def test_every_refusal_of_the_terminal_has_its_words_in_the_browser():
    assert set(TERMINAL_SENTENCES) <= set(WORDS)

"""Everything the engine can say at the desk has words."""

from studyapp.questions.checks import GATES
from studyapp.questions.draft import BLOOMS, KINDS
from studyapp.web.desk import problems


def test_every_gate_of_the_engine_has_words():
    assert {gate.name for gate in GATES} - set(problems.GATES) == set()


def test_every_kind_and_level_has_words():
    assert set(problems.KINDS) == set(KINDS)
    assert set(problems.BLOOMS) == set(BLOOMS)

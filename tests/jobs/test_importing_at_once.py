"""Importing without the worker: the shipped casebook, and files from the command line."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from studyapp.cases import library
from studyapp.cases.importing import Upload
from studyapp.cases.models import Casebook, CasebookImport
from studyapp.errors import ConflictError, UnreadableFileError
from studyapp.jobs.importing_at_once import Wishes, import_casebook, import_shipped
from studyapp.questions.models import Question, QuestionState
from studyapp.study.models import Module, ModuleState
from tests.cases.books import BOOK
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


def count(db_session, model, *conditions):
    return db_session.scalar(select(func.count()).select_from(model).where(*conditions))


def test_the_shipped_casebook_is_ready_to_be_studied(house, db_session):
    casebook_id = import_shipped(house.organization, NOON)[0]
    casebook = library.get_casebook(house.organization.id, casebook_id)
    assert len(library.list_cases(casebook)) == 11
    assert casebook.published_at == NOON
    assert count(db_session, Question, Question.state != QuestionState.APPROVED) == 0
    assert count(db_session, Question) >= 30
    assert count(db_session, Module, Module.state == ModuleState.PUBLISHED) == 11
    assert count(db_session, Module, Module.objectives == "") <= 1  # one case has no commentary


def test_what_ships_is_imported_once(house, db_session):
    assert import_shipped(house.organization, NOON) == import_shipped(house.organization, NOON)
    assert count(db_session, Casebook) == 1


def test_a_file_imported_before_is_refused_with_when_and_what(house):
    first = import_casebook(house.organization.id, Upload("a.txt", BOOK.encode()), NOON)
    with pytest.raises(ConflictError) as refused:
        import_casebook(house.organization.id, Upload("b.txt", BOOK.encode()), NOON)
    assert refused.value.parameters["casebook_id"] == first.casebook_id
    assert refused.value.parameters["at"] == NOON


def test_a_file_is_imported_again_when_that_is_wished(house, db_session):
    for _ in range(2):
        import_casebook(house.organization.id, Upload("a.txt", BOOK.encode()), NOON, Wishes(twice=True))
    assert count(db_session, Casebook) == 2


def test_nothing_stays_of_a_file_that_cannot_be_read(house, db_session):
    with pytest.raises(UnreadableFileError):
        import_casebook(house.organization.id, Upload("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(99)), NOON)
    assert count(db_session, CasebookImport) == 0
    assert count(db_session, Casebook) == 0

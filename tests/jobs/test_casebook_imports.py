"""Building an import in the background: it may be run twice, interrupted and taken over without harm."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from studyapp.cases import importing, library
from studyapp.cases.codec import to_dict
from studyapp.cases.importing import Upload
from studyapp.cases.models import Case, Casebook, CasebookImport, ImportState
from studyapp.cases.reading import read_casebook
from studyapp.errors import ConflictError
from studyapp.jobs.casebook_imports import ask_again, ask_to_build, build, hand_in, standing_of
from studyapp.study import building
from tests.cases.books import BOOK
from tests.people.houses import NOON, make_house


def say_nothing(share: float, note: str = "") -> None:
    pass


@pytest.fixture
def confirmed(db_session):
    house = make_house()
    imported = importing.start_import(house.organization.id, Upload("a.txt", BOOK.encode()), NOON)
    importing.keep_reading(imported, to_dict(read_casebook(BOOK.encode(), "a.txt")))
    importing.confirm(imported, {1, 2, 3})
    db_session.commit()
    return imported


def count(db_session, model):
    return db_session.scalar(select(func.count()).select_from(model))


def test_building_twice_makes_one_casebook(confirmed, db_session):
    assert build(confirmed.id, say_nothing).cases == 3
    assert build(confirmed.id, say_nothing) is None
    assert count(db_session, Casebook) == 1


def test_what_a_broken_off_run_had_staged_is_replaced(confirmed, db_session, monkeypatch):
    def killed(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(building, "publish", killed)
        with pytest.raises(KeyboardInterrupt):
            build(confirmed.id, say_nothing)
    db_session.rollback()
    assert library.list_casebooks(confirmed.organization_id) == []
    db_session.rollback()
    assert build(confirmed.id, say_nothing).cases == 3
    assert (count(db_session, Casebook), count(db_session, Case)) == (1, 3)


def test_a_run_that_was_taken_over_stops_without_a_trace(confirmed, db_session, monkeypatch):
    stage_cases = building.stage_cases

    def overtaken(*arguments):
        stage_cases(*arguments)
        db_session.commit()
        with monkeypatch.context() as patch:
            patch.setattr(building, "stage_cases", stage_cases)
            assert build(confirmed.id, say_nothing).cases == 3

    monkeypatch.setattr(building, "stage_cases", overtaken)
    with pytest.raises(ConflictError, match="import-taken-over"):
        build(confirmed.id, say_nothing)
    db_session.rollback()
    assert count(db_session, Casebook) == 1
    assert db_session.scalar(select(CasebookImport.state)) == ImportState.DONE


def test_progress_is_said_with_what_is_being_done(confirmed):
    said = []
    build(confirmed.id, lambda share, note="": said.append((share, note)))
    shares = [share for share, _ in said]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert {note for _, note in said} == {"drafting-questions", "keeping-questions"}


def test_nothing_is_written_while_questions_are_drafted(confirmed, db_session, monkeypatch):
    seen = []
    draft_book = building.draft_book

    def watched(*arguments):
        for some in draft_book(*arguments):
            seen.append(db_session().in_transaction())
            yield some

    monkeypatch.setattr(building, "draft_book", watched)
    build(confirmed.id, say_nothing)
    assert seen
    assert not any(seen)


def test_an_import_whose_job_was_lost_has_failed_and_can_be_tried_again(confirmed, run_jobs, db_session):
    assert standing_of(confirmed).stage == "failed"
    ask_again(confirmed)
    assert standing_of(confirmed).stage == "working"
    run_jobs()
    assert db_session.scalar(select(CasebookImport.state)) == ImportState.DONE


def test_only_a_failed_import_is_tried_again(confirmed):
    ask_to_build(confirmed)
    with pytest.raises(ConflictError, match="import-not-failed"):
        ask_again(confirmed)


def test_a_known_file_waits_for_a_word(confirmed, db_session):
    again = hand_in(confirmed.organization_id, Upload("b.txt", BOOK.encode()), NOON, None)
    assert standing_of(again).stage == "question"

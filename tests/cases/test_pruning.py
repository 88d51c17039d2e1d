"""What imports leave behind goes after a time; nothing that anything refers to does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from studyapp.cases import importing, library, pruning
from studyapp.cases.casebook_text import Picture as ReadPicture
from studyapp.cases.choices import Choices
from studyapp.cases.importing import Upload
from studyapp.cases.models import CasebookImport, CaseRevision, ImportState, Picture
from studyapp.cases.pictures import keep_pictures
from studyapp.cases.pruning import Keeping
from studyapp.db import begin_writing
from studyapp.jobs.casebook_imports import hand_in
from studyapp.jobs.importing_at_once import import_casebook
from studyapp.jobs.pruning import EVERY, Pruner, prune_all
from tests.cases import picture_files as files
from tests.cases.books import BOOK
from tests.people.houses import NOON, make_house

KEEPING = Keeping(files_days=180, previews_days=60)
DAY = timedelta(days=1)


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


@pytest.fixture
def built(house):
    return import_casebook(house.organization.id, Upload("书.docx", files.docx(files.drawn())), NOON)


@pytest.fixture
def waiting(house, db_session, run_jobs):
    imported = hand_in(house.organization.id, Upload("待定.txt", BOOK.encode()), NOON, None)
    db_session.commit()
    run_jobs()
    return imported.id


def stored(db_session, import_id):
    db_session.rollback()
    return db_session.execute(
        select(CasebookImport.state, func.length(CasebookImport.content), CasebookImport.reading.is_(None)).where(
            CasebookImport.id == import_id
        )
    ).one()


def only(db_session):
    found = db_session.scalar(select(CasebookImport.id))
    db_session.rollback()
    return found


def test_a_finished_imports_file_goes_in_time_and_its_reading_stays_for_the_source_page(db_session, built, house):
    import_id = only(db_session)
    assert prune_all(KEEPING, NOON + 179 * DAY) == 0
    assert prune_all(KEEPING, NOON + 181 * DAY) == 1
    assert stored(db_session, import_id) == (ImportState.DONE, 0, False)
    imported = importing.get_import(house.organization.id, import_id, with_reading=True)
    assert importing.reading_of(imported).cases
    assert (imported.file_name, len(imported.sha256), imported.size > 0) == ("书.docx", 64, True)
    db_session.rollback()
    assert prune_all(KEEPING, NOON + 182 * DAY) == 0


def test_a_reading_that_no_present_text_came_from_goes_too_and_revisions_stay(db_session, built):
    import_id = only(db_session)
    for revision in db_session.scalars(select(CaseRevision)):
        revision.number = 7  # a later text than the present one: none of the import's is shown any more
    db_session.commit()
    prune_all(KEEPING, NOON + 181 * DAY)
    assert stored(db_session, import_id) == (ImportState.DONE, 0, True)
    assert db_session.scalar(select(func.count()).select_from(CaseRevision)) == 1


def test_a_preview_that_nobody_went_on_with_is_given_up_in_time(db_session, waiting):
    assert prune_all(KEEPING, NOON + 59 * DAY) == 0
    assert prune_all(KEEPING, NOON + 61 * DAY) == 1
    assert stored(db_session, waiting)[:2] == (ImportState.DISCARDED, 0)


def test_a_preview_that_somebody_works_on_is_kept(db_session, waiting, house):
    db_session.rollback()
    begin_writing()
    imported = importing.get_import(house.organization.id, waiting)
    importing.keep_choices(imported, Choices(title="新名"), NOON + 50 * DAY)
    db_session.commit()
    assert prune_all(KEEPING, NOON + 61 * DAY) == 0
    assert stored(db_session, waiting)[0] is ImportState.PREVIEW


def test_a_confirmed_import_is_left_to_its_job(db_session, waiting):
    db_session.get(CasebookImport, waiting).state = ImportState.CONFIRMED
    db_session.commit()
    assert prune_all(KEEPING, NOON + 400 * DAY) == 0


def test_nothing_goes_where_everything_is_kept_for_ever(db_session, built, waiting):
    assert prune_all(Keeping(0, 0), NOON + 4000 * DAY) == 0


def kept(db_session):
    db_session.rollback()
    return db_session.scalar(select(func.count()).select_from(Picture))


def stray(house, db_session, now):
    begin_writing()
    picture = ReadPicture(0, "b" * 64, "image/png", 320, 200, "", files.drawn())
    keep_pictures(house.organization.id, [picture], now)
    db_session.commit()


def test_a_picture_that_no_text_shows_goes_and_those_shown_stay(db_session, built, house):
    stray(house, db_session, NOON)
    assert kept(db_session) == 2
    prune_all(KEEPING, NOON + 61 * DAY)
    assert kept(db_session) == 1
    assert db_session.scalar(select(Picture.sha256)) != "b" * 64


def test_a_picture_that_a_new_import_wants_again_is_kept_for_it(db_session, house):
    stray(house, db_session, NOON)
    later = NOON + 58 * DAY
    begin_writing()
    importing.start_import(house.organization.id, Upload("新.txt", BOOK.encode()), later)
    db_session.commit()
    stray(house, db_session, later + timedelta(hours=1))
    prune_all(KEEPING, NOON + 61 * DAY)
    assert kept(db_session) == 1


def test_what_is_kept_and_due_is_counted_by_organization(db_session, built, waiting, house):
    other = make_house("河西图书馆")
    db_session.commit()
    found = pruning.storage(KEEPING, NOON + 181 * DAY, house.organization.id)
    assert (found.files.count, found.files.due_count) == (1, 1)
    assert (found.under_way.count, found.under_way.due_count) == (1, 1)
    assert (found.pictures.count, found.pictures.due_count) == (1, 0)
    assert found.files.size == found.files.due_size > 0
    elsewhere = pruning.storage(KEEPING, NOON, other.organization.id)
    assert (elsewhere.files.count, elsewhere.under_way.count, elsewhere.pictures.count) == (0, 0, 0)


def test_the_worker_prunes_now_and_then_only(db_session, waiting):
    pruner = Pruner()
    assert pruner.prune_in_time(KEEPING, NOON) == 0
    late = NOON + 61 * DAY
    assert pruner.prune_in_time(KEEPING, late) == 1
    import_id = waiting
    db_session.get(CasebookImport, import_id).state = ImportState.FAILED
    db_session.commit()
    assert pruner.prune_in_time(KEEPING, late + EVERY - timedelta(seconds=1)) == 0
    assert pruner.prune_in_time(KEEPING, late + EVERY) == 1


def test_a_case_is_still_there_with_its_picture_after_pruning(db_session, built, house):
    prune_all(KEEPING, NOON + 400 * DAY)
    book = library.get_casebook(house.organization.id, built.casebook_id)
    assert library.list_cases(book)
    assert kept(db_session) == 1

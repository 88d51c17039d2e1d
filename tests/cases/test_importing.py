"""From an uploaded file to a published casebook, through the real jobs."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from studyapp.cases import importing, library
from studyapp.cases.choices import Choices
from studyapp.cases.importing import Upload
from studyapp.cases.models import Casebook, CasebookImport, CaseRevision, ImportState
from studyapp.cases.revision_rows import case_text
from studyapp.errors import ConflictError, DomainError, NotFoundError, UnreadableFileError
from studyapp.jobs.casebook_imports import ask_again, ask_to_build, ask_to_read
from studyapp.questions.models import Question, QuestionEvidence, QuestionState, QuestionVersion
from studyapp.study.models import Module
from tests.cases.books import BOOK
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def previewed(house, run_jobs):
    imported = importing.start_import(house.organization.id, Upload("社区.txt", BOOK.encode()), NOON)
    ask_to_read(imported)
    run_jobs()
    return importing.get_import(house.organization.id, imported.id, with_reading=True)


def built(imported, run_jobs):
    importing.confirm(imported, importing.case_numbers(imported))
    ask_to_build(imported)
    run_jobs()
    return importing.get_import(imported.organization_id, imported.id)


def count(db_session, model):
    return db_session.scalar(select(func.count()).select_from(model))


def test_a_file_that_was_read_waits_as_a_preview(previewed):
    assert previewed.state == ImportState.PREVIEW
    reading = importing.reading_of(previewed)
    assert [case.text.number for case in reading.cases] == [1, 2, 3]
    assert reading.raw == BOOK


def test_a_confirmed_import_becomes_casebook_cases_questions_and_modules(db_session, previewed, run_jobs):
    done = built(previewed, run_jobs)
    assert done.state == ImportState.DONE
    casebook = library.get_casebook(done.organization_id, done.casebook_id)
    assert [one.number for one in library.list_cases(casebook)] == [1, 2, 3]
    assert count(db_session, Module) == 3
    assert count(db_session, Question) == count(db_session, QuestionVersion) > 3


def test_every_evidence_quotes_its_revision(db_session, previewed, run_jobs):
    built(previewed, run_jobs)
    rows = db_session.execute(
        select(QuestionEvidence, QuestionVersion.revision_id).join(
            QuestionVersion, QuestionVersion.id == QuestionEvidence.version_id
        )
    ).all()
    for proof, revision_id in rows:
        case_id = db_session.get(CaseRevision, revision_id).case_id
        page = library.get_case(previewed.organization_id, case_id)
        text = case_text(page.revision, page.case.number)
        assert text.part(proof.part)[proof.start : proof.end] == proof.quote
    assert rows


def test_questions_wait_for_approval_unless_confident_ones_were_asked_for(db_session, previewed, run_jobs):
    built(previewed, run_jobs)
    assert set(db_session.scalars(select(Question.state))) == {QuestionState.DRAFT}


def test_confident_questions_are_approved_when_the_organizer_asks_for_it(db_session, previewed, run_jobs):
    importing.keep_choices(previewed, Choices(approve_confident=True), NOON)
    built(previewed, run_jobs)
    approved = db_session.execute(
        select(QuestionVersion.confidence, Question.state).join(Question, Question.id == QuestionVersion.question_id)
    ).all()
    assert all((state == QuestionState.APPROVED) == (confidence >= 0.8) for confidence, state in approved)
    assert any(state == QuestionState.APPROVED for _, state in approved)


def test_a_case_left_out_is_not_imported_and_a_renamed_one_bears_its_new_title(previewed, run_jobs):
    importing.keep_choices(previewed, Choices(left_out=frozenset({2}), titles={3: "新的题目"}, title="新的书名"), NOON)
    done = built(previewed, run_jobs)
    casebook = library.get_casebook(done.organization_id, done.casebook_id)
    assert casebook.title == "新的书名"
    cases = library.list_cases(casebook)
    assert [one.number for one in cases] == [1, 2]
    assert cases[1].title == "新的题目"


def test_leaving_out_every_case_is_refused(previewed):
    importing.keep_choices(previewed, Choices(left_out=frozenset({1, 2, 3})), NOON)
    with pytest.raises(DomainError, match="nothing-chosen"):
        importing.confirm(previewed, {1, 2, 3})


def test_a_confirmed_import_takes_no_further_choices(previewed):
    importing.confirm(previewed, {1, 2, 3})
    with pytest.raises(ConflictError):
        importing.keep_choices(previewed, Choices(), NOON)


@pytest.mark.parametrize(("name", "content", "code"), [("", b"x", "file-missing"), ("a.txt", b"", "empty-file")])
def test_nothing_is_kept_of_a_missing_or_empty_file(house, db_session, name, content, code):
    with pytest.raises(UnreadableFileError) as refused:
        importing.start_import(house.organization.id, Upload(name, content), NOON)
    assert refused.value.code == code
    assert count(db_session, CasebookImport) == 0


def test_a_file_above_the_limit_is_refused_with_its_size(house, monkeypatch):
    monkeypatch.setattr(importing, "MAX_UPLOAD_BYTES", 2 * 1024 * 1024)
    with pytest.raises(UnreadableFileError) as refused:
        importing.start_import(house.organization.id, Upload("a.txt", b"x" * (2 * 1024 * 1024 + 1)), NOON)
    assert refused.value.parameters == {"megabytes": 3, "limit": 2}


def test_a_picture_named_txt_fails_with_its_reason_and_leaves_nothing(house, db_session, run_jobs):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(2000)
    imported = importing.start_import(house.organization.id, Upload("a.txt", picture), NOON)
    ask_to_read(imported)
    run_jobs()
    failed = importing.get_import(house.organization.id, imported.id)
    assert (failed.state, failed.error["code"]) == (ImportState.FAILED, "picture-file")
    assert count(db_session, Casebook) == 0


def test_a_failed_reading_is_tried_again(house, db_session, run_jobs):
    imported = importing.start_import(house.organization.id, Upload("a.txt", BOOK.encode()), NOON)
    importing.mark_failed(imported, DomainError("took-too-long", seconds=1))
    ask_again(imported)
    run_jobs()
    assert importing.get_import(house.organization.id, imported.id).state == ImportState.PREVIEW


def test_the_same_bytes_are_recognised_within_the_organization_only(previewed, db_session):
    other = make_house("河西图书馆")
    again = importing.start_import(previewed.organization_id, Upload("换了名字.txt", BOOK.encode()), NOON)
    elsewhere = importing.start_import(other.organization.id, Upload("社区.txt", BOOK.encode()), NOON)
    assert importing.find_earlier(again).id == previewed.id
    assert importing.find_earlier(elsewhere) is None


def test_another_organization_does_not_find_the_import(previewed):
    other = make_house("河西图书馆")
    with pytest.raises(NotFoundError):
        importing.get_import(other.organization.id, previewed.id)


def test_a_discarded_import_is_gone_with_its_text(previewed, db_session):
    importing.discard(previewed)
    assert previewed.reading is None
    with pytest.raises(NotFoundError):
        importing.get_import(previewed.organization_id, previewed.id)

"""flask casebook import: a summary of what was made, or one line and exit status 2."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from studyapp.cases.models import Casebook, CasebookImport
from studyapp.questions.models import Question, QuestionState
from tests.cases.books import BOOK
from tests.people.houses import make_house


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "社区.txt"
    path.write_text(BOOK, encoding="utf-8")
    return path


@pytest.fixture
def run(app, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en")

    def invoke(*arguments, **rest):
        return app.test_cli_runner().invoke(args=["casebook", "import", *map(str, arguments)], **rest)

    return invoke


def count(db_session, model, *conditions):
    db_session.rollback()
    return db_session.scalar(select(func.count()).select_from(model).where(*conditions))


def test_a_file_is_imported_and_summed_up(run, house, book, db_session):
    done = run(book)
    assert done.exit_code == 0, done.output
    assert "3 cases" in done.stdout
    assert "3 modules" in done.stdout
    assert "[no-commentary]" in done.stdout
    assert count(db_session, Casebook) == 1


def test_standard_input_is_taken_for_a_dash(run, house, db_session):
    assert run("-", input=BOOK.encode()).exit_code == 0
    assert count(db_session, Casebook) == 1


def test_approve_approves_confident_questions_only_when_given(run, house, book, db_session):
    run(book)
    assert count(db_session, Question, Question.state == QuestionState.APPROVED) == 0
    run(book, "--twice", "--approve")
    assert count(db_session, Question, Question.state == QuestionState.APPROVED) > 0


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n" + bytes(500), "picture"), ("一二三。".encode(), "No case")],
)
def test_bad_input_is_one_line_and_status_two(run, house, tmp_path, db_session, content, words):
    (tmp_path / "a.txt").write_bytes(content)
    done = run(tmp_path / "a.txt")
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert count(db_session, CasebookImport) == 0


def test_a_path_that_does_not_exist_is_named(run, house):
    done = run("/nirgends/buch.txt")
    assert done.exit_code == 2
    assert "/nirgends/buch.txt" in done.stderr


def test_the_same_file_twice_is_refused_with_what_to_do(run, house, book, db_session):
    run(book)
    done = run(book)
    assert done.exit_code == 2
    assert "--twice" in done.stderr
    assert count(db_session, Casebook) == 1


def test_the_organization_must_be_clear(run, house, book, db_session):
    make_house("河西图书馆")
    db_session.commit()
    unclear = run(book)
    assert unclear.exit_code == 2
    assert "河西图书馆" in unclear.stderr
    assert run(book, "--organization", "河西图书馆").exit_code == 0
    assert run(book, "--organization", "没有的单位").exit_code == 2

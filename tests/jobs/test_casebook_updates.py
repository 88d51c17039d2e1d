"""A new edition brought into its casebook through the real jobs: recognised, chosen, whole, and safe to run twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from studyapp.cases import importing, library
from studyapp.cases.choices import Choices
from studyapp.cases.importing import Upload
from studyapp.cases.models import Case, CaseRevision, ImportState
from studyapp.cases.revision_rows import case_text
from studyapp.jobs.casebook_imports import ask_again, ask_to_build, ask_to_read
from studyapp.jobs.casebook_updates import update
from studyapp.jobs.importing_at_once import Wishes, import_casebook
from studyapp.questions.models import Question, QuestionEvidence, QuestionState, QuestionVersion
from studyapp.study import updating
from studyapp.study.models import Module
from tests.cases.books import BOOK
from tests.people.houses import NOON, make_house

FOURTH = """
案例四 河边的步道

河边原来是一片荒地，居民散步只能绕到大路上。街道用两年时间修了三公里步道，沿路装了六十盏灯、四十张椅子。
步道由街道养护队每周清扫两次，损坏的椅子三天内修好。修成以后，每天早晚走步道的居民超过两千人。
"""
EDITION = BOOK.replace("楼道灯的完好率由61%提高到97%", "楼道灯的完好率由61%提高到98%").replace(
    BOOK[BOOK.index("案例三 ") :], FOURTH.replace("案例四", "案例三")
)


@pytest.fixture
def casebook(db_session):
    house = make_house()
    db_session.commit()
    built = import_casebook(house.organization.id, Upload("书.txt", BOOK.encode()), NOON, Wishes(approve_from=0.0))
    return library.get_casebook(house.organization.id, built.casebook_id)


@pytest.fixture
def edition(casebook, run_jobs):
    def confirmed(choices=Choices(), text=EDITION):  # noqa: B008 - immutable
        imported = importing.start_import(casebook.organization_id, Upload("新版.txt", text.encode()), NOON)
        ask_to_read(imported)
        run_jobs()
        imported = importing.get_import(casebook.organization_id, imported.id, with_reading=True)
        importing.keep_choices(imported, replace(choices, edition_of=casebook.id), NOON)
        importing.confirm_edition(imported, importing.case_numbers(imported))
        ask_to_build(imported)
        return imported

    return confirmed


def cases_of(casebook):
    return [(one.number, one.title) for one in library.list_cases(casebook)]


def texts(casebook, title):
    case_id = next(one.id for one in library.list_cases(casebook) if one.title == title)
    return library.get_case(casebook.organization_id, case_id).revision


def test_changed_cases_get_a_revision_new_ones_join_and_the_others_stay(casebook, edition, run_jobs, db_session):
    ids = {one.title: one.id for one in library.list_cases(casebook)}
    imported = edition()
    run_jobs()
    assert importing.get_import(casebook.organization_id, imported.id).state is ImportState.DONE
    assert cases_of(casebook) == [
        (1, "楼道里的灯由谁来修"),
        (2, "菜场里的公平秤"),
        (3, "河边的步道"),
        (4, "图书角搬进了候诊室"),
    ]
    assert {one.title: one.id for one in library.list_cases(casebook)}.items() >= ids.items()
    assert texts(casebook, "楼道里的灯由谁来修").number == 2
    assert "98%" in texts(casebook, "楼道里的灯由谁来修").body
    assert texts(casebook, "菜场里的公平秤").number == 1


def test_evidence_quotes_the_present_text_of_every_question_that_is_asked(casebook, edition, run_jobs, db_session):
    edition()
    run_jobs()
    rows = db_session.execute(
        select(QuestionEvidence, CaseRevision, Question, Case)
        .join(QuestionVersion, QuestionVersion.id == QuestionEvidence.version_id)
        .join(CaseRevision, CaseRevision.id == QuestionVersion.revision_id)
        .join(
            Question, (Question.id == QuestionVersion.question_id) & (Question.version_number == QuestionVersion.number)
        )
        .join(Case, Case.id == Question.case_id)
        .where(Question.state.in_([QuestionState.APPROVED, QuestionState.DRAFT]))
    ).all()
    assert {revision.number for _, revision, _, _ in rows} == {1, 2}
    for proof, revision, _question, case in rows:
        page = library.get_case(casebook.organization_id, case.id)
        assert revision.number == case.revision_number
        assert case_text(page.revision, 1).part(proof.part)[proof.start : proof.end] == proof.quote


def test_only_questions_on_changed_evidence_wait_again(casebook, edition, run_jobs, db_session):
    def states(title):
        rows = db_session.execute(
            select(Question.state, func.count())
            .join(Case, Case.id == Question.case_id)
            .where(Case.title == title)
            .group_by(Question.state)
        ).all()
        return dict(map(tuple, rows))

    before = states("楼道里的灯由谁来修"), states("菜场里的公平秤")
    edition()
    run_jobs()
    assert states("菜场里的公平秤") == before[1]
    assert states("楼道里的灯由谁来修")[QuestionState.APPROVED] < before[0][QuestionState.APPROVED]


def test_what_is_not_taken_over_stays_as_it_was(casebook, edition, run_jobs):
    edition(Choices(left_out=frozenset({1, 3})))
    run_jobs()
    assert texts(casebook, "楼道里的灯由谁来修").number == 1
    assert len(cases_of(casebook)) == 3


def test_a_case_that_is_taken_out_is_asked_no_more_and_keeps_its_history(casebook, edition, run_jobs, db_session):
    gone = next(one.id for one in library.list_cases(casebook) if one.title == "图书角搬进了候诊室")
    edition(Choices(withdrawn=frozenset({gone})))
    run_jobs()
    entry = next(one for one in library.list_cases(casebook) if one.id == gone)
    assert entry.withdrawn_at is not None
    asked = select(func.count(Question.id)).where(Question.case_id == gone, Question.state == QuestionState.APPROVED)
    assert db_session.scalar(asked) == 0
    assert gone not in [one.id for one in library.known_cases(casebook)]


def test_a_new_case_gets_a_module_of_its_own(casebook, edition, run_jobs, db_session):
    edition()
    run_jobs()
    assert "河边的步道" in db_session.scalars(select(Module.title)).all()


def test_an_interrupted_update_is_taken_up_again_and_does_nothing_twice(
    casebook, edition, db_session, monkeypatch, run_jobs
):
    imported = edition()
    db_session.commit()
    finish = updating.finish_update

    def killed(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(updating, "finish_update", killed)
    with pytest.raises(KeyboardInterrupt):
        update(imported.id, lambda share, note="": None)
    db_session.rollback()
    monkeypatch.setattr(updating, "finish_update", finish)
    assert update(imported.id, lambda share, note="": None).new == 0
    assert texts(casebook, "楼道里的灯由谁来修").number == 2
    assert [title for _, title in cases_of(casebook)].count("河边的步道") == 1
    assert cases_of(casebook)[2] == (3, "河边的步道")
    assert update(imported.id, lambda share, note="": None) is None


def test_an_edition_of_a_casebook_elsewhere_fails_and_changes_nothing(casebook, edition, db_session, run_jobs):
    other = make_house("河西图书馆")
    db_session.commit()
    built = import_casebook(other.organization.id, Upload("书.txt", BOOK.encode()), NOON)
    imported = edition()
    imported.choices = replace(importing.choices_of(imported), edition_of=built.casebook_id).to_dict()
    run_jobs()
    found = importing.get_import(casebook.organization_id, imported.id)
    assert (found.state, found.error["code"]) == (ImportState.FAILED, "casebook-not-found")
    assert db_session.scalar(select(func.max(CaseRevision.number))) == 1
    ask_again(found)

"""The files of a report, opened as their own programs would."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from docx import Document
from flask_babel import force_locale
from openpyxl import load_workbook

from studyapp.exchange.office import as_pdf
from studyapp.exchange.reports.briefing import report_briefing
from studyapp.exchange.reports.workbook import report_workbook
from studyapp.office import has_office
from studyapp.study.attempts import start
from studyapp.study.handing_in import hand_in
from studyapp.study.models import ResponseMark
from studyapp.study.report_figures import FEW, report_figures
from tests.people.houses import NOON
from tests.study.classroom import MINUTE, SECRET, make_classroom

office = pytest.mark.skipif(not has_office(), reason="there is no LibreOffice here: apt-get install libreoffice-writer")


@pytest.fixture
def figures(db_session):
    room = make_classroom()
    attempt = start(room.learner, room.assignment.id, NOON, "1")
    room.answer(attempt, right=2, wrong=2)
    hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET)
    db_session.flush()
    with force_locale("zh"):
        yield report_figures(room.house.actor(room.house.administrator), room.assignment, NOON + timedelta(days=1))


def test_the_workbook_holds_each_question_a_superior_asks(figures):
    book = load_workbook(io.BytesIO(report_workbook(figures)))
    assert book.sheetnames == ["概况", "按部门", "未完成名单", "分数段", "各题正确率", "各案例", "全部人员"]
    assert [row[0].value for row in book["按部门"].iter_rows(min_row=2)] == ["河东图书馆", "　东馆"]
    assert book["按部门"].freeze_panes == "A2"
    questions = list(book["各题正确率"].iter_rows(min_row=2, values_only=True))
    assert len(questions) == 6
    assert all(row[3] for row in questions)
    assert sum(row[5] for row in questions) == pytest.approx(2)


def test_cells_have_their_types_and_no_text_is_a_formula(figures):
    figures = replace(figures, people=[replace(figures.people[0], name="=1+1")])
    content = report_workbook(figures)
    sheet = load_workbook(io.BytesIO(content))["全部人员"]
    name, attempts, best, started = (sheet.cell(2, column) for column in (2, 5, 6, 9))
    assert attempts.data_type == best.data_type == "n"
    assert best.value == pytest.approx(33.3)
    assert started.is_date
    assert name.value == "=1+1"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(one) for one in archive.namelist() if one.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in one for one in sheets)


def test_times_are_those_of_the_organization_s_wall_clock(figures):
    sheet = load_workbook(io.BytesIO(report_workbook(figures)))["全部人员"]
    assert sheet.cell(2, 9).value.hour == 12  # NOON is noon in Shanghai


def test_the_briefing_says_how_it_stands_and_names_who_has_not_finished(figures):
    document = Document(io.BytesIO(report_briefing(figures)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "学习情况通报" in text
    assert "应学 1 人，已通过 0 人（0%）" in text
    assert "东馆（1 人）：学员丙" in text
    assert document.tables[0].cell(0, 0).text == "部门"


def test_a_report_over_nobody_is_made_too(db_session):
    room = make_classroom()
    empty = replace(
        report_figures(room.house.actor(room.house.administrator), room.assignment, NOON),
        units=[],
        people=[],
        questions=[],
        cases=[],
        bands=[0] * 10,
    )
    assert report_workbook(empty).startswith(b"PK")
    assert report_briefing(empty).startswith(b"PK")


def test_an_organizer_s_figures_are_those_of_the_own_units(db_session):
    room = make_classroom()
    other = room.house.actor(room.house.administrator)
    own = room.house.actor(room.house.organizer)
    assert len(report_figures(own, room.assignment, NOON).people) == 1
    assert report_figures(own, room.assignment, NOON).scope == "东馆"
    assert report_figures(other, room.assignment, NOON).scope == "河东图书馆"


def test_a_corrected_mark_replaces_the_first_and_a_withdrawn_question_counts_nowhere(db_session):
    room = make_classroom()
    attempt = start(room.learner, room.assignment.id, NOON, "1")
    room.answer(attempt, right=6)
    hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET)
    first, second = db_session.query(ResponseMark).order_by(ResponseMark.position).limit(2)
    for mark, key_score in ((first, 0.0), (second, None)):
        mark.is_current = False
        db_session.flush()
        same = {name: getattr(mark, name) for name in ("organization_id", "attempt_id", "position", "version_id")}
        db_session.add(ResponseMark(**same, score=1.0, key_score=key_score, details={}))
        db_session.flush()
    figures = report_figures(room.house.actor(room.house.administrator), room.assignment, NOON + timedelta(days=1))
    assert sum(one.answers for one in figures.questions) == 5
    assert sum(one.share for one in figures.questions) == 4
    assert sum(one.answers for one in figures.cases) == 5


@office
def test_the_briefing_becomes_a_pdf_with_its_text(figures, tmp_path):
    content = as_pdf(report_briefing(figures))
    assert content.startswith(b"%PDF")
    assert b"/FontFile" in content


@office
def test_libreoffice_opens_the_workbook_as_it_is(figures, tmp_path):
    program = shutil.which("soffice") or shutil.which("libreoffice")
    (tmp_path / "report.xlsx").write_bytes(report_workbook(figures))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(tmp_path / "report.xlsx")], check=True, capture_output=True, timeout=120)
    assert "两个案例" in (tmp_path / "report.csv").read_text(encoding="utf-8")


def test_characters_that_no_document_may_hold_are_left_out_of_the_briefing(figures):
    question = replace(figures.questions[0], answers=FEW, stem="第\x0b几步？", key="三\x01天")
    person = replace(figures.people[0], name="学\x00员", unit_name="东\x1f馆")
    cases = [replace(figures.cases[0], answers=FEW)]
    figures = replace(figures, title="两\x0c个案例", questions=[question], cases=cases, people=[person])
    texts = [one.text for one in Document(io.BytesIO(report_briefing(figures))).paragraphs]
    assert "《两个案例》" in texts
    assert "1. 第几步？" in texts
    assert any("三天" in text for text in texts)
    assert "东馆（1 人）：学员" in texts

"""A process at rest holds only what it needs: libraries for files are loaded when the first file is read or written."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from flask_babel import force_locale, gettext
from sqlalchemy import select

from studyapp.config import ROOT
from studyapp.db import db
from studyapp.foundation import lay_for_work
from studyapp.people.models import Organization
from tests.people.houses import make_house

FOR_FILES = {"docx", "fontTools", "fpdf", "icalendar", "lxml", "openpyxl", "PIL", "pypdfium2", "striprtf", "xlsxwriter"}
FOR_TEXT = {"jieba", "numpy", "studyapp.cases.reading", "studyapp.cases.segments.assemble"}
FOR_SETTING_UP = {"alembic", "mako", "pygments", "flask_migrate"}
FOR_PAGES = {"flask_login", "flask_wtf", "studyapp.application", "studyapp.web", "wtforms"}


def loaded(tmp_path, program: str) -> set[str]:
    """The modules that a process has loaded that runs these lines, as a running product would."""
    environment = os.environ | {"STUDYAPP_INSTANCE": str(tmp_path), "STUDYAPP_SERVING": "1"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", f"import sys\n{program}\nprint(*sys.modules)"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_server_at_rest_has_no_library_for_files_or_texts(tmp_path):
    assert loaded(tmp_path, "import wsgi") & (FOR_FILES | FOR_TEXT | FOR_SETTING_UP) == set()


def test_the_worker_at_rest_has_none_either_and_no_pages(tmp_path):
    found = loaded(tmp_path, "import studyapp.work\nstudyapp.work.lay_for_work()")
    assert found & (FOR_FILES | FOR_TEXT | FOR_SETTING_UP | FOR_PAGES) == set()


@pytest.mark.parametrize(("locale", "expected"), [("zh", "案例集"), ("en", "Casebooks")])
def test_the_workers_application_speaks_and_reads_the_database(scratch, db_session, locale, expected):
    make_house("河东图书馆")
    db_session.commit()
    app = lay_for_work(scratch.settings)
    with app.app_context(), force_locale(locale):
        assert gettext("Casebooks") == expected
        assert db.session.scalar(select(Organization.name)) == "河东图书馆"
        db.session.remove()
        db.engine.dispose()

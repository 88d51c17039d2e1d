"""What imports have left, for administrators; the same on the command line."""

from __future__ import annotations

import pytest

from studyapp.cases.importing import Upload
from studyapp.jobs.importing_at_once import import_casebook
from tests.cases.books import BOOK
from tests.page import html
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    import_casebook(made.organization.id, Upload("书.txt", BOOK.encode()), NOON)
    return made


def test_an_administrator_sees_what_is_kept_and_for_how_long(client, house):
    client.sign_in(house.administrator)
    page = html(client.get("/admin/storage"))
    assert page.heading == "存储"
    for words in ("已完成导入的文件", "180 天", "60 天"):
        assert words in page.text


def test_others_do_not(client, house):
    client.sign_in(house.organizer)
    assert client.get("/admin/storage").status_code == 403


def test_the_command_line_shows_and_prunes(app, house, db_session):
    db_session.rollback()
    shown = app.test_cli_runner().invoke(args=["storage", "show"])
    assert shown.exit_code == 0
    assert len(shown.output.splitlines()) == 3
    pruned = app.test_cli_runner().invoke(args=["storage", "prune"])
    assert pruned.exit_code == 0

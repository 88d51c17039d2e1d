import sqlite3

import pytest

from tests.people.houses import make_house


@pytest.fixture
def sqlite_only(scratch):
    if not scratch.url.startswith("sqlite"):
        pytest.skip("the command copies SQLite only")


@pytest.mark.usefixtures("sqlite_only")
def test_a_backup_holds_everything(app, db_session, tmp_path):
    make_house()
    db_session.commit()
    file = tmp_path / "copy.sqlite3"
    result = app.test_cli_runner().invoke(args=["backup", "create", str(file)])
    assert result.exit_code == 0, result.output
    with sqlite3.connect(file) as copy:
        assert copy.execute("SELECT name FROM organization").fetchall() == [("河东图书馆",)]


@pytest.mark.usefixtures("sqlite_only")
@pytest.mark.parametrize("name", ["taken", "no/folder/here"])
def test_a_backup_overwrites_nothing(app, tmp_path, name):
    (tmp_path / "taken").write_text("mine")
    result = app.test_cli_runner().invoke(args=["backup", "create", str(tmp_path / name)])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert (tmp_path / "taken").read_text() == "mine"

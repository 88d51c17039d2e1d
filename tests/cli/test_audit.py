import json

import pytest
from sqlalchemy import text

from studyapp.db import db
from studyapp.people.audit import Deed, record
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    made = make_house()
    record(made.actor(made.administrator), Deed("unit.add", "unit", made.east.id), NOON)
    db_session.commit()
    db_session.remove()
    return made


def run(app, *words):
    return app.test_cli_runner().invoke(args=["audit", *words], env={"LANG": "en"})


def test_a_sound_log_says_up_to_where_it_holds(app, house):
    result = run(app, "verify")
    assert result.exit_code == 0
    assert "河东图书馆: holds up to entry 1" in result.output


def test_an_empty_log_holds(app, db_session):
    result = run(app, "verify")
    assert (result.exit_code, result.output) == (0, "The audit log is empty.\n")


def test_an_anchor_is_written_and_accepted(app, house, tmp_path):
    file = tmp_path / "anchor.json"
    assert run(app, "anchor", str(file)).exit_code == 0
    assert json.loads(file.read_text())["anchors"][0]["sequence"] == 1
    assert run(app, "verify", "--anchor", str(file)).exit_code == 0
    assert run(app, "anchor", str(file)).exit_code == 2, "an anchor is never written over"


def test_a_broken_log_is_said_with_its_entry_and_a_status(app, house, tmp_path):
    file = tmp_path / "anchor.json"
    kept = json.loads(run(app, "anchor").output)
    kept["anchors"][0]["sequence"] = 7
    file.write_text(json.dumps(kept))
    result = run(app, "verify", "--anchor", str(file))
    assert result.exit_code == 1
    assert "entry 7 is broken: an anchor knows it, but the log ends before it" in result.output


@pytest.mark.parametrize("content", [None, "{}", "[]", "no json", '{"anchors": [3]}'])
def test_what_is_no_anchor_is_refused_in_one_line(app, db_session, tmp_path, content):
    file = tmp_path / "anchor.json"
    if content is not None:
        file.write_text(content)
    result = run(app, "verify", "--anchor", str(file))
    assert result.exit_code == 2
    assert result.output.count("\n") == 1


def test_the_test_database_keeps_its_guards(app, db_session):
    """Emptying the tables between tests takes the triggers off; they must be back."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's triggers are not taken off")
    found = db_session.scalars(
        text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
    )
    assert set(found) == {"audit_entry_no_update", "audit_entry_no_delete"}

"""The large house of the benchmark holds what the services would have left."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from benchmarks.house import Size, build
from studyapp.db import db
from studyapp.jobs.rebuilding_totals import rebuild_totals
from studyapp.people.models import Organization
from studyapp.questions.models import OptionTotals, QuestionTotals
from studyapp.study.models import Attempt, Enrolment, Response
from studyapp.study.totals import rebuild_enrolments


@pytest.fixture
def house(db_session):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the house is made by SQLite")
    return build(Size(learners=30, units=12, modules=4, responses=600))


def stored(model):
    return {
        (row.version_id, getattr(row, "option", None)): [
            pytest.approx(getattr(row, column.name))
            for column in model.__table__.columns
            if "sum" in column.name or column.name == "n"
        ]
        for row in db.session.scalars(select(model))
    }


def test_the_totals_agree_with_the_rows(house):
    organization_id = db.session.scalar(select(Organization.id))
    assert rebuild_enrolments(organization_id) == 0
    before = [stored(model) for model in (QuestionTotals, OptionTotals)]
    rebuild_totals(organization_id)
    db.session.expire_all()
    assert [stored(model) for model in (QuestionTotals, OptionTotals)] == before
    assert before[0]


def test_the_house_is_as_large_as_asked(house):
    assert db.session.scalar(select(func.count()).select_from(Enrolment)) == 30 * 4
    assert 500 <= db.session.scalar(select(func.count()).select_from(Response)) <= 700
    assert len(set(db.session.scalars(select(Attempt.scaled)))) > 3

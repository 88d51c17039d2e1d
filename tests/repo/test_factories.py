"""The factories make rows that the database accepts."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect

from tests.factories import EVERY_FACTORY, PaperFactory, VersionFactory


@pytest.mark.parametrize("factory", EVERY_FACTORY, ids=lambda factory: factory.__name__)
def test_a_factory_makes_a_row_the_database_accepts(factory, db_session):
    first, second = factory(), factory()
    db_session.commit()
    assert inspect(first).identity != inspect(second).identity


def test_a_paper_has_a_place_for_each_version(db_session):
    paper = PaperFactory(versions=[VersionFactory() for _ in range(3)])
    assert paper.question_count == 3

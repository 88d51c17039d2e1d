"""Every test here looks at a classroom in an open application context."""

from __future__ import annotations

import pytest

from tests.study.classroom import Classroom, make_classroom


@pytest.fixture
def room(db_session) -> Classroom:
    """A learner with an assignment that opened an hour ago."""
    return make_classroom()

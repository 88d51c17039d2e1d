"""What every test can ask for: the application over a real, migrated database, empty at the start of each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from studyapp import create_app
from studyapp.db import db
from studyapp.jobs.running import run_due_jobs
from studyapp.people.models import Account
from tests.database import Scratch, emptied, migrated
from tests.queries import QueryCount, counted
from tests.visitor import Visitor


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Scratch]:
    """A database of this test process: SQLite, or one in the cluster that STUDYAPP_TEST_DATABASE names."""
    with migrated(tmp_path_factory.mktemp("instance"), worker_id) as made:
        yield made


@pytest.fixture(scope="session")
def app(scratch: Scratch) -> Iterator[Flask]:
    """The application, joined as in production; forms are taken without their token."""
    app = create_app(scratch.settings | {"TESTING": True, "WTF_CSRF_ENABLED": False})
    app.test_client_class = Visitor
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def _tables_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "app" in request.fixturenames:
        emptied(request.getfixturevalue("scratch"))


@pytest.fixture
def db_session(app: Flask) -> Iterator[scoped_session[Session]]:
    """The session of an open application context. Requests and jobs run in sessions of their own."""
    with app.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def client(app: Flask, db_session: scoped_session[Session]) -> Visitor:
    """A browser without JavaScript. Before each request the test's own changes are committed, after it forgotten."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def sign_in() -> Callable[[Visitor, Account], Visitor]:
    """`sign_in(client, account)`: signed in without the sign-in page."""

    def signed_in(client: Visitor, account: Account) -> Visitor:
        client.sign_in(account)
        return client

    return signed_in


@pytest.fixture
def run_jobs(db_session: scoped_session[Session]) -> Callable[[], int]:
    """`run_jobs()`: run every due job now, in this process, and return how many."""

    def run() -> int:
        db_session.commit()
        ran = run_due_jobs()
        db_session.expire_all()
        return ran

    return run


@pytest.fixture
def query_count(app: Flask) -> Callable[[], AbstractContextManager[QueryCount]]:
    """`with query_count() as queries: …` and then `queries.statements`."""
    return lambda: counted(app)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of sample material beside the repository, which is not part of it."""
    place = Path(os.environ.get("STUDYAPP_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not place.is_dir():
        pytest.skip(f"sample material is not at {place}; name its place in STUDYAPP_SHARED")
    return place


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys share one server and one browser, so one test process walks them all."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))

from concurrent.futures import ThreadPoolExecutor

import pytest

from studyapp import config


@pytest.mark.parametrize("given", ["postgres://u@h/d", "postgresql://u@h/d"])
def test_a_postgresql_address_names_its_driver(given):
    assert config.from_environment({"DATABASE_URL": given})["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://u@h/d"


def test_cookies_are_secure_when_the_public_address_is_https():
    assert config.from_environment({"PUBLIC_URL": "https://study.example"})["SESSION_COOKIE_SECURE"] is True
    assert config.from_environment({})["SESSION_COOKIE_SECURE"] is False


def test_a_command_writes_no_key(tmp_path):
    folder = tmp_path / "instance"
    assert config.find_secret_key(folder, {"FLASK_RUN_FROM_CLI": "true"})
    assert not folder.exists()


def test_a_server_keeps_one_key_for_its_owner_only(tmp_path):
    folder = tmp_path / "instance"
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: config.find_secret_key(folder, {}), range(32)))
    assert len(keys) == 1
    assert config.find_secret_key(folder, {"FLASK_RUN_FROM_CLI": "true"}) in keys
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret-key"]

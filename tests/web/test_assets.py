from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask import Flask

from studyapp.web import assets
from studyapp.web.assets_build import FOREIGN, SOURCE, build


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    for path in FOREIGN.values():
        (tmp_path / "node_modules" / path).parent.mkdir(parents=True)
        (tmp_path / "node_modules" / path).write_text(f"/* {path} */ " * 50)
    return tmp_path / "node_modules"


@pytest.fixture
def site(modules: Path, tmp_path: Path) -> Flask:
    build(modules, SOURCE, tmp_path / "dist")
    app = Flask(__name__)
    assets.register(app, tmp_path / "dist")
    return app


def address(site: Flask, name: str) -> str:
    with site.test_request_context():
        return site.jinja_env.globals["asset_url"](name)


def test_the_same_content_gets_the_same_name(modules: Path, tmp_path: Path) -> None:
    assert build(modules, SOURCE, tmp_path / "a") == build(modules, SOURCE, tmp_path / "b")


def test_changed_content_gets_another_name(modules: Path, tmp_path: Path) -> None:
    before = build(modules, SOURCE, tmp_path / "dist")
    (modules / FOREIGN["htmx.js"]).write_text("changed")
    after = build(modules, SOURCE, tmp_path / "dist")
    assert before["htmx.js"] != after["htmx.js"]
    assert before["app.css"] == after["app.css"]
    assert not (tmp_path / "dist" / before["htmx.js"]).exists()


def test_files_are_cached_for_a_year_and_never_asked_for_again(site: Flask) -> None:
    response = site.test_client().get(address(site, "app.css"), buffered=True)
    assert response.cache_control.max_age == 365 * 24 * 3600
    assert response.cache_control.immutable
    assert response.mimetype == "text/css"


def test_the_compressed_file_goes_to_who_takes_it(site: Flask) -> None:
    where = address(site, "tabler.css")
    packed = site.test_client().get(where, headers={"Accept-Encoding": "gzip, br"}, buffered=True)
    plain = site.test_client().get(where, headers={"Accept-Encoding": "gzip;q=0"}, buffered=True)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.mimetype == "text/css"
    assert gzip.decompress(packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("name", ["manifest.json", "app.css", "..%2fassets.py"])
def test_only_built_files_are_served(site: Flask, name: str) -> None:
    assert site.test_client().get(f"/assets/{name}").status_code == 404


def test_what_a_learner_loads_first_weighs_at_most_120_kilobytes() -> None:
    manifest = assets.read_manifest()
    if not manifest:
        pytest.skip("the browser's files are not built; run: make setup")
    loaded = ("tabler.css", "app.css", "display.js", "quiz.js", "htmx.js", "mark.svg")
    weight = sum((assets.DIST / f"{manifest[name]}.gz").stat().st_size for name in loaded)
    assert weight + 8_000 <= 120 * 1024  # 8 kB stand for the page itself

from __future__ import annotations

import gzip
import json

import pytest
from flask import Flask, Response, make_response

from studyapp.web import compression

LONG = "先商量后动手。" * 400


@pytest.fixture
def site() -> Flask:
    app = Flask(__name__)
    compression.register(app)
    app.add_url_rule("/page", view_func=lambda: LONG, endpoint="page")
    app.add_url_rule("/short", view_func=lambda: "好", endpoint="short")
    app.add_url_rule("/data", view_func=lambda: {"text": LONG}, endpoint="data")
    app.add_url_rule(
        "/stream", view_func=lambda: Response(iter([LONG]), mimetype="text/event-stream"), endpoint="stream"
    )
    app.add_url_rule("/lines", view_func=lambda: Response(iter([LONG]), mimetype="text/csv"), endpoint="lines")
    app.add_url_rule("/picture", view_func=lambda: Response(b"0" * 4000, mimetype="image/png"), endpoint="picture")
    app.add_url_rule("/packed", view_func=_packed, endpoint="packed")
    return app


def _packed() -> Response:
    response = make_response(gzip.compress(LONG.encode()))
    response.headers["Content-Encoding"] = "gzip"
    return response


def asked(site: Flask, path: str, accepted: str = "gzip, deflate, br") -> Response:
    return site.test_client().get(path, headers={"Accept-Encoding": accepted})


@pytest.mark.parametrize("path", ["/page", "/data", "/packed"])
def test_text_is_compressed_exactly_once(site: Flask, path: str) -> None:
    response = asked(site, path)
    assert response.headers["Content-Encoding"] == "gzip"
    assert int(response.headers["Content-Length"]) == len(response.data) < 1000
    text = gzip.decompress(response.data).decode()
    assert (json.loads(text)["text"] if path == "/data" else text) == LONG
    assert response.vary.find("Accept-Encoding") >= 0


@pytest.mark.parametrize("path", ["/short", "/stream", "/lines", "/picture"])
def test_what_is_short_streamed_or_no_text_is_left_alone(site: Flask, path: str) -> None:
    assert "Content-Encoding" not in asked(site, path).headers


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0"])
def test_who_does_not_take_gzip_gets_plain_text(site: Flask, accepted: str) -> None:
    response = asked(site, "/page", accepted)
    assert response.text == LONG
    assert "Accept-Encoding" in response.headers["Vary"]


def test_every_page_of_the_product_is_compressed(client, db_session):
    response = client.get("/styleguide", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert "研案" in gzip.decompress(response.data).decode()

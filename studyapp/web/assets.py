"""The browser's files: their addresses, and their delivery with a year of caching.

Names carry a hash of the content (`assets_build`), so a delivered file never changes under its address.
"""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory, url_for

DIST = Path(__file__).resolve().parents[1] / "static/dist"
A_YEAR = 365 * 24 * 3600
MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


def read_manifest(dist: Path = DIST) -> dict[str, str]:
    """Return plain name → hashed name; empty when the set-up has not built the files yet."""
    path = dist / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def register(app: Flask, dist: Path = DIST) -> None:
    """Give templates `asset_url(name)` and serve `/assets/<hashed name>`."""
    manifest = read_manifest(dist)
    if not manifest and os.environ.get("FLASK_RUN_FROM_CLI") != "true":  # a command shows no pages
        app.logger.warning("The browser's files are missing, pages will have no style. Run: make setup")
    served = frozenset(manifest.values())

    def asset(name: str) -> Response:
        return _serve(dist, served, name)

    app.add_url_rule("/assets/<name>", view_func=asset)
    app.jinja_env.globals["asset_url"] = partial(_address, manifest)


def _address(manifest: dict[str, str], name: str) -> str:
    return url_for("asset", name=manifest[name] if manifest else name)


def _serve(dist: Path, served: frozenset[str], name: str) -> Response:
    if name not in served:
        abort(404)
    packed = request.accept_encodings.quality("gzip") > 0 and (dist / f"{name}.gz").exists()
    media_type = MEDIA_TYPES.get(Path(name).suffix, "application/octet-stream")
    response = send_from_directory(dist, f"{name}.gz" if packed else name, max_age=A_YEAR, mimetype=media_type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response

"""What lets the product be installed and go on without a network: manifest, service worker, and who is signed in."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from studyapp.web import current
from studyapp.web.assets import DIST, read_manifest

KEEP = "X-Keep-Offline"
SHELL = ("tabler.css", "app.css", "display.js", "offline.js", "quiz.js", "reading.js", "mark.svg")
blueprint = Blueprint("offline", __name__)


@blueprint.get("/service-worker.js")
def worker() -> Response:
    """Return the service worker with the present names of the files it keeps: a new release is a new worker."""
    names = read_manifest()
    address = current_app.jinja_env.globals["asset_url"]
    shell = [address(name) for name in SHELL] if names else []  # type: ignore[operator] # our own function
    code = (DIST / names["service-worker.js"]).read_text(encoding="utf-8") if names else ""
    listed = current_app.json.dumps(shell)
    response = Response(f"const SHELL = {listed};\n{code}", mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    """Return what a phone needs to put the product on its home screen."""
    icon = {"src": current_app.jinja_env.globals["asset_url"]("mark.svg"), "type": "image/svg+xml", "sizes": "any"}  # type: ignore[operator]
    response = jsonify(
        name=_("StudyApp"),
        short_name=_("StudyApp"),
        start_url="/",
        scope="/",
        display="standalone",
        background_color="#fbfaf7",
        theme_color="#fbfaf7",
        icons=[icon | {"purpose": "any"}],
    )
    response.mimetype = "application/manifest+json"
    return response


@blueprint.get("/offline")
def page() -> str:
    """Show what is left to do without a network; kept by the service worker."""
    return render_template("learner/offline.html")


@blueprint.get("/offline/account")
def account() -> ResponseReturnValue:
    """Say who is signed in now, with a fresh token: what waits in the browser is sent for nobody else."""
    return jsonify(account_id=current.actor().account_id, csrf_token=generate_csrf())


def kept_offline(page: str | Response) -> Response:
    """Return a page or picture that the service worker may keep for when there is no network."""
    response = current_app.make_response(page)
    response.headers[KEEP] = "yes"
    return response

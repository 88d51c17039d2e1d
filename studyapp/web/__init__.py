"""Pages: read the request, check permission, call one function, render."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from studyapp.extensions import csrf
from studyapp.web import (
    compression,
    current,
    first_steps,
    health,
    jinja,
    languages,
    navigation,
    offline,
    permissions,
    problems,
    security,
    styleguide,
    template_words,
    transactions,
)
from studyapp.web.admin import blueprint as admin
from studyapp.web.assignments import blueprint as assignments
from studyapp.web.blueprints import blueprint as blueprints
from studyapp.web.certificates import blueprint as certificates
from studyapp.web.dashboard import blueprint as dashboard
from studyapp.web.desk import blueprint as desk
from studyapp.web.invitations import blueprint as invitations
from studyapp.web.learner import blueprint as learner
from studyapp.web.library import blueprint as library
from studyapp.web.live import blueprint as live
from studyapp.web.meetings import blueprint as meetings
from studyapp.web.notices import blueprint as notices
from studyapp.web.people import blueprint as people
from studyapp.web.programmes import blueprint as programmes
from studyapp.web.reminders import blueprint as reminders
from studyapp.web.reports import blueprint as reports
from studyapp.web.roster import blueprint as roster

BLUEPRINTS = (
    health.blueprint,
    offline.blueprint,
    styleguide.blueprint,
    people,
    learner,
    dashboard,
    library,
    desk,
    assignments,
    blueprints,
    meetings,
    live,
    admin,
    certificates,
    roster,
    invitations,
    reports,
    notices,
    reminders,
    programmes,
)


def register(app: Flask) -> None:
    """Join the pages to `app`. The transaction opens first and closes last; only compressing follows."""
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    compression.register(app)
    transactions.register(app)
    current.register(app)
    csrf.init_app(app)
    languages.register(app)
    template_words.register(app)
    permissions.register(app)
    problems.register(app)
    security.register(app)
    jinja.register(app)
    navigation.register(app)
    first_steps.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)

"""Dashboards: who stands where, what is answered worst, and the results as a file."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.dashboard import assignment, export, judgements, overview

blueprint = Blueprint("dashboard", __name__, url_prefix="/overview")

blueprint.add_url_rule("", "home", overview.home)
blueprint.add_url_rule("/assignments/<int:assignment_id>", "assignment", assignment.assignment)
blueprint.add_url_rule("/assignments/<int:assignment_id>/judgements", "judgements", judgements.judgements)
blueprint.add_url_rule("/assignments/<int:assignment_id>/results.csv", "results", export.results)

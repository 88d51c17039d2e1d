"""Dashboards: who stands where, what is answered worst, and the results as a file."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.dashboard import assignment, drill, export, judgements, overview, trend

blueprint = Blueprint("dashboard", __name__, url_prefix="/overview")

blueprint.add_url_rule("", "home", overview.home)
blueprint.add_url_rule("/earlier", "earlier", overview.earlier)
blueprint.add_url_rule("/trend", "trend", trend.trend)
blueprint.add_url_rule("/modules", "modules", drill.modules)
blueprint.add_url_rule("/modules/<int:module_id>", "module", drill.module)
blueprint.add_url_rule("/people/<int:account_id>", "person", drill.person)
blueprint.add_url_rule("/assignments/<int:assignment_id>", "assignment", assignment.assignment)
blueprint.add_url_rule("/assignments/<int:assignment_id>/judgements", "judgements", judgements.judgements)
blueprint.add_url_rule("/assignments/<int:assignment_id>/results.csv", "results", export.results)

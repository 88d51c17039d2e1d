"""Rosters: handing people in as a table, the preview, the template, the export, and links to hand out."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.problems import add_words
from studyapp.web.roster import files, handing_in, links, previewing
from studyapp.web.roster.problems import WORDS

add_words(WORDS)
blueprint = Blueprint("roster", __name__, url_prefix="/admin/people")

blueprint.add_url_rule("/import", "upload", handing_in.upload)
blueprint.add_url_rule("/import", "take_upload", handing_in.take_upload, methods=["POST"])
blueprint.add_url_rule("/imports/<int:roster_id>", "show", previewing.show)
blueprint.add_url_rule("/imports/<int:roster_id>", "take_choice", previewing.take_choice, methods=["POST"])
blueprint.add_url_rule("/imports/<int:roster_id>/progress", "progress", previewing.progress)
blueprint.add_url_rule("/imports/<int:roster_id>/problems.xlsx", "problems", files.problems)
blueprint.add_url_rule("/imports/<int:roster_id>/discard", "discard", handing_in.discard, methods=["POST"])
blueprint.add_url_rule("/template.xlsx", "template", files.template)
blueprint.add_url_rule("/people.xlsx", "export", files.export)
blueprint.add_url_rule("/people.csv", "export_csv", files.export_csv)
blueprint.add_url_rule("/links", "links", links.links)
blueprint.add_url_rule("/links", "show_links", links.show_links, methods=["POST"])
blueprint.add_url_rule("/links.xlsx", "links_file", links.links_file, methods=["POST"])

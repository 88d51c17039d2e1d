"""Casebooks: the list, importing a file, a case with its source, the modules made of it."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.library import (
    arranging,
    casebooks,
    editions,
    glossary,
    imports,
    modules,
    pictures,
    previewing,
    revising,
    revisions,
    searching,
    uploading,
)
from studyapp.web.library.problems import WORDS
from studyapp.web.problems import add_words

add_words(WORDS)
blueprint = Blueprint("library", __name__, url_prefix="/casebooks")

blueprint.add_url_rule("", "casebooks", casebooks.casebooks)
blueprint.add_url_rule("/search", "search", searching.search_page)
blueprint.add_url_rule("/<int:casebook_id>", "casebook", casebooks.casebook)
blueprint.add_url_rule("/<int:casebook_id>/glossary", "glossary", glossary.glossary)
blueprint.add_url_rule("/<int:casebook_id>/glossary", "take_glossary", glossary.take_glossary, methods=["POST"])
blueprint.add_url_rule("/cases/<int:case_id>", "case", casebooks.case)
blueprint.add_url_rule("/cases/<int:case_id>/source", "source", casebooks.source)
blueprint.add_url_rule("/cases/<int:case_id>/revise", "revise", revising.revise)
blueprint.add_url_rule("/cases/<int:case_id>/revise", "take_revision", revising.take_revision, methods=["POST"])
blueprint.add_url_rule("/cases/<int:case_id>/revisions", "revisions", revisions.revisions)
blueprint.add_url_rule("/cases/<int:case_id>/revisions/<int:number>", "revision", revisions.revision)
blueprint.add_url_rule("/cases/<int:case_id>/revisions/<int:number>", "restore", revisions.restore, methods=["POST"])
blueprint.add_url_rule("/cases/<int:case_id>/pictures", "pictures", pictures.pictures)
blueprint.add_url_rule("/cases/<int:case_id>/pictures", "take_pictures", pictures.take_pictures, methods=["POST"])
blueprint.add_url_rule("/pictures/<int:shown_id>", "picture", pictures.picture)
blueprint.add_url_rule("/modules/<int:module_id>", "module", modules.module)
blueprint.add_url_rule("/modules/<int:module_id>", "take_module", modules.take_module, methods=["POST"])

blueprint.add_url_rule("/import", "upload", uploading.upload)
blueprint.add_url_rule("/import", "take_upload", uploading.take_upload, methods=["POST"])
blueprint.add_url_rule("/imports/<int:import_id>", "imported", imports.imported)
blueprint.add_url_rule("/imports/<int:import_id>", "take_preview", previewing.take_preview, methods=["POST"])
blueprint.add_url_rule("/imports/<int:import_id>/cases/<int:number>", "arrange", arranging.arrange)
blueprint.add_url_rule(
    "/imports/<int:import_id>/cases/<int:number>", "take_arrangement", arranging.take_arrangement, methods=["POST"]
)
blueprint.add_url_rule("/imports/<int:import_id>/edition", "edition", editions.edition)
blueprint.add_url_rule("/imports/<int:import_id>/edition", "take_edition", editions.take_edition, methods=["POST"])
blueprint.add_url_rule("/imports/<int:import_id>/lines/<int:at>", "line", arranging.line)
blueprint.add_url_rule("/imports/<int:import_id>/lines/<int:at>", "take_line", arranging.take_line, methods=["POST"])
blueprint.add_url_rule("/imports/<int:import_id>/progress", "progress", imports.progress)
blueprint.add_url_rule("/imports/<int:import_id>/again", "import_again", imports.import_again, methods=["POST"])
blueprint.add_url_rule("/imports/<int:import_id>/retry", "retry", imports.retry, methods=["POST"])
blueprint.add_url_rule("/imports/<int:import_id>/preview", "reopen", imports.reopen, methods=["POST"])
blueprint.add_url_rule("/imports/<int:import_id>/discard", "discard", imports.discard)
blueprint.add_url_rule("/imports/<int:import_id>/discard", "take_discard", imports.take_discard, methods=["POST"])

"""Reports people hand in: asking for one, its progress, downloading it."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from studyapp.web.problems import add_words
from studyapp.web.reports import making

add_words(
    {
        "pdf-failed": _l("The document could not be turned into a PDF. Take the .docx and print it to PDF."),
        "pdf-needs-office": _l(
            "To make a PDF, this server needs LibreOffice, which is not installed. Take the .docx and print it to PDF."
        ),
        "pdf-took-too-long": _l("Making the PDF took longer than %(seconds)s seconds and was stopped. Take the .docx."),
        "report-kind-unknown": _l("Choose a workbook, a document or a PDF."),
        "report-not-found": _l("This report is not among yours, or was removed."),
        "report-not-ready": _l("The report is still being made. Wait a moment and reload the page."),
        "report-not-yours": _l("You may not see this assignment any more, so no report was made."),
    }
)
blueprint = Blueprint("reports", __name__, url_prefix="/reports")

blueprint.add_url_rule("/assignments/<int:assignment_id>", "index", making.index)
blueprint.add_url_rule("/assignments/<int:assignment_id>", "make", making.make, methods=["POST"])
blueprint.add_url_rule("/<int:report_id>/progress", "progress", making.progress)
blueprint.add_url_rule("/<int:report_id>/file", "file", making.file)
blueprint.add_url_rule("/<int:report_id>/remove", "remove", making.remove, methods=["POST"])

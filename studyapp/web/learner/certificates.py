"""One's certificates: the list, one to print, and the same as PDF."""

from __future__ import annotations

from flask import Response, render_template, url_for
from flask_babel import gettext as _

from studyapp.db import begin_writing, db
from studyapp.exchange.certificate_pdf import certificate_pdf
from studyapp.study import certificates as service
from studyapp.web import current
from studyapp.web.certificate_words import certificate_words, link_of
from studyapp.web.downloads import download
from studyapp.web.learner.settling import receipt_secret
from studyapp.web.qr_code import qr_code
from studyapp.web.transactions import own_transaction


@own_transaction
def certificates() -> str:
    """Show the list; what was passed without a certificate gets one herewith."""
    actor = current.actor()
    if service.is_own_missing(actor):
        db.session.rollback()
        begin_writing()
        service.issue_own(actor, receipt_secret())
        db.session.commit()
    return render_template("learner/certificates.html", certificates=service.list_own(actor))


def certificate(certificate_id: int) -> str:
    """Show one, as it also prints."""
    found = service.get_own(current.actor(), certificate_id)
    return render_template(
        "learner/certificate.html",
        certificate=found,
        words=certificate_words(found),
        code=qr_code(link_of(found)),
        pdf_url=url_for("learner.certificate_file", certificate_id=found.id),
    )


def certificate_file(certificate_id: int) -> Response:
    """Send one as PDF."""
    found = service.get_own_valid(current.actor(), certificate_id)
    name = f"{_('Certificate')}-{found.title}.pdf"
    return download(certificate_pdf(certificate_words(found)), name, f"certificate-{found.number}.pdf")

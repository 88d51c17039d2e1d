"""What a certificate says, in the language of the request, and where its QR code leads."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from studyapp.exchange.certificate_pdf import CertificateWords
from studyapp.study.certificate_models import Certificate
from studyapp.study.certificates import code_of
from studyapp.study.models import QuizMode
from studyapp.web.learner.settling import receipt_secret
from studyapp.web.public_addresses import public_address
from studyapp.web.times import whole_day_words


def certificate_words(one: Certificate) -> CertificateWords:
    """Return the words of a certificate."""
    rule = (
        _("The module was studied and its exam passed.")
        if one.mode is QuizMode.EXAM
        else _("The module was studied and its quiz passed.")
    )
    return CertificateWords(
        title=_("Certificate of study"),
        name=one.name,
        body=_(
            "has completed the study assignment %(title)s on %(day)s. %(rule)s",
            title=_titles(one),
            day=whole_day_words(one.issued_at),
            rule=rule,
        ),
        organization=one.organization_name,
        day=whole_day_words(one.issued_at),
        facts=[(_("Number"), one.number), (_("Check code"), code_of(one, receipt_secret()))],
        scan=_("Scan to check that it is genuine"),
        link=link_of(one),
    )


def _titles(one: Certificate) -> str:
    if one.title == one.module_title:
        return str(_("“%(title)s”", title=one.title))
    return str(_("“%(title)s” (module “%(module)s”)", title=one.title, module=one.module_title))


def link_of(one: Certificate) -> str:
    """Return the address of the public page that checks a certificate."""
    path = url_for("certificates.check", number=one.number, code=code_of(one, receipt_secret()))
    return public_address(path)

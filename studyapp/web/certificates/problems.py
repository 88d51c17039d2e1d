"""What can go wrong with certificates, in words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WORDS: dict[str, LazyString] = {
    "certificate-not-found": _l("There is no such certificate here."),
    "certificate-revoked": _l("This certificate was revoked; its page says why."),
    "certificate-unknown": _l(
        "No certificate has this number and this check code. Compare both with the paper, letter by letter."
    ),
    "pdf-needs-font": _l(
        "The server has no Chinese font, so no PDF can be made. Print the page instead, or ask your "
        "administrator to install fonts-noto-cjk."
    ),
    "revocation-reason": _l("Say why, in at most %(most)s characters."),
}

"""The pictures of a case: shown to organizers, described by them, and hidden where they say nothing."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp.cases import library
from studyapp.cases.pictures import Description, describe_pictures, get_content, list_pictures
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.case_pictures import answered


def picture(shown_id: int) -> Response:
    """Answer with a picture of one's organization."""
    _, found = get_content(current.actor().organization_id, shown_id)
    return answered(found)


def pictures(case_id: int) -> ResponseReturnValue:
    """Show the pictures of a case with what is said of them."""
    page = library.get_case(current.actor().organization_id, case_id)
    return render_template("library/pictures.html", page=page, pictures=list_pictures(page.revision))


def take_pictures(case_id: int) -> ResponseReturnValue:
    """Keep what is said of the pictures, and which are shown."""
    actor = current.actor()
    page = library.get_case(actor.organization_id, case_id)
    shown = set(request.form.getlist("shown", type=int))
    described = {
        one.sha256: Description(request.form.get(f"alt-{one.id}", one.alt), one.id not in shown)
        for one in list_pictures(page.revision)
    }
    describe_pictures(page.case, described)
    note(Deed("case.describe-pictures", "case", case_id))
    flash(_("Saved."), "success")
    return redirect(url_for("library.case", case_id=case_id), 303)

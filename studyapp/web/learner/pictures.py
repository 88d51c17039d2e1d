"""The pictures of a case that one may read; those of a commentary once it was opened."""

from __future__ import annotations

from flask import Response

from studyapp import clock
from studyapp.cases.pictures import get_content
from studyapp.errors import NotFoundError
from studyapp.study.reading import find_case
from studyapp.web import current
from studyapp.web.case_pictures import answered
from studyapp.web.offline import kept_offline


def picture(assignment_id: int, case_id: int, shown_id: int) -> Response:
    """Answer with a picture of a case of one's assignment."""
    actor = current.actor()
    shown, found = get_content(actor.organization_id, shown_id)
    case = find_case(actor, assignment_id, case_id, clock.now(), shown.revision_id)
    if shown.is_hidden or (shown.part == "commentary" and case.commentary_opened_at is None):
        raise NotFoundError("picture-not-found")
    return kept_offline(answered(found))

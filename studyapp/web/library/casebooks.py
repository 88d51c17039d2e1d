"""The library: casebooks, one casebook, one case, and its source."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from studyapp.cases import importing, library
from studyapp.cases.casebook_text import Span
from studyapp.cases.choices import arranged
from studyapp.cases.models import CaseRevision, RevisionCommentary
from studyapp.cases.pictures import ShownPicture, list_pictures
from studyapp.cases.preview import OpenCase, open_case
from studyapp.errors import NotFoundError
from studyapp.questions.bank import count_by_case, count_by_casebook
from studyapp.questions.models import QuestionState
from studyapp.study.modules import list_modules
from studyapp.web import current
from studyapp.web.case_paragraphs import Paragraph, case_paragraphs, heading_spans
from studyapp.web.case_pictures import PictureView, by_paragraph, within
from studyapp.web.library import words


def casebooks() -> ResponseReturnValue:
    """Show the organization's casebooks, and the imports that wait."""
    organization_id = current.actor().organization_id
    entries = library.list_casebooks(organization_id)
    counts = count_by_casebook([entry.casebook.id for entry in entries])
    return render_template(
        "library/casebooks.html",
        rows=[
            {
                "title": (entry.casebook.title, url_for("library.casebook", casebook_id=entry.casebook.id)),
                "case_count": entry.case_count,
                "published_at": entry.casebook.published_at,
                **_counted(counts[entry.casebook.id]),
            }
            for entry in entries
        ],
        waiting=importing.list_waiting(organization_id),
    )


def casebook(casebook_id: int) -> ResponseReturnValue:
    """Show a casebook: its cases and its modules."""
    organization_id = current.actor().organization_id
    found = library.get_casebook(organization_id, casebook_id)
    cases = library.list_cases(found)
    counts = count_by_case([one.id for one in cases])
    modules = list_modules(organization_id, found.id)
    return render_template(
        "library/casebook.html",
        casebook=found,
        cases=[
            {
                "number": one.number,
                "title": (one.title, url_for("library.case", case_id=one.id)),
                "length": one.length,
                "flags": one.flags,
                "withdrawn_at": one.withdrawn_at,
                **_counted(counts[one.id]),
            }
            for one in cases
        ],
        modules=[
            {
                "title": (entry.module.title, url_for("library.module", module_id=entry.module.id)),
                "case_count": entry.case_count,
                "question_count": entry.module.question_count,
            }
            for entry in modules
        ],
        words=words,
    )


def _counted(counts: dict[QuestionState, int]) -> dict[str, int]:
    return {state.value: counts.get(state, 0) for state in (QuestionState.APPROVED, QuestionState.DRAFT)}


def case(case_id: int) -> ResponseReturnValue:
    """Show a case with its commentary."""
    page = library.get_case(current.actor().organization_id, case_id)
    revision = page.revision
    paragraphs = case_paragraphs(revision.body, heading_spans(revision.body, revision.sections))
    shown = list_pictures(revision)
    return render_template(
        "library/case.html",
        page=page,
        paragraphs=paragraphs,
        pictures=by_paragraph(paragraphs, within(shown, "body"), _picture_url),
        has_pictures=bool(shown),
        commentaries=_commentaries(revision, shown),
        counts=_counted(count_by_case([case_id])[case_id]),
        words=words,
    )


def _commentaries(
    revision: CaseRevision, shown: list[ShownPicture]
) -> list[tuple[RevisionCommentary, list[Paragraph], dict[int, list[PictureView]]]]:
    """Offsets count in all commentaries joined by a line break."""
    paragraphs = case_paragraphs("\n".join(one.text for one in revision.commentaries))
    said, start = [], 0
    for one in revision.commentaries:
        end = start + len(one.text)
        own = [paragraph for paragraph in paragraphs if start <= paragraph.start < end]
        said.append((one, own, by_paragraph(own, within(shown, "commentary", start, end), _picture_url)))
        start = end + 1
    return said


def _picture_url(shown_id: int) -> str:
    return url_for("library.picture", shown_id=shown_id)


def source(case_id: int) -> ResponseReturnValue:
    """Show where a case stood in the file, and what was done to it."""
    page = library.get_case(current.actor().organization_id, case_id)
    return render_template("library/source.html", page=page, opened=_opened(page), words=words)


def _opened(page: library.CasePage) -> OpenCase | None:
    """Return the case as it was imported; None when its import is gone."""
    if page.revision.import_id is None:
        return None
    try:
        imported = importing.get_import(page.case.organization_id, page.revision.import_id, with_reading=True)
    except NotFoundError:
        return None
    choices = importing.choices_of(imported)
    laid = arranged(importing.reading_of(imported), choices)
    place = Span(*page.revision.source_map["raw_spans"]["case"])
    numbers = [one.text.number for one in laid.cases if one.raw_spans.case == place]
    return open_case(laid, choices, numbers[0]) if numbers else None

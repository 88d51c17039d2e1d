"""Reading a case, and opening its commentary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from studyapp import clock
from studyapp.cases.glossary import key_terms
from studyapp.cases.models import CaseRevision, RevisionCommentary
from studyapp.cases.pictures import ShownPicture, list_pictures
from studyapp.db import begin_writing, db
from studyapp.errors import ConflictError
from studyapp.people.actor import Actor
from studyapp.questions.models import QuestionEvidence
from studyapp.study import reading
from studyapp.study.highlights import list_highlights
from studyapp.study.module_page import list_own_steps
from studyapp.study.predictions import commentary_points, find_judgement
from studyapp.study.reading_places import find_place
from studyapp.study.results import find_marked
from studyapp.study.reviewing import find_proof
from studyapp.web import current
from studyapp.web.case_paragraphs import Paragraph, case_paragraphs, heading_spans
from studyapp.web.case_pictures import PictureView, by_paragraph, within
from studyapp.web.offline import kept_offline
from studyapp.web.problems import words_for
from studyapp.web.stances import STANCES
from studyapp.web.transactions import own_transaction


@dataclass(frozen=True, slots=True)
class ShownCommentary:
    """One expert's words, ready for the page."""

    heading: str
    by: str | None
    paragraphs: list[Paragraph]
    pictures: dict[int, list[PictureView]]


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents: its words and the id of the paragraph it stands at."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Said:
    """A judgement as it was written and could not be kept, with the sentence that says why."""

    stance: str
    line: str
    problem: str


@own_transaction
def case(assignment_id: int, case_id: int) -> ResponseReturnValue:
    """Show a case, opened herewith; with `?attempt=…&question=…` or `?review=…` proofs are marked."""
    return kept_offline(case_page(current.actor(), assignment_id, case_id))


def case_page(actor: Actor, assignment_id: int, case_id: int, said: Said | None = None) -> str:
    """Return the page of a case; with `said` what was wrong with a judgement."""
    now = clock.now()
    marks, revision_id = _marks(actor)
    opened = reading.find_case(actor, assignment_id, case_id, now, revision_id)
    if not opened.is_recorded:
        db.session.rollback()
        begin_writing()
        opened = reading.open_case(actor, assignment_id, case_id, now, revision_id)
        db.session.commit()
    body = [(one.start, one.end) for one in marks if one.part == "body"]
    own = list_highlights(actor, opened.revision)
    paragraphs = case_paragraphs(
        opened.revision.body,
        heading_spans(opened.revision.body, opened.revision.sections),
        body,
        [one.span for one in own if one.span is not None],
    )
    pictures = list_pictures(opened.revision)
    url_of = partial(_picture_url, assignment_id, case_id)
    return render_template(
        "learner/case.html",
        case=opened,
        paragraphs=paragraphs,
        pictures=by_paragraph(paragraphs, within(pictures, "body"), url_of),
        terms=key_terms(opened.revision),
        contents=_contents(opened.revision, paragraphs),
        commentaries=_commentaries(opened.commentaries, marks, pictures, url_of),
        steps=list_own_steps(actor, assignment_id),
        highlights=own,
        place=find_place(actor, case_id, opened.revision.id),
        judgement=find_judgement(actor, assignment_id, case_id),
        points=commentary_points(opened),
        stances=STANCES,
        said=said,
        keeps_offline=True,
        is_marked=bool(marks),
    )


def open_commentary(assignment_id: int, case_id: int) -> ResponseReturnValue:
    """Record that the commentary was opened, and show it; where a judgement is wanted first, ask for it."""
    try:
        reading.open_commentary(current.actor(), assignment_id, case_id, clock.now())
    except ConflictError as error:
        if error.code != "prediction-first":
            raise
        db.session.rollback()
        flash(words_for(error.code, error.parameters), "warning")
        return redirect(url_for("learner.case", assignment_id=assignment_id, case_id=case_id, _anchor="judgement"), 303)
    review_id = request.form.get("review", type=int)
    if review_id is not None:
        return redirect(url_for("learner.review", review_id=review_id), 303)
    attempt_id = request.form.get("attempt", type=int)
    if attempt_id is not None:
        position = request.form.get("question", 1, type=int)
        return redirect(url_for("learner.result", attempt_id=attempt_id, _anchor=f"q{position}"), 303)
    return redirect(url_for("learner.case", assignment_id=assignment_id, case_id=case_id, _anchor="commentary"), 303)


def _picture_url(assignment_id: int, case_id: int, shown_id: int) -> str:
    return url_for("learner.picture", assignment_id=assignment_id, case_id=case_id, shown_id=shown_id)


def _marks(actor: Actor) -> tuple[Sequence[QuestionEvidence], int | None]:
    review_id = request.args.get("review", type=int)
    if review_id is not None:
        return find_proof(actor, review_id, clock.now())
    attempt_id, position = request.args.get("attempt", type=int), request.args.get("question", type=int)
    if attempt_id is None or position is None:
        return (), None
    return find_marked(actor, attempt_id, position, clock.now())


def _contents(revision: CaseRevision, paragraphs: Sequence[Paragraph]) -> list[Heading]:
    entries = []
    for start, end in heading_spans(revision.body, revision.sections):
        holder = next((one for one in reversed(paragraphs) if one.start <= start), None)
        if holder is not None:
            entries.append(Heading(revision.body[start:end].strip("：:。 "), f"p{holder.start}"))
    return entries


def _commentaries(
    commentaries: Sequence[RevisionCommentary],
    marks: Sequence[QuestionEvidence],
    pictures: Sequence[ShownPicture],
    url_of: Callable[[int], str],
) -> list[ShownCommentary]:
    """Offsets count in all commentaries joined by a line break, so that evidence finds its place and ids differ."""
    spans = [(one.start, one.end) for one in marks if one.part == "commentary"]
    paragraphs = case_paragraphs("\n".join(one.text for one in commentaries), (), spans)
    shown, offset = [], 0
    for one in commentaries:
        end = offset + len(one.text)
        own = [paragraph for paragraph in paragraphs if offset <= paragraph.start < end]
        seen = by_paragraph(own, within(pictures, "commentary", offset, end), url_of)
        shown.append(ShownCommentary(one.heading, one.by, own, seen))
        offset = end + 1
    return shown

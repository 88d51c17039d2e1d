"""A drawn paper to look at, with its keys: for organizers alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.questions.models import Question, QuestionVersion
from studyapp.study.papers import Drawn


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """A question on the paper; `options` are (text, is key) in the order shown."""

    question_id: int
    case_title: str
    kind: str
    bloom: str
    stem: str
    options: tuple[tuple[str, bool], ...]


def look_at(drawn: Sequence[Drawn]) -> list[DrawnQuestion]:
    """Return the questions of a paper in their order; one query."""
    rows = db.session.execute(
        select(QuestionVersion, Case.title)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Case, Case.id == Question.case_id)
        .where(QuestionVersion.id.in_([one.version_id for one in drawn]))
    )
    found = {version.id: (version, title) for version, title in rows}
    return [_shown(*found[one.version_id], one.option_order) for one in drawn]


def _shown(version: QuestionVersion, case_title: str, order: Sequence[int]) -> DrawnQuestion:
    options = tuple((str(version.options[place]["text"]), bool(version.options[place]["is_key"])) for place in order)
    return DrawnQuestion(version.question_id, case_title, version.kind, version.bloom, version.stem, options)

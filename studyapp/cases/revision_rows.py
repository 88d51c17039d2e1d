"""A case's text as a row and as a value: what reading, engine and corrections work on, and how it is kept."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from studyapp.cases.casebook_text import (
    CasePicture,
    CaseText,
    Commentary,
    PartSpan,
    Piece,
    RawSpans,
    ReadCase,
    Section,
    Span,
)
from studyapp.cases.models import CaseRevision, RevisionCommentary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from studyapp.cases.models import Case
    from studyapp.cases.pictures import ShownPicture

TITLE_LENGTH = 300


def revision_row(case: Case, read: ReadCase, now: datetime, import_id: int | None) -> CaseRevision:
    """Return the row that keeps a text as the case's present revision."""
    text = read.text
    return CaseRevision(
        organization_id=case.organization_id,
        case_id=case.id,
        import_id=import_id,
        number=case.revision_number,
        label=_cut(text.label, 50),
        title=case.title,
        subtitle=_cut(text.subtitle, 300),
        place=_cut(text.place, 200),
        body=text.body,
        sections=[{"heading": one.heading, "start": one.start, "end": one.end} for one in text.sections],
        flags=list(text.flags),
        suspects=[{"part": one.part, "start": one.start, "end": one.end} for one in text.suspects],
        discussion_prompts=list(read.discussion_prompts),
        source_map=_source_map(read),
        created_at=now,
        commentaries=[
            RevisionCommentary(
                organization_id=case.organization_id,
                position=position,
                heading=one.heading[:50],
                by=_cut(one.by, 100),
                text=one.text,
                raw_start=one.raw.start,
                raw_end=one.raw.end,
            )
            for position, one in enumerate(text.commentaries, 1)
        ],
    )


def _cut(text: str | None, length: int) -> str | None:
    return None if text is None else text[:length]


def _source_map(read: ReadCase) -> dict[str, Any]:
    """Pieces are kept as [raw start, raw end, length in the part]."""
    spans = read.raw_spans
    return {
        "raw_spans": {
            "case": list(spans.case),
            "title": list(spans.title) if spans.title else None,
            "body": list(spans.body),
            "commentary": list(spans.commentary) if spans.commentary else None,
        },
        "body": _mapped(read.body_pieces),
        "commentary": _mapped(read.commentary_pieces),
    }


def _mapped(pieces: Sequence[Piece]) -> list[list[int]]:
    return [[one.raw.start, one.raw.end, len(one.text)] for one in pieces]


def case_text(revision: CaseRevision, number: int) -> CaseText:
    """Return a revision, its commentaries loaded, as the value that the question engine reads."""
    return CaseText(
        number=number,
        title=revision.title,
        body=revision.body,
        label=revision.label,
        subtitle=revision.subtitle,
        place=revision.place,
        commentaries=tuple(
            Commentary(one.heading, one.by, one.text, Span(one.raw_start, one.raw_end)) for one in revision.commentaries
        ),
        sections=tuple(Section(one["heading"], one["start"], one["end"]) for one in revision.sections),
        flags=tuple(revision.flags),
        suspects=tuple(PartSpan(one["part"], one["start"], one["end"]) for one in revision.suspects),
    )


def read_case(revision: CaseRevision, number: int, pictures: Sequence[ShownPicture] = ()) -> ReadCase:
    """Return a revision, its commentaries loaded, with its pictures and its way back to the source, where known."""
    text = case_text(revision, number)
    kept = revision.source_map
    spans = kept.get("raw_spans", {})
    return ReadCase(
        text=text,
        raw_spans=RawSpans(
            _span(spans.get("case")) or Span(0, 0),
            _span(spans.get("title")),
            _span(spans.get("body")) or Span(0, 0),
            _span(spans.get("commentary")),
        ),
        body_pieces=_pieces(kept.get("body", ()), text.part("body")),
        commentary_pieces=_pieces(kept.get("commentary", ()), text.part("commentary")),
        discussion_prompts=tuple(revision.discussion_prompts),
        pictures=tuple(
            CasePicture(one.part, one.offset, one.sha256, one.alt, one.is_hidden)  # type: ignore[arg-type]
            for one in pictures
        ),
    )


def _span(kept: Sequence[int] | None) -> Span | None:
    return Span(*kept) if kept else None


def _pieces(kept: Sequence[Sequence[int]], text: str) -> tuple[Piece, ...]:
    places = pairwise(accumulate((length for _, _, length in kept), initial=0))
    return tuple(
        Piece(Span(start, end), text[at:stop]) for (start, end, _), (at, stop) in zip(kept, places, strict=True)
    )

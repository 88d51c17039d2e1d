"""A read casebook in the form that the command line promises to scripts: keys are added, never changed or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studyapp.cases.casebook_text import Picture, ReadCase, ReadCasebook, Span


def as_json(book: ReadCasebook) -> dict[str, Any]:
    """Return the book as plain lists and dictionaries; all offsets are half-open string indices."""
    source = book.source
    return {
        "source": {
            "name": source.name,
            "format": source.format,
            "encoding": source.encoding,
            "sha256": source.sha256,
            "characters": source.characters,
        },
        "title": book.title,
        "introduction": book.introduction,
        "cases": [_case(case, {one.sha256: one for one in book.pictures}) for case in book.cases],
        "repairs": [
            {"kind": one.kind, "raw": list(one.raw), "old": one.old, "new": one.new, "reason": one.reason}
            for one in book.repairs
        ],
        "suspects": [{"raw": list(one.raw), "text": one.text, "reason": one.reason} for one in book.suspects],
        "left_over": [{"raw": list(one.raw), "why": one.why} for one in book.left_over],
    }


def _case(case: ReadCase, pictures: dict[str, Picture]) -> dict[str, Any]:
    text, spans = case.text, case.raw_spans
    return {
        "number": text.number,
        "label": text.label,
        "title": text.title,
        "subtitle": text.subtitle,
        "place": text.place,
        "body": text.body,
        "commentary": text.commentary,
        "commentaries": [
            {"heading": one.heading, "by": one.by, "text": one.text, "raw": list(one.raw)} for one in text.commentaries
        ],
        "sections": [{"heading": one.heading, "start": one.start, "end": one.end} for one in text.sections],
        "discussion_prompts": list(case.discussion_prompts),
        "flags": list(text.flags),
        "pictures": [
            {
                "part": one.part,
                "offset": one.offset,
                "alt": one.alt,
                "sha256": one.sha256,
                "media_type": pictures[one.sha256].media_type,
                "width": pictures[one.sha256].width,
                "height": pictures[one.sha256].height,
            }
            for one in case.pictures
        ],
        "raw_spans": {
            "case": list(spans.case),
            "title": _span(spans.title),
            "body": list(spans.body),
            "commentary": _span(spans.commentary),
        },
    }


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span is not None else None

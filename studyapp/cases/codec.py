"""A read casebook as plain data and back: for the stored preview, and for the pipe from the child process."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from studyapp.cases.casebook_text import (
    CasePicture,
    CaseText,
    Commentary,
    LeftOver,
    PartSpan,
    Picture,
    Piece,
    RawSpans,
    ReadCase,
    ReadCasebook,
    Repair,
    Section,
    Source,
    Span,
    Suspect,
)


def to_dict(book: ReadCasebook) -> dict[str, Any]:
    """Return the book as dictionaries, lists, strings and numbers that JSON can hold; pictures without their bytes."""
    plain: dict[str, Any] = asdict(replace(book, pictures=()))
    plain["pictures"] = [[one.at, one.sha256, one.media_type, one.width, one.height, one.alt] for one in book.pictures]
    return plain


def from_dict(data: dict[str, Any]) -> ReadCasebook:
    """Return the book that `to_dict` was given. Lists that came through JSON become tuples again."""
    return ReadCasebook(
        source=Source(**data["source"]),
        raw=data["raw"],
        title=data["title"],
        introduction=data["introduction"],
        cases=tuple(_case(one) for one in data["cases"]),
        repairs=tuple(
            Repair(one["kind"], Span(*one["raw"]), one["old"], one["new"], one["reason"]) for one in data["repairs"]
        ),
        suspects=tuple(Suspect(Span(*one["raw"]), one["text"], one["reason"]) for one in data["suspects"]),
        left_over=tuple(LeftOver(Span(*one["raw"]), one["why"]) for one in data["left_over"]),
        structure=tuple(Span(*one) for one in data["structure"]),
        introduction_pieces=_pieces(data["introduction_pieces"]),
        pictures=tuple(Picture(*one) for one in data.get("pictures", ())),
    )


def _case(data: dict[str, Any]) -> ReadCase:
    return ReadCase(
        text=_case_text(data["text"]),
        raw_spans=_raw_spans(data["raw_spans"]),
        body_pieces=_pieces(data["body_pieces"]),
        commentary_pieces=_pieces(data["commentary_pieces"]),
        discussion_prompts=tuple(data["discussion_prompts"]),
        pictures=tuple(CasePicture(*one) for one in data.get("pictures", ())),
    )


def _case_text(data: dict[str, Any]) -> CaseText:
    return CaseText(
        number=data["number"],
        title=data["title"],
        body=data["body"],
        label=data["label"],
        subtitle=data["subtitle"],
        place=data["place"],
        commentaries=tuple(
            Commentary(one["heading"], one["by"], one["text"], Span(*one["raw"])) for one in data["commentaries"]
        ),
        sections=tuple(Section(one["heading"], one["start"], one["end"]) for one in data["sections"]),
        flags=tuple(data["flags"]),
        suspects=tuple(PartSpan(*one) for one in data["suspects"]),
    )


def _raw_spans(data: dict[str, Any]) -> RawSpans:
    title, commentary = data["title"], data["commentary"]
    return RawSpans(
        Span(*data["case"]),
        Span(*title) if title else None,
        Span(*data["body"]),
        Span(*commentary) if commentary else None,
    )


def _pieces(data: list[Any]) -> tuple[Piece, ...]:
    return tuple(Piece(Span(*raw), text) for raw, text in data)

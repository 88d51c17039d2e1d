"""A record in words: the facts and parts of the minutes, for the page and for the document alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from studyapp.exchange.minutes_document import Part, Photo, as_minutes
from studyapp.meetings.models import StepKind
from studyapp.web.meetings.words import STEPS
from studyapp.web.times import clock_words, moment_words

Record = Mapping[str, Any]


def shown_record(record: Record) -> tuple[list[tuple[str, str]], list[Part]]:
    """Return the facts as (label, text), and the headed parts."""
    parts = [_attendance(record), _agenda(record), *_cases(record), *_votes(record), *_asked(record), *_typed(record)]
    return _facts(record), parts


def document(kind: str, record: Record, sha256: str | None, photos: Sequence[Photo]) -> bytes:
    """Return the minutes as a file of that kind, docx or pdf; what is not confirmed says so."""
    facts, parts = shown_record(record)
    if photos:
        parts = [*parts, Part(_("Photographs"), photos=photos)]
    foot = [_("Draft: not confirmed yet.")]
    if sha256 is not None:
        when = moment_words(datetime.fromisoformat(record["confirmed_at"]))
        foot = [
            _("Confirmed by %(name)s, %(moment)s.", name=record["confirmed_by"], moment=when),
            _("Fingerprint (SHA-256): %(code)s", code=sha256),
        ]
    title = _("Minutes of the study session")
    if kind == "docx":
        return as_minutes(title, facts, parts, foot)
    from studyapp.exchange.minutes_pdf import as_minutes_pdf  # noqa: PLC0415 - loaded on use, with its library

    return as_minutes_pdf(title, facts, parts, foot)


def _facts(record: Record) -> list[tuple[str, str]]:
    began, ended = datetime.fromisoformat(record["began_at"]), datetime.fromisoformat(record["ended_at"])
    return [
        (_("Subject"), record["title"]),
        (_("Organization"), f"{record['organization']} · {'、'.join(record['units'])}"),
        (_("Time"), f"{moment_words(began)}–{clock_words(ended)}"),
        (_("Place"), record["place"] or "–"),
        (_("Host"), record["host"] or "–"),
        (_("Recorder"), record["recorder"] or "–"),
    ]


def _attendance(record: Record) -> Part:
    numbers = record["numbers"]
    lines = [
        _(
            "Expected %(expected)d, present %(present)d, late %(late)d, left early %(left)d, excused %(excused)d, "
            "absent %(absent)d, guests %(guests)d.",
            expected=numbers["expected"],
            present=numbers["present"],
            late=numbers["late"],
            left=numbers["left_early"],
            excused=numbers["excused"],
            absent=numbers["absent"],
            guests=numbers["guests"],
        )
    ]
    for label, names in (
        (_("Present"), record["present"]),
        (_("Late"), record["late"]),
        (_("Left early"), record["left_early"]),
        (_("Excused"), record["excused"]),
        (_("Absent"), record["absent"]),
        (_("Guests"), record["guests"]),
    ):
        if names:
            lines.append(_("%(label)s: %(names)s", label=label, names="、".join(names)))
    return Part(_("Attendance"), lines)


def _agenda(record: Record) -> Part:
    held = [one for one in record["agenda"] if one["was_held"]] or record["agenda"]
    names = [one["title"] or str(STEPS[StepKind(one["kind"])]) for one in held]
    return Part(_("Agenda"), [f"{number}. {name}" for number, name in enumerate(names, 1)])


def _cases(record: Record) -> list[Part]:
    parts = []
    for case in record["cases"]:
        lines = [case["brief"]]
        for one in case["commentaries"]:
            label = _("Commentary by %(name)s", name=one["by"]) if one["by"] else _("Commentary")
            lines.append(_("%(label)s: %(names)s", label=label, names=one["brief"]))
        parts.append(Part(_("Case: %(title)s", title=case["title"]), lines))
    return parts


def _votes(record: Record) -> list[Part]:
    parts = []
    for vote in record["votes"]:
        heading = _("Vote %(number)d", number=vote["number"])
        if vote["repeats"]:
            heading = _(
                "Vote %(number)d, after the discussion (first: %(first)d)", number=vote["number"], first=vote["repeats"]
            )
        lines = [vote["prompt"]]
        if vote["moved"] is not None:
            both = ngettext("%(num)d person voted both times", "%(num)d people voted both times", vote["both"])
            moved = ngettext("%(num)d changed their mind", "%(num)d changed their minds", vote["moved"])
            lines.append(f"{both} · {moved}")
        if vote["lines"] is None:
            lines.append(_("Fewer than three people answered without names, so nothing is shown."))
        rows = [
            (_("%(text)s (the key)", text=one["text"]) if one["is_key"] else one["text"], str(one["count"]))
            for one in vote["lines"] or []
        ]
        table = ([_("Answer"), _("People or points")], rows, (120, 40)) if rows else None
        parts.append(Part(heading, lines, table))
    return parts


def _asked(record: Record) -> list[Part]:
    if not record["asked"]:
        return []
    return [Part(_("Questions from the floor"), [f"· {one['text']}" for one in record["asked"]])]


def _typed(record: Record) -> list[Part]:
    parts = []
    if record["points"]:
        parts.append(Part(_("Main points of the discussion"), [record["points"]]))
    if record["summary"]:
        parts.append(Part(_("Summing up"), [record["summary"]]))
    if record["to_dos"]:
        rows = [(one["what"], one["person"] or "–", one["due_on"] or "–") for one in record["to_dos"]]
        parts.append(Part(_("To be done"), (), ([_("What"), _("By whom"), _("Until")], rows, (90, 40, 30))))
    return parts

"""The first visit's checklist in words and links; templates ask for it where a step begins or has just been done."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from studyapp.study.first_steps import FirstStep, FirstSteps, find_first_steps
from studyapp.web import current


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the checklist; `other` are further ways as (label, address)."""

    label: LazyString
    hint: LazyString
    button: LazyString
    url: str
    is_done: bool
    is_next: bool
    is_questions: bool
    other: tuple[tuple[LazyString, str], ...] = ()


def register(app: Flask) -> None:
    """Give every template `first_steps()`; only those that show the checklist call it."""
    app.jinja_env.globals.update(first_steps=first_steps)


def first_steps() -> list[StepLine]:
    """Return the checklist of the signed-in person; empty once the first assignment is given."""
    person = current.person()
    if person is None or person.actor is None or not person.actor.is_organizer:
        return []
    found = find_first_steps(person.actor)
    return [_line(found, step) for step in FirstStep] if found else []


_WORDS = {
    FirstStep.CASEBOOK: (
        _l("Import a casebook"),
        _l("A Word file, a web page or plain text. You see what was understood before anything is kept."),
        _l("Import"),
    ),
    FirstStep.QUESTIONS: (
        _l("Approve questions"),
        _l("They make themselves from the cases. Approve the certain ones at once, or each by itself."),
        _l("To the questions"),
    ),
    FirstStep.PEOPLE: (
        _l("Add your people"),
        _l("A list from Excel or WPS, or a link or QR code through which they join by themselves."),
        _l("Hand in a list"),
    ),
    FirstStep.ASSIGNMENT: (
        _l("Give the first module"),
        _l("Whom, until when. The module has made itself from the casebook."),
        _l("Give a module"),
    ),
}


def _line(found: FirstSteps, step: FirstStep) -> StepLine:
    label, hint, button = _WORDS[step]
    others: dict[FirstStep, tuple[tuple[LazyString, str], ...]] = {
        FirstStep.PEOPLE: ((_l("Invite by link or QR code"), url_for("invitations.index")),)
    }
    return StepLine(
        label=label,
        hint=hint,
        button=button,
        url=_address(found, step),
        is_done=step in found.done,
        is_next=step is found.next_step,
        is_questions=step is FirstStep.QUESTIONS,
        other=others.get(step, ()),
    )


def _address(found: FirstSteps, step: FirstStep) -> str:
    if step is FirstStep.CASEBOOK:
        return url_for("library.upload")
    if step is FirstStep.QUESTIONS:
        return url_for("desk.casebook", casebook_id=found.casebook_id) if found.casebook_id else url_for("desk.home")
    if step is FirstStep.PEOPLE:
        return url_for("roster.upload")
    return url_for("assignments.new", unit=found.unit_id)

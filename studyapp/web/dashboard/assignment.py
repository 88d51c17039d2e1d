"""One assignment: who stands where, per unit and per person, and what is answered worst."""

from __future__ import annotations

from dataclasses import asdict
from itertools import takewhile
from typing import Any

from flask import render_template, request
from flask_babel import lazy_gettext as _l

from studyapp import clock
from studyapp.study import assignment_people, dashboards
from studyapp.study.assignment_people import PersonFilter, PersonPage
from studyapp.study.assignments import get_assignment, may_manage
from studyapp.study.counts import Counts, UnitCounts
from studyapp.study.weak_questions import count_unmeasured, weakest_questions
from studyapp.web import current
from studyapp.web.dashboard.sentences import band_words, bands_sentence, standing_sentence

FEW_UNITS = 30
FILTERS = {
    "": _l("Everybody"),
    "unfinished": _l("Not passed"),
    "not_started": _l("Not started"),
    "under_way": _l("Under way"),
    "not_passed": _l("Tried, not passed yet"),
    "passed": _l("Passed"),
    "overdue": _l("Overdue"),
}
ORDERS = {
    "unit": _l("by unit"),
    "name": _l("by name"),
    "state": _l("by state"),
    "score": _l("lowest score first"),
    "activity": _l("longest inactive first"),
}


def assignment(assignment_id: int) -> str:
    """Show the dashboard of one assignment."""
    actor, now = current.actor(), clock.now()
    found = get_assignment(actor, assignment_id)
    phase = dashboards.phase_of(found, now)
    units = dashboards.unit_counts(actor, found.id)
    # An administrator also sees people whose unit was removed; the tree alone would miss them.
    whole = dashboards.assignment_counts(actor, found.id) if actor.is_administrator else _sum(units)
    chosen = chosen_people()
    people = assignment_people.list_people(actor, found, chosen, now)
    bands = dashboards.score_bands(actor, found.id)
    return render_template(
        "dashboard/assignment.html",
        assignment=found,
        phase=phase,
        sentence=standing_sentence(units, whole, phase, found.closes_at, now),
        whole=whole,
        units=[_unit_row(unit) for unit in near(units, chosen.unit_id)],
        choices=[(unit.unit_id, "　" * unit.depth + unit.name) for unit in units],
        is_part=len(units) > len(near(units, chosen.unit_id)),
        bands=[{"band": band_words(band), "people": count} for band, count in enumerate(bands)],
        bands_sentence=bands_sentence(bands, found.pass_mark),
        weak=weakest_questions(actor, found.module_id),
        unmeasured=count_unmeasured(actor, found.module_id),
        people=people,
        chosen=chosen,
        filters=FILTERS,
        orders=ORDERS,
        pages=_page_arguments(chosen, people),
        may_manage=may_manage(actor, found),
        reminding={name: value for name, value in _arguments(chosen).items() if name != "order"},
    )


def near(units: list[UnitCounts], unit_id: int | None) -> list[UnitCounts]:
    """Return the chosen unit, or the highest ones, each with the units right below; all where they are few."""
    if unit_id is None and len(units) <= FEW_UNITS:
        return units
    place = next((place for place, unit in enumerate(units) if unit.unit_id == unit_id), None)
    if place is None:
        return [unit for unit in units if unit.depth <= 1]
    below = takewhile(lambda unit: unit.depth > units[place].depth, units[place + 1 :])
    return [units[place], *(unit for unit in below if unit.depth == units[place].depth + 1)]


def _sum(units: list[UnitCounts]) -> Counts:
    return sum((unit.own for unit in units), Counts())


def chosen_people() -> PersonFilter:
    """Return which people the address asks for."""
    state, order = request.args.get("state", ""), request.args.get("order", "unit")
    return PersonFilter(
        state=state if state in FILTERS else "",
        unit_id=request.args.get("unit", type=int),
        name=request.args.get("name", "").strip()[:100],
        order=order if order in ORDERS else "unit",
        page=request.args.get("page", 1, type=int),
    )


def _unit_row(unit: UnitCounts) -> dict[str, Any]:
    whole = unit.whole
    return {
        "unit_id": unit.unit_id,
        "unit": "　" * unit.depth + unit.name,
        "people": whole.total,
        "under_way": whole.under_way,
        "unfinished": whole.unfinished,
        "share": whole.share_passed,
        **asdict(whole),
    }


def _page_arguments(chosen: PersonFilter, people: PersonPage) -> dict[str, dict[str, Any] | None]:
    """Return the address arguments of the pages before and after, None where there is none."""
    arguments = _arguments(chosen)
    return {
        "before": {**arguments, "page": people.page - 1} if people.page > 1 else None,
        "after": {**arguments, "page": people.page + 1} if people.page < people.pages else None,
    }


def _arguments(chosen: PersonFilter) -> dict[str, Any]:
    kept = {"state": chosen.state, "unit": chosen.unit_id, "name": chosen.name, "order": chosen.order}
    return {key: value for key, value in kept.items() if value}

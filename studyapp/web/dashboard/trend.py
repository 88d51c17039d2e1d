"""Over weeks: what was begun and passed, what is retained, and who needs help and why."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import gettext, ngettext

from studyapp import clock
from studyapp.people.organizations import list_units
from studyapp.study import trend as figures
from studyapp.study.trend import HelpLine, Retained, Week
from studyapp.web import current


def trend() -> str:
    """Show the weeks of one's units, or of one unit with those below it."""
    actor, now = current.actor(), clock.now()
    units = list_units(actor)
    chosen = request.args.get("unit", type=int)
    unit_id = chosen if chosen in {unit.id for unit in units} else None
    weeks = figures.weekly(actor, now, unit_id)
    kept = figures.retained(actor, unit_id)
    top = min((unit.depth for unit in units), default=0)
    return render_template(
        "dashboard/trend.html",
        units=[(unit.id, "　" * (unit.depth - top) + unit.name) for unit in units],
        unit_id=unit_id,
        gathered_at=figures.gathered_at(actor),
        weeks=[_week_row(week) for week in weeks],
        weeks_sentence=weeks_sentence(weeks),
        retained=[_retained_row(one) for one in kept if one.reviews],
        retained_sentence=retained_sentence(kept),
        help_needed=[(one, reasons(one)) for one in figures.help_needed(actor, unit_id)],
    )


def weeks_sentence(weeks: list[Week]) -> str:
    """Return the sentence for the weeks: the last whole one against the one before."""
    if not weeks:
        return str(gettext("Nothing has been begun yet."))
    if len(weeks) < 3:
        return str(
            ngettext("%(num)d assignment passed this week.", "%(num)d assignments passed this week.", weeks[-1].passed)
        )
    last, before = weeks[-2].passed, weeks[-3].passed
    if last == before:
        return str(gettext("Last week %(last)d were passed, as many as the week before.", last=last))
    if last > before:
        return str(
            gettext(
                "Last week %(last)d were passed, %(more)d more than the week before.", last=last, more=last - before
            )
        )
    return str(
        gettext("Last week %(last)d were passed, %(fewer)d fewer than the week before.", last=last, fewer=before - last)
    )


def retained_sentence(kept: list[Retained]) -> str:
    """Return the sentence for what is retained."""
    known = [one for one in kept if one.share is not None]
    if not known:
        return str(gettext("There are no reviews after a week or more yet."))
    parts = [
        gettext("after %(days)d days %(share)d %% were still known", days=one.days, share=round((one.share or 0) * 100))
        for one in known
    ]
    return str(gettext("In reviews, %(parts)s.", parts=gettext(", ").join(parts)))


def reasons(one: HelpLine) -> list[str]:
    """Return why somebody needs help, the gravest first."""
    found = [
        (one.used_up, gettext("no attempt left in %(num)d", num=one.used_up)),
        (one.failed, gettext("failed at least twice in %(num)d", num=one.failed)),
        (one.overdue, gettext("overdue in %(num)d", num=one.overdue)),
        (one.idle, gettext("begun and left for a week in %(num)d", num=one.idle)),
    ]
    return [str(words) for count, words in found if count]


def _week_row(week: Week) -> dict[str, Any]:
    return {"week": f"{week.monday:%m-%d}", "started": week.started, "passed": week.passed}


def _retained_row(one: Retained) -> dict[str, Any]:
    return {
        "after": gettext("after %(days)d days", days=one.days),
        "share": one.share,
        "reviews": one.reviews,
    }

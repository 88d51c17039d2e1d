"""A roster on its way: reading, preview with every problem line, taking, and the counts at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp.jobs.rosters import ask_to_apply, work_of
from studyapp.people.audit import Deed
from studyapp.people.roster import imports
from studyapp.people.roster.judging import Action, Judged, Verdict, judge
from studyapp.people.roster.models import RosterImport, RosterState
from studyapp.web import current
from studyapp.web.admin.forms import ROLE_WORDS
from studyapp.web.auditing import note
from studyapp.web.problems import words_for
from studyapp.web.roster.problems import CHANGE_WORDS, NOTE_WORDS, line_words

SHOWN = 200
_LOST = "job-lost"


def show(roster_id: int) -> ResponseReturnValue:
    """Show where the roster stands."""
    roster = imports.get_roster(current.actor(), roster_id, with_lines=True)
    if roster.state == RosterState.PREVIEW:
        return _preview(roster)
    job = work_of(roster)
    is_failed = roster.state == RosterState.FAILED or (
        roster.state != RosterState.DONE and (job is None or not job.is_open)
    )
    if is_failed:
        error = roster.error or (job.error if job else None) or {"code": _LOST, "parameters": {}}
        reason = words_for(error["code"], error["parameters"])
        return render_template("roster/failed.html", roster=roster, reason=reason)
    if roster.state == RosterState.DONE:
        return render_template("roster/done.html", roster=roster, result=roster.result or {})
    return render_template("roster/working.html", roster=roster, job=job, doing=_doing(roster))


def progress(roster_id: int) -> Response:
    """Answer the page's question how far the work is; when it has ended, lead to what comes next."""
    roster = imports.get_roster(current.actor(), roster_id)
    job = work_of(roster)
    if roster.state in {RosterState.UPLOADED, RosterState.CONFIRMED} and job is not None and job.is_open:
        return make_response(render_template("roster/progress.html", roster=roster, job=job, doing=_doing(roster)))
    response = make_response("", 200)
    response.headers["HX-Redirect"] = url_for("roster.show", roster_id=roster.id)
    return response


def take_choice(roster_id: int) -> ResponseReturnValue:
    """Keep the choices, or confirm and have the roster taken."""
    actor = current.actor()
    roster = imports.get_roster(actor, roster_id)
    options = replace(
        imports.options_of(roster),
        skip_bad=request.form.get("problems") == "skip",
        create_units=actor.is_administrator and "create_units" in request.form,
        move="move" in request.form,
    )
    imports.choose(roster, options)
    if request.form.get("action") == "confirm":
        imports.confirm(roster)
        ask_to_apply(roster)
        deed = Deed("roster.confirm", "roster_import", roster.id, {"file": roster.file_name, **options.to_dict()})
        note(deed)
    return redirect(url_for("roster.show", roster_id=roster.id), 303)


def _preview(roster: RosterImport) -> str:
    actor, options = current.actor(), imports.options_of(roster)
    verdict = judge(actor, imports.lines_of(roster), options)
    counts = verdict.counts
    error = roster.error
    return render_template(
        "roster/preview.html",
        roster=roster,
        options=options,
        counts={action.value: counts[action] for action in Action},
        problems=[_problem_row(one) for one in verdict.problems[:SHOWN]],
        by_kind=_by_kind(verdict),
        good=[_good_row(one) for one in verdict.lines if one.action in {Action.ADD, Action.UPDATE}][:SHOWN],
        new_units=["/".join(path) for path in verdict.new_units],
        has_unknown_units=any(one.problem == "unit-unknown" for one in verdict.problems),
        seen=imports.seen_in(roster),
        refused=words_for(error["code"], error["parameters"]) if error else None,
        most=SHOWN,
        may_create=actor.is_administrator,
    )


def _by_kind(verdict: Verdict) -> list[tuple[str, int]]:
    """Return the most frequent problems in the words of their first line, with how many lines have each."""
    counts = Counter(one.problem for one in verdict.problems)
    examples = {one.problem: one for one in reversed(verdict.problems)}
    return [(line_words(code or "", examples[code].about), count) for code, count in counts.most_common(5)]


def _problem_row(one: Judged) -> dict[str, object]:
    return {**_said(one), "problem": line_words(one.problem or "", one.about)}


def _good_row(one: Judged) -> dict[str, object]:
    changes = [str(CHANGE_WORDS[code]) for code in one.changes]
    return {**_said(one), "what": _("new") if one.action is Action.ADD else "、".join(changes)}


def _said(one: Judged) -> dict[str, object]:
    line = one.line
    return {
        "line": line.line,
        "name": line.name,
        "sign_in_name": line.sign_in_name,
        "unit": "/".join(line.unit) or "–",
        "role": str(ROLE_WORDS[line.role]),
    }


def _doing(roster: RosterImport) -> str:
    job = work_of(roster)
    return str(NOTE_WORDS.get(job.note if job else "", NOTE_WORDS[""]))

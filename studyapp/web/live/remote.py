"""The host's remote on a phone, and the projector that it moves."""

from __future__ import annotations

from typing import Any

import segno
from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.errors import ConflictError
from studyapp.meetings import conducting, voting
from studyapp.meetings.access import get_managed, get_study_session, may_manage
from studyapp.meetings.figures import answers
from studyapp.meetings.floor import list_asked
from studyapp.meetings.models import StudySession
from studyapp.meetings.moves import Move, next_move
from studyapp.meetings.people_named import names_of
from studyapp.meetings.roll import count_roll, list_roll
from studyapp.meetings.room import Stage, count_room, find_stage, has_commentary, shown_on_projector
from studyapp.meetings.room_models import RoundKind, RoundState
from studyapp.meetings.rounds import list_rounds
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.live.addresses import join_address
from studyapp.web.live.audience import Desk
from studyapp.web.live.lines import EventStream
from studyapp.web.live.shift_picture import draw_shift
from studyapp.web.live.streams import watcher
from studyapp.web.problems import words_for


def remote(study_session_id: int) -> str:
    """Show what the room shows, what comes next, and everything else that can be done."""
    return _remote(get_managed(current.actor(), study_session_id))


def move(study_session_id: int) -> ResponseReturnValue:
    """Move the room; a remote that is behind is shown where the room is now."""
    actor, now = current.actor(), clock.now()
    get_managed(actor, study_session_id)  # nobody learns what could be done in a room that is not theirs
    word = request.form.get("move", "")
    if word not in set(Move):
        abort(400)
    about = request.form.get("about", type=int)
    command = conducting.Command(Move(word), about, request.form.get("seen", -1, type=int))
    try:
        found = conducting.conduct(actor, study_session_id, command, now)
    except ConflictError as error:
        found = get_managed(actor, study_session_id)
        return _remote(found, words_for(error.code, error.parameters)), error.status
    if command.move in {Move.BEGIN, Move.END}:
        note(Deed(f"study-session.{word}", "study_session", found.id, {}))
    if command.move is Move.END:
        flash(_("The study session has ended. The roll is closed; now look through the minutes."), "success")
        return redirect(url_for("meetings.show", study_session_id=found.id), 303)
    return _back(study_session_id)


def take_over(study_session_id: int) -> ResponseReturnValue:
    """Host from now on."""
    actor, now = current.actor(), clock.now()
    found = conducting.take_over(actor, study_session_id, now)
    note(Deed("study-session.take-over", "study_session", found.id, {}))
    flash(_("You are the host now."), "success")
    return _back(study_session_id)


def take_hands(study_session_id: int, number: int) -> ResponseReturnValue:
    """Write down the raised hands of a round."""
    given = [one.strip() or "0" for one in request.form.getlist("hands")]
    hands = [int(one) if one.isascii() and one.isdecimal() and len(one) < 6 else -1 for one in given]
    voting.count_hands(current.actor(), study_session_id, number, hands)
    note(Deed("study-session.hands", "study_session", study_session_id, {"round": number, "after": hands}))
    flash(_("The raised hands are counted."), "success")
    return _back(study_session_id)


def projector(study_session_id: int) -> str:
    """Show the one thing that the room looks at."""
    actor = current.actor()
    found = get_study_session(actor, study_session_id)
    stage = find_stage(found, clock.now())
    numbers = count_roll(list_roll(found)) if stage.scene == "arriving" or found.state == "planned" else None
    return render_template(
        "live/projector.html",
        meeting=found,
        stage=stage,
        counts=count_room(found.id),
        numbers=numbers,
        address=join_address(found),
        code=_code(join_address(found)),
        picture=draw_shift(stage.shift) if stage.shift else None,
        asked=shown_on_projector(stage.floor),
        next=_next(found, stage) if found.host_id == actor.account_id else None,
    )


def desk_stream(study_session_id: int) -> Response:
    """Tell remote and projector when to look again, and how many are there and have answered."""
    number, follow = get_study_session(current.actor(), study_session_id).event_number, watcher()
    return EventStream(lambda line: follow.add_desk(study_session_id, number, Desk(line)))


def desk_state(study_session_id: int) -> dict[str, int]:
    """Answer a desk that cannot have a stream: the number of the last event, and the counts."""
    found = get_study_session(current.actor(), study_session_id)
    present, answered = count_room(found.id)
    return {"number": found.event_number, "present": present, "answered": answered}


def _remote(found: StudySession, problem: str = "") -> str:
    actor = current.actor()
    stage = find_stage(found, clock.now())
    rounds = list_rounds(found.id)
    one = stage.round
    counts_hands = one is not None and one.state is not RoundState.PREPARED
    counts_hands = counts_hands and one.kind not in {RoundKind.TEXT, RoundKind.RANKING} if one else False
    return render_template(
        "live/remote.html",
        meeting=found,
        stage=stage,
        rounds=rounds,
        counts=count_room(found.id),
        next=_next(found, stage),
        is_host=found.host_id == actor.account_id,
        host=names_of([found.host_id]).get(found.host_id, ""),
        floor=list_asked(found.id, with_hidden=True),
        hands=_hands(one) if one and counts_hands else [],
        named=voting.list_named(one) if one and not one.is_anonymous and counts_named(one.state) else [],
        may_manage=may_manage(actor, found),
        problem=problem,
    )


def counts_named(state: RoundState) -> bool:
    """Say whether the names of a round's ballots are listed: once it is closed."""
    return state in {RoundState.CLOSED, RoundState.REVEALED}


def _hands(one: Any) -> list[tuple[str, int]]:
    raised = voting.find_hands(one.id)
    return [(text, raised.get(index, 0)) for index, (text, _) in enumerate(answers(one.kind, one.options))]


def _next(found: StudySession, stage: Stage) -> object:
    return next_move(found, stage.steps, list_rounds(found.id), has_commentary=has_commentary(found, stage))


def _code(address: str) -> str:
    """Return the address as a QR code, an SVG of our own making."""
    made = segno.make(address, error="m", micro=False)
    return str(made.svg_inline(scale=1, border=2, omitsize=True, svgclass="qr", lineclass=None, light="#fff"))


def _back(study_session_id: int) -> ResponseReturnValue:
    place = "live.projector" if request.form.get("from") == "projector" else "live.remote"
    return redirect(url_for(place, study_session_id=study_session_id), 303)

"""A blueprint's form, the live word on what the bank carries, and a paper drawn to look at."""

from __future__ import annotations

from random import Random

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.errors import DomainError, NotFoundError
from studyapp.people.audit import Deed
from studyapp.questions.draft import BLOOMS as LEVELS
from studyapp.questions.draft import KINDS as ALL_KINDS
from studyapp.study import blueprints
from studyapp.study.blueprint_draw import Wanted
from studyapp.study.blueprint_models import Dimension
from studyapp.study.candidates import UNSCORED
from studyapp.study.drawn_papers import look_at
from studyapp.study.models import Module, QuizMode
from studyapp.study.modules import get_module, list_module_cases
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.desk.problems import BLOOMS, KINDS
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


def edit(module_id: int, mode: str) -> str:
    """Show the blueprint with what the bank has for every number."""
    found = get_module(current.actor().organization_id, module_id)
    return _page(found, _mode(mode), _present(found, _mode(mode)))


def take_edit(module_id: int, mode: str) -> ResponseReturnValue:
    """Keep the blueprint, or say what contradicts itself."""
    actor = current.actor()
    found, wanted = get_module(actor.organization_id, module_id), _sent()
    try:
        blueprints.keep_blueprint(actor, found, _mode(mode), wanted, clock.now())
    except DomainError as error:
        return _page(found, _mode(mode), wanted, words_for(error.code, error.parameters)), 422
    note(Deed("blueprint.change", "module", found.id, {"mode": mode, "questions": wanted.count}))
    flash(_("Saved. Papers are drawn by this blueprint from now on; those already drawn stay."), "success")
    return redirect(url_for("blueprints.edit", module_id=found.id, mode=mode), 303)


@own_transaction
def check(module_id: int, mode: str) -> str:
    """Answer with how far the bank carries what is being typed; nothing is saved."""
    found = get_module(current.actor().organization_id, module_id)
    return render_template("blueprints/fit.html", **_fit(found, _mode(mode), _sent()))


def remove(module_id: int, mode: str) -> ResponseReturnValue:
    """Have papers drawn evenly again."""
    found = get_module(current.actor().organization_id, module_id)
    blueprints.remove_blueprint(found, _mode(mode), clock.now())
    note(Deed("blueprint.remove", "module", found.id, {"mode": mode}))
    flash(_("Removed. Papers are drawn evenly over cases and levels again."), "success")
    return redirect(url_for("blueprints.edit", module_id=found.id, mode=mode), 303)


def paper(module_id: int, mode: str) -> str:
    """Show a paper as a learner might get it, with its keys; another number draws another one."""
    found = get_module(current.actor().organization_id, module_id)
    seed = request.args.get("number", "1")[:32]
    drawn = blueprints.draw_paper(found, _mode(mode), Random(seed), set())  # noqa: S311 - a draw by lot
    following = str(int(seed) + 1) if seed.isdecimal() and len(seed) < 9 else "1"
    return render_template(
        "blueprints/paper.html",
        module=found,
        mode=_mode(mode).value,
        seed=seed,
        following=following,
        questions=look_at(drawn),
        kinds=KINDS,
        blooms=BLOOMS,
    )


def _mode(name: str) -> QuizMode:
    if name not in set(QuizMode):
        raise NotFoundError("module-not-found")
    return QuizMode(name)


def _present(found: Module, mode: QuizMode) -> Wanted:
    kept = blueprints.find_blueprint(found.id, mode)
    return blueprints.wanted_by(kept) if kept else Wanted(found.question_count)


def _sent() -> Wanted:
    form = request.form
    numbers = {
        (dimension, name.removeprefix(f"{dimension.value}-")): count
        for dimension in Dimension
        for name in form
        if name.startswith(f"{dimension.value}-") and (count := form.get(name, 0, type=int))
    }
    return Wanted(
        count=form.get("question_count", 0, type=int),
        numbers=numbers,
        hardest=form.get("hardest", -1, type=int) / 100,
        easiest=form.get("easiest", -1, type=int) / 100,
        is_exam_pool_only="is_exam_pool_only" in form,
    )


def _groups(found: Module) -> list[tuple[Dimension, str, list[tuple[str, str]]]]:
    return [
        (Dimension.KIND, _("Kinds"), [(kind, str(KINDS[kind])) for kind in ALL_KINDS if kind != UNSCORED]),
        (Dimension.BLOOM, _("Levels"), [(level, str(BLOOMS[level])) for level in LEVELS]),
        (Dimension.CASE, _("Cases"), [(str(case_id), title) for case_id, title in list_module_cases(found)]),
    ]


def _fit(found: Module, mode: QuizMode, wanted: Wanted) -> dict[str, object]:
    """Return what the fragment on the fit shows; a blueprint that contradicts itself has a refusal instead."""
    words = {(dimension, value): word for dimension, _label, values in _groups(found) for value, word in values}
    try:
        blueprints.check_wanted(found, mode, wanted)
    except DomainError as error:
        return {"fit": None, "contradiction": words_for(error.code, error.parameters), "words": words}
    return {"fit": blueprints.fit_in(found, mode, wanted), "contradiction": "", "words": words}


def _page(found: Module, mode: QuizMode, wanted: Wanted, refusal: str = "") -> str:
    supply = blueprints.fit_in(found, mode, Wanted(1, {}, wanted.hardest, wanted.easiest, wanted.is_exam_pool_only))
    return render_template(
        "blueprints/edit.html",
        module=found,
        mode=mode.value,
        wanted=wanted,
        groups=_groups(found),
        supply=supply.by_place,
        refusal=refusal,
        is_kept=blueprints.find_blueprint(found.id, mode) is not None,
        **_fit(found, mode, wanted),
    )

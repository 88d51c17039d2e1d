"""A module: its title, objectives, number of questions and order of cases."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.study.models import Module
from studyapp.study.modules import ModuleChange, change_module, get_module, list_module_cases
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.library.forms import ModuleForm
from studyapp.web.problems import words_for


def module(module_id: int) -> ResponseReturnValue:
    """Show the form with what the module is now."""
    found = get_module(current.actor().organization_id, module_id)
    return _page(found, ModuleForm(obj=found))


def take_module(module_id: int) -> ResponseReturnValue:
    """Keep the changes."""
    actor = current.actor()
    found = get_module(actor.organization_id, module_id)
    form = ModuleForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    change = ModuleChange(form.title.data, form.objectives.data or "", form.question_count.data, _order(found))
    try:
        change_module(found, change)
    except DomainError as error:
        form.title.errors = [words_for(error.code, error.parameters)]
        return _page(found, form), 422
    note(Deed("module.change", "module", found.id, {"title": found.title}))
    flash(_("The module is saved."))
    if found.casebook_id is None:
        return redirect(url_for("library.module", module_id=found.id), 303)
    return redirect(url_for("library.casebook", casebook_id=found.casebook_id), 303)


def _order(found: Module) -> tuple[int, ...]:
    """Return the cases by the numbers typed beside them; the old order decides between equal numbers."""
    cases = [case_id for case_id, _title in list_module_cases(found)]
    places = {case_id: request.form.get(f"place-{case_id}", place, int) for place, case_id in enumerate(cases, 1)}
    return tuple(sorted(cases, key=lambda case_id: (places[case_id], cases.index(case_id))))


def _page(found: Module, form: ModuleForm) -> str:
    return render_template("library/module.html", module=found, form=form, cases=list_module_cases(found))

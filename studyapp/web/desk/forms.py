"""The form in which a question is reworded: lists of options that FlaskForm would only make longer."""

from __future__ import annotations

from typing import get_args

from werkzeug.datastructures import MultiDict

from studyapp.questions.draft import FALSE_TEXT, TRUE_TEXT, Bloom, Evidence, Option, QuestionDraft
from studyapp.questions.wording import Wording, lines

MOST_OPTIONS = {"single": 5, "multiple": 6}


def wording_from(form: MultiDict[str, str], draft: QuestionDraft, evidence: tuple[Evidence, ...] = ()) -> Wording:
    """Return the wording that a sent form describes, for a question of the draft's kind; picked evidence is added."""
    bloom: Bloom = draft.bloom
    for level in get_args(Bloom):
        if form.get("bloom") == level:
            bloom = level
    return Wording(
        stem=form.get("stem", "").strip(),
        explanation=form.get("explanation", "").strip(),
        bloom=bloom,
        quotes=tuple(dict.fromkeys([*lines(form.get("quotes", "")), *(one.quote for one in evidence)])),
        options=_options(form, draft),
        blanks=lines(form.get("blanks", "")),
        points=lines(form.get("points", "")),
    )


def option_rows(wording: Wording, draft: QuestionDraft) -> list[Option]:
    """Return the options as rows to fill in, empty ones up to as many as the kind may have."""
    rows = list(wording.options)
    missing = MOST_OPTIONS.get(draft.kind, len(rows)) - len(rows)
    return rows + [Option("", is_key=False)] * max(0, missing)


def _options(form: MultiDict[str, str], draft: QuestionDraft) -> tuple[Option, ...]:
    texts, whys = form.getlist("option_text"), form.getlist("option_why")
    if draft.kind == "true_false":
        texts = [option.text for option in draft.options] or [TRUE_TEXT, FALSE_TEXT]
    keys = set(form.getlist("option_key"))
    rows = [
        Option(text.strip(), is_key=str(place) in keys, why=whys[place].strip() if place < len(whys) else "")
        for place, text in enumerate(texts)
    ]
    return tuple(row for row in rows if row.text or row.is_key)

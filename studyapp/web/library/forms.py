"""The forms of the library."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from studyapp.study.modules import MOST_QUESTIONS


class UploadForm(FlaskForm):  # type: ignore[misc]
    """A file, or text pasted into the page."""

    file = FileField(
        _l("File"),
        description=_l(
            "Word (.docx, .doc, .wps), PDF, .epub, .odt, .rtf, web page (.html), Markdown, plain text, or a .zip of "
            "these, up to 50 MB."
        ),
        render_kw={"accept": ".docx,.doc,.wps,.pdf,.epub,.odt,.rtf,.html,.htm,.md,.markdown,.txt,.zip"},
    )
    pasted = TextAreaField(
        _l("Or paste the text"),
        [Optional()],
        description=_l("The whole casebook, with its titles and commentaries."),
        render_kw={"rows": 6},
    )


class ModuleForm(FlaskForm):  # type: ignore[misc]
    """What an organizer may change of a module; the order of its cases comes beside it."""

    title = StringField(_l("Title"), [DataRequired(_l("Enter a title.")), Length(max=300)])
    objectives = TextAreaField(
        _l("Objectives"),
        [Optional(), Length(max=4000)],
        description=_l("One to a line. They were taken from the commentary."),
        render_kw={"rows": 4},
    )
    question_count = IntegerField(
        _l("Questions in a quiz"),
        [DataRequired(_l("Enter a number.")), NumberRange(1, MOST_QUESTIONS, _l("Enter a number from 1 to 100."))],
        description=_l("A quiz draws at most this many of the approved questions."),
    )

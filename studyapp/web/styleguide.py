"""The styleguide: every component on one page, with made-up content, for whoever builds pages."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from studyapp import clock
from studyapp.web.case_paragraphs import case_paragraphs
from studyapp.web.states import STATES

blueprint = Blueprint("styleguide", __name__)

CASE = (
    "河岸社区的菜市场开了二十年，雨天积水，摊位挤到路上。居民抱怨，摊主也为难：搬远了，老主顾就丢了。\n"
    "先问再改\n"
    "社区没有急着画图。两周里，工作人员分四次在收摊后同摊主坐下来谈，把每家最担心的事写在纸上贴出来。"
    "结果发现，真正的矛盾不是位置，而是卸货的时间。\n"
    "错开时间。卸货改到清晨六点前，路面腾了出来;积水处垫高十厘米，没有一家搬走。"
)
COMMENTARY = "值得学的是次序：先把担心说清楚，再谈方案。问题从“往哪里搬”变成“什么时候卸货”，代价小了，意见也就合了。"


class SampleForm(FlaskForm):  # type: ignore[misc]
    """One field of each kind."""

    title = StringField(_l("Title"), [DataRequired(_l("Enter a title."))], description=_l("As learners will see it."))
    note = TextAreaField(_l("Note"))
    unit = SelectField(_l("Unit"), choices=[SelectChoice("1", "一支部"), SelectChoice("2", "二支部")])
    mode = RadioField(
        _l("Mode"),
        choices=[SelectChoice("practice", _l("Practice")), SelectChoice("exam", _l("Exam"))],
        default="practice",
    )
    remind = BooleanField(_l("Remind two days before the deadline"))
    file = FileField(_l("Casebook file"), description=_l("Word, text, PDF or web page, up to 50 MB."))


@blueprint.get("/styleguide")
def show() -> str:
    """Show every component."""
    form = SampleForm(formdata=None)
    form.title.errors = [_l("Enter a title.")]
    rows = [
        {"unit": "一支部", "people": 24, "passed": 0.83, "state": "passed", "last": clock.now() - timedelta(hours=3)},
        {"unit": "二支部", "people": 31, "passed": 0.452, "state": "reading", "last": clock.now() - timedelta(days=2)},
        {"unit": "三支部", "people": 18, "passed": 0.0, "state": "overdue", "last": None},
    ]
    heading = CASE.index("先问再改")
    run_in = CASE.index("错开时间。")
    proof = CASE.index("真正的矛盾")
    return render_template(
        "styleguide/index.html",
        form=form,
        rows=rows,
        states=STATES,
        case=case_paragraphs(
            CASE, [(heading, heading + 4), (run_in, run_in + 5)], [(proof, CASE.index("。", proof) + 1)]
        ),
        commentary_text=case_paragraphs(COMMENTARY),
        due=clock.now() + timedelta(days=6, hours=2),
        over=clock.now() - timedelta(days=1, hours=5),
    )

"""The stances of a judgement in words: short enough for a chart, neutral enough for success and failure alike."""

from __future__ import annotations

from flask_babel import LazyString, lazy_gettext

from studyapp.study.prediction_models import Stance

STANCES: dict[Stance, LazyString] = {
    Stance.PROBLEM: lazy_gettext("How the problem was understood"),
    Stance.METHOD: lazy_gettext("What was done, and in which steps"),
    Stance.PEOPLE: lazy_gettext("How people took part and worked together"),
    Stance.RULES: lazy_gettext("Rules and institutions"),
    Stance.MEANS: lazy_gettext("Means and circumstances"),
    Stance.UNSURE: lazy_gettext("I cannot tell yet"),
}

"""How many will probably be right: a first guess from features, to be replaced by responses."""

from __future__ import annotations

from studyapp.questions.draft import Bloom, Kind

_BY_KIND: dict[Kind, float] = {
    "true_false": 0.8, "single": 0.72, "multiple": 0.55, "blank": 0.58, "short_answer": 0.5,
    "matching": 0.6, "ordering": 0.5, "case_analysis": 0.45, "prediction": 0.5,
}  # fmt: skip
_BY_BLOOM: dict[Bloom, float] = {"remember": 0.03, "understand": 0.0, "apply": -0.05, "analyse": -0.08}


def expected_share(kind: Kind, bloom: Bloom, key_length: int, parts: int) -> float:
    """Return the expected share correct: longer keys and more parts make a free answer harder."""
    free = kind in {"blank", "short_answer"}
    burden = min(0.15, key_length / 600) + 0.03 * max(0, parts - 1) if free else 0.0
    return round(min(0.95, max(0.1, _BY_KIND[kind] + _BY_BLOOM[bloom] - burden)), 2)

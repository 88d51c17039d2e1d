"""Questions on a case as a whole: its parts taken together, and a judgement before the commentary is opened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.choices.telling import drafted, where
from studyapp.questions.draft import Option, QuestionDraft
from studyapp.questions.generators.commentary_points import WHOLE
from studyapp.questions.outline import CAUSES, MEASURES, Group, groups_of
from studyapp.questions.point import Point
from studyapp.text.sentences import inner_quoted
from studyapp.text.standalone import is_noisy, is_speech, points_away

_WHY = frozenset({"labelled", "section", "series", "numbered"})
_NAMED_CAUSES = re.compile("原因|归因|成因|剖析|隐患|归结")
_WHY_IN_A_SENTENCE = frozenset({"holding", "found-out", "cause", "fault"})
_DONE = frozenset({"numbered", "section", "series"})
_DONE_IN_A_SENTENCE = frozenset({"response", "series"})
_LISTED = frozenset({"numbered", "series"})
_LESSONS = re.compile("启示|警示|教训|反思|体会|提示|点评|建议|总结|意义")
_TAUGHT = frozenset(
    {"lesson", "shown", "role", "correction", "duty", "condition", "meaning", "reason", "basis", "contingency"}
)
FEWEST_KEYS = 3
LONGEST_KEYS = 330
MOST_OFFERED = 5


def insights_of(case: AnalysedCase, points: Sequence[Point]) -> list[tuple[QuestionDraft, float]]:
    """Return the case analysis and the prediction of a case that has a commentary, with their worth."""
    if not case.case.commentary:
        return []
    made = []
    if analysis := _analysis(case, points):
        made.append((analysis, 1.0))
    if prediction := _prediction(case, points):
        made.append((prediction, 1.0))
    return made


def measures_of(groups: Sequence[Group]) -> Group | None:
    """Return the group of the body that heads its measures, None where none does."""
    for group in groups:
        fit = group.part == "body" and MEASURES.search(group.label) and not CAUSES.search(group.label)
        if fit and 2 <= len(group.blocks) <= 6 and _are_clean(group):
            return group
    return None


def _are_clean(group: Group) -> bool:
    texts = group.headings
    return bool(texts) and not any(is_noisy(one) or is_speech(one) or points_away(one) for one in texts)


def _analysis(case: AnalysedCase, points: Sequence[Point]) -> QuestionDraft | None:
    why = _best(points, "body", _WHY, _NAMED_CAUSES) or _best(points, "body", _WHY_IN_A_SENTENCE)
    done = _best(points, "body", _DONE, MEASURES) or _best(points, "body", _DONE_IN_A_SENTENCE)
    weighed = _weighed(points)
    taught = weighed or _best(points, "commentary", _LISTED, _LESSONS) or _best(points, "commentary", _TAUGHT)
    asked_of_body = list(dict.fromkeys(one for one in (why, done) if one))
    if not asked_of_body or taught is None or sum(len(one.keys) for one in (*asked_of_body, taught)) < FEWEST_KEYS:
        return None
    parts = [(one.question, one.keys, one.sentences) for one in asked_of_body]
    name = case.commentary_name(taught.sentences[0].start)
    last = f"结合“{name}”，分析应当怎样看待这一案例，写出要点。" if weighed else _asked_of_commentary(case, taught)
    parts.append((last, taught.keys, taught.sentences))
    sentences = tuple(dict.fromkeys(one for _, _, used in parts for one in used))
    told = "".join(f"第{place}问：{'；'.join(keys)}。" for place, (_, keys, _) in enumerate(parts, 1))
    quotes = "".join(f"{where(case, used[0])}：“{inner_quoted(used[0].text)}”" for _, _, used in parts)
    return drafted(
        case,
        "case_analysis",
        f"结合正文和“{name}”，回答下列各问。",
        sentences,
        explanation=f"{quotes}要点：{told}",
        rule="case-analysis",
        bloom="analyse" if weighed else "understand",
        confidence=0.95,
        answer={"parts": [{"stem": asked, "points": _scored(keys)} for asked, keys, _ in parts]},
    )


def _weighed(points: Sequence[Point]) -> Point | None:
    """Return everything that a commentary says of the case, where it is short enough to be asked for as a whole."""
    return next((one for one in points if one.rule == "commentary-points" and one.question == WHOLE), None)


def _best(
    points: Sequence[Point], part: str, rules: frozenset[str], named: re.Pattern[str] | None = None
) -> Point | None:
    """Return the worthiest point of some rules that is asked with a question word, and names what is wanted."""
    fit = [
        one
        for one in points
        if one.rule in rules
        and one.sentences[0].part == part
        and one.question.endswith("？")
        and (named is None or named.search(one.question))
        and sum(map(len, one.keys)) <= LONGEST_KEYS
    ]
    return max(fit, key=lambda one: (one.worth * one.confidence, -one.sentences[0].start), default=None)


def _asked_of_commentary(case: AnalysedCase, point: Point) -> str:
    name = case.commentary_name(point.sentences[0].start)
    return point.question if point.question.startswith(f"“{name}”") else f"依据“{name}”，{point.question}"


def _scored(keys: Sequence[str]) -> list[dict[str, object]]:
    return [{"text": key, "accept": [], "weight": 1} for key in keys]


def _prediction(case: AnalysedCase, points: Sequence[Point]) -> QuestionDraft | None:
    """Return the judgement asked before the commentary; its headed measures are offered where the case has them."""
    told = _weighed(points)
    if told is None:
        return None
    measures = measures_of(groups_of(case))
    headings = measures.headings if measures and len(measures.blocks) <= MOST_OFFERED else ()
    name = case.commentary_name(told.sentences[0].start)
    asked = (
        "下列做法中，对取得成效最关键的是哪一项？说明理由" if headings else "这一案例最值得借鉴或反思的是什么？写下理由"
    )
    firsts = tuple(one.first for one in measures.blocks) if measures and headings else ()
    quoted = "".join(f"“{inner_quoted(one.text)}”" for one in told.sentences)
    return drafted(
        case,
        "prediction",
        f"先不看“{name}”，请判断：{asked}，再与“{name}”对照。",
        (*firsts, *told.sentences),
        options=tuple(Option(text, False, f"材料写明了这项做法；是否最关键，请与“{name}”对照。") for text in headings),
        explanation=f"本题不计分，没有唯一答案。可对照的要点见{where(case, told.sentences[0])}：{quoted}",
        rule="judgement-first",
        bloom="analyse",
        confidence=0.85,
        answer={"points": _scored(told.keys)},
    )

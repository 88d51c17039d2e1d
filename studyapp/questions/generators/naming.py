"""建立“X”, 称为“X”: the terms that a case coins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.likeness import longest_shared
from studyapp.questions.point import Point
from studyapp.text.sentences import clauses

_CUE = (
    "称为|称作|叫做|叫作|命名为|简称|名为|建立|成立|设立|推行|推出|实行|实施|创立|创建|打造|组建|创新|探索|形成|构建|启动|开通|开设|研发"
    "|制定|提出|采取|运用|遵循|按照|落实|执行|开展|搭建|创办|发布|印发|编制"
)
_NAMED = re.compile(
    rf"(?P<cue>{_CUE})(?:了|起|出|以|为)?(?P<between>[^，,。；;：:“”《》]{{0,10}})“(?P<term>[^“”，。；：]{{3,14}})”"
)


_KIN = (
    frozenset({"建立", "成立", "设立", "组建", "打造", "构建", "开通", "开设", "搭建", "创办", "创建", "启动", "研发"}),
    frozenset(
        {
            "推行",
            "推出",
            "实行",
            "实施",
            "探索",
            "创立",
            "落实",
            "开展",
            "创新",
            "制定",
            "编制",
            "印发",
            "发布",
            "形成",
            "开通",
        }
    ),
    frozenset({"遵循", "按照"}),
    frozenset({"称为", "称作", "叫做", "叫作", "命名为", "简称", "名为"}),
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every term that the body introduces in quotation marks, once each."""
    seen: set[str] = set()
    named = _names_of(case)
    for sentence in case.of("body"):
        for found in _NAMED.finditer(sentence.core):
            term = found["term"]
            if "某某" in term:
                continue
            if sentence.core[found.end() : found.end() + 1] in {"与", "和", "、", "“"}:
                continue
            if term in seen or sentence.text.count(term) > 1 or term in (case.case.title or ""):
                continue
            seen.add(term)
            core = sentence.core
            cloze = core[: found.start("term")] + "____" + core[found.end("term") :]
            stem = _around(cloze)
            if stem and is_fit_stem(stem.replace("____", term), 12, 90):
                others = tuple(_others(term, named, sentence.core, stem))[:3]
                rule = "paired-name" if others else "naming"
                yield Point(rule, (sentence,), (term,), "", f"{stem}。", "term", "remember", 0.85, 0.7, others)


def _names_of(case: AnalysedCase) -> dict[str, str]:
    found = [(one["term"], one["cue"]) for sentence in case.of("body") for one in _NAMED.finditer(sentence.core)]
    return dict(reversed(found))


def _others(term: str, named: dict[str, str], core: str, stem: str) -> Iterator[str]:
    """Yield the other names of the case that could stand in the place of one, none of them when fewer than two can."""
    fit = [
        one
        for one, cue in named.items()
        if one not in core
        and _are_kin(cue, named[term])
        and 0.5 <= len(one) / len(term) <= 2
        and not set(one[-2:]) & set(stem.partition("____")[2][1:3])
        and len(longest_shared(one, term)) < 2
    ]
    yield from sorted(fit, key=lambda one: (abs(len(one) - len(term)), one)) if len(fit) >= 2 else ()


def _are_kin(one: str, two: str) -> bool:
    return any(one in group and two in group for group in _KIN)


def _around(cloze: str) -> str:
    if len(cloze) <= 80:
        return cloze
    for clause in clauses(cloze):
        if "____" in clause.text and len(clause.text) >= 18:
            return clause.text
    return ""

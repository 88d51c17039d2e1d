"""建立“X”, 称为“X”: the terms that a case coins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.point import Point
from studyapp.text.sentences import clauses

_CUE = (
    "称为|称作|叫做|叫作|命名为|简称|名为|建立|成立|设立|推行|推出|实行|实施|创立|创建|打造|组建|创新|探索|形成|构建|启动|开通|开设|研发"
    "|制定|提出|采取|运用|坚持|遵循|按照|落实|执行|开展|搭建|创办|发布|印发|编制"
)
_NAMED = re.compile(
    rf"(?:{_CUE})(?:了|起|出|以|为)?(?P<between>[^，,。；;：:“”《》]{{0,10}})“(?P<term>[^“”，。；：]{{3,14}})”"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every term that the body introduces in quotation marks, once each."""
    seen: set[str] = set()
    for sentence in case.of("body"):
        for found in _NAMED.finditer(sentence.core):
            term = found["term"]
            if sentence.core[found.end() : found.end() + 1] in {"与", "和", "、", "“"}:
                continue
            if term in seen or sentence.text.count(term) > 1 or term in (case.case.title or ""):
                continue
            seen.add(term)
            core = sentence.core
            cloze = core[: found.start("term")] + "____" + core[found.end("term") :]
            stem = _around(cloze)
            if stem and is_fit_stem(stem.replace("____", term), 12, 90):
                yield Point("naming", (sentence,), (term,), "", f"{stem}。", "term", "remember", 0.8, 0.6)


def _around(cloze: str) -> str:
    if len(cloze) <= 80:
        return cloze
    for clause in clauses(cloze):
        if "____" in clause.text and len(clause.text) >= 18:
            return clause.text
    return ""

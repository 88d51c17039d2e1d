"""Explanations: the quotation first, then why the key follows from it, then why each other option fails."""

from __future__ import annotations

from collections.abc import Sequence

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.draft import FALSE_TEXT, TRUE_TEXT, Option
from studyapp.questions.point import Point
from studyapp.text.sentences import inner_quoted

_REASONS = {
    "purpose": "“{key}”正是材料交代的行动目的",
    "cause": "材料把“{key}”与这一结果直接写成因果关系",
    "response": "材料先写问题，随后写明的应对做法就是“{key}”",
    "means": "“通过”之后写明的方式就是“{key}”",
    "role": "句中直接点明为“{key}”",
    "basis": "句中直接写明为“{key}”",
    "condition": "条件句中写明的条件是“{key}”",
    "contrast": "材料写明改变之后的状态是“{key}”",
    "correction": "材料否定前一种看法，肯定的是“{key}”",
    "naming": "材料中的名称是“{key}”",
    "paired-name": "这里写到的名称是“{key}”",
    "figure": "材料给出的数字是“{key}”",
    "result": "材料写明的结果是“{key}”",
    "law": "材料援引的依据是《{key}》",
    "list": "材料并列举出的是：{key}",
    "series": "材料逐条列出：{key}",
    "lesson": "点明启示的一句给出的内容是“{key}”",
    "shown": "句中得出的结论是“{key}”",
    "duty": "句中写明的要求是“{key}”",
    "effect": "句中写明的效果是“{key}”",
    "fault": "句中写明的是“{key}”",
    "provision": "材料引述的规定是“{key}”",
    "contingency": "材料写明遇到这种情况的处理是“{key}”",
    "reason": "句中给出的理由是“{key}”",
    "term": "原文用词是“{key}”",
    "discovery": "材料写明随后的做法是“{key}”",
    "answer": "问题之后紧接着写明的做法是“{key}”",
    "comparison": "与过去相对照，现在的情形是“{key}”",
    "numbered": "该部分逐条写明：{key}",
    "headed": "标题之下写明的内容是：{key}",
    "section": "这一部分写明的是：{key}",
    "commentary-points": "这一部分的意思依次是：{key}",
    "holding": "写明的理由依次是：{key}",
    "found-out": "材料写明随后查明的是“{key}”",
    "announced": "句中写明的是：{key}",
    "claim": "材料写明的请求是“{key}”",
    "labelled": "标题之下写明的是“{key}”",
    "violation": "材料把“{key}”认定为违反规定的行为",
    "copula": "句中写明的判断是“{key}”",
    "examined": "材料记载的检查或调查所见是“{key}”",
    "omission": "材料写明没有做到的是“{key}”",
    "benefit": "句中写明的作用是“{key}”",
    "agreed": "材料写明的约定是“{key}”",
    "verdict": "材料记载的决定是“{key}”",
    "pretext": "材料写明的理由或方式是“{key}”",
    "finding": "材料写明的认定是“{key}”",
    "character": "句中写明的性质或后果是“{key}”",
    "outcome": "材料把“{key}”写为这一情形的结果",
    "meaning": "句中点明的是“{key}”",
    "demand": "句中写明的要求是“{key}”",
    "reaction": "材料写明的处置是“{key}”",
    "paired-voice": "这一看法在材料中出自“{key}”",
    "charge": "材料写明的罪名是“{key}”",
    "liability": "材料写明承担的是“{key}”",
    "definition": "被解释的概念是“{key}”",
    "rule": "这种情形下的要求是“{key}”",
    "ruling": "材料记载的处理结果是“{key}”",
}


def explain(case: AnalysedCase, point: Point, options: Sequence[Option] = ()) -> str:
    """Return the explanation of a question made from a point."""
    where = (
        f"“{case.commentary_name(point.sentences[0].start)}”部分" if point.sentences[0].part == "commentary" else "正文"
    )
    quote = "".join(one.text for one in point.sentences)
    reason = _REASONS[point.rule].format(key=inner_quoted(point.key))
    if judged := next((one for one in options if one.is_key and one.text in {TRUE_TEXT, FALSE_TEXT}), None):
        return f"依据（{where}）：“{inner_quoted(quote)}”{judged.why}所以这一说法{judged.text}。"
    wrong = "".join(f"{one.why}" for one in options if not one.is_key)
    return f"依据（{where}）：“{inner_quoted(quote)}”可见，{reason}。" + (f"其他选项：{wrong}" if wrong else "")

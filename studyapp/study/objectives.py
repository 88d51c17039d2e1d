"""What a module teaches, in the expert's own words."""

from __future__ import annotations

import re

MOST = 3
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,3}[、.．)）是]|第[一二三四五六七八九十][,，、]?|[(（][一二三四五六七八九十\d]{1,2}[)）])\s*"
)
_ANNOUNCED = re.compile(
    r"^[^，,：:]{0,16}(?:启示|启发|告诉|说明|表明|提醒|证明)(?:我们|人们|大家)?(?:的是|在于)?[：:，,]?"
)
_LESSON = re.compile(
    r"启示|启发|告诉我们|说明|表明|提醒|关键|根本|在于|才能|只有|只要|必须|应当|应该|需要|不能|离不开|值得"
)
_DANGLING = re.compile(
    r"^(?:[”’）》」、，]|的|是|在于|恰恰|当然|不足|可见|总之|但|但是|然而|因此|所以|于是|同时|此外|另外|其中|这|该|此|他|她|它|其|从而|而|并|也|还|又|因为|由于|例如|比如)"
)
_SHORTEST, _LONGEST = 10, 80


def lessons(commentary: str) -> list[str]:
    """Return at most three sentences of a commentary that say what is to be learnt, verbatim, in their order.

    A sentence that leans on the one before it is passed over, and so is one too long to be an objective. Where none
    speaks as a lesson, the first that stands alone is returned.
    """
    standing = [text for text in _sentences(commentary) if stands_alone(text)]
    weighed = [(lesson_weight(text), index) for index, text in enumerate(standing)]
    best = sorted((one for one in weighed if one[0] > 0), key=lambda one: (-one[0], one[1]))[:MOST]
    return [standing[index] for _, index in sorted(best, key=lambda one: one[1])] or standing[:1]


def _sentences(commentary: str) -> list[str]:
    bare = (_LEAD.sub("", one.strip()) for one in _SENTENCE.findall(commentary))
    return [_ANNOUNCED.sub("", one).strip().rstrip("；;，,：:") for one in bare]


def stands_alone(text: str) -> bool:
    """Say whether a sentence can be read without the one before it, and is no longer than an objective."""
    return _SHORTEST <= len(text) <= _LONGEST and not _DANGLING.match(text) and _is_balanced(text)


def _is_balanced(text: str) -> bool:
    return all(text.count(one) == text.count(other) for one, other in ("“”", "（）", "《》", "()", "「」"))


def lesson_weight(text: str) -> int:
    """Return how many different words of teaching a sentence has; 0 for one that only tells."""
    return len(set(_LESSON.findall(text)))

"""The key of a question in one line, as a report prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def key_text(options: Sequence[Mapping[str, Any]], answer: Any) -> str:
    """Return the right options, the accepted words, the pairs, the order or the points; empty where there is no key."""
    keys = [str(option["text"]) for option in options if option.get("is_key")]
    if keys:
        return "；".join(keys)
    if isinstance(answer, list):
        return "；".join(" / ".join(str(text) for text in blank) for blank in answer)
    if not isinstance(answer, Mapping):
        return ""
    if "pairs" in answer:
        return "；".join(f"{answer['left'][left]} — {answer['right'][right]}" for left, right in answer["pairs"])
    if "order" in answer:
        return " → ".join(str(answer["items"][place]) for place in answer["order"])
    parts = answer.get("parts", [answer])
    return "；".join(str(point["text"]) for part in parts for point in part.get("points", []))

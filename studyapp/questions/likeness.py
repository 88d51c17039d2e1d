"""How alike two Chinese phrases are, and how much of a phrase a text already says."""

from __future__ import annotations

from rapidfuzz.fuzz import ratio


def pairs(text: str) -> list[str]:
    """Return the overlapping pairs of characters of a text, marks left out."""
    plain = "".join(char for char in text if char.isalnum())
    return [plain[place : place + 2] for place in range(len(plain) - 1)]


def said_share(phrase: str, text: str) -> float:
    """Return the share (0 to 1) of a phrase's pairs of characters that a text contains."""
    found = pairs(phrase)
    return sum(pair in text for pair in found) / len(found) if found else 1.0


def are_near(one: str, other: str, limit: float = 60.0) -> bool:
    """Say whether two phrases are so alike that one could pass for the other."""
    return one in other or other in one or ratio(one, other) >= limit


def longest_shared(one: str, other: str) -> str:
    """Return the longest run of characters that both texts contain."""
    best = ""
    for start in range(len(one)):
        while start + len(best) < len(one) and one[start : start + len(best) + 1] in other:
            best = one[start : start + len(best) + 1]
    return best

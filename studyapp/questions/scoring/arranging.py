"""Marking matching and ordering."""

from __future__ import annotations

from itertools import pairwise

from studyapp.questions.scoring.mark import Mark, field_of, index_of, items_of


def pairs_of(value: object) -> dict[int, int]:
    """Return left → right; a left side named twice counts with its last partner."""
    pairs = {}
    for pair in items_of(value):
        sides = [index_of(one) for one in items_of(pair)]
        if len(sides) == 2 and sides[0] is not None and sides[1] is not None:
            pairs[sides[0]] = sides[1]
    return pairs


def mark_matching(answer: object, response: object) -> Mark:
    """Mark matching: the share of pairs made right; one right side used for several lefts counts for none of them."""
    wanted, given = pairs_of(field_of(answer, "pairs")), pairs_of(field_of(response, "pairs"))
    used = list(given.values())
    right = {
        left: given.get(left) == partner and used.count(partner) <= list(wanted.values()).count(partner)
        for left, partner in wanted.items()
    }
    return Mark(sum(right.values()) / len(right) if right else 0.0, {"right": [[*one] for one in right.items()]})


def mark_ordering(answer: object, response: object) -> Mark:
    """Mark ordering: the share of neighbouring pairs of the right order that stand next to each other in it."""
    wanted = [index_of(one) for one in items_of(field_of(answer, "order"))]
    given = [index_of(one) for one in items_of(field_of(response, "order"))]
    if len(wanted) < 2 or len(set(given)) != len(given) or set(given) != set(wanted):
        return Mark(0.0, {"right": []})
    made = set(pairwise(given))
    right = [pair in made for pair in pairwise(wanted)]
    return Mark(sum(right) / len(right), {"right": right})

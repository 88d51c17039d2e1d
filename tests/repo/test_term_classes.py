"""The word lists in `content/terms/` keep their format, and no class offers the same thing twice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

TERMS = Path(__file__).parents[2] / "content" / "terms"
HEADING = re.compile(r"# (?P<slug>[a-z]+(?:-[a-z]+)*)｜(?P<name>[\u4e00-\u9fff]+)｜(?P<shape>n|v|vn|a)")


class TermClass(NamedTuple):
    slug: str
    name: str
    terms: list[list[str]]


@pytest.fixture(scope="module")
def classes() -> list[TermClass]:
    found: list[TermClass] = []
    for path in sorted(TERMS.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                heading = HEADING.fullmatch(line)
                assert heading, f"{path.name}: {line}"
                found.append(TermClass(heading["slug"], heading["name"], []))
            elif line:
                found[-1].terms.append(re.split(r" = |, ", line))
    return found


def test_there_are_enough_classes_and_terms(classes):
    assert len(classes) >= 60
    assert 800 <= sum(len(one.terms) for one in classes) <= 1500


def test_slugs_and_names_are_unique(classes):
    assert len({one.slug for one in classes}) == len(classes)
    assert len({one.name for one in classes}) == len(classes)


def test_a_class_has_enough_terms_to_choose_from(classes):
    assert [one.slug for one in classes if not 8 <= len(one.terms) <= 30] == []


def test_no_name_stands_twice_in_a_class(classes):
    for one in classes:
        names = [name for term in one.terms for name in term]
        assert sorted(set(names)) == sorted(names), one.slug


def test_a_name_is_a_short_run_of_chinese(classes):
    shape = re.compile(r"[\u4e00-\u9fffA-Z]{2,14}")
    for one in classes:
        assert [name for term in one.terms for name in term if not shape.fullmatch(name)] == [], one.slug


def test_no_term_is_a_longer_wording_of_another_in_its_class(classes):
    """行政拘留 beside 拘留 would let a reader argue for both."""
    for one in classes:
        names = [term[0] for term in one.terms if len(term[0]) > 1]
        nested = [(short, long) for short in names for long in names if short != long and long.endswith(short)]
        assert nested == [], one.slug

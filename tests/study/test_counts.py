from __future__ import annotations

from studyapp.study.counts import Counts, counts_of, most_behind, rolled_up
from studyapp.study.models import EnrolmentState

TREE = [(1, "全馆", "/1/"), (2, "东馆", "/1/2/"), (3, "借阅组", "/1/2/3/"), (4, "西馆", "/1/4/")]


def test_counts_add_up():
    counts = counts_of([(EnrolmentState.PASSED, 3), (EnrolmentState.READING, 1), (EnrolmentState.ANSWERING, 2)])
    assert (counts.total, counts.under_way, counts.unfinished, counts.share_passed) == (6, 3, 3, 0.5)
    assert Counts().share_passed is None
    assert (counts + Counts(not_started=4)).total == 10


def test_a_unit_counts_its_subtree_and_empty_units_are_left_out():
    rows = rolled_up(TREE, {2: Counts(passed=2), 3: Counts(not_started=5)})
    assert [(one.name, one.depth, one.own.total, one.whole.total) for one in rows] == [
        ("全馆", 0, 0, 7),
        ("东馆", 1, 2, 7),
        ("借阅组", 2, 5, 5),
    ]


def test_depths_count_from_the_organizers_own_top():
    rows = rolled_up(TREE[1:3], {3: Counts(not_started=5)})
    assert [(one.name, one.depth) for one in rows] == [("东馆", 0), ("借阅组", 1)]


def test_the_unit_most_behind_is_the_one_with_most_who_have_not_started():
    rows = rolled_up(TREE, {2: Counts(not_passed=9), 3: Counts(not_started=2), 4: Counts(passed=30)})
    assert most_behind(rows).name == "借阅组"
    assert most_behind(rolled_up(TREE, {4: Counts(passed=3)})) is None

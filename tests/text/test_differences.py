"""What changed between two texts: nothing is lost of either, and words are not cut into crumbs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyapp.text.differences import DiffRun, differences, folded, within

lines = st.lists(st.text(alphabet="甲乙丙丁，。12A", max_size=12), max_size=6).map("\n".join)


@given(lines, lines)
def test_old_and_new_are_both_in_the_difference(old, new):
    made = differences(old, new)
    before = ["".join(run.text for run in one if run.kind != "new") for one in made]
    after = ["".join(run.text for run in one if run.kind != "old") for one in made]
    assert [one for one in before if one] == [one for one in old.split("\n") if one]
    assert [one for one in after if one] == [one for one in new.split("\n") if one]


def test_a_changed_figure_is_shown_whole():
    assert within("提高到97%，很好。", "提高到98.5%，很好。") == [
        DiffRun("提高到", "same"),
        DiffRun("97%", "old"),
        DiffRun("98.5%", "new"),
        DiffRun("，很好。", "same"),
    ]


def test_a_single_character_between_two_changes_changes_with_them():
    kinds = [run.kind for run in within("由甲的乙来办理", "由丙的丁来办理")]
    assert kinds == ["same", "old", "new", "same"]


def test_a_new_paragraph_between_two_changed_ones_stands_alone():
    made = differences(
        "第一段讲深入走访。\n第二段讲得失。", "第一段讲深入家访。\n新来的一句话完全不同\n第二段也讲得失。"
    )
    assert [DiffRun("新来的一句话完全不同", "new")] in made


def test_unchanged_paragraphs_far_from_a_change_are_counted_instead_of_shown():
    old = "\n".join(f"第{sign}段没有变。" for sign in "一二三四五六")
    made = folded(differences(old, old.replace("第五段没有变", "第五段变了")))
    assert made[0] == 3
    assert ["".join(run.text for run in runs) for runs in (made[1], made[3])] == ["第四段没有变。", "第六段没有变。"]
    assert len(made) == 4


def test_a_text_without_a_change_is_nothing_but_a_count():
    assert folded(differences("一\n二", "一\n二")) == [2]


def test_a_changed_paragraph_is_set_beside_the_one_that_it_was_and_another_text_is_not():
    kept, other = "楼道里的灯坏了两个月，没有人修。", "图书角每天下午开放，由志愿者值班。"
    (changed,) = differences(kept, kept.replace("两个月", "三个月"))
    assert [run.text for run in changed if run.kind != "same"] == ["两", "三"]
    assert [[run.kind for run in runs] for runs in differences(kept, other)] == [["old"], ["new"]]


def test_a_long_text_that_is_wholly_another_is_still_both_texts_in_full():
    old = "\n".join(f"{number}号楼的居民在会上说了自己的看法。" for number in range(300))
    new = "\n".join(f"第{number}天，志愿者把收到的来信分给值班的人。" for number in range(300))
    made = differences(old, new)
    assert "\n".join(r.text for runs in made for r in runs if r.kind == "old").count("号楼") == 300
    assert "\n".join(r.text for runs in made for r in runs if r.kind == "new").count("志愿者") == 300

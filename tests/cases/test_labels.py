"""Where a case's label ends and its title begins."""

import pytest

from studyapp.cases.segments.labels import case_label


@pytest.mark.parametrize(
    "title", ["外卖骑手受伤以后", "中途换了监护人", "和解协议怎样算数", "上门调解十二次", "所有人都签了字"]
)
def test_a_space_parts_the_number_from_whatever_title(title):
    label = case_label(f"案例二 {title}")
    assert label is not None
    assert (label.printed, label.scheme, label.number) == ("案例二", "案例N", 2)
    assert f"案例二 {title}"[label.rest :] == title


@pytest.mark.parametrize("line", ["案例二中的居民后来搬走了。", "案例二和案例三都没有点评。", "案例一反映出三个问题。"])
def test_a_number_in_running_text_is_no_label(line):
    assert case_label(line) is None

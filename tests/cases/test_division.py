"""What counts as a case, a commentary, a title — and what does not."""

import pytest

from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError

STORY = "某村过去吃水要到三里外去挑，今年村里打了一口井，家家通了自来水，老人再也不用肩挑手提。"


def cases_of(text):
    return [case.text for case in read_casebook(text.encode(), "book.txt").cases]


@pytest.mark.parametrize(
    "marker",
    [
        "【点评】",
        "[按]",
        "专家点评：",
        "法官说法",
        "四、经验启示",
        "民警提醒：",
        "## 复盘",
        "（三）典型意义",
        "★律师说法★",
        "编者按：",
        "几点启示",
        "案例评析",
    ],
)
def test_a_commentary_is_known_by_any_of_its_names(marker):
    joint = "" if marker.endswith(("】", "]", "：")) else "\n"

    (case,) = cases_of(f"案例一 一口井\n{STORY}\n{marker}{joint}小事办实，群众就认。\n")

    assert case.commentary == "小事办实，群众就认。"
    assert case.body == STORY


@pytest.mark.parametrize(
    "sentence",
    [
        "会上，专家点评了各村的做法。",
        "这给我们的启示是深刻的。",
        "民警提醒他注意安全后离开。",
        "他反思自己的过失，十分后悔。",
        "典型意义在于可以推广。",
    ],
)
def test_the_same_words_in_running_text_are_no_marker(sentence):
    (case,) = cases_of(f"案例一 一口井\n{STORY}{sentence}\n后来又打了两口。\n")

    assert case.commentaries == ()
    assert sentence in case.body


def test_arguments_numbered_under_a_commentary_are_no_cases():
    text = f"【基本案情】\n{STORY}\n【评析意见】\n一、张某的行为属于受贿\n{STORY}\n二、张某的行为不构成诈骗\n{STORY}"

    (case,) = cases_of(text)

    assert case.body == STORY
    assert case.commentaries[0].text.startswith("一、张某的行为属于受贿")


def test_a_commentary_is_never_taken_from_the_next_case():
    first, second = cases_of(f"案例一 一口井\n{STORY}\n案例二 一座桥\n{STORY}\n点评：路通心也通。\n")

    assert "no-commentary" in first.flags
    assert second.commentary == "路通心也通。"


def test_a_text_that_breaks_off_is_flagged():
    first, second = cases_of(f"案例一 一口井\n{STORY}\n点评：好。\n案例二 一座桥\n{STORY}后来村里又决定把“七")

    assert "truncated" not in first.flags
    assert second.flags == ("truncated", "no-commentary")


def test_news_of_a_meeting_is_no_case():
    with pytest.raises(UnreadableFileError) as refused:
        cases_of(
            "某区举办案例点评培训班\n3月5日，某区举办培训班，既有理论阐释又有案例点评，讲解深刻透彻，受到一致好评。"
        )

    assert refused.value.code == "no-case"


def test_a_title_keeps_its_subtitle_and_place():
    (case,) = cases_of(f"把好事办好——甲省乙县丙镇推行代办制\n{STORY}\n点评：贵在坚持。\n")

    assert (case.title, case.subtitle, case.place) == ("把好事办好", "甲省乙县丙镇推行代办制", "甲省乙县丙镇")


def test_remedies_before_a_judgement_are_told_and_after_the_story_alone_they_teach():
    told = f"案例一 一口井\n{STORY}\n防范措施\n每月查一次井盖，缺的当天补上。\n"

    (case,) = cases_of(f"{told}点评\n隐患要当天补上。\n")
    (alone,) = cases_of(told)

    assert [one.heading for one in case.commentaries] == ["点评"]
    assert "缺的当天补上" in case.body
    assert alone.commentary == "每月查一次井盖，缺的当天补上。"


def test_a_signature_and_its_half_width_colon_are_no_words_of_the_commentary():
    (case,) = cases_of(f"案例一 一口井\n{STORY}\n专家点评(药学部 刘主任药师):小事办实,群众就认.\n")

    assert (case.commentaries[0].by, case.commentary) == ("药学部 刘主任药师", "小事办实,群众就认.")


def test_a_judging_name_that_only_one_case_has_is_known_by_the_signature_below_it():
    told = f"案例一 一口井\n{STORY}\n办案心得：顺着水走，而不是顺着名单走，是把这件事办成的关键。\n"

    (signed,) = cases_of(f"{told}（县大队供稿）\n")
    (unsigned,) = cases_of(f"{told}第二年又打了一口井，邻村的人也来挑水。\n")

    assert signed.commentary == "顺着水走，而不是顺着名单走，是把这件事办成的关键。"
    assert unsigned.commentary is None


def test_a_case_told_without_names_of_parts_is_known_by_the_form_below_its_title():
    formed = "等级：二级    时长：48分钟"
    parted = f"一、故障现象\n{STORY}\n二、处理\n换了新的水泵，当天恢复供水。"

    cases = cases_of(
        f"水站故障复盘\n\n水泵停转\n\n{formed}\n{parted}\n\n管道冻裂影响供水\n\n{formed}\n{STORY}{STORY}\n\n"
        f"阀门锈死导致溢水\n\n{formed}\n{parted}\n"
    )

    assert [case.title for case in cases] == ["水泵停转", "管道冻裂影响供水", "阀门锈死导致溢水"]

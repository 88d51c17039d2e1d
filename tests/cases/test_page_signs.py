"""How a line stands on its page tells titles from names, parts from titles, and who else speaks."""

import pytest

from studyapp.cases.reading import read_casebook
from studyapp.errors import UnreadableFileError

STORY = "甲村过去吃水要到三里外去挑，今年村里打了一口井，家家通了自来水，老人再也不用肩挑手提。"
ABOUT_HOES = "挑锄头有讲究，木柄的粗细、锄板的薄厚、铁的软硬都要看一看，哪样不合适都会起泡，也费劲。"
OTHER = "乙镇的木桥年年被水冲走，冬天里村民凑了石料，一个月修成一座石桥，孩子上学少走两里地。"


def cases_of(text):
    return [case.text for case in read_casebook(text.encode(), "book.txt").cases]


def test_a_name_at_the_right_margin_is_no_title():
    blank = "\u3000" * 20
    first, second = cases_of(
        f"井水记\n{blank}甲村　老周\n\n{STORY}\n［点评］\n水到家门口。\n\n"
        f"一座桥\n{blank}乙镇　老吴\n\n{OTHER}\n［点评］\n桥通人心。\n"
    )

    assert [first.title, second.title] == ["井水记", "一座桥"]
    assert second.body == OTHER


def test_headings_that_come_again_name_parts_and_no_cases():
    cases = cases_of(
        f"故障01　水泵停了\n◎时间线\n{STORY}\n◎改进项\n换了水泵。\n"
        f"故障02　桥面塌了\n◎时间线\n{OTHER}\n◎改进项\n加了桥墩。\n"
    )

    assert [case.title for case in cases] == ["水泵停了", "桥面塌了"]


def test_a_second_voice_beside_a_commentary_is_a_commentary():
    (case,) = cases_of(f"案例一 一口井\n{STORY}\n护理部点评：水到家门口。\n药学部意见：水质也要一季一检，记录留存。\n")

    assert [one.heading for one in case.commentaries] == ["护理部点评", "药学部意见"]


def test_an_opinion_in_the_story_is_no_commentary():
    (case,) = cases_of(f"案例一 一口井\n{STORY}\n【处理意见】\n由镇里出钱。\n【点评】\n水到家门口。\n")

    assert [one.heading for one in case.commentaries] == ["点评"]


def test_thoughts_that_only_ask_are_prompts():
    (case,) = read_casebook(
        f"案例一 一口井\n{STORY}\n培训思考\n一、为什么要打井？\n二、请说说你村的水。\n".encode(), "book.txt"
    ).cases

    assert not case.text.commentaries
    assert case.discussion_prompts == ("一、为什么要打井？", "二、请说说你村的水。")


def test_who_signs_a_commentary_on_its_last_line_is_no_part_of_it():
    for name in ("市水务局评审组", "顾主任（市水务局）", "（外聘顾问　宋某）"):
        (case,) = cases_of(f"案例一 一口井\n{STORY}\n点评：水到家门口。\n{name}\n")

        assert case.commentary == "水到家门口。"
        assert name.strip("（）").startswith(case.commentaries[0].by.rstrip("）"))


def test_cases_may_be_counted_with_letters():
    cases = cases_of(f"案例A：一口井\n{STORY}\n案例B：一座桥\n{OTHER}\n")

    assert [case.label for case in cases] == ["案例A", "案例B"]


def test_a_company_with_a_letter_is_no_label():
    (case,) = cases_of(f"案例一 一口井\n{STORY}\n案例A公司也打了一口井。\n")

    assert "案例A公司" in case.body


def test_an_underlined_line_is_a_heading():
    cases = cases_of(
        f"# 便民\n\n一口井的故事\n--------\n\n{STORY}\n\n### 点评\n\n水到家门口。\n\n"
        f"一座桥的故事\n--------\n\n{OTHER}\n\n### 点评\n\n桥通人心。\n"
    )

    assert [case.title for case in cases] == ["一口井的故事", "一座桥的故事"]


@pytest.mark.parametrize("closing", ["总结", "小结", "后记", "结语"])
def test_an_article_with_a_closing_is_no_case(closing):
    with pytest.raises(UnreadableFileError, match="no-case"):
        cases_of(f"怎样挑锄头\n背景\n{ABOUT_HOES}\n{closing}\n先想好用来做什么，再去挑。\n")


def test_who_speaks_may_stand_in_brackets_behind_the_name_of_the_commentary():
    (case,) = cases_of(f"案例一 一口井\n{STORY}\n专家点评（市水务局　何老师）\n水到家门口。\n")

    assert (case.commentary, case.commentaries[0].by) == ("水到家门口。", "市水务局　何老师")


def test_an_imprint_after_the_last_case_is_no_part_of_it():
    (case,) = cases_of(f"案例一 一口井\n{STORY}\n点评：水到家门口。\n\n编写：甲县水务局    印数：2000册    2024年6月\n")

    assert case.commentary == "水到家门口。"


def test_a_scanned_dash_before_a_subtitle_is_a_dash():
    (case,) = cases_of(f"案例一 水到家门口\n一一甲村打井记\n{STORY}\n一一核对了户数。\n")

    assert (case.title, case.subtitle) == ("水到家门口", "甲村打井记")
    assert "一一核对了户数" in case.body


def test_names_of_parts_that_every_case_has_are_no_running_heads():
    cases = cases_of(
        "".join(f"案例{number} 第{number}口井\n怎么回事\n{STORY}\n1.想了什么办法\n{OTHER}\n" for number in range(1, 6))
    )

    assert all("想了什么办法" in case.body for case in cases)
    assert [case.sections[0].heading for case in cases] == ["怎么回事"] * 5


def test_a_line_that_breaks_into_sentences_again_and_again_is_a_running_head():
    page = f"{STORY}{OTHER[:20]}\n小事汇编\n{OTHER[20:]}\n"
    (case,) = cases_of(f"案例一 一口井\n{page * 5}")

    assert case.body.count("小事汇编") == 1


def test_headings_of_own_names_make_cases_where_a_page_tells_stories():
    story = "".join(
        f"<h2>第{number}件</h2><h3>怎么回事</h3><p>去年，{STORY}</p><h3>怎么办的</h3><p>{OTHER}</p>"
        for number in "一二三"
    )
    page = f"<html><body><h1>便民故事集</h1>{story}</body></html>"

    cases = read_casebook(page.encode(), "book.html").cases

    assert [case.text.title for case in cases] == ["第一件", "第二件", "第三件"]


def test_a_quotation_sign_before_a_commentary_is_markup():
    (case,) = read_casebook(f"# 一口井的案例\n\n{STORY}\n\n> **点评**：水到家门口。\n".encode(), "book.md").cases

    assert case.text.commentary == "水到家门口。"

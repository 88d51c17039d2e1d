"""What belongs to a page is set aside; the same words in a story stay."""

from studyapp.cases.repairs.chrome import chrome_edits


def set_aside(text):
    return [text[edit.start : edit.end] for edit in chrome_edits(text) if edit.dropped]


def test_a_sentence_of_a_story_stays_though_pages_use_its_words():
    story = "育种单位发现有人销售未经许可繁殖的种子。\n她扫描二维码付费三百元。\n老人关注了公众号，第二天就收到通知。"

    assert set_aside(story) == []


def test_a_notice_about_copying_is_set_aside():
    assert set_aside("故事。\n版权所有，未经授权严禁转载\n") == ["版权所有，未经授权严禁转载"]


def test_the_time_of_an_event_stays_in_the_story():
    assert set_aside("案例一\n时间：2021年3月5日上午\n地址：某小区\n他下楼取快递。") == []


def test_a_time_beside_other_furniture_is_furniture():
    assert set_aside("题目\n浏览次数：20\n时间：2021-03-05\n他下楼取快递。") == ["浏览次数：20", "时间：2021-03-05"]


def test_a_line_of_a_log_is_no_stamp_of_a_page():
    assert set_aside("2023-05-11 14:20 磁盘告警触发\n2023-05-11 14:29 值班同事登录") == []

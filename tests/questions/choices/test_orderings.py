"""Steps are asked for in their order only where the text states it between all of them."""

import pytest

from studyapp.cases.casebook_text import CaseText
from studyapp.questions.analysis import analyse
from studyapp.questions.choices.orderings import orderings_of
from studyapp.questions.scoring import mark
from studyapp.questions.steps import steps_of

STEPS = (
    "整改分四步走。第一步，登记每户的水表编号。第二步，统一更换老化管道。"
    "第三步，逐楼试压验收。第四步，向住户移交维修卡。"
)


def read(body):
    return analyse(CaseText(1, "老楼换水管", body))


def items(body):
    return [one.items for one in steps_of(read(body))]


@pytest.mark.parametrize(
    ("body", "order"),
    [
        (STEPS, ("登记每户的水表编号", "统一更换老化管道", "逐楼试压验收", "向住户移交维修卡")),
        (
            "街道首先召集产权单位开会，然后委托机构检测墙体，最后公示加固方案。",
            ("召集产权单位开会", "委托机构检测墙体", "公示加固方案"),
        ),
        ("工程队坚持先排查、再评估、后施工，没有一户停水过夜。", ("排查", "评估", "施工")),
        ("整个过程分为接诉、派单、办理和评价四步，每一步都有人把关。", ("接诉", "派单", "办理", "评价")),
        ("小区推行“登记、抽签、公示、进场”四步法。", ("登记", "抽签", "公示", "进场")),
        (
            "8:05，值班员发现压力下降。8:20，抢修组关闭东侧阀门。9:10，水务公司派出两辆送水车。",
            ("值班员发现压力下降", "抢修组关闭东侧阀门", "水务公司派出两辆送水车"),
        ),
        (
            "2019年3月，居委会收到第一份联名信。2019年6月，区里批准改造立项。2020年1月，全部楼栋通水。",
            ("居委会收到第一份联名信", "区里批准改造立项", "全部楼栋通水"),
        ),
    ],
)
def test_a_stated_order_is_found(body, order):
    assert items(body) == [order]


@pytest.mark.parametrize(
    "body",
    [
        "第一步，登记每户的水表编号。第二步，统一更换老化管道。",  # two are no row
        "首先要听居民的意见，其次要算清费用，最后要守住安全。",  # a list of points, not of steps
        "3月，居委会收到联名信。1月，区里批准立项。2月，全部楼栋通水。",  # months without a year
        "8:05，值班员发现压力下降。7:20，抢修组关闭阀门。9:10，公司派出送水车。",  # told backwards
        "小区开展登记、抽签、公示、进场等工作。",  # a row of things
        "第一步，登记编号。第二步，随后统一更换老化管道。第三步，逐楼试压验收。",  # an item tells its place
    ],
)
def test_where_no_order_is_stated_nothing_is_asked(body):
    assert items(body) == []


def test_the_items_are_shown_mixed_and_the_right_order_gets_full_marks():
    ((draft, _),) = orderings_of(read(STEPS))
    assert draft.kind == "ordering"
    shown, order = draft.answer["items"], draft.answer["order"]
    assert order != sorted(order)
    assert [shown[one] for one in order] == list(items(STEPS)[0])
    assert mark("ordering", (), draft.answer, {"order": order}).score == 1

"""What a text says of three things in the same words can be matched."""

import pytest

from studyapp.cases.casebook_text import CaseText
from studyapp.questions.analysis import analyse
from studyapp.questions.choices.matches import matches_of
from studyapp.questions.choices.parallels import parallel_pairs


def read(body):
    return analyse(CaseText(1, "一条河三家管", body))


def pairs(body):
    return [(bond.name, [(one.left, one.right) for one in found]) for bond, found in parallel_pairs(read(body))]


CHARGES = "水务所负责清理河道，园林队负责修剪护坡，沿街商户负责门前保洁。"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            CHARGES,
            [("charge", [("水务所", "清理河道"), ("园林队", "修剪护坡"), ("沿街商户", "门前保洁")])],
        ),
        (
            "明确设备员对计划准确性负责，采购员对到货及时性负责，保管员对账物一致性负责。",
            [("duty", [("设备员", "计划准确性"), ("采购员", "到货及时性"), ("保管员", "账物一致性")])],
        ),
        (
            "统一取水口解决了偷排难查的问题，联合巡河解决了边界推诿的问题，公示水质解决了居民不信的问题。",
            [
                (
                    "solution",
                    [("统一取水口", "偷排难查"), ("联合巡河", "边界推诿"), ("公示水质", "居民不信")],
                )
            ],
        ),
        (
            "对值班员给予警告处分，对科长作出调离决定，对分管副局长进行约谈提醒。",
            [("sanction", [("值班员", "警告处分"), ("科长", "调离决定"), ("分管副局长", "约谈提醒")])],
        ),
    ],
)
def test_three_told_alike_are_pairs(body, found):
    assert pairs(body) == found


@pytest.mark.parametrize(
    "body",
    [
        "水务所负责清理河道，园林队负责修剪护坡。",  # two
        "水务所负责清理河道，园林队负责清理河道，沿街商户负责门前保洁。",  # the same duty twice
        "他们负责清理河道，园林队负责修剪护坡，沿街商户负责门前保洁。",  # who is not said
        "时间：每周一上午九点到十一点。\n地点：东岸水闸旁边的值班室。\n记者：本报通讯员从现场发来消息。",
    ],
)
def test_what_is_not_told_alike_of_three_is_silent(body):
    assert pairs(body) == []


def test_a_matching_question_pairs_each_with_its_own():
    draft = next(draft for draft, _ in matches_of(read(CHARGES), []) if draft.kind == "matching")
    answer = draft.answer
    told = {answer["left"][left]: answer["right"][right] for left, right in answer["pairs"]}
    assert told == {"水务所": "清理河道", "园林队": "修剪护坡", "沿街商户": "门前保洁"}

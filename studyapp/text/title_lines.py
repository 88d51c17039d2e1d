"""Lines that stand under a title and are none: who wrote it, where and when it happened, which house tells it."""

from __future__ import annotations

import re

from studyapp.text.openings import PROVINCES, place_at
from studyapp.text.surnames import SURNAMES

_NAME = rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
_SPACED_NAME = rf"(?:{_NAME}|[{SURNAMES}](?:[ \u3000]+[\u4e00-\u9fff]){{1,2}})"
_BYLINE = re.compile(
    rf"\s*(?:[□■◎●◇◆○☆]\s*{_SPACED_NAME}(?:[ \u3000、]+{_SPACED_NAME}){{0,3}}"
    r"|(?:作者|文|撰稿|供稿|讲述人?|推荐|报送|申报)[^\n]{0,3}[:：/／].{2,40}"
    rf"|{_SPACED_NAME}(?:[ \u3000、]+{_NAME}){{0,5}}|[（(][^）)]{{2,60}}[）)])\s*"
)
_PLACE_DATE = re.compile(
    r"(?:[\u4e00-\u9fff·]{2,14}[\s\u3000，,|｜/]{1,4})?(?:19|20)\d{2}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|"
    rf"(?:{'|'.join(PROVINCES)})(?:[\s\u3000·]{{1,3}}[\u4e00-\u9fff]{{2,8}}|[\u4e00-\u9fff]{{0,10}}[省市州县区旗镇乡村])+"
)
_DOING = re.compile(r"[进在到把让向为从里]")
_HOUSE = re.compile(
    r"[\u4e00-\u9fff“”·]{2,22}(?:党支部|党总支|党委|公司|集团|医院|卫生院|学校|大学|学院|中学|初中|高中|小学|幼儿园|法院|检察院|公安局|分局|"
    r"管理局|监管局|税务局|委员会|居委会|村委会|办事处|街道|社区|服务中心|车间|项目部|支队|大队|派出所|分行|支行|工作站)"
)


_ADDRESS = r"老师|主任|医生|大夫|护士长|教授|校长|站长|师傅"
_CALLED = rf"(?:[老小][{SURNAMES}]|[{SURNAMES}](?:{_ADDRESS}|[\u4e00-\u9fff]{{1,2}}))"
_OF_HOUSE = re.compile(rf"\s*{_HOUSE.pattern}[ \u3000]+{_CALLED}\s*")


def is_byline(line: str) -> bool:
    """Say whether a line gives only names: □ 王 平, 作者：王平, 甲县中学　王老师, or a note in brackets."""
    return bool(_BYLINE.fullmatch(line) or _OF_HOUSE.fullmatch(line))


def is_place_date(line: str) -> bool:
    """Say whether a line gives only a place, or a place and a day: 云南怒江　2021年6月."""
    bare = line.strip(" \t\u3000（()）")
    return len("".join(bare.split())) <= 24 and bool(_PLACE_DATE.fullmatch(bare))


def is_house(line: str) -> bool:
    """Say whether a line is the name of an organisation or of a region and nothing else."""
    bare = line.strip(" \t\u3000（()）")
    if _DOING.search(bare):
        return False
    return bool(_HOUSE.fullmatch(bare)) or (len(bare) > 2 and place_at(bare) == bare)

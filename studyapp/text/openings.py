"""How a Chinese story opens: with a day, a season, a place."""

from __future__ import annotations

import re

PROVINCES = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
]
_YEAR = r"(?:19|20)\d{2}(?:年|[-/.]\d)|[一二][九〇○零0][\d一二三四五六七八九〇○零]{2}年"
_DAY = r"\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|份|初|底|[，,])"
_LATELY = (
    r"(?:近年来?|近日|近期|日前|不久前|前不久|最近|今年|去年|前年|当年|同年|某[日天年]|(?:有一|一)天[，,]|"
    r"这[天日][，,]|每[天当]|清晨|凌晨|傍晚|昨[天日]|上个?月|[春夏秋冬]季|自.{2,16}以来|长期以来|一直以来)"
)
TIME_OPENING = re.compile(rf"(?:{_YEAR}|{_DAY}|{_LATELY})")
PROVINCE = re.compile("|".join(PROVINCES))
_REGION = r"(?:[一-龥]{1,7}?(?:特别行政区|自治区|自治州|省|市|区|县|旗|州|盟|镇|乡|街道|社区|村|新区|开发区|园区))"
_BODY = (
    r"(?:(?:[一-龥“”]{2,14}?)(?:街道(?:办事处)?|社区|村委会|居委会|党支部|党委|公司|集团|医院|学校|"
    r"大学|学院|中学|小学|法院|检察院|公安局|分局|派出所|支队|大队|管理局|监管局|委员会|中心|银行|工厂|"
    r"厂|局|所|站|协会|研究院|车间|项目部))"
)
PLACE = re.compile(rf"(?:(?:{'|'.join(PROVINCES)})(?:省|市|自治区)?)?{_REGION}{{0,4}}(?:{_BODY})?")
_STOP = re.compile(r"[，。；：！？、“”《》（）()\s—]|[把将以用让为推创打探开实构建坚抓做在从与和的发给被对向]")

_NO_REGION = re.compile(r"其所$|[进入到上下][^省市县区]{0,2}[区村]$|小区")


_PARTY = r"(?:被告|原告|上诉|被上诉|申请|被申请|第三|犯罪嫌疑|当事|证|委托|法定|辩护)"
_AGE = r"(?:[\dl]{1,3}|[一二三四五六七八九十廿卅百]{1,4})(?:岁|个?月|周岁)"
_NAME = r"[\u4e00-\u9fff]{1,4}[某×xX＊*○〇]{0,3}"
_PAUSE = r"[，,、：: \u3000]{1,2}"
_PRESENTED = re.compile(rf"\s*(?:\d{{1,3}}[.．、]\s*)?(?!{_PARTY}){_NAME}{_PAUSE}[男女][性孩童婴]?{_PAUSE}{_AGE}")


def presents_person(text: str) -> bool:
    """Say whether a line presents somebody by name, sex and age (李某，男，64岁), who is no party of a trial."""
    return bool(_PRESENTED.match(text))


def place_at(text: str, start: int = 0) -> str | None:
    """Return the region or organisation that a title or dateline begins with at `start`, or None.

    It must begin with a province or end in a word for a region or an organisation; verbs end it.
    """
    start += len("记") if text.startswith("记", start) else 0
    stop = _STOP.search(text, start)
    phrase = text[start : stop.start() if stop else len(text)][:30]
    found = None
    for match in PLACE.finditer(phrase):
        vague = match[0].startswith(("某", "一", "本")) or _NO_REGION.search(match[0])
        if match.start() == 0 and len(match[0]) >= 2 and not vague:
            found = match[0]
        break
    return found


def opens_story(text: str) -> bool:
    """Say whether a text begins with a time or a place."""
    return bool(TIME_OPENING.match(text)) or bool(PROVINCE.match(text))

"""Headings that only name the place of a part (背景, 主要做法, 成效数据, 银行的话), not what is told in it."""

from __future__ import annotations

import re

_GENERAL = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,6}(?:背景|概况|概述|简介|情况|做法|措施|成效|效果|结果|成果|数据|启示|反思|思考|经过|过程|分析|原因|问题|描述|设定|把握|实施|检查|来源|事实|教训|评析|点评"
    r"|意义|处理|建议|经验|体会|案情|理由|条文|链接|对策|方案|步骤|结语|小结|缘起|由来|变化|收获|单位|提出|改进|的话|意见|寄语|说法|解读|警示|提示))$"
)
_DECORATED = re.compile(r"^[▍◎■◆●▲□★☆◇※▌►▶]")


def is_general(heading: str) -> bool:
    """Say whether a heading only names the place of a part."""
    return bool(_GENERAL.match(heading) or _DECORATED.match(heading))

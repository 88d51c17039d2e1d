"""What several generators ask of a phrase before they use it."""

from __future__ import annotations

import re

from studyapp.text.sentences import clauses
from studyapp.text.standalone import points_away, stands_alone
from studyapp.text.surnames import SURNAMES

MEASURE = re.compile(
    "建立|成立|设立|推行|推出|推进|开展|组织|制定|制订|实行|实施|采取|出台|引入|引进|搭建|创新|完善|加强|加大|强化|落实|安排|召开|发放|公开"
    "|选派|邀请|改造|增设|整合|梳理|优化|调整|划定|明确|签订|统一|启用|上门|走访|培训|公示|督促|配备|安装|更换|修订|升级|巡查|排查|回访"
    "|协调|设置|聘请|规范|启动|打造|构建|提供|定期|立即|及时|专项|开通|拨付|核查|核实|约谈|责令|调解|商定|协商确定|约定|重启|扩容|切换|下线|回滚|隔离|监测"
)
BEARER = re.compile(
    r"(?:单位|机关|部门|公司|企业|学校|医院|人员|者|[人职店党成社会]员|[教医律厨]师|护士|家长|家属|患者|政府|法院|干部|职工|机构|各地|组织|工人"
    r"|平台|商家|市民|居民|业主|街道|社区|党工委|党委|支部|厂|银行|医生|司机|驾驶人|当事人|经营者|领导|负责人|员工|村民|学生|班主任|委员会|科室|病区|车间|团队|主体)$"
)
_ENDS_OPEN = re.compile(
    r"(?:(?<!目)的|和|与|及|或|在|对|(?<![走方取流导志去风趋动定])向|把|将|被|由|从|以|(?<!行)为|是|了一|、|并|而|等等?的)$"
)
_BEGINS_BAD = re.compile(r"^(?:的|了|着|过|地|得|、|等|之)")


_OTHER_BEARER = re.compile(
    rf"^(?:[{SURNAMES}]某|[\u4e00-\u9fff]{{2,8}}?(?:者|人员|单位|公司|企业|部门|机关|学校|医院|法院|政府|家长|业主|居民)(?:应|享|有权|负|没|未|不|可|须|必|也|则))"
)


def names_another(key: str) -> bool:
    """Say whether a later clause of a duty speaks of somebody else, so that the duty ends before it."""
    return any(_OTHER_BEARER.match(one.text) for one in clauses(key)[1:])


def is_whole(phrase: str, least: int = 2, most: int = 60) -> bool:
    """Say whether a phrase may stand as a key: of fitting length, whole at both ends, pointing nowhere."""
    return (
        least <= len(phrase) <= most
        and not _ENDS_OPEN.search(phrase)
        and not _BEGINS_BAD.match(phrase)
        and not points_away(phrase)
        and phrase.count("“") == phrase.count("”")
    )


def is_fit_stem(text: str, least: int = 4, most: int = 70) -> bool:
    """Say whether a run may be carried into a stem."""
    return least <= len(text) <= most and stands_alone(text) and not _ENDS_OPEN.search(text)


def first_clauses(text: str, most: int = 60) -> str:
    """Return as many whole clauses from the start of a text as fit into `most` characters."""
    end = 0
    for clause in clauses(text):
        if clause.end > most and end:
            break
        end = clause.end
    return text[:end]


_AFTERMATH = re.compile(
    r"[，,](?=也能|从而|进而|最终|以(?:免|便|避免|防|确保|保障)|才能|否则|这样|效果|受到|得到|取得|赢得"
    r"|(?:有效地?|切实|大大|明显|进一步|显著|成功)?(?:实现|避免|防止|确保|解决|方便|减轻|提高|提升|增强|降低|缩短|减少|化解|破解|消除|促进|推动|改善|打通|遏制)了)"
)


def without_aftermath(measure: str) -> str:
    """Return a measure without the clauses that tell what came of it or what it was to prevent."""
    return _AFTERMATH.split(measure)[0]

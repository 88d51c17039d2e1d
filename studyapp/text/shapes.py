"""Characters that scanners and typists take for one another because they look alike."""

from __future__ import annotations

_GROUPS = """
入人 已己巳 未末 日曰 土士 干千于 大太犬 天夭 白自 间问 几儿 力刀 九丸 乌鸟 戊戌戍 免兔 代伐 今令 斤斥 午牛
矢失 木术 刺剌 侯候 折拆析 住往 拨拔 晴睛 茶荼 贷货 竞竟 第笫 治冶 场埸 待侍 准淮 历厉 微徽 撒撤 亨享
遣遗 崇祟 孑子 卯卵 毫亳 陡徒 杨扬 抡抢 栽裁 券卷 要耍 洗冼 博搏 篮蓝 籍藉 夫失 王玉主 目且 田由甲 与写
尤龙 币市 仑仓 予子 壮状 轧扎 汨汩 祥详 候侯 惟推 提堤 拢扰 优扰 阵陈 限很 设没 没役 形行 材村 杜社
社杜 情清 请清 挂桂 枯桔 隋随 遂逐 候喉 借惜 措惜 概慨 延廷 迂迁 竖坚 贫贪 惯贯 喝渴 暮幕 悔侮 哀衰
肓盲 锻缎 练炼 梁粱 戎戒 诀决 饱跑 根恨 柏拍 抱袍 漠模 扶抚
"""

LOOK_ALIKE: dict[str, str] = {}
for _group in _GROUPS.split():
    for _sign in _group:
        LOOK_ALIKE[_sign] = "".join(dict.fromkeys(LOOK_ALIKE.get(_sign, "") + _group.replace(_sign, "")))

"""Traditional characters as they stand in names of parts and in labels, and the simplified ones we know those by."""

from __future__ import annotations

_TRADITIONAL = (
    "與專業兩個臨爲舉義習書爭於們價衆優會傳傷體餘黨關內寫農決況準幾擊則創別辦務動勞區醫協單廠歷參發變號後啓員諮響囑團園圍圖場塊處復頭學實審賓對導將層屬師帶並廣牀庫應"
    "開張歸錄徑總願戰執搶護報撥損據斷時顯術機權條來構櫃標檔檢氣淺測溫點獻環現畫療監盜盤碼稱稅竊筆籤簡類糾級紀紛線練組織紹經結給統緒續維綜編緣縮網罰羣聯腦臘節範薦藥獲"
    "營補見觀規覽計認討讓訓議記講論訟訪證評識詐訴診詞試話詢該誡語誤說請讀課調謝責敗質貼費資賞踐轉輔輯辯過運還這進違適選遞鄭釋裏鑑銀鏈銷銳錦鍵鏡長門問間閱隊階險隨難項"
    "顧預領題風館驗騙驟敎裡"
)
_SIMPLIFIED = (
    "与专业两个临为举义习书争于们价众优会传伤体余党关内写农决况准几击则创别办务动劳区医协单厂历参发变号后启员咨响嘱团园围图场块处复头学实审宾对导将层属师带并广床库应"
    "开张归录径总愿战执抢护报拨损据断时显术机权条来构柜标档检气浅测温点献环现画疗监盗盘码称税窃笔签简类纠级纪纷线练组织绍经结给统绪续维综编缘缩网罚群联脑腊节范荐药获"
    "营补见观规览计认讨让训议记讲论讼访证评识诈诉诊词试话询该诫语误说请读课调谢责败质贴费资赏践转辅辑辩过运还这进违适选递郑释里鉴银链销锐锦键镜长门问间阅队阶险随难项"
    "顾预领题风馆验骗骤教里"
)
_TABLE = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def simplified(text: str) -> str:
    """Return a name or a line's beginning in simplified characters, of the same length."""
    return text if text.isascii() else text.translate(_TABLE)

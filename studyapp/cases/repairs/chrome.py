"""Lines and tails that belong to a web page, a printer or a publisher, not to the book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.text.marks import SENTENCE_END
from studyapp.text.piece_table import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

# A label of page furniture, then its value: what kind of thing it is, not which site.
_FURNITURE = (
    r"页数|上传(?:者|时间|人)?|下载(?:次数|量|积分)?|浏览(?:次数|量|数)?|"
    r"阅读(?:次数|量|数)?|点击(?:次数|量|数|率)?|访问(?:次数|量)?|文档(?:编号|大小|格式|页数)|"
    r"评论数|收藏(?:数)?|点赞(?:数)?|字号|字体(?:大小)?|分享到?|发布(?:时间|日期|人|者|单位|机构)?|"
    r"更新(?:时间|日期)?|来源|稿源|信息来源|文章来源|稿件来源|作者|编辑|责编|责任编辑|美编|校对|"
    r"初审|复审|终审|"
    r"监制|排版|编印|承印|印刷|印数|版次|定价|编写(?:单位|组)?|供稿|供图|摄影|图片来源|所属栏目|栏目|当前位置|您(?:当前|现在)?的位置|所在位置|"
    r"版权(?:所有|声明|说明)?|备案号|网站标识码|传真|邮编|"
    r"上一篇|下一篇|上一页|下一页|索引号|发文机关|成文日期|资料来源|转载自|原文链接|网址|"
    r"免责声明|特别声明|温馨提示(?=：本)|通讯员|实习生|见习记者|点评数"
)
# A case has a time and a place too: these are page furniture only beside other furniture.
_SHARED = (
    r"ID|大小|时间|日期|格式|类型|评论|分类|审核|制作|主办(?:单位)?|承办(?:单位)?|联系电话|电话|地址|邮箱|标签|链接|整理|声明|原创|"
    r"记者|积分"
)
_SHARED_KEY_VALUE = re.compile(rf"[_*\s-]*[【\[（(]?\s*(?:{_SHARED})\s*[】\]）)]?\s*[:：].{{0,80}}")
_KEY_VALUE = re.compile(rf"[_*\s-]*[【\[（(]?\s*(?:{_FURNITURE})\s*[】\]）)]?\s*[:：].{{0,80}}")
_PAIR = rf"(?:{_FURNITURE}|{_SHARED})\s*[:：]"
# 时间：… 来源：… 作者：… on one line
_PAIRS = re.compile(rf"{_PAIR}[^：:。]{{0,30}}?(?:[\s|｜]+{_PAIR}[^：:。]{{0,30}}?){{1,8}}(?:[:：]\d\d)?\s*")
_WHOLE = re.compile(
    r"(?:文档(?:简介|预览|描述)|(?:立即)?下载本?文[档章件]|欢迎(?:来到|访问|光临|您).{0,40}|浏览记录|返回(?:首页|顶部|搜狐|列表|目录).{0,30}|(?:查看|"
    r"阅读|点击|展开|加载)(?:更多|全文|原文|下载|剩余).{0,30}|回到顶部|打印(?:本页)?.{0,15}|关闭(?:窗口|"
    r"本页)?|"
    r"(?:收藏|分享|举报|点赞|评论|打印|关闭|下载|注册|登录|首页|搜索|转发|微信|微博|QQ空间|\||\s|/|·|>|»|›){2,}|"
    r".{0,20}(?:收益归(?:作者|上传者)|版权(?:归|所有|属于)|侵权(?:必究|请联系|请)|请勿转载|未经(?:授权|"
    r"许可|允许).{0,16}(?:转载|复制|使用|传播|商用|镜像)|仅供(?:个人)?(?:学习|参考|阅读)).{0,60}|.{0,10}ICP[备证].{0,30}|.{0,6}公网安备.{0,20}|"
    r"《[^》]{2,60}》由.{0,10}(?:会员|用户|网友).{0,8}上传.{0,80}|.{0,40}(?:在线阅读|免费下载|下载文档|"
    r"点击下载|立即下载|付费|开通VIP|会员专享).{0,40}|(?:本|此)文(?:档|章|件).{0,20}(?:下载|上传|转载|"
    r"来源于).{0,40}|"
    r"(?:已阅读|还剩|剩余)[^。]{0,20}(?:页|部分|阅读).{0,20}|(?:字体|字号)[:：\s]*[\[【(（]?\s*大.{0,15}|"
    r".{0,15}扫一扫.{0,20}|.{0,15}二维码.{0,15}|.{0,15}公众号.{0,20}|猜你喜欢.{0,20}|(?:相关|热门|推荐)(?:推"
    r"荐|文档|文章|阅读|新闻|资讯)|"
    r"首页\s*[>›»/].{0,60}|当前位置.{0,60}|(?:\d{1,4}\s*(?:人|次)(?:阅读|浏览|点赞|收藏)\s*)+|(?:举报|"
    r"评论|收藏|点赞|分享)\s*[(（]?\d*[)）]?|#?\s*(?:正文|全文)(?:开始|完|结束)?|[（(](?:完|全文完|"
    r"本文完|END|未完待续)[）)]|"
    r"https?://\S+|www\.\S+|.{1,40}第\s*\d+\s*页(?:\s*[/／共]\s*\d+\s*页?)?)",
)
# Words that stories use too: in a whole sentence they are none of the page's.
_IN_SENTENCES = re.compile(r"二维码|公众号|扫一扫|付费|会员专享|下载|上传|剩余|还剩|已阅读|仅供|版权|侵权|关闭|返回")
_SURELY = re.compile(r"转载|收益归|版权所有|本文档|此文档|本站|网站|网友上传|会员上传|免费下载|下载文档")
_DATE = r"(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_STAMP = re.compile(
    rf"\s*{_DATE}\s*|[^。！？；，]{{0,24}}\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
    r"(?:\s*|[^。！？；]{0,24}(?:来源|字号|字体|作者|编辑|浏览|阅读|点击|评论|分享|打印|发布|次|网)[^。！？；]{0,24})"
)
_WRAPPER = re.compile(rf"^\s*{_DATE}\s*[,，;；]?\s*(?:正文|内容|全文)\s*[:：]\s*(?:原标题\s*[:：]\s*)?")
_ORIGINAL = re.compile(r"^\s*(?:原标题|文章标题|标题)\s*[:：]\s*")
_NAMES = r"[\u4e00-\u9fff·A-Za-z]{2,4}"
_REPORTERS = re.compile(
    rf"[（(]?(?:[\u4e00-\u9fff、\s]{{0,24}}?(?:首席|主任|见习|特约|融媒体?|全媒体)?(?:记者|通讯员|实习生)\s*"
    rf"[:：]?\s*(?:{_NAMES}[\s、,，/]*){{1,4}})+[）)]?\s*"
    rf"|[（(]?(?:文|图|文图|图文)\s*[/／:：|｜]\s*.{{2,20}}[）)]?|.{{0,24}}(?:绘图|供图|摄影?|制图)[）)]?|"
    rf"(?:作者|来源)(?:单位|系)?[:：].{{2,60}}"
)
_TAIL = re.compile(
    r"(?:返回(?:搜狐|首页|列表|顶部)[，,\s]*(?:查看更多)?\s*(?:责任编辑\s*[:：].{0,20})?|责任编辑\s*[:：].{"
    r"0,20}|[（(](?:完|全文完|责任编辑[:：][^）)]{0,20}|责编[:：][^）)]{0,20}|编辑[:：][^）)]{0,20})[）)])\s"
    r"*$"
)
_SOURCE_TAIL = re.compile(
    r"(?<=[。！？”）)\s])(?:(?:综合|来源|稿源|素材来源|资料来源|转自|供稿|作者|编辑|记者)\s*[:：]\s*[^。！？"
    r":：]{2,40}){1,4}\s*$"
)
_REPORTER_TAIL = re.compile(
    rf"(?<=[。！？”])[\u4e00-\u9fff、\s]{{0,24}}?(?:首席|主任|见习|特约|融媒体?|全媒体)?(?:记者|通讯员)\s+(?"
    rf":{_NAMES}[\s、,，/]*){{1,3}}(?:(?:实习生|通讯员|见习记者)\s*(?:{_NAMES}[\s、,，/]*){{1,3}})*\s*$"
)
_AGENCY_LEAD = re.compile(r"^[\u4e00-\u9fff]{2,12}\d{1,2}月\d{1,2}日[电讯](?:\s*[（(][^）)]{2,30}[）)])?\s*")
_LONGEST = 160
PAGE_TOTAL = re.compile(r"(?:页数|总页数|共)\s*[:：]?\s*(\d{1,4})\s*页")


def chrome_edits(text: str) -> Iterator[Edit]:
    """Yield edits that set page furniture aside, in offsets of `text`; lines keep their breaks."""
    lines = text.split("\n")
    furniture = _furniture(lines)
    start = 0
    for index, line in enumerate(lines):
        if index in furniture:
            yield Edit(start, start + len(line), "", "site-chrome", "page-furniture", dropped=True)
        elif line.strip():
            yield from _line_edits(line, start)
        start += len(line) + 1


def _furniture(lines: list[str]) -> set[int]:
    """Return the indices of lines that are page furniture: surely, or of a doubtful kind beside sure ones."""
    filled = [(index, line.strip()) for index, line in enumerate(lines) if line.strip()]
    sure = [len(line) <= _LONGEST and is_chrome(line) for _, line in filled]
    shared = [len(line) <= _LONGEST and bool(_SHARED_KEY_VALUE.fullmatch(line)) for _, line in filled]
    for order in (range(len(filled)), reversed(range(len(filled)))):
        for place in order:
            beside = (place > 0 and sure[place - 1]) or (place + 1 < len(filled) and sure[place + 1])
            sure[place] = sure[place] or (shared[place] and beside)
    return {index for (index, _), is_sure in zip(filled, sure, strict=True) if is_sure}


def _line_edits(line: str, start: int) -> Iterator[Edit]:
    bare = line.strip()
    if len(bare) <= 60 and _REPORTERS.fullmatch(bare):
        yield Edit(start, start + len(line), "", "reporter-line", "byline", dropped=True)
        return
    for pattern in (_WRAPPER, _ORIGINAL):
        found = pattern.match(line)
        if found:
            yield Edit(start, start + found.end(), "", "site-chrome", "page-furniture", dropped=True)
            break
    yield from _tail_edits(line, start)


def _tail_edits(line: str, start: int) -> Iterator[Edit]:
    end = len(line)
    for pattern, why in (
        (_TAIL, "site-chrome"),
        (_TAIL, "site-chrome"),
        (_SOURCE_TAIL, "source-line"),
        (_REPORTER_TAIL, "reporter-line"),
    ):
        # Tails are short: looking only there keeps the search linear.
        found = pattern.search(line, max(0, end - 200), end)
        if found and found.start() > 0:
            yield Edit(start + found.start(), start + end, "", why, "tail", dropped=True)
            end = found.start()


def is_chrome(line: str) -> bool:
    """Say whether a line is page furniture throughout."""
    if line[-1:] in SENTENCE_END and _IN_SENTENCES.search(line) and not _SURELY.search(line):
        return False
    return bool(
        _KEY_VALUE.fullmatch(line) or _PAIRS.fullmatch(line) or _WHOLE.fullmatch(line) or _STAMP.fullmatch(line)
    )


def page_total(text: str) -> int | None:
    """Return the number of pages that a preview page states, or None."""
    found = PAGE_TOTAL.search(text[:4000]) or PAGE_TOTAL.search(text[-2000:])
    return int(found[1]) if found and int(found[1]) > 1 else None

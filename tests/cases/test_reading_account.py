"""Nothing is lost and nothing is invented: every raw character is booked once, every offset maps back."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from studyapp.cases.casebook_text import ReadCasebook, Source
from studyapp.cases.readers.extracted import Extracted
from studyapp.cases.readers.plain import markdown_headings
from studyapp.cases.reading import understand

BRICKS = [
    "案例一", "案例二：窗口搬到村口", "【案例3】", "一、背景", "（二）做法", "1、", "2、", "【点评】",
    "点评：", "专家点评", "基本案情", "典型意义", "思考题", "相关法条", "目录", "……………3", "\n", "\n\n",
    "\r\n", "　　", " ", "。", "，", "——", "“好事”", "49", "共49页", "页数:49页", "2012年腊月廿三，",
    "甲县乙镇", "把小事办好", "群众", "深人", "１２", "&nbsp;", "&amp;", "<br>", "<!-- x -->", "![](a.png)",
    "## ", "**重点**", "\ufeff", "\u200b", "来源：某报", "（完）", "- 3 -", "第 4 页 共 9 页", "表\t格", "(",
    "【", "？", "！", "民警提醒：", "启示", "案例：",
    "这是一段足够长的叙述文字，用来让案例有正文，也让分段的规则有东西可看，后面还有几句话。",
]  # fmt: skip


def book_of(text: str) -> ReadCasebook:
    extracted = Extracted(text, "txt", "utf-8", markdown_headings(text))
    return understand(extracted, Source("x.txt", "txt", "utf-8", "0", len(text)))


def booked(book: ReadCasebook) -> list[int]:
    """How often each raw character was booked."""
    counts = [0] * len(book.raw)
    kept = [piece for case in book.cases for piece in (*case.body_pieces, *case.commentary_pieces)]
    mended = {one.raw for one in book.repairs} | {one.raw for one in book.left_over}
    spans = [*mended, *book.structure]
    spans += [piece.raw for piece in (*kept, *book.introduction_pieces) if not any_within(piece.raw, mended)]
    for start, end in spans:
        for place in range(start, end):
            counts[place] += 1
    return counts


def any_within(span, others) -> bool:
    return span in others or any(start <= span[0] and span[1] <= end for start, end in others)


texts = st.one_of(
    st.lists(st.sampled_from(BRICKS), max_size=60).map("".join),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=300),
)


@settings(max_examples=300, deadline=None)
@given(texts)
@example("案例一\n" + BRICKS[-1] + "\n【点评】" + BRICKS[-1])
def test_every_raw_character_is_booked_exactly_once(text):
    counts = booked(book_of(text))

    assert set(counts) <= {1}


@settings(max_examples=200, deadline=None)
@given(texts)
def test_parts_are_the_concatenation_of_their_pieces(text):
    for case in book_of(text).cases:
        assert "".join(piece.text for piece in case.body_pieces) == case.text.body
        assert "".join(piece.text for piece in case.commentary_pieces) == (case.text.commentary or "")


@settings(max_examples=200, deadline=None)
@given(texts)
def test_a_body_is_the_raw_text_of_its_span_after_repairs(text):
    book = book_of(text)
    for case in book.cases:
        start, end = case.raw_spans.body
        edits = [(one.raw, one.new) for one in book.repairs] + [(one.raw, "") for one in book.left_over]
        edits += [(one, "") for one in book.structure]
        position, built = start, []
        for (first, last), new in sorted(edits):
            if start <= first and last <= end and first >= position:
                built += [book.raw[position:first], new]
                position = last
        built.append(book.raw[position:end])
        assert "".join(built) == case.text.body


@settings(max_examples=100, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_book(text):
    assert book_of(text) == book_of(text)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_sections_lie_within_the_body(text):
    for case in book_of(text).cases:
        for section in case.text.sections:
            assert 0 <= section.start < section.end <= len(case.text.body)

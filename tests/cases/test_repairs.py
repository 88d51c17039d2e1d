"""What a viewer, a printer or a scanner did to a text is undone, and only that."""

from studyapp.cases.reading import read_casebook

STORY = "某村过去吃水要到三里外去挑，今年村里打了一口井，家家通了自来水，老人再也不用肩挑手提。"


def book_of(body, head=""):
    return read_casebook(f"{head}案例一 一口井\n{body}\n点评：小事办实，群众就认。\n".encode(), "book.txt")


def body_of(body, head=""):
    return book_of(body, head).cases[0].text.body


def test_look_alikes_are_mended_where_the_language_is_sure():
    book = book_of(f"{STORY}干部深人了解居民的需求，自已掏钱买了工具。")

    assert "干部深入了解居民的需求，自己掏钱买了工具。" in book.cases[0].text.body
    assert [(one.old, one.new) for one in book.repairs if one.kind == "look-alike"] == [("人", "入"), ("已", "己")]


def test_right_words_that_look_alike_stay():
    for sentence in (
        "资深人士已经到场。",
        "他未提出异议。",
        "由土地和人口决定。",
        "一千于是变成两千。",
        "大家太辛苦了。",
        "楼栋里的入群率提高了两成。",
        "查房时问了一句肾功能怎么样。",
        "本册供新入职的员工学习。",
        "还有人不太清楚这件事。",
        "每天都在干活。",
        "敢于向自己动刀。",
    ):
        assert sentence in body_of(STORY + sentence)


def test_the_page_total_is_taken_out_of_running_text_but_counts_stay():
    body = body_of(f"{STORY}按照“一户一策”49原则走访了49户居民，途经49路车站。", "页数:49页\n")

    assert "按照“一户一策”原则走访了49户居民，途经49路车站。" in body


def test_a_real_list_is_no_run_of_chunk_numbers():
    items = "".join(f"\n{n}、逐户登记，做到情况明。" for n in range(1, 6))

    assert body_of(STORY + items).count("、逐户登记") == 5


def test_entities_and_wide_letters_are_brought_to_ordinary_form():
    assert body_of(f"{STORY}共&nbsp;１２０户，Ａ级&amp;Ｂ级。").endswith("共 120户，A级&B级。")


def test_hard_wraps_are_joined():
    text = "甲村在山里，过去吃水要到三里外的沟里去挑，天旱时还要排队。今年村里请来打井队，"
    wrapped = "\n".join((text * 6)[i : i + 30] for i in range(0, len(text) * 6, 30))

    assert "\n" not in body_of(wrapped + "打好了井。").rstrip("\n")


def test_doubtful_places_are_suspects_with_their_place_in_the_body():
    case = book_of(f"{STORY}难就难在工程复杂、群众爪个性化需求多。").cases[0].text

    assert [case.body[one.start : one.end] for one in case.suspects] == ["爪"]


def test_page_furniture_is_left_over():
    book = book_of(STORY + "\n当前位置：首页 > 党建\n浏览次数：120", "欢迎来到某某文库\n")

    assert book.cases[0].text.body == STORY
    assert {one.why for one in book.left_over} == {"site-chrome"}


def test_readings_left_behind_characters_by_a_converting_mirror_are_taken_out():
    book = book_of(f"{STORY}機(jī)器停了，當（dāng）班的人（小王）去修。")

    assert "機器停了，當班的人（小王）去修。" in book.cases[0].text.body

from studyapp.text.sentences import clauses, is_balanced, sentences, without_quotations


def test_a_full_stop_inside_quotation_marks_ends_no_sentence():
    assert [one.text for one in sentences("他写道：“先谈。再动工”的便条。次日开工。")] == [
        "他写道：“先谈。再动工”的便条。",
        "次日开工。",
    ]


def test_a_line_break_always_ends_a_sentence():
    assert [one.text for one in sentences("主要做法\n公开账目。")] == ["主要做法", "公开账目。"]


def test_places_point_back_into_the_text():
    text = " 先听意见。 再定方案！"
    assert all(text[one.start : one.end] == one.text for one in sentences(text))


def test_clauses_are_not_cut_inside_titles_and_numbers():
    assert [one.text for one in clauses("根据《甲，乙条例》，罚款1,000元")] == ["根据《甲，乙条例》", "罚款1,000元"]


def test_marks_without_partner_are_seen():
    assert is_balanced("“甲（乙）”")
    assert not is_balanced("甲”乙")


def test_quotations_are_taken_out():
    assert without_quotations("称为“这个那个”的办法") == "称为“”的办法"

from studyapp.questions.rendering import _scored


def test_a_point_is_found_by_the_term_it_names():
    assert _scored("还把做法称为“一张清单”", "采取了什么做法？")["accept"] == ["把做法称为“一张清单”", "一张清单"]


def test_a_term_of_the_question_itself_finds_no_point():
    assert _scored("推行“一张清单”", "推行“一张清单”后怎样？")["accept"] == []

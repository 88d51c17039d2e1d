"""Questions that rest on how a case is built: numbered measures, figures of result, the whole case."""

import pytest

from studyapp.cases.casebook_text import CaseText, Commentary, Span
from studyapp.questions.analysis import AnalysedCase, analyse
from studyapp.questions.checks import failed_gate
from studyapp.questions.choices.insights import insights_of
from studyapp.questions.drafting import draft_questions
from studyapp.questions.generators.registry import points_of
from studyapp.questions.lexicon import TermLexicon
from studyapp.questions.outline import groups_of

MEASURES = (
    "主要做法\n"
    "（一）摸清摊位底数。管理处逐摊登记经营种类，建立一摊一档。\n"
    "（二）划定经营时段。早市开到九点，夜市从六点开始。\n"
    "（三）建立轮值制度。摊主每周推选两人轮流值守，负责清扫。\n"
)
COMMENTARY = "集市管理的难点不在收费，而在规则。只有先把规则讲清楚，摊主才会愿意配合。"


def read(body: str, commentary: str = "", heading: str = "点评") -> AnalysedCase:
    told = (Commentary(heading, None, commentary, Span(0, 1)),) if commentary else ()
    return analyse(CaseText(1, "集市怎样管", body, commentaries=told))


def test_numbered_blocks_are_grouped_under_the_heading_above_them():
    [group] = groups_of(read(MEASURES))
    assert (group.label, group.headings) == ("主要做法", ("摸清摊位底数", "划定经营时段", "建立轮值制度"))
    assert [one.text for one in group.blocks[0].content] == ["管理处逐摊登记经营种类，建立一摊一档。"]


def test_a_block_within_a_paragraph_is_found_by_its_ordinal():
    [group] = groups_of(read("做法\n一是摸清底数。管理处逐摊登记。二是划定时段。早市开到九点。"))
    assert group.headings == ("摸清底数", "划定时段")


def test_the_headings_of_measures_are_asked_for():
    asked = [one for one in points_of(read(MEASURES), TermLexicon()) if one.rule == "numbered"]
    assert [(one.question, one.keys) for one in asked] == [
        ("“主要做法”部分从哪三个方面展开？", ("摸清摊位底数", "划定经营时段", "建立轮值制度"))
    ]


def test_labels_for_headings_are_no_measures():
    body = "事故原因\n（一）直接原因\n接头老化起火。\n（二）间接原因\n管理处没有按月检查。"
    assert not [one for one in points_of(read(body), TermLexicon()) if one.rule == "numbered"]


def test_a_case_analysis_joins_body_and_commentary_and_a_prediction_has_stances_and_no_key():
    case = read(MEASURES, COMMENTARY)
    drafts = {draft.kind: draft for draft, _ in insights_of(case, points_of(case, TermLexicon()))}
    analysis, prediction = drafts["case_analysis"], drafts["prediction"]
    assert len(analysis.answer["parts"]) == 2
    assert {one.part for one in analysis.evidence} == {"body", "commentary"}
    assert [one.text for one in prediction.options] == ["摸清摊位底数", "划定经营时段", "建立轮值制度"]
    assert prediction.keys == ()
    assert all(point["text"] in COMMENTARY for point in prediction.answer["points"])
    assert not failed_gate(analysis, case)
    assert not failed_gate(prediction, case)


def test_without_commentary_there_is_neither():
    case = read(MEASURES)
    assert insights_of(case, points_of(case, TermLexicon())) == []


def test_a_prediction_shows_nothing_of_the_commentary():
    case = read(MEASURES, COMMENTARY)
    [prediction] = [one for one in draft_questions([case.case], TermLexicon()).questions if one.kind == "prediction"]
    shown = prediction.stem + "".join(one.text for one in prediction.options)
    assert not any(point["text"] in shown for point in prediction.answer["points"])


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("改造以后，摊主的续约率由62%提高到85%。", "85%"),
        ("投诉的平均处理时限缩短到3天。", "3天"),
        ("排队的平均时间由34分钟降到15分钟。", "15分钟"),
    ],
)
def test_a_figure_of_result_is_a_choice_among_figures_that_keep_the_direction(body, key):
    [draft] = [one for one in draft_questions([read(body).case], TermLexicon()).questions if one.rule == "result"]
    assert draft.keys == (key,)
    assert len(draft.options) == 4
    if "%" in key:
        assert all(62 < float(one.text.rstrip("%")) <= 100 for one in draft.options)


def test_the_question_names_the_commentary_in_which_its_sentence_stands():
    told = (
        Commentary("三、防范措施", None, "熟食摊的经营者应当每月检查一次电线。", Span(0, 1)),
        Commentary("【警示】", None, "管理单位必须在雨季前更换老化的接头。", Span(1, 2)),
    )
    case = CaseText(1, "集市怎样管", "集市逢五开市。", commentaries=told)
    stems = [one.stem for one in draft_questions([case], TermLexicon()).questions]
    assert any("的“防范措施”部分，" in stem and "经营者" in stem for stem in stems)
    assert any("的“警示”部分，" in stem and "管理单位" in stem for stem in stems)


def test_a_firm_is_not_exchanged_for_the_bare_word_firm():
    case = read("某化工公司安排维修三号储罐。企业发布了整改通知。管理处登记了摊位。")
    drafts = draft_questions([case.case], TermLexicon()).questions
    assert not any("企业安排" in one.stem or any("企业安排" in option.text for option in one.options) for one in drafts)

"""Items of a list stand beside items of another list of the same sort, or are not offered at all."""

from studyapp.cases.casebook_text import CaseText
from studyapp.questions.analysis import analyse
from studyapp.questions.choices.listed import listed_of
from studyapp.questions.generators.registry import points_of
from studyapp.questions.lexicon import TermLexicon

MEASURES = (
    "针对原料混放，仓储部采取了三项措施：按批次划分货位；给每个货架加装称重标签；每天下班前核对台账。\n"
    "针对混装出库，运输部采取了两项措施：一是装车前扫描两遍条码，二是由押运员在车门贴封条。"
)
CAUSES = (
    "调查组认为，直接原因是装卸工没有核对批号。间接原因有三个：一是两种原料的包装颜色相近，"
    "二是货位编号已经磨掉，三是复核岗长期空缺。"
)


def listed(body):
    case = analyse(CaseText(1, "两袋原料装错了车", body))
    return [draft for draft, _ in listed_of(case, points_of(case, TermLexicon()))]


def test_wrong_options_come_from_the_other_list_of_the_same_sort():
    drafts = listed(MEASURES)
    assert {draft.kind for draft in drafts} == {"multiple"}
    first = next(one for one in drafts if "仓储部" in one.stem)
    assert set(first.distractors) == {"装车前扫描两遍条码", "由押运员在车门贴封条"}
    assert all("运输部采取了两项措施" in one.why for one in first.options if not one.is_key)


def test_a_direct_cause_is_asked_beside_the_indirect_ones():
    (draft,) = listed(CAUSES)
    assert (draft.kind, draft.keys) == ("single", ("装卸工没有核对批号",))
    assert draft.distractors
    assert all(option.is_key or "间接原因" in option.why for option in draft.options)


def test_lists_of_different_sorts_lend_each_other_nothing():
    assert listed(MEASURES.split("\n", maxsplit=1)[0] + "\n" + CAUSES.split("。", 1)[1]) == []

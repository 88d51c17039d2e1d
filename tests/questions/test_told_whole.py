"""What is asked for as a whole: a heading's paragraph, a section, a commentary, a court's grounds, a finding."""

import pytest

from studyapp.cases.casebook_text import CaseText, Commentary, Span
from studyapp.questions.analysis import analyse
from studyapp.questions.choices.statements import led_statements_of
from studyapp.questions.drafting import draft_questions
from studyapp.questions.generators.registry import points_of
from studyapp.questions.lexicon import TermLexicon

NO_TERMS = TermLexicon()


def asked(body: str, rule: str, *commentaries: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    told = tuple(Commentary(name, None, text, Span(0, 1)) for name, text in commentaries)
    case = analyse(CaseText(1, "码头上的一天", body, commentaries=told))
    return {one.question: one.keys for one in points_of(case, NO_TERMS) if one.rule == rule}


def test_a_headed_measure_is_asked_with_every_sentence_of_its_paragraph_as_a_point():
    body = "主要做法\n（一）把账摊开。馆里每月初公布采购价。读者可以查两年内的明细。\n"
    body += "（二）请人来看。馆里每季请十名读者抽查。"
    assert asked(body, "headed") == {
        "关于“把账摊开”，材料写明了哪些具体做法和情况？": ("馆里每月初公布采购价", "读者可以查两年内的明细"),
        "关于“请人来看”，材料写明了哪些具体做法和情况？": ("馆里每季请十名读者抽查",),
    }


def test_a_named_cause_is_asked_for_how_it_showed():
    body = (
        "原因分析\n一是交底没有签字。班长在食堂口头说了两句，三名焊工当天不在。\n二是监护人离岗。监护人中途去领手套。"
    )
    assert "材料指出“监护人离岗”，具体情况是怎样的？" in asked(body, "headed")


@pytest.mark.parametrize("heading", ["工作背景", "他们的办法", "成效数据"])
def test_a_heading_that_says_nothing_of_its_own_is_not_asked(heading):
    body = f"主要做法\n（一）{heading}。馆里每月初公布采购价。\n（二）请人来看。馆里每季请十名读者抽查。"
    assert not any(heading in question for question in asked(body, "headed"))


def test_a_paragraph_that_leans_on_the_one_before_is_not_asked():
    body = "主要做法\n（一）把账摊开。对此，读者起初不信。\n（二）请人来看。馆里每季请十名读者抽查。"
    assert list(asked(body, "headed")) == ["关于“请人来看”，材料写明了哪些具体做法和情况？"]


@pytest.mark.parametrize(
    ("body", "question", "points"),
    [
        (
            "改进措施\n病区做了以下改动：输液架加装挂钩；药盒换成双色标签；夜班增加一次核对。",
            "“改进措施”部分写明了哪些做法？",
            ("输液架加装挂钩", "药盒换成双色标签", "夜班增加一次核对"),
        ),
        (
            "实施效果\n半年里，返工单由每月40张降到6张。客户没有再退货。",
            "“实施效果”部分写明了哪些结果？",
            ("半年里，返工单由每月40张降到6张", "客户没有再退货"),
        ),
        (
            "整改情况\n公司更换了全部软管。三个月后，漏油次数由9次降到1次。",
            "“整改情况”部分写明了哪些做法和结果？",
            ("公司更换了全部软管", "三个月后，漏油次数由9次降到1次"),
        ),
    ],
)
def test_a_section_is_asked_for_all_that_it_lists(body, question, points):
    assert asked(body, "section")[question] == points


def test_what_follows_a_colon_is_not_cut_from_what_precedes_it():
    body = "改进措施\n护士长定下规矩：交班看管路，谁签字谁负责。\n"
    assert asked(body, "section")["“改进措施”部分写明了哪些做法？"] == ("护士长定下规矩：交班看管路，谁签字谁负责",)


def test_a_section_told_at_length_is_left_to_other_rules():
    assert not asked("改进措施\n" + "馆里把借书台向门口移了三米，方便推轮椅的读者进出。" * 14, "section")


def test_a_short_commentary_is_asked_for_all_it_says_and_its_signature_is_no_point():
    text = "验收不能只看台账。台账可以补，现场补不了。\n（某学院　方教授）"
    points = asked("船靠岸了。", "commentary-points", ("点评", text))
    assert points == {"文中表达了哪几层意思？": ("验收不能只看台账", "台账可以补，现场补不了")}


def test_a_commentary_that_is_a_list_of_measures_is_asked_for_them():
    points = asked("船靠岸了。", "commentary-points", ("防范措施", "船长每日点验缆绳。码头加装两盏灯。"))
    assert list(points) == ["文中写明了哪些做法？"]


def test_a_court_is_asked_for_its_grounds_and_its_decision():
    body = (
        "裁判结果\n一审法院认为，租约没有约定谁修屋顶。漏雨在交房前就有，房东知情而未告知。"
        "据此，法院判决房东退还三个月租金。租客上诉，二审法院判决驳回上诉。"
    )
    assert asked(body, "holding") == {
        "一审法院作出判决的理由有哪些？": ("租约没有约定谁修屋顶", "漏雨在交房前就有，房东知情而未告知")
    }
    assert asked(body, "ruling")["一审法院最终作出了怎样的判决？"] == ("房东退还三个月租金",)


def test_a_view_that_no_decision_follows_is_no_ground():
    assert not asked("一审法院认为，租约没有约定谁修屋顶。租客当庭表示愿意调解。", "holding")


@pytest.mark.parametrize(
    ("body", "question"),
    [
        (
            "事后调查发现，值班员把两路告警设成了静音，备用水泵的阀门也没有打开。",
            "事后调查发现了哪些情况？",
        ),
        ("经查，供应商把三批旧轴承重新喷漆，冒充新件交货。", "经查，查明了哪些情况？"),
    ],
)
def test_a_finding_is_asked_to_the_end_of_its_sentence(body, question):
    assert question in asked(body, "found-out")


@pytest.mark.parametrize(
    "body",
    [
        "经查，供应商把三批旧轴承重新喷漆，冒充新件交货。此外，还有两批没有合格证。",
        "检查没有发现管道存在渗漏、锈蚀和松动的情况。",
    ],
)
def test_a_finding_that_goes_on_or_that_was_not_made_is_not_asked(body):
    assert not asked(body, "found-out")


def test_what_somebody_laid_down_is_asked_once_for_each_who_laid_it_down():
    body = "供水中心规定，夜间停水提前两天张贴通知；抢修超过四小时的，由片区负责人送水上门。"
    assert asked(body, "announced") == {
        "供水中心作出了哪些规定？": ("夜间停水提前两天张贴通知", "抢修超过四小时的，由片区负责人送水上门")
    }
    assert not asked(body + "供水中心规定，管网图每年更新一次并交档案室保存。", "announced")


def test_a_pronoun_does_not_announce():
    assert not asked("他提醒大家，雨季到来之前一定要清一遍排水沟。", "announced")


COMMENTED = CaseText(
    1,
    "码头上的一天",
    "事后调查发现，值班员把两路告警设成了静音，备用水泵的阀门也没有打开。",
    commentaries=(Commentary("点评", None, "静音省了耳朵，误了泵房。阀门挂牌之后应当有人复核。", Span(0, 1)),),
)


def test_a_case_analysis_weighs_the_case_by_its_commentary():
    draft = next(one for one in draft_questions([COMMENTED], NO_TERMS).questions if one.kind == "case_analysis")
    assert isinstance(draft.answer, dict)
    assert [part["stem"] for part in draft.answer["parts"]] == [
        "事后调查发现了哪些情况？",
        "结合“点评”，分析应当怎样看待这一案例，写出要点。",
    ]


def test_every_short_commentary_has_a_judgement_before_it_with_all_its_points():
    draft = next(one for one in draft_questions([COMMENTED], NO_TERMS).questions if one.kind == "prediction")
    assert (draft.options, draft.keys) == ((), ())
    assert isinstance(draft.answer, dict)
    assert [one["text"] for one in draft.answer["points"]] == ["静音省了耳朵，误了泵房", "阀门挂牌之后应当有人复核"]


@pytest.mark.parametrize("title", ["成效数据", "▍故障概述"])
def test_a_title_that_only_names_a_part_is_not_put_into_a_stem(title):
    drafts = draft_questions([CaseText(1, title, COMMENTED.body)], NO_TERMS).questions
    assert drafts
    assert all(title not in one.stem for one in drafts)


def test_a_title_that_two_cases_bear_is_not_put_into_a_stem():
    twins = [CaseText(number, "码头上的一天", COMMENTED.body) for number in (1, 2)]
    assert all("码头" not in one.stem for one in draft_questions(twins, NO_TERMS).questions)


def test_a_statement_that_leans_on_the_sentence_before_is_judged_together_with_it():
    body = "镇里把十二口旧井改成了消防取水点。此后一年，火情由每年9起下降到2起，出警时间缩短了6分钟。"
    (statement,) = led_statements_of(analyse(CaseText(1, "码头上的一天", body)))
    assert statement.text == body.rstrip("。")
    assert statement.swaps
    assert all(one.text.startswith("镇里把十二口旧井改成了消防取水点。此后一年，") for one in statement.swaps)


def drafted(body: str, commentary: str = "", name: str = "点评"):
    told = (Commentary(name, None, commentary, Span(0, 1)),) if commentary else ()
    return draft_questions([CaseText(1, "码头上的一天", body, commentaries=told)], NO_TERMS).questions


def test_a_judgement_before_the_commentary_is_not_asked_of_the_commentary():
    draft = next(
        one for one in drafted(COMMENTED.body, "静音省了耳朵，误了泵房。挂牌之后要复核。") if one.kind == "prediction"
    )
    assert draft.stem.startswith("根据案例《码头上的一天》，先不看“点评”")


@pytest.mark.parametrize("name", ["家属感言", "思考讨论"])
def test_what_no_expert_says_is_not_asked_as_commentary(name):
    assert not asked("船靠岸了。", "commentary-points", (name, "静音省了耳朵，误了泵房。挂牌之后要复核。"))


def test_a_commentary_that_refers_to_a_numbered_line_is_not_asked_as_a_whole():
    text = "静音省了耳朵，误了泵房。改进项②应当保留下来。"
    assert not asked("船靠岸了。", "commentary-points", ("点评", text))


def test_a_question_in_a_commentary_is_one_point_with_what_follows_it():
    text = "静音省了耳朵，误了泵房。谁来复核呢？值班表上没有这一栏。"
    (keys,) = asked("船靠岸了。", "commentary-points", ("点评", text)).values()
    assert keys == ("静音省了耳朵，误了泵房", "谁来复核呢？值班表上没有这一栏")


def test_a_list_that_two_rules_find_is_asked_once():
    body = "改进措施\n1. 输液架加装挂钩。\n2. 药盒换成双色标签。\n3. 夜班增加一次核对。"
    asked_for = [one for one in drafted(body) if one.kind == "short_answer"]
    assert len(asked_for) == 1


def test_the_points_of_a_list_of_lines_may_end_in_semicolons():
    body = "改进措施\n① 输液架加装挂钩；\n② 药盒换成双色标签；\n③ 夜班增加一次核对。"
    assert asked(body, "section")["“改进措施”部分写明了哪些做法？"] == (
        "输液架加装挂钩",
        "药盒换成双色标签",
        "夜班增加一次核对",
    )


@pytest.mark.parametrize(
    "body",
    [
        "经过调解，最后被处以罚款3万元。",
        "每箱单价120元，合计金额3.6万元。",
        "货运单共有2 340张，差错率下降到4.2%。",
    ],
)
def test_a_figure_without_its_bearer_or_that_can_be_worked_out_is_not_asked(body):
    assert not asked(body, "result")


def test_a_duty_that_goes_on_with_somebody_else_is_not_asked():
    body = "摊位占用超过两个月的，应当提交用途说明，孙某没有提交。"
    assert not asked(body, "rule")


def test_many_timed_events_are_put_in_order_by_five_of_them():
    lines = ["闸门告警", "值班员巡检", "泵房停机", "班长到场", "备用泵启动", "水位回落", "告警解除", "日志归档"]
    body = "时间线\n" + "\n".join(f"0{hour}:10　{event}。" for hour, event in enumerate(lines))
    draft = next(one for one in drafted(body) if one.kind == "ordering")
    assert isinstance(draft.answer, dict)
    shown, order = draft.answer["items"], draft.answer["order"]
    assert [shown[place] for place in order] == [
        "闸门告警",
        "泵房停机",
        "备用泵启动",
        "水位回落",
        "日志归档",
    ]


@pytest.mark.parametrize("body", ["用人单位应当按时支付加班费。", "公共图书馆要想留住读者，关键是延长开放时间。"])
def test_what_everybody_should_do_or_must_want_is_no_duty_to_ask(body):
    assert not asked(body, "duty")


@pytest.mark.parametrize("who", ["县人民法院", "市监局"])
def test_a_body_whose_view_is_told_at_length_is_not_asked_for_its_first_sentence(who):
    assert not asked(f"{who}认为，摊主依法享有的权益应当受到保护。", "announced")


def test_a_word_that_only_begins_like_therefore_gives_no_reason():
    assert not asked("检修班提前三天贴出停梯通知，故障排除后每半小时更新一次进度。", "reason")


def test_two_halves_after_a_colon_are_a_list_only_where_two_are_announced():
    assert not asked("分摊的办法也很重要：住户出了钱，就会关心质量；厂家出了钱，就会关心维护。", "series")
    assert asked("合同写了两项约定：漏水由厂家负责；换件由住户出钱。", "series")


def test_an_article_without_its_law_does_not_open_a_stem():
    assert not asked("第八条规定摊主不得占用消防通道，不得违反安全规定。", "duty")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("孙某不服，向县人民法院起诉，要求物业公司返还多收的保洁费并赔礼道歉。", "物业公司返还多收的保洁费并赔礼道歉"),
        ("2021年3月，何某申请仲裁，请求裁决补发三个月工资，公司以合同到期为由抗辩。", "补发三个月工资"),
    ],
)
def test_a_claim_is_asked_to_its_end_and_without_the_defence(body, key):
    assert list(asked(body, "claim").values()) == [(key,)]


def test_two_claims_of_one_person_are_not_told_apart_and_so_not_asked():
    body = "何某申请仲裁，请求补发三个月工资。何某起诉，要求支付双倍工资的差额。"
    assert not asked(body, "claim")


@pytest.mark.parametrize(
    ("body", "question"),
    [
        (
            "查下来，账目没有错，是出纳把两张同日的收据订在了同一页背面。",
            "查下来，真实的情况是怎样的？",
        ),
        ("值班长最后才弄清楚，备用泵的电源接在了被切断的那一路上。", "值班长最后才弄清楚，真实的情况是怎样的？"),
    ],
)
def test_what_came_to_light_is_asked(body, question):
    assert question in asked(body, "found-out")


def test_what_somebody_said_without_quotation_is_asked_of_who_said_it():
    assert asked("护士长说，交接本上多写一行，夜里就少跑一趟。", "announced") == {
        "护士长是怎样说的？": ("交接本上多写一行，夜里就少跑一趟",)
    }


def test_a_bare_because_gives_the_reason():
    assert asked("报名的人不多，因为培训要占用三个周末。", "reason") == {
        "报名的人不多，原因是什么？": ("培训要占用三个周末",)
    }


def test_a_because_that_goes_on_after_its_clause_gives_no_reason():
    assert not asked("七号罐是一座老罐，因为扶梯锈蚀，公司请人更换。", "reason")

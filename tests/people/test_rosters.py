from datetime import date

import pytest

from studyapp.errors import UnreadableFileError
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership, add_unit
from studyapp.people.roster.applying import apply_roster
from studyapp.people.roster.days import parse_day
from studyapp.people.roster.judging import Action, Options, judge
from studyapp.people.roster.lines import roster_lines
from studyapp.people.roster.listing import list_invitees, list_members
from tests.people.houses import NOON, make_house

TODAY = date(2026, 3, 2)
HEAD = ["姓名", "登录名", "部门", "角色", "加入日期"]


def lines_of(*rows, head=HEAD, doubts=None):
    return roster_lines([(place, list(row)) for place, row in enumerate((head, *rows), start=1)], doubts or {}, TODAY)


def taken(actor, lines, options):
    return apply_roster(actor, judge(actor, lines, options), NOON)


@pytest.mark.parametrize(
    "text", ["2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "20260301", "46082", "2026-03-01 00:00:00"]
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(text):
    assert parse_day(text) == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["", "三月", "2026-13-01", "2026-02-30", "123"])
def test_what_is_no_day_is_none(text):
    assert parse_day(text) is None


def test_columns_stand_in_any_order_under_chinese_or_english_headings():
    (line,) = lines_of(["东馆", "x", "丁一", "1001"], head=["所在部门", "备注", "姓 名（必填）", "工号*"])
    assert (line.name, line.sign_in_name, line.unit) == ("丁一", "1001", ("东馆",))
    (line,) = lines_of(["Ding", "Ding1", "East"], head=["Full name", "User-Name", "UNIT"])
    assert (line.name, line.sign_in_name, line.unit) == ("Ding", "ding1", ("East",))


def test_a_title_above_the_heading_and_a_heading_repeated_below_are_no_people():
    rows = [(1, ["二〇二六年人员名册"]), (3, HEAD), (4, ["丁一", "1001"]), (5, HEAD), (6, ["戊二", "1002"])]
    assert [line.line for line in roster_lines(rows, {}, TODAY)] == [4, 6]


def test_a_sign_in_name_column_is_preferred_to_a_phone_number():
    (line,) = lines_of(["丁一", "13800000000", "d1"], head=["姓名", "手机号", "登录名"])
    assert line.sign_in_name == "d1"


def test_a_table_without_the_needed_headings_is_refused():
    with pytest.raises(UnreadableFileError) as refused:
        lines_of(["丁一", "东馆"], head=["姓名", "部门"])
    assert refused.value.code == "roster-without-heading"
    with pytest.raises(UnreadableFileError) as refused:
        lines_of()
    assert refused.value.code == "roster-empty"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["", "1001", "", "", ""], "name-missing"),
        (["丁一", "", "", "", ""], "sign-in-name-missing"),
        (["丁一", "1 001", "", "", ""], "sign-in-name-invalid"),
        (["丁一", "1001", "", "班长", ""], "role-unknown"),
        (["丁一", "1001", "", "", "昨天"], "day-unreadable"),
        (["丁一", "1001", "", "", "2026-03-03"], "day-in-future"),
        (["丁" * 101, "1001", "", "", ""], "name-too-long"),
    ],
)
def test_what_is_wrong_with_a_line_is_named(row, problem):
    (line,) = lines_of(row)
    assert line.problem == problem


def test_a_doubtful_cell_is_a_problem_only_in_a_column_that_is_used():
    (line,) = lines_of(["丁一", "1001"], doubts={(2, 1): "digits-lost"})
    assert line.problem == "digits-lost"
    (line,) = lines_of(["丁一", "1001", "", "", "", "x"], doubts={(2, 5): "digits-lost"})
    assert line.problem is None


@pytest.mark.usefixtures("db_session")
class TestJudging:
    def test_new_people_join_the_unit_named_or_the_one_chosen(self):
        house = make_house()
        actor = house.actor(house.administrator)
        lines = lines_of(["丁一", "d1", "西馆", "", "2026-02-01"], ["戊二", "w2", "", "", ""])
        applied = taken(actor, lines, Options(house.east.id))
        assert applied.added == 2
        members = {one.sign_in_name: one for one in list_members(actor)}
        assert members["d1"].unit == "河东图书馆/西馆"
        assert members["d1"].joined_at.isoformat() == "2026-01-31T16:00:00+00:00"
        assert members["w2"].unit == "河东图书馆/东馆"

    def test_the_same_roster_again_changes_nothing(self):
        house = make_house()
        actor = house.actor(house.administrator)
        lines = lines_of(["丁一", "d1", "西馆", "组织者", "2026-02-01"], ["戊二", "w2", "东馆", "", ""])
        taken(actor, lines, Options(house.root.id))
        verdict = judge(actor, lines, Options(house.root.id))
        assert set(verdict.counts) == {Action.SAME}
        assert apply_roster(actor, verdict, NOON).same == 2

    def test_a_changed_line_renames_and_joins_or_moves_as_chosen(self):
        house = make_house()
        actor = house.actor(house.administrator)
        lines = lines_of(["学员新名", house.learner.sign_in_name, "西馆"])
        both = judge(actor, lines, Options(house.root.id))
        assert both.lines[0].changes == ("rename", "join")
        moved = judge(actor, lines, Options(house.root.id, move=True))
        applied = apply_roster(actor, moved, NOON)
        assert applied.left == ((house.learner.id, house.east.id),)
        found = [(one.name, one.unit) for one in list_members(actor) if one.role is Role.LEARNER]
        assert found == [("学员新名", "河东图书馆/西馆")]

    def test_who_left_comes_back(self):
        house = make_house()
        actor = house.actor(house.administrator)
        away = lines_of(["学员丙", house.learner.sign_in_name, "西馆"])
        taken(actor, away, Options(house.root.id, move=True))
        back = lines_of(["学员丙", house.learner.sign_in_name, "东馆"])
        verdict = judge(actor, back, Options(house.root.id, move=True))
        assert verdict.lines[0].changes == ("come-back", "move")
        apply_roster(actor, verdict, NOON)
        assert [one.unit for one in list_members(actor) if one.role is Role.LEARNER] == ["河东图书馆/东馆"]

    def test_a_person_may_stand_in_two_units_but_a_line_only_once(self):
        house = make_house()
        actor = house.actor(house.administrator)
        lines = lines_of(["丁一", "d1", "东馆"], ["丁一", "D1", "西馆"], ["丁一", "d1", "东馆"], ["丁二", "d1", "西馆"])
        verdict = judge(actor, lines, Options(house.root.id))
        assert [one.problem for one in verdict.lines] == [None, None, "line-repeated", "name-differs"]
        assert apply_roster(actor, verdict, NOON).added == 1
        assert len([one for one in list_members(actor) if one.sign_in_name == "d1"]) == 2

    def test_an_unknown_unit_is_a_problem_until_it_is_to_be_made(self):
        house = make_house()
        actor = house.actor(house.administrator)
        lines = lines_of(["丁一", "d1", "东馆/一组"], ["戊二", "w2", "北馆/二组"], ["己三", "j3", "北馆/二组"])
        refused = judge(actor, lines, Options(house.root.id))
        assert {one.problem for one in refused.lines} == {"unit-unknown"}
        taken(actor, lines, Options(house.root.id, create_units=True))
        units = {one.sign_in_name: one.unit for one in list_members(actor)}
        assert units["d1"] == "河东图书馆/东馆/一组"
        assert units["w2"] == units["j3"] == "河东图书馆/北馆/二组"

    def test_a_unit_s_name_that_is_not_clear_needs_the_one_above(self):
        house = make_house()
        actor = house.actor(house.administrator)
        for above in (house.east, house.west):
            add_unit(actor, above.id, "一组")
        lines = lines_of(["丁一", "d1", "一组"], ["戊二", "w2", "西馆/一组"])
        assert [one.problem for one in judge(actor, lines, Options(house.root.id)).lines] == ["unit-ambiguous", None]

    def test_an_organizer_stays_in_the_own_subtree_and_names_no_organizers(self):
        house = make_house()
        actor = house.actor(house.organizer)
        lines = lines_of(
            ["丁一", "d1", "西馆", ""],
            ["戊二", "w2", "东馆", "组织者"],
            ["管理员甲", house.administrator.sign_in_name, "东馆", ""],
            ["己三", "j3", "新组", ""],
        )
        verdict = judge(actor, lines, Options(house.east.id, create_units=True))
        problems = [one.problem for one in verdict.lines]
        assert problems == ["unit-unknown", "role-not-yours", "sign-in-name-elsewhere", "unit-unknown"]

    def test_nobody_is_put_into_a_chosen_unit_that_is_no_longer_one_s_own(self):
        house = make_house()
        lines = lines_of(["王小明", "s1", "", ""])
        verdict = judge(house.actor(house.organizer), lines, Options(house.west.id))
        assert [one.problem for one in verdict.lines] == ["unit-unknown"]

    def test_nobody_of_another_organization_is_renamed_or_taken_in(self):
        house, other = make_house(), make_house("河西图书馆")
        actor = house.actor(house.administrator)
        lines = lines_of(["冒名", other.learner.sign_in_name, "东馆"])
        assert judge(actor, lines, Options(house.root.id)).lines[0].problem == "sign-in-name-elsewhere"

    def test_links_are_for_learners_without_a_password_who_belong_nowhere_else(self):
        house = make_house()
        administrator = house.actor(house.administrator)
        lines = lines_of(["丁一", "d1", "东馆"], ["戊二", "w2", "东馆"])
        taken(administrator, lines, Options(house.root.id))
        both = lines_of(["戊二", "w2", "西馆"])
        taken(administrator, both, Options(house.root.id))
        assert [one.sign_in_name for one in list_invitees(house.actor(house.organizer), house.east.id)] == ["d1"]
        assert [one.sign_in_name for one in list_invitees(administrator, house.root.id)] == ["d1", "w2"]

    def test_no_link_is_made_for_one_with_further_powers(self):
        house = make_house()
        house.learner.password_hash = None
        add_membership(house.east, house.learner, Role.ORGANIZER, NOON)
        assert list_invitees(house.actor(house.organizer), house.east.id) == []

"""The weeks of a programme follow the calendar."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from studyapp.chasing.moments import Rules
from studyapp.chasing.workdays import Workdays
from studyapp.programmes.weeks import next_monday, study_weeks

RULES = Rules("Asia/Shanghai")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_a_week_runs_from_its_first_to_the_end_of_its_last_working_day():
    [week] = study_weeks(RULES, date(2026, 3, 2), 1)
    assert week.opens_at == datetime(2026, 3, 2, 8, tzinfo=SHANGHAI)
    assert week.closes_at == datetime(2026, 3, 7, 0, tzinfo=SHANGHAI)


def test_holidays_and_moved_days_shift_the_dates():
    weeks = study_weeks(RULES, date(2026, 9, 28), 2)
    assert [(one.first_day, one.last_day) for one in weeks] == [
        (date(2026, 9, 28), date(2026, 9, 30)),  # National Day from Thursday on
        (date(2026, 10, 8), date(2026, 10, 10)),  # the Saturday is worked instead
    ]


def test_a_week_without_a_working_day_is_passed_over():
    festival = {date(2027, 2, 1) + timedelta(days=n): False for n in range(7)}
    weeks = study_weeks(Rules("Asia/Shanghai", workdays=Workdays(festival)), date(2027, 1, 25), 2)
    assert [one.first_day for one in weeks] == [date(2027, 1, 25), date(2027, 2, 8)]


def test_a_start_in_the_middle_of_a_week_opens_nothing_before_it():
    assert study_weeks(RULES, date(2026, 3, 4), 1)[0].first_day == date(2026, 3, 4)
    assert study_weeks(RULES, date(2026, 3, 7), 1)[0].first_day == date(2026, 3, 9)


def test_two_weeks_each_make_one_stretch():
    [first, second] = study_weeks(RULES, date(2026, 3, 2), 2, length=2)
    assert (first.first_day, first.last_day) == (date(2026, 3, 2), date(2026, 3, 13))
    assert second.first_day == date(2026, 3, 16)


def test_a_calendar_without_working_days_ends():
    never = {date(2026, 3, 2) + timedelta(days=n): False for n in range(1000)}
    assert study_weeks(Rules("Asia/Shanghai", workdays=Workdays(never)), date(2026, 3, 2), 3) == []


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 10), st.integers(1, 4))
def test_weeks_never_overlap_and_never_begin_too_early(start, count, length):
    weeks = study_weeks(RULES, start, count, length)
    assert len(weeks) == count
    assert weeks[0].first_day >= start
    for one, following in pairwise(weeks):
        assert one.opens_at < one.closes_at <= following.opens_at


def test_next_monday_is_never_today():
    assert next_monday(date(2026, 3, 2)) == date(2026, 3, 9)
    assert next_monday(date(2026, 3, 8)) == date(2026, 3, 9)

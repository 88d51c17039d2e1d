"""Working days of China, moved ones included, and what an organization says itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.chasing.workdays import LAST_YEAR, Workdays


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 10, 1), False),  # National Day, a Thursday
        (date(2026, 10, 10), True),  # a Saturday worked instead
        (date(2026, 2, 23), False),  # a Monday within the Spring Festival
        (date(2026, 2, 28), True),  # a Saturday worked for it
        (date(2026, 3, 2), True),
        (date(2026, 3, 7), False),
    ],
)
def test_moved_days_are_known(day, worked):
    assert Workdays().is_workday(day) is worked


def test_working_days_before_a_deadline_skip_the_festival():
    calendar = Workdays()
    assert calendar.before(date(2026, 10, 8), 1) == date(2026, 9, 30)
    assert calendar.before(date(2026, 10, 3), 0) == date(2026, 9, 30)
    assert calendar.before(date(2026, 3, 4), 3) == date(2026, 2, 28)
    assert calendar.before(date(2026, 12, 6), 1) == date(2026, 12, 4)  # a Sunday's deadline, the Friday before


def test_beyond_the_known_years_weekdays_are_worked():
    beyond = date(LAST_YEAR + 1, 1, 1)
    calendar = Workdays()
    assert not calendar.knows(beyond.year)
    for n in range(14):
        day = beyond + timedelta(days=n)
        assert calendar.is_workday(day) is (day.weekday() < 5)


def test_what_the_organization_enters_stands_above_everything():
    holiday, shift = date(LAST_YEAR + 1, 2, 9), date(LAST_YEAR + 1, 2, 20)
    calendar = Workdays({holiday: False, shift: True, date(2026, 3, 2): False})
    assert not calendar.is_workday(holiday)
    assert calendar.is_workday(shift)
    assert not calendar.is_workday(date(2026, 3, 2))
    assert calendar.knows(LAST_YEAR + 1)


def test_the_first_working_day_of_a_week_is_found_after_a_holiday_monday():
    calendar = Workdays()
    assert calendar.is_first_of_week(date(2026, 3, 2))
    assert not calendar.is_first_of_week(date(2026, 3, 3))
    assert calendar.is_first_of_week(date(2026, 4, 7))  # the Monday before is Qingming's
    assert not calendar.is_first_of_week(date(2026, 4, 6))


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(0, 20))
def test_counting_back_ends_on_a_working_day_and_counts_right(day, count):
    calendar = Workdays()
    found = calendar.before(day, count)
    between = [found + timedelta(days=n) for n in range((day - found).days)]
    assert calendar.is_workday(found)
    assert sum(calendar.is_workday(one) for one in between) == (count or found != day)


def test_a_calendar_without_any_working_day_ends():
    day = date(2026, 3, 2)
    never = Workdays({day + timedelta(days=n): False for n in range(-500, 500)})
    assert never.before(day, 1) < day
    assert never.on_or_after(day) == day

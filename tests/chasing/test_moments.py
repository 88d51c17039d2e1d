"""When reminders go out."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from studyapp.chasing.moments import Rules, after_quiet, digest_moments, is_due, is_quiet, last_day, occasions

SHANGHAI = ZoneInfo("Asia/Shanghai")
RULES = Rules("Asia/Shanghai")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


def test_reminders_fall_on_working_days_before_the_deadline():
    found = occasions(RULES, at(2026, 9, 1), at(2026, 10, 8, 18))
    assert [one.at for one in found] == [at(2026, 9, 28, 9), at(2026, 9, 30, 9)]
    assert [one.days_before for one in found] == [3, 1]


def test_a_deadline_at_midnight_belongs_to_the_day_that_ends():
    assert last_day(at(2026, 3, 7), "Asia/Shanghai") == date(2026, 3, 6)


def test_nothing_is_said_before_the_opening_or_after_the_deadline():
    rules = Rules("Asia/Shanghai", days_before=(5, 1, 0))
    found = occasions(rules, at(2026, 3, 4, 12), at(2026, 3, 6, 8))
    assert [one.days_before for one in found] == [1]


def test_days_that_fall_together_are_one_reminder():
    rules = Rules("Asia/Shanghai", days_before=(0, 1))
    found = occasions(rules, at(2026, 2, 1), at(2026, 10, 4, 12))
    assert len({one.day for one in found}) == len(found)


def test_quiet_hours_run_over_midnight():
    assert is_quiet(RULES, at(2026, 3, 2, 23))
    assert is_quiet(RULES, at(2026, 3, 3, 7, 59))
    assert not is_quiet(RULES, at(2026, 3, 3, 8))
    assert after_quiet(RULES, at(2026, 3, 2, 23)) == at(2026, 3, 3, 8)
    assert after_quiet(RULES, at(2026, 3, 3, 1)) == at(2026, 3, 3, 8)
    assert after_quiet(RULES, at(2026, 3, 3, 10)) == at(2026, 3, 3, 10)


def test_equal_times_are_no_quiet_hours():
    rules = Rules("Asia/Shanghai", quiet_from=480, quiet_until=480)
    assert not any(is_quiet(rules, at(2026, 3, 2, hour)) for hour in range(24))


@given(
    st.integers(0, 1439),
    st.integers(0, 1439),
    st.integers(0, 5_000_000).map(lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
)
def test_quiet_hours_always_end_within_a_day(start, end, moment):
    rules = Rules("Asia/Shanghai", quiet_from=start, quiet_until=end)
    later = after_quiet(rules, moment)
    assert moment <= later <= moment + timedelta(days=1)
    assert not is_quiet(rules, later)


def test_a_moment_missed_for_long_is_let_go():
    assert is_due(at(2026, 3, 2, 9), at(2026, 3, 2, 9))
    assert is_due(at(2026, 3, 2, 9), at(2026, 3, 2, 14))
    assert not is_due(at(2026, 3, 2, 9), at(2026, 3, 2, 15))
    assert not is_due(at(2026, 3, 2, 9), at(2026, 3, 2, 8))


def test_the_digest_is_due_on_the_first_working_day_of_the_week():
    assert list(digest_moments(RULES, date(2026, 3, 2))) == [("2026-W10", at(2026, 3, 2, 9))]
    assert list(digest_moments(RULES, date(2026, 3, 3))) == []
    assert list(digest_moments(RULES, date(2026, 4, 7))) == [("2026-W15", at(2026, 4, 7, 9))]

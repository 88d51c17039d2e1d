from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from studyapp import clock
from studyapp.web import times

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # 10:00 in Beijing


@pytest.fixture(autouse=True)
def _chinese_page(app: Flask):
    with app.test_request_context(), clock.stopped_at(NOW), force_locale("zh"):
        yield


def test_midnight_is_the_end_of_the_day_before() -> None:
    assert times.deadline_words(datetime(2026, 11, 30, 16, 0, tzinfo=UTC)) == "11月30日 24:00（北京时间）"


def test_a_deadline_names_its_zone() -> None:
    assert times.deadline_words(datetime(2026, 11, 30, 10, 30, tzinfo=UTC)) == "11月30日 18:30（北京时间）"


def test_another_year_is_named() -> None:
    assert times.day_words(datetime(2027, 1, 1, tzinfo=UTC)) == "2027年1月1日"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=6, hours=23), "还有 6 天"),
        (timedelta(hours=47), "还有 47 小时"),
        (timedelta(minutes=59), "还有 59 分钟"),
        (timedelta(seconds=20), "还有不到 1 分钟"),
        (timedelta(0), "刚刚截止"),
        (timedelta(days=-3), "已过 3 天"),
    ],
)
def test_what_is_left_is_never_rounded_up(span: timedelta, words: str) -> None:
    assert times.left_words(NOW + span) == words


def test_english_reads_as_english() -> None:
    with force_locale("en"):
        assert times.deadline_words(datetime(2026, 11, 30, 16, 0, tzinfo=UTC)) == "30 Nov 24:00 (Beijing time)"
        assert times.left_words(NOW + timedelta(hours=1, minutes=5)) == "1 hour left"

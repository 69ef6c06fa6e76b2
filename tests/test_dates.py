"""Imprecise dates: reading, bounds, order, and words in both calendars."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.language.calendars import gregorian, solar_hijri
from atlas.model.dates import DATE_HELP, parse_date


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("1947", date(1947, 1, 1), date(1947, 12, 31), "year"),
        ("1947-09", date(1947, 9, 1), date(1947, 9, 30), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("1947-09-30", date(1947, 9, 30), date(1947, 9, 30), "day"),
        ("1952/1953", date(1952, 1, 1), date(1953, 12, 31), "interval"),
        ("[1952..1953-05]", date(1952, 1, 1), date(1953, 5, 31), "between"),
        ("1997-12-09/1997-12-11", date(1997, 12, 9), date(1997, 12, 11), "interval"),
        ("1947~", date(1947, 1, 1), date(1947, 12, 31), "year"),
    ],
)
def test_a_date_means_every_day_from_first_to_last(text: str, first: date, last: date, precision: str) -> None:
    parsed = parse_date(text)
    assert (parsed.first, parsed.last, parsed.precision) == (first, last, precision)
    assert str(parsed) == text


def test_a_tilde_means_approximately() -> None:
    assert parse_date("1947~").approximate
    assert not parse_date("1947").approximate


@pytest.mark.parametrize("text", ["", "47", "1947-9", "30.9.1947", "1947/", "1947-09-30T00:00", "۱۹۴۷", "0x10"])
def test_what_is_no_date_is_refused_with_help(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as error:
        parse_date(text)
    assert str(error.value) == f"{text} is not a date. {DATE_HELP}"


@pytest.mark.parametrize("text", ["1947-13", "1947-02-30", "0000", "1947-00-10"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        parse_date(text)


def test_an_interval_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match=r"1953/1952 ends before it begins\. Swap the two dates"):
        parse_date("1953/1952")


def test_only_what_is_certain_is_called_before() -> None:
    assert parse_date("1947-08").surely_before(parse_date("1947-09"))
    assert not parse_date("1947").surely_before(parse_date("1947-09"))


@pytest.mark.parametrize(
    ("text", "english", "persian", "hijri"),
    [
        ("1947-09-30", "30 September 1947", "۳۰ سپتامبر ۱۹۴۷", "۷ مهر ۱۳۲۶"),
        ("1947-09", "September 1947", "سپتامبر ۱۹۴۷", "شهریور–مهر ۱۳۲۶"),
        ("1947-03", "March 1947", "مارس ۱۹۴۷", "اسفند ۱۳۲۵ – فروردین ۱۳۲۶"),
        ("1947", "1947", "۱۹۴۷", "۱۳۲۵–۱۳۲۶"),
        ("1952/1953", "1952–1953", "۱۹۵۲–۱۹۵۳", "۱۳۳۰–۱۳۳۲"),
        (
            "1997-12-09/1997-12-11",
            "9 December 1997 – 11 December 1997",
            "۹ دسامبر ۱۹۹۷ – ۱۱ دسامبر ۱۹۹۷",
            "۱۸ آذر ۱۳۷۶ – ۲۰ آذر ۱۳۷۶",
        ),
    ],
)
def test_both_calendars_show_the_precision_that_is_known(text: str, english: str, persian: str, hijri: str) -> None:
    parsed = parse_date(text)
    assert gregorian(parsed, "en") == english
    assert gregorian(parsed, "fa") == persian
    assert solar_hijri(parsed, "fa") == hijri

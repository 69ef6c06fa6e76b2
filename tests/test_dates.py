"""Imprecise dates: reading, bounds, order, and words in both calendars."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.language.calendars import gregorian, hijri_months, solar_hijri
from atlas.language.languages import language
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


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("1947~", True), ("1947", False), ("1947-09~", True), ("1947-09-30~", True), ("1947~/1950", True),
        ("1947/1950~", True), ("1947/1950", False), ("[1947..1950~]", True), ("[1947~..1950]", True), ("[1947..1950]", False),
    ],
)  # fmt: skip
def test_a_tilde_means_approximately(text: str, approximate: bool) -> None:
    assert parse_date(text).approximate is approximate


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1947", ("1947", "1947")), ("1947-09~", ("1947-09~", "1947-09~")), ("1952/1953-05", ("1952", "1953-05")),
        ("[1952~..1953]", ("1952~", "1953")),
    ],
)  # fmt: skip
def test_a_span_has_two_ends_and_a_date_is_both_its_own(text: str, ends: tuple[str, str]) -> None:
    first, last = parse_date(text).ends
    assert (str(first), str(last)) == ends
    assert (first.first, last.last) == (parse_date(text).first, parse_date(text).last)


def test_dates_stand_by_their_first_day_then_their_last_then_their_text() -> None:
    texts = ["1948", "1947-09", "1947/1948", "1947~", "1947", "1947-01", "[1947..1948]", "1947-01-01"]
    ordered = ["1947-01-01", "1947-01", "1947", "1947~", "1947/1948", "[1947..1948]", "1948", "1947-09"]
    ordered.insert(-1, ordered.pop())
    assert [str(date) for date in sorted(map(parse_date, texts))] == ordered
    assert parse_date("1947") <= parse_date("1947")
    assert not parse_date("1947") < parse_date("1947")
    assert parse_date("1947") != parse_date("1947~")


def test_spaces_around_a_date_are_left_out() -> None:
    assert str(parse_date(" 1947 ")) == "1947"


@pytest.mark.parametrize(
    "text",
    [
        "47",
        "1947/",
        "/1947",
        "1947-09-30T00:00",
        "0x10",
        "01947",
        "1947~~",
        "[1947/1948]",
        "[1947..1948",
        "1947..1948]",
        "[1947]",
        "1947/1948/1949",
        "1947 / 1948",
        "-1947",
        "1947-09-",
    ],
)
def test_what_is_no_date_is_refused_with_help(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as error:
        parse_date(text)
    assert str(error.value) == f"{text} is not a date. {DATE_HELP}"


def test_an_empty_date_is_called_empty() -> None:
    with pytest.raises(ValueError, match=r"^the date is empty\. Write a year"):
        parse_date("")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("~1947", "Is 1947~ meant?"),
        ("1947?", "Is 1947~ meant?"),
        ("1947-09 %", "Is 1947-09~ meant?"),
        ("c. 1947", "Is 1947~ meant?"),
        ("Circa 1947-09", "Is 1947-09~ meant?"),
        ("حدود ۱۹۴۷", "Is 1947~ meant?"),
        ("1947–1950", "Is 1947/1950 or [1947..1950] meant?"),
        ("1947 - 1950", "Is 1947/1950 or [1947..1950] meant?"),
        ("09/1947", "Is 1947-09 meant?"),
        ("9.1947", "Is 1947-09 meant?"),
        ("1947..1948", "Is 1947/1948 or [1947..1948] meant?"),
        ("19470930", "Is 1947-09-30 meant?"),
        ("۱۲ خرداد ۱۳۶۴", "It looks like a Solar Hijri date. Is 1985-06-02 meant?"),
        ("خرداد ماه ۱۳۶۴", "It looks like a Solar Hijri date. Is [1985-05..1985-06] meant?"),
        ("۱۳۶۴", "It looks like a Solar Hijri date. Is [1985..1986] meant?"),
        ("١٤٤٧", "It looks like a lunar Hijri date. Write the Gregorian date"),
        ("1950–1947", DATE_HELP),
        ("about the 1940s", DATE_HELP),
        ("۳۲ خرداد", DATE_HELP),
        ("99/1947", DATE_HELP),
    ],
)
def test_another_way_to_write_a_date_is_asked_about(text: str, question: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as error:
        parse_date(text)
    assert str(error.value) == f"{text} is not a date. {question}"


@pytest.mark.parametrize(
    ("year", "calendar"),
    [("1199", None), ("1200", "Solar"), ("1429", "Solar"), ("1430", "lunar"), ("1499", "lunar"), ("1500", None)],
)
def test_years_of_other_calendars_have_bounds(year: str, calendar: str | None) -> None:
    if calendar is None:
        assert str(parse_date(year)) == year
    else:
        with pytest.raises(ValueError, match=f"looks like a {calendar} Hijri date"):
            parse_date(year)


@pytest.mark.parametrize(
    "text", ["1947-13", "1947-02-30", "0000", "1947-00-10", "1947-01-00", "1947-00", "2023-02-29", "1947/1948-13"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        parse_date(text)


def test_an_interval_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match=r"1953/1952 ends before it begins\. Swap the two dates"):
        parse_date("1953/1952")
    with pytest.raises(ValueError, match="ends before it begins"):
        parse_date("[1953-02..1953-01-31]")
    assert str(parse_date("1953/1953")) == "1953/1953"
    assert str(parse_date("1953-02/1953")) == "1953-02/1953"


@pytest.mark.parametrize(
    ("text", "last"), [("0001", date(1, 12, 31)), ("9999", date(9999, 12, 31)), ("9999-12-31", date.max)]
)
def test_every_year_of_four_digits_is_a_date(text: str, last: date) -> None:
    assert parse_date(text).last == last


def test_only_what_is_certain_is_called_before() -> None:
    assert parse_date("1947-08").surely_before(parse_date("1947-09"))
    assert not parse_date("1947").surely_before(parse_date("1947-09"))
    assert not parse_date("1947-09-30").surely_before(parse_date("1947-09-30"))
    assert parse_date("1947-09-29").surely_before(parse_date("1947-09-30"))
    assert not parse_date("1948").surely_before(parse_date("1947"))


@pytest.mark.parametrize(
    ("text", "english", "persian", "hijri"),
    [
        ("1947-09-30", "30 September 1947", "۳۰ سپتامبر ۱۹۴۷", "۷ مهر ۱۳۲۶"),
        ("1947-09", "September 1947", "سپتامبر ۱۹۴۷", "شهریور–مهر ۱۳۲۶"),
        ("1947-03", "March 1947", "مارس ۱۹۴۷", "اسفند ۱۳۲۵ – فروردین ۱۳۲۶"),
        ("1947", "1947", "۱۹۴۷", "۱۳۲۵–۱۳۲۶"),
        ("1947-09~", "September 1947", "سپتامبر ۱۹۴۷", "شهریور–مهر ۱۳۲۶"),
        ("1952/1953", "1952–1953", "۱۹۵۲–۱۹۵۳", "۱۳۳۰–۱۳۳۲"),
        ("1947/1947", "1947", "۱۹۴۷", "۱۳۲۵–۱۳۲۶"),
        ("1952-04/1952-06", "April–June 1952", "آوریل تا ژوئن ۱۹۵۲", "۱۳۳۱"),
        ("1952/1953-05-04", "1952 – 4 May 1953", "۱۹۵۲ تا ۴ مهٔ ۱۹۵۳", "۱۳۳۰–۱۳۳۲"),
        ("1979-03-20", "20 March 1979", "۲۰ مارس ۱۹۷۹", "۲۹ اسفند ۱۳۵۷"),
        ("1979-03-21", "21 March 1979", "۲۱ مارس ۱۹۷۹", "۱ فروردین ۱۳۵۸"),
        ("2021-03-20", "20 March 2021", "۲۰ مارس ۲۰۲۱", "۳۰ اسفند ۱۳۹۹"),
        ("0622-03-22", "22 March 622", "۲۲ مارس ۶۲۲", ""),
        ("0622-03-21", "21 March 622", "۲۱ مارس ۶۲۲", ""),
        ("0622", "622", "۶۲۲", ""),
        ("9999-03-20", "20 March 9999", "۲۰ مارس ۹۹۹۹", "۳۰ اسفند ۹۳۷۷"),
        ("9999-03-21", "21 March 9999", "۲۱ مارس ۹۹۹۹", ""),
        ("0600/1953", "600–1953", "۶۰۰–۱۹۵۳", ""),
        (
            "1997-12-09/1997-12-11",
            "9–11 December 1997",
            "۹ تا ۱۱ دسامبر ۱۹۹۷",
            "۱۸ تا ۲۰ آذر ۱۳۷۶",
        ),
        ("2005-04-30/2005-05-01", "30 April – 1 May 2005", "۳۰ آوریل و ۱ مهٔ ۲۰۰۵", "۱۰ و ۱۱ اردیبهشت ۱۳۸۴"),
        ("1950-01-09/1950-02-03", "9 January – 3 February 1950", "۹ ژانویه تا ۳ فوریهٔ ۱۹۵۰", "۱۹ دی تا ۱۴ بهمن ۱۳۲۸"),
        (
            "1949-12-30/1950-01-02",
            "30 December 1949 – 2 January 1950",
            "۳۰ دسامبر ۱۹۴۹ تا ۲ ژانویهٔ ۱۹۵۰",
            "۹ تا ۱۲ دی ۱۳۲۸",
        ),
        ("1951-03-20/1951-03-22", "20–22 March 1951", "۲۰ تا ۲۲ مارس ۱۹۵۱", "۲۹ اسفند ۱۳۲۹ تا ۱ فروردین ۱۳۳۰"),
        ("1952-03/1952-05", "March–May 1952", "مارس تا مهٔ ۱۹۵۲", "۱۳۳۰–۱۳۳۱"),
        ("1952-03/1952-05-04", "March 1952 – 4 May 1952", "مارس ۱۹۵۲ تا ۴ مهٔ ۱۹۵۲", "۱۳۳۰–۱۳۳۱"),
        ("1952/1953-05", "1952 – May 1953", "۱۹۵۲ تا مهٔ ۱۹۵۳", "۱۳۳۰–۱۳۳۲"),
        ("1950-01-09/1950-01-09", "9 January 1950", "۹ ژانویهٔ ۱۹۵۰", "۱۹ دی ۱۳۲۸"),
        ("1925-03-20", "20 March 1925", "۲۰ مارس ۱۹۲۵", ""),  # before the calendar was law
        ("1925", "1925", "۱۹۲۵", ""),
        ("1925-03-21", "21 March 1925", "۲۱ مارس ۱۹۲۵", "۱ فروردین ۱۳۰۴"),
    ],
)
def test_both_calendars_show_the_precision_that_is_known(text: str, english: str, persian: str, hijri: str) -> None:
    parsed = parse_date(text)
    assert gregorian(parsed, "en") == english
    assert gregorian(parsed, "fa") == persian
    assert solar_hijri(parsed, "fa") == hijri


def test_a_span_of_one_day_in_the_second_calendar_is_that_day() -> None:
    assert solar_hijri(parse_date("1997-12-09/1997-12-09"), "fa") == "۱۸ آذر ۱۳۷۶"


def test_every_month_of_the_second_calendar_has_its_name() -> None:
    days = ["04-01", "05-01", "06-01", "07-01", "08-01", "09-01", "10-01", "11-01", "12-01", "01-05", "02-05", "03-05"]
    for code in ("fa", "en"):
        found = [solar_hijri(parse_date(f"1990-{day}"), code).split()[1] for day in days]
        assert found == hijri_months(code)
        assert len(set(found)) == 12


def test_digits_are_persian_and_nothing_else_changes() -> None:
    assert language("fa").digits("0123456789 a۱") == "۰۱۲۳۴۵۶۷۸۹ a۱"
    assert language("fa").digits(1947) == "۱۹۴۷"

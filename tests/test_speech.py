"""Words: isolation of the other script, names, plural forms, alphabetical order, Persian orthography."""

from __future__ import annotations

import pytest

from atlas.checks.persian import faults
from atlas.language.isolate import isolate
from atlas.language.messages import read_messages
from atlas.language.speech import Speech
from atlas.model.atlas import Atlas
from atlas.model.dates import parse_date
from atlas.pipeline import TEMPLATES


@pytest.fixture(scope="module")
def persian(mini: Atlas) -> Speech:
    return Speech("fa", mini, read_messages(TEMPLATES))


@pytest.fixture(scope="module")
def english(mini: Atlas) -> Speech:
    return Speech("en", mini, read_messages(TEMPLATES))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>امتیاز GSP+ است.</p>", '<p>امتیاز <bdi lang="en" dir="ltr">GSP+</bdi> است.</p>'),
        ("<p>(OIC)، بعد</p>", '<p>(<bdi lang="en" dir="ltr">OIC</bdi>)، بعد</p>'),
        ("<p>در The Hindu آمد</p>", '<p>در <bdi lang="en" dir="ltr">The Hindu</bdi> آمد</p>'),
        ("<p><code>GSP+</code> و <a href='X'>ب</a></p>", "<p><code>GSP+</code> و <a href='X'>ب</a></p>"),
        ('<bdi lang="en" dir="ltr">A B</bdi>', '<bdi lang="en" dir="ltr">A B</bdi>'),
        (
            '<span lang="en">A <b>B</b> C</span> D',
            '<span lang="en">A <b>B</b> C</span> <bdi lang="en" dir="ltr">D</bdi>',
        ),
        ("<p>الف &amp; ب &lt;</p>", "<p>الف &amp; ب &lt;</p>"),
        ("<!-- From x.yml --><p>۱</p>", "<!-- From x.yml --><p>۱</p>"),
        ("<svg><text>ECO</text></svg>", "<svg><text>ECO</text></svg>"),
        ("<p>سارک</p>", "<p>سارک</p>"),
    ],
)
def test_latin_runs_are_isolated_on_persian_pages(html: str, expected: str) -> None:
    assert isolate(html, "fa") == expected


def test_persian_runs_are_isolated_on_english_pages() -> None:
    assert (
        isolate("<p>called سازمان ملل, say</p>", "en") == '<p>called <bdi lang="fa" dir="rtl">سازمان ملل</bdi>, say</p>'
    )


def test_names_come_from_cldr_unless_the_data_says_otherwise(english: Speech, persian: Speech) -> None:
    assert english.country("IR") == "Iran"
    assert persian.country("US") == "ایالات متحده"
    assert english.country("PS") == "Palestine"
    assert english.country_in_sentence("GB") == "the United Kingdom"
    assert persian.country_in_sentence("GB") == "بریتانیا"


def test_no_ampersand_stands_in_a_sentence(english: Speech, persian: Speech) -> None:
    assert english.country("TT") == "Trinidad & Tobago"
    assert english.country_in_sentence("TT") == "Trinidad and Tobago"
    assert english.country_in_sentence("IR") == "Iran"
    assert persian.country_in_sentence("TT") == persian.country("TT")


def test_none_takes_no_form_that_says_one_in_words(english: Speech, persian: Speech) -> None:
    assert persian.say("shared_count", 0) == "۰ سازمان"  # whose plural rule puts 0 with 1
    assert persian.say("shared_count", 1) == "یک سازمان"
    assert english.say("shared_count", 0) == "0 organizations"


def test_since_a_span_is_since_some_time_in_it(english: Speech, persian: Speech) -> None:
    span, day = parse_date("[1950..1959]"), parse_date("1948-05")
    assert english.moment(span).striptags() == "some time between 1950 and 1959"
    assert persian.moment(span).striptags() == "زمانی میان ۱۹۵۰ و ۱۹۵۹ (۱۳۲۸–۱۳۳۸)"
    assert english.moment(day).striptags() == "May 1948"


def test_a_date_before_the_solar_hijri_calendar_stands_alone(persian: Speech) -> None:
    assert persian.date(parse_date("1865-05-17")).striptags() == "۱۷ مهٔ ۱۸۶۵"
    assert persian.date(parse_date("1947-09-30")).striptags() == "۳۰ سپتامبر ۱۹۴۷ (۷ مهر ۱۳۲۶)"


def test_persian_lists_use_the_short_name_where_it_is_the_usual_one(
    mini: Atlas, persian: Speech, english: Speech
) -> None:
    eco = mini.organizations["eco"]
    known = eco.model_copy(update={"known_by_abbreviation": ("fa",)})
    assert (persian.list_name(eco), persian.list_name(known)) == ("سازمان همکاری اقتصادی", "اکو")
    assert (persian.short_name(eco), persian.short_name(known)) == ("سازمان همکاری اقتصادی", "اکو")
    assert (english.short_name(eco), english.list_name(known)) == ("ECO", "Economic Cooperation Organization")


def test_numbers_and_plural_forms(english: Speech, persian: Speech) -> None:
    assert english.say("shared_count", 1) == "one organization"
    assert english.say("shared_count", 12) == "12 organizations"
    assert persian.say("shared_count", 12) == "۱۲ سازمان"
    assert persian.number(1234) == "۱٬۲۳۴"


def test_values_in_messages_are_escaped(english: Speech) -> None:
    assert english.say("pair", subject="<b>", partner="&") == "&lt;b&gt; and &amp;"


def test_persian_is_sorted_by_its_own_alphabet(persian: Speech) -> None:
    names = ["یمن", "پاکستان", "گرجستان", "کویت", "ژاپن", "آلمان", "ایران", "چین", "هند", "ویتنام"]
    assert sorted(names, key=persian.sort_key) == [
        "آلمان", "ایران", "پاکستان", "چین", "ژاپن", "کویت", "گرجستان", "ویتنام", "هند", "یمن",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("fa", ["آلمان", "ائتلاف", "اینفوفیش"]),
        ("fa", ["سائوتومه", "سان‌مارینو", "سوئد", "سومالی"]),
        ("fa", ["نائورو", "نامیبیا"]),
        ("fa", ["مؤسسه", "منطقهٔ", "موافقت‌نامه"]),
        ("fa", ["گروه ۷۷", "گروه یازده"]),
        ("en", ["Côte d’Ivoire", "Croatia", "Czechia"]),
        ("en", ["São Tomé & Príncipe", "Syria"]),
        ("en", ["Türkiye", "Tuvalu"]),
    ],
)
def test_marks_and_accents_do_not_send_a_name_to_the_end(mini: Atlas, language: str, ordered: list[str]) -> None:
    speech = Speech(language, mini, read_messages(TEMPLATES))
    names = ordered[::-1]
    names.sort(key=speech.sort_key)
    assert names == ordered


def test_every_message_speaks_both_languages() -> None:
    for key, message in read_messages(TEMPLATES).items():
        assert set(message) == {"en", "fa"}, key


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("علي", "Write the Persian letter ی (U+06CC)"),
        ("كشور", "Write the Persian letter ک (U+06A9)"),
        ("خانۀ ما", "Write ه, and هٔ for the ending of خانهٔ"),
        ("١٩٤٧", "Write the Persian digits ۰ to ۹"),
        ("سال 1947", "Write the Persian digits ۰ to ۹"),
        ("هند, چین", "Write the Persian comma ،"),
        ("هند; چین", "Write the Persian semicolon ؛"),
        ("چرا?", "Write the Persian question mark ؟"),
        ('"متن"', "Write the Persian quotation marks « and »"),
        ("سـلام", "Leave the tatweel out"),
        ("هند ، چین", "Leave out the space before the mark"),
        ("هند،چین", "Put a space after the mark"),
        ("« متن»", "Leave out the space after «"),
        ("دو  فاصله", "Write one space"),
        ("نیم\u200c فاصله", "Leave out the half-space beside a space, a mark or another half-space"),
        ("این می شود", "Join می with a half-space (U+200C) to the verb: می‌شود"),
        ("سازمان ها", "Join ها with a half-space (U+200C): سازمان‌ها"),
        ("مهم ترین", "Join تر and ترین with a half-space (U+200C): مهم‌ترین"),
        ("بین المللی", "Join بین‌المللی with a half-space (U+200C)"),
        ("در مه ۲۰۲۵", "Write the ezafe between month and year: ژانویهٔ ۱۹۷۲"),
        ("این می‌باشد", "Write است or هستند"),
    ],
)
def test_each_rule_of_orthography_fires(text: str, mend: str) -> None:
    assert mend in [found for _fault, found in faults(text)]


@pytest.mark.parametrize(
    "text",
    [
        "پاکستان در ۳۰ سپتامبر ۱۹۴۷ به عضویت سازمان ملل درآمد.",
        "خانهٔ ما، می‌شود؛ همکاری‌های بین‌المللی (سارک) «متن» چرا؟",
        "امتیاز GSP+ و F-16 و COVID-19 و G20",
        "نمی‌کند، مهم‌ترین، سازمان‌هایشان، تری و خشکی",
    ],
)
def test_good_persian_is_left_in_peace(text: str) -> None:
    assert list(faults(text)) == []


def test_the_bounds_of_a_beginning_do_not_read_as_a_duration(mini: Atlas) -> None:
    messages = read_messages(TEMPLATES)
    span, day = parse_date("[1972..1991-09]"), parse_date("1991-09-30")
    assert Speech("en", mini, messages).words(span) == "between 1972 and September 1991"
    assert Speech("fa", mini, messages).date(span).startswith('<time datetime="1972">میان ۱۹۷۲ و سپتامبر ۱۹۹۱</time>')
    assert Speech("en", mini, messages).words(day) == "30 September 1991"

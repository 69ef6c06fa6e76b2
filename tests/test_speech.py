"""Words: isolation of the other script, names, plural forms, alphabetical order, Persian orthography."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.checks.persian import faults
from atlas.language.isolate import isolate
from atlas.language.messages import Messages, MissingMessageError
from atlas.language.speech import Speech
from atlas.model.atlas import Atlas
from atlas.model.dates import parse_date

#: How an isolated run begins on Persian pages.
B = '<bdi lang="en" dir="ltr">'


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
        # Elements of one name inside each other: the outer one ends with its own end.
        ('<span lang="en"><span>A</span> B</span> C', f'<span lang="en"><span>A</span> B</span> {B}C</bdi>'),
        ('<span lang="en"><i>A</i></i> B</span>', '<span lang="en"><i>A</i></i> B</span>'),
        ("<pre><code>A</code> B</pre> C", f"<pre><code>A</code> B</pre> {B}C</bdi>"),
        ("<span>A</span>", f"<span>{B}A</bdi></span>"),
        # Void elements have no end, with a stroke or without.
        ('<img lang="en"> A', f'<img lang="en"> {B}A</bdi>'),
        ('<wbr lang="en"/> A', f'<wbr lang="en"/> {B}A</bdi>'),
        ('<x-y lang="en"/> A', f'<x-y lang="en"/> {B}A</bdi>'),
        ("<KBD>A</KBD> B", f"<KBD>A</KBD> {B}B</bdi>"),
        ("<script>let A</script><style>B</style><textarea>C</textarea><math>D</math>",) * 2,
        ("<!-- A --> B <!doctype html>", f"<!-- A --> {B}B</bdi> <!doctype html>"),
        ("<!-- A\n<b> --> B", f"<!-- A\n<b> --> {B}B</bdi>"),
        # An address that may break behind its slashes is one run.
        ("<a>api/<wbr>v1/<wbr>a.json</a>", f"<a>{B}api/<wbr>v1/<wbr>a.json</bdi></a>"),
        # What belongs to a run and what does not.
        ("(A+B), C.", f"({B}A+B</bdi>), {B}C</bdi>."),
        ("A", f"{B}A</bdi>"),
        ("A+", f"{B}A+</bdi>"),
        ("D-8 Summit 1997 در", f"{B}D-8 Summit 1997</bdi> در"),
        ("&nbsp;AT&amp;T: A &amp; B", f"&nbsp;{B}AT&amp;T: A</bdi> &amp; {B}B</bdi>"),
        ("A&amp;", f"{B}A</bdi>&amp;"),
        ("é Ürümqi", f"{B}é Ürümqi</bdi>"),
        ("۱۹۴۷ 1947", "۱۹۴۷ 1947"),
    ],
)
def test_latin_runs_are_isolated_on_persian_pages(html: str, expected: str) -> None:
    assert isolate(html, "fa") == expected


def test_persian_runs_are_isolated_on_english_pages() -> None:
    assert (
        isolate("<p>called سازمان ملل, say</p>", "en") == '<p>called <bdi lang="fa" dir="rtl">سازمان ملل</bdi>, say</p>'
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("سازمان ملل", '<bdi lang="fa" dir="rtl">سازمان ملل</bdi>'),
        ("a همکاری‌ها b", 'a <bdi lang="fa" dir="rtl">همکاری‌ها</bdi> b'),
        ("<svg>الف</svg>", "<svg>الف</svg>"),
        ('<a lang="fa">الف</a>', '<a lang="fa">الف</a>'),
        ("Latin &lt;", "Latin &lt;"),
    ],
)
def test_what_is_isolated_on_english_pages(html: str, expected: str) -> None:
    assert isolate(html, "en") == expected


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


def test_the_second_calendar_says_of_two_days_that_it_was_one_of_them(persian: Speech) -> None:
    def told(text: str) -> str:
        return persian.date(parse_date(text)).striptags()

    assert told("[1969-09-13..1969-09-14]") == "۱۳ یا ۱۴ سپتامبر ۱۹۶۹ (۲۲ یا ۲۳ شهریور ۱۳۴۸)"
    assert told("1969-09-13/1969-09-14") == "۱۳ و ۱۴ سپتامبر ۱۹۶۹ (۲۲ و ۲۳ شهریور ۱۳۴۸)"  # it lasted
    assert told("1969-09-13/1969-09-15") == "۱۳ تا ۱۵ سپتامبر ۱۹۶۹ (۲۲ تا ۲۴ شهریور ۱۳۴۸)"
    assert told("1969-08-31/1969-09-01") == "۳۱ اوت و ۱ سپتامبر ۱۹۶۹ (۹ و ۱۰ شهریور ۱۳۴۸)"
    assert told("[1969-09-13..1969-09-15]") == "میان ۱۳ و ۱۵ سپتامبر ۱۹۶۹ (۲۲ تا ۲۴ شهریور ۱۳۴۸)"
    assert told("[1979-03-20..1979-03-21]").endswith("(۲۹ اسفند ۱۳۵۷ یا ۱ فروردین ۱۳۵۸)")


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


def test_a_language_speaks_its_own_way(english: Speech, persian: Speech) -> None:
    assert (english.direction, persian.direction) == ("ltr", "rtl")
    assert (english.subject, persian.subject) == ("Pakistan", "پاکستان")
    assert english.digits("1947 a") == "1947 a"
    assert persian.digits(1947) == "۱۹۴۷"
    assert english.number(1234.5) == "1,234.5"
    assert persian.number(33.3) == "۳۳٫۳"
    assert english.enumerate(["a", "b", "c"]) == "a, b and c"
    assert persian.enumerate(iter(["الف", "ب"])) == "الف و ب"


def test_the_items_of_a_cell_are_parted_by_commas_alone(english: Speech, persian: Speech) -> None:
    assert english.row_of(["a and b", "c"]) == "a and b, c"
    assert persian.row_of(iter(["الف", "ب و پ", "ت"])) == "الف،\u200f ب و پ،\u200f ت"
    assert english.row_of(["a"]) == "a"
    assert english.label("side", "both") == "both sides"
    assert persian.label("side", "both") == "هر دو طرف"


def test_a_text_is_given_in_one_language(english: Speech, persian: Speech, mini: Atlas) -> None:
    eco = mini.organizations["eco"]
    assert (english.of(eco.name), persian.of(eco.name)) == (eco.name.en, eco.name.fa)
    assert (english.of(None), persian.of(None)) == ("", "")
    assert english.short_name(eco) == "ECO"
    assert english.short_name(eco.model_copy(update={"abbreviation": None})) == eco.name.en
    assert persian.short_name(eco) == eco.name.fa


def test_plural_forms_are_chosen_by_the_count(english: Speech, persian: Speech) -> None:
    assert english.say("shared_count", 0) == "0 organizations"
    assert english.say("shared_count", 1234) == "1,234 organizations"
    # In Persian CLDR counts 0 and 1 as one.
    assert persian.say("shared_count", 1) == "یک سازمان"
    # A message of one form takes the count too, and says it in the language's digits.
    only = Speech("fa", persian.atlas, {"few": {"fa": "{count} تا", "en": "{count}"}})
    assert only.say("few", 12) == "۱۲ تا"
    assert Speech("en", persian.atlas, {"one": {"en": {"other": "{count}!", "two": "?"}}}).say("one", 1) == "1!"


def test_a_message_that_does_not_exist_is_an_error(english: Speech) -> None:
    with pytest.raises(MissingMessageError, match="no message no_such_message"):
        english.say("no_such_message")


def test_a_term_has_words_of_its_own_or_its_label(english: Speech) -> None:
    assert english.say_of("recognition_of", "both", label="no matter") == "Mutual recognition"
    assert english.say_of("missions_of", "severed", label="Broken off") == "Missions: Broken off"


@pytest.mark.parametrize(
    ("since", "known_by", "expected"),
    [
        ("1947~", "1950", "about 1947"),
        (None, "1950-03", "March 1950, or earlier"),
        (None, None, "not known"),
    ],
)
def test_a_beginning_in_words(english: Speech, since: str | None, known_by: str | None, expected: str) -> None:
    dates = [text and parse_date(text) for text in (since, known_by)]
    assert english.begun(*dates) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "english_html", "persian_html"),
    [
        ("1947-09-30", '<time datetime="1947-09-30">30 September 1947</time>', '<time datetime="1947-09-30">۳۰ سپتامبر ۱۹۴۷</time> <span class="hijri">(۷ مهر ۱۳۲۶)</span>'),
        ("1947~", '<time datetime="1947">about 1947</time>', '<time datetime="1947">حدود ۱۹۴۷</time> <span class="hijri">(۱۳۲۵–۱۳۲۶)</span>'),
        ("1952/1953", '<time datetime="1952">1952–1953</time>', '<time datetime="1952">۱۹۵۲–۱۹۵۳</time> <span class="hijri">(۱۳۳۰–۱۳۳۲)</span>'),
        ("0100", '<time datetime="0100">100</time>', '<time datetime="0100">۱۰۰</time>'),
    ],
)  # fmt: skip
def test_a_date_as_html(english: Speech, persian: Speech, text: str, english_html: str, persian_html: str) -> None:
    assert english.date(parse_date(text)) == english_html
    assert persian.date(parse_date(text)) == persian_html
    assert english.date(None) == ""


def test_a_day_as_html(english: Speech) -> None:
    assert english.day(date(1947, 8, 14)) == '<time datetime="1947-08-14">14 August 1947</time>'


def test_english_is_sorted_without_regard_to_case(english: Speech) -> None:
    assert sorted(["b", "A", "C"], key=english.sort_key) == ["A", "b", "C"]


def test_half_spaces_do_not_count_in_the_alphabet_and_hamza_only_between_equals(persian: Speech) -> None:
    """The last part of a key is the text itself: names that differ in no letter have one order all the same."""
    assert persian.sort_key("هم‌سود")[:-1] == persian.sort_key("همسود")[:-1]
    assert persian.sort_key("خانهٔ")[0] == persian.sort_key("خانه")[0]
    assert sorted(["خانهٔ ب", "خانه ج", "خانه آ"], key=persian.sort_key) == ["خانه آ", "خانهٔ ب", "خانه ج"]
    assert sorted(["آب", "ابر", "ب"], key=persian.sort_key) == ["آب", "ابر", "ب"]


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
def test_marks_and_accents_do_not_send_a_name_to_the_end(
    mini: Atlas, messages: Messages, language: str, ordered: list[str]
) -> None:
    speech = Speech(language, mini, messages)
    names = ordered[::-1]
    names.sort(key=speech.sort_key)
    assert names == ordered


def test_every_message_speaks_both_languages(messages: Messages) -> None:
    for key, message in messages.items():
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


def test_a_span_that_may_have_ended_at_once_ended_by_its_last_day(english: Speech, persian: Speech) -> None:
    begins, ends = parse_date("2018-12"), parse_date("[2018-12..2024-11]")
    assert english.end_of_span(begins, ends).striptags() == "November 2024, or earlier"
    assert persian.end_of_span(begins, ends).striptags().startswith("نوامبر ۲۰۲۴")
    assert persian.end_of_span(begins, ends).striptags().endswith("یا پیش از آن")
    assert english.end_of_span(parse_date("2018-11"), ends).striptags() == "between December 2018 and November 2024"
    assert english.end_of_span(None, ends).striptags() == "between December 2018 and November 2024"
    assert english.end_of_span(begins, parse_date("2024")).striptags() == "2024"
    assert english.end_of_span(begins, None) == ""


def test_one_of_two_days_is_the_one_or_the_other(english: Speech, persian: Speech) -> None:
    days, two_months, more = (
        parse_date(f"[{span}]")
        for span in ("1997-05-25..1997-05-26", "1997-05-31..1997-06-01", "1997-05-25..1997-05-27")
    )
    assert english.words(days) == "25 or 26 May 1997"
    assert persian.words(days) == "۲۵ یا ۲۶ مهٔ ۱۹۹۷"
    assert english.words(two_months) == "31 May or 1 June 1997"
    assert english.moment(days).striptags() == "25 or 26 May 1997"
    assert english.words(more) == "between 25 and 27 May 1997"
    assert english.words(parse_date("[1997-05..1997-06]")) == "May or June 1997"
    assert persian.words(parse_date("[1997-12..1998-01]")) == "دسامبر ۱۹۹۷ یا ژانویهٔ ۱۹۹۸"
    assert english.words(parse_date("[1997-05..1997-07]")) == "between May and July 1997"
    assert english.words(parse_date("[1971..1972]")) == "1971 or 1972"
    assert english.words(parse_date("[1971..1973]")) == "between 1971 and 1973"
    assert english.words(parse_date("[1997-05-25..1997-06-02]")) == "between 25 May and 2 June 1997"
    assert english.words(parse_date("[1997-05~..1997-06]")) == "between about May 1997 and June 1997"
    # One end in the other: what the less precise one means is said.
    assert english.words(parse_date("[1975-06-24..1975]")) == "between 24 June and the end of 1975"
    assert persian.words(parse_date("[1975-06-24..1975]")) == "میان ۲۴ ژوئن و پایان ۱۹۷۵"
    assert english.words(parse_date("[1975..1975-06-24]")) == "between the beginning of 1975 and 24 June 1975"
    assert persian.words(parse_date("[1975..1975-06-24]")) == "میان آغاز ۱۹۷۵ و ۲۴ ژوئن ۱۹۷۵"
    assert english.words(parse_date("[1975-06..1975]")) == "between June and the end of 1975"
    assert english.words(parse_date("[1975-06-24..1975-06]")) == "between 24 June and the end of June 1975"
    assert english.words(parse_date("[1975-06-24~..1975]")) == "between about 24 June 1975 and the end of 1975"
    assert english.words(parse_date("1975-06-24/1975")) == "24 June 1975 – 1975"
    assert english.words(parse_date("[1975-06-24..1976]")) == "between 24 June 1975 and 1976"
    assert english.words(parse_date("[1975-06-24..1975-08]")) == "between 24 June 1975 and August 1975"
    assert english.words(parse_date("[1997-05-25..1998-06-02]")) == "between 25 May 1997 and 2 June 1998"


def test_the_bounds_of_a_beginning_do_not_read_as_a_duration(english: Speech, persian: Speech) -> None:
    span, day = parse_date("[1972..1991-09]"), parse_date("1991-09-30")
    assert english.words(span) == "between 1972 and September 1991"
    assert persian.date(span).startswith('<time datetime="1972">میان ۱۹۷۲ و سپتامبر ۱۹۹۱</time>')
    assert english.words(day) == "30 September 1991"

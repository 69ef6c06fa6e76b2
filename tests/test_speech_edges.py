"""How pages say a beginning of which little is known, and what a language says that has no words of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.derive.memberships import Beginning
from atlas.language.isolate import BORROWED, borrow
from atlas.language.messages import Messages, MissingMessageError
from atlas.language.speech import Speech
from atlas.model.atlas import Atlas
from atlas.model.beside import Subject
from atlas.model.dates import parse_date
from atlas.model.fields import Text, context

YEAR = parse_date("1950")


@pytest.fixture
def urdu(mini: Atlas, messages: Messages) -> Speech:
    """The miniature's words in a third language that is not finished, and of which the messages know none."""
    subject = Subject.model_construct(**{**dict(mini.subject), "unfinished_languages": ("ur",)})
    return Speech("ur", replace(mini, subject=subject), messages)


@pytest.mark.parametrize(
    ("beginning", "said"),
    [
        (Beginning(YEAR), "1950"),
        (Beginning(None), "not known"),
        (Beginning(None, YEAR), "first counted 1950"),
        (Beginning(None, YEAR, earlier=True), "first counted 1950, or earlier"),
        (Beginning(None, YEAR, years_late=1), "first counted 1950, or up to a year earlier"),
        (Beginning(None, YEAR, years_late=5), "first counted 1950, or up to 5 years earlier"),
    ],
)
def test_a_beginning_is_said_as_it_is_known(english: Speech, beginning: Beginning, said: str) -> None:
    assert english.joined(beginning) == said


def test_a_beginning_of_relations_is_said_as_it_is_known(english: Speech) -> None:
    assert english.begun(YEAR, None) == "1950"
    assert english.begun(YEAR, parse_date("1940")) == "1950"
    assert english.begun(None, YEAR) == "1950, or earlier"
    assert english.begun(None, None) == "not known"


def test_an_unfinished_language_borrows_from_the_first_and_marks_it(urdu: Speech, mini: Atlas) -> None:
    name = mini.organizations["eco"].name
    assert urdu.of(name) == borrow("Economic Cooperation Organization")
    assert urdu.say("home") == borrow("Home")
    assert urdu.say("shared_count", 1) == borrow("one organization")
    assert urdu.label("membership-status", "member") == borrow("Member")


def test_what_the_first_language_lacks_too_is_still_to_be_written(urdu: Speech) -> None:
    text = Text.model_validate({"fa": "متن", "wanted": "en"}, context=context(("en", "fa"), ("ur",)))
    assert urdu.of(text) == urdu.say("untranslated")
    assert urdu.of(None) == ""


def test_a_finished_language_borrows_nothing(english: Speech, persian: Speech, mini: Atlas) -> None:
    for speech in (english, persian):
        assert BORROWED not in speech.of(mini.organizations["eco"].name)
        assert BORROWED not in speech.say("home")


def test_a_message_that_does_not_exist_has_a_sentence(english: Speech) -> None:
    with pytest.raises(MissingMessageError, match="there is no message no_such in messages"):
        english.say("no_such")


def test_a_form_for_one_is_for_one_only(english: Speech, persian: Speech) -> None:
    assert [english.say("shared_count", count) for count in (0, 1, 2)] == [
        "0 organizations",
        "one organization",
        "2 organizations",
    ]
    assert [persian.say("shared_count", count) for count in (0, 1, 2)] == ["۰ سازمان", "یک سازمان", "۲ سازمان"]


def test_a_term_may_have_words_of_its_own(english: Speech) -> None:
    own = english.say_of("relations_lead", "severed", subject="A", partner="B", label="x")
    assert own == "Diplomatic relations between A and B are broken off."
    other = english.say_of("relations_lead", "no-such-term", subject="A", partner="B", label="x")
    assert other == "Diplomatic relations between A and B: x."


def test_one_day_of_a_span_is_some_time_in_it(english: Speech) -> None:
    assert english.moment(parse_date("[1952..1954]")).startswith("some time <time")
    assert english.moment(parse_date("1952/1953")).startswith("<time")
    assert english.moment(None) == ""


def test_values_are_escaped_and_markup_is_not(english: Speech) -> None:
    assert "&lt;b&gt;" in english.say("box_independent", partner="<b>")
    assert "<time" in english.say("members_as_of", date=english.date(YEAR))


def test_a_country_reads_well_in_a_sentence(english: Speech, persian: Speech) -> None:
    assert english.country_in_sentence("GB") == "the United Kingdom"
    assert english.country_in_sentence("IR") == "Iran"
    assert english.country_in_sentence("BA") == "Bosnia and Herzegovina"
    assert persian.country_in_sentence("GB") == persian.country("GB")


def test_beside_a_figure_an_organization_has_its_abbreviation_or_else_its_name(mini: Atlas, english: Speech) -> None:
    assert english.figure_name(mini.organizations["eco"]) == "ECO"
    assert english.figure_name(mini.organizations["red-crescent"]) == "Red Cross and Red Crescent Movement"


def test_a_language_that_is_not_finished_says_its_own_words_where_it_has_them(urdu: Speech) -> None:
    words = {"en": "Summit", "fa": "نشست", "ur": "سربراہی اجلاس"}
    text = Text.model_validate(words, context=context(("en", "fa", "ur"), ("ur",)))
    assert urdu.of(text) == "سربراہی اجلاس"

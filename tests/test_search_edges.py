"""Where the index stops: at what is just common, just a number, just an affix."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from atlas.language.calendars import hijri_months
from atlas.language.languages import LANGUAGES
from atlas.search import files
from atlas.search.collect import extract
from atlas.search.dates import FIRST_GREGORIAN_YEAR, dates_in, iso, months
from atlas.search.extract import Place, places
from atlas.search.files import search_files
from atlas.search.folding import Word, fold, kernel, words
from atlas.search.index import COMMON, DATE, SearchPage, build_index, count_terms


def page(number: int, title: str) -> SearchPage:
    return SearchPage(f"relations/{number}/", title, "relation", "", (), ())


def test_a_word_of_just_as_many_names_is_not_common_yet() -> None:
    """A short name is without what more than three names in ten have."""
    names = ["Oman one", "Oman two", "Oman three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    assert COMMON * len(names) == 3
    short = {
        count: _lead([*names[:3], *("Oman four" for _more in range(count - 3)), *names[count:]])["one"][0]
        for count in (3, 4)
    }
    assert short == {3: {}, 4: {0: 1}}


def _lead(names: list[str]) -> dict[str, list[dict[int, int]]]:
    return build_index([page(number, name) for number, name in enumerate(names)]).lead


def test_a_word_that_begins_with_a_letter_is_no_number() -> None:
    near = build_index([page(0, "covid19 g2011 4chan")]).near
    assert near["ovid19"] == ["covid19"]
    assert near["2011"] == ["g2011"]
    assert "chan" not in near


def test_an_affix_is_one_only_on_its_side() -> None:
    assert kernel(Word(("می", "رود"))) == ("رود",)
    assert kernel(Word(("رود", "می"))) == ("رود", "می")
    assert kernel(Word(("کتاب", "ها"))) == ("کتاب",)
    assert kernel(Word(("ها", "کتاب"))) == ("ها", "کتاب")
    assert kernel(Word(("می",))) == ("می",)
    assert kernel(Word(("می", "ها"))) == ("می", "ها")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("۵ می ۱۹۶۵", ["1965-05-05"]),
        ("September 5, 1965, and after", ["1965-09-05"]),
        ("may 5 1965 treaty", ["1965-05-05"]),
        ("5 Sept 1965", ["1965-09-05"]),
        ("May 1965 5", ["1965-05"]),
    ],
)
def test_a_day_is_read_whatever_follows_it(text: str, days: list[str]) -> None:
    assert list(dates_in(fold(text))) == days


def test_a_year_of_the_gregorian_calendar_begins_with_the_first_that_is_one() -> None:
    assert iso(FIRST_GREGORIAN_YEAR, 5, 0, "gregorian") == "1600-05"
    assert iso(FIRST_GREGORIAN_YEAR - 1, 5, 0, "gregorian") == ""


def test_months_of_the_solar_hijri_calendar_are_known_in_both_alphabets() -> None:
    for code in LANGUAGES:
        assert [months()["hijri"][fold(name)] for name in hijri_months(code)] == list(range(1, 13))


def test_a_word_takes_all_endings_that_stand_apart_behind_it() -> None:
    assert [word.parts for word in words("کتاب ها های ایران")] == [("کتاب", "ها", "های"), ("ایران",)]


def test_an_acronym_has_two_to_six_letters() -> None:
    names = ("X", "UN", "COMSAT", "COMSATS")
    assert build_index([SearchPage("a/", "Body", "organization", "", names, ())]).acronyms == ("body", "comsat", "un")


def test_only_relations_are_found_by_their_parts_and_only_records_by_their_names() -> None:
    agreements = tuple(places("<h2 id='agreements'>Agreements</h2><p>One.</p>"))
    kinds = ("organization", "relation", "topic", "page")
    index = build_index([SearchPage(f"{kind}/", kind, kind, "", (), agreements) for kind in kinds])
    made = search_files(index, "en")
    contents = json.loads(made["en/index.js"].removeprefix('atlasSearchFile("index",').removesuffix(");\n"))
    named = [index.pages[number].kind for number in contents["parts"]["agreements"]]
    assert named == ["relation"]
    names = json.loads(made["en/names.js"].removeprefix("globalThis.atlasNames=").removesuffix(";\n"))
    assert set(names) == {"organization/", "relation/", "topic/"}


def test_what_follows_an_aside_is_under_its_own_heading_and_no_aside() -> None:
    html = (
        "<h2 id='a'>A</h2><p>one</p><h2 id='b'>B</h2><p>two</p>"
        "<div class='atlas-corrections'><p>wrong</p></div><p>three</p><ul><li id='c'>four</li></ul>"
    )
    found = [(place.anchor, place.heading, place.text, place.aside) for place in places(html) if place.text]
    assert found == [
        ("a", "A", "one", False), ("b", "B", "two", True), ("b", "B", "wrong", True), ("b", "B", "three", False),
        ("c", "B", "four", False),
    ]  # fmt: skip


def test_a_piece_is_full_with_the_ends_of_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [("ab", "ab\t1"), ("cd", "cd\t2"), ("ef", "ef\t3")]  # four signs each, and what ends a line
    monkeypatch.setattr(files, "PIECE", 9)
    assert [first for first, _lines in files._pieces(iter(lines))] == ["ab", "ef"]
    monkeypatch.setattr(files, "PIECE", 8)
    assert [first for first, _lines in files._pieces(iter(lines))] == ["ab", "cd", "ef"]


def test_files_hold_postings_as_text_and_letters_as_they_are() -> None:
    made = search_files(build_index([page(0, "ایران"), page(1, "Oman")]), "en")
    lead = json.loads(made["en/lead-0.js"].removeprefix('atlasSearchFile("lead-0",').removesuffix(");\n"))
    assert "oman\t1\t1" in lead.split("\n")
    assert "ایران" in made["en/0-0.js"]


def test_one_consonant_is_no_sound() -> None:
    assert build_index([page(0, "رای")]).sound == {}
    assert build_index([page(0, "ایران")]).sound == {"rn": ["ایران"]}


def test_words_that_are_not_there_in_a_language_are_those_of_the_first() -> None:
    index = build_index([page(0, "Oman")])
    assert search_files(index, "de") == search_files(index, "de", "en") != search_files(index, "de", "fa")


def test_a_day_of_a_text_is_a_term() -> None:
    _heading, body = count_terms(Place("a", "Founding", "Signed on 14–15 August 1947, ratified on 31 May 1950."))
    days = {term for term in body if term.startswith(DATE)}
    assert days == {"@1947-08-14", "@1947-08-15", "@1950-05-31"}


def test_two_days_may_open_a_text() -> None:
    assert set(dates_in(fold("9 14 January 1950"))) == {"1950-01-09", "1950-01-14"}
    assert set(dates_in(fold("4 January 1950"))) == {"1950-01-04"}


def test_the_last_of_a_long_month_is_a_day() -> None:
    assert iso(1950, 5, 31, "gregorian") == "1950-05-31"
    assert iso(1950, 5, 32, "gregorian") == ""


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("The council was…", "The council was founded in 1947, and sits in Rome."),
        ("The council was", "The council was"),
        ("Another opening…", "Another opening…"),
    ],
)
def test_a_description_that_was_cut_is_shown_whole(description: str, shown: str) -> None:
    html = "<h1>T</h1><p>The council was founded in 1947, and sits in Rome.</p><p>More.</p><h2 id=a>A</h2><p>Else.</p>"
    found = extract("organizations/a/", "T", html, {"kind": "organization", "description": description})
    assert found is not None
    assert found["description"] == shown


def test_a_page_without_text_keeps_its_description() -> None:
    found = extract("organizations/a/", "T", "", {"kind": "organization", "description": "The council was…"})
    assert found is not None
    assert found["description"] == "The council was…"


def test_an_aside_is_marked_in_its_slice() -> None:
    html = '<h2 id="a">A</h2><p>Said.</p><aside class="atlas-corrections"><p>Corrected.</p></aside><p>After.</p>'
    (made,) = (slice_[4] for slice_ in files._slices(_with_places(html)))
    assert made == [["a", "A", "Said.", 1], ["a", "A", "Corrected.", 1], ["a", "A", "After."]]
    assert [slice_[4] for slice_ in files._slices(page(1, "empty"))] == [[]]


def _with_places(html: str) -> SearchPage:
    return replace(page(0, "T"), places=tuple(places(html)))


def test_a_state_is_found_by_its_names_around_where_its_relations_are_told() -> None:
    def aliases(kind: str) -> tuple[str, ...]:
        named = SearchPage("relations/iran/", "Pakistan and Iran", kind, "", ("Iran",), ())
        return build_index([named]).pages[0].aliases

    assert aliases("page") == ("Iran",)
    assert len(aliases("relation")) > 1

"""What pages say of records that the miniature does not hold: each test changes it and looks at what is rendered."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from atlas.derive.relations import mission_sides
from atlas.derive.survey import survey
from atlas.export.documents import documents
from atlas.export.markdown import record_pages
from atlas.language.messages import read_messages
from atlas.language.speech import Speech
from atlas.model.atlas import Atlas
from atlas.pipeline import TEMPLATES
from atlas.publication import this_publication
from atlas.render.pages import records
from atlas.render.render import render
from conftest import MINI, TODAY, Variant, faultless

COMMONWEALTH = "organizations/commonwealth.yml"
IRAN = "relations/iran.yml"
PALESTINE = "relations/palestine.yml"
OPEN_TERM = (COMMONWEALTH, '        to: "1996"\n', "")
TEHRAN = '{by: subject, kind: embassy, city: {en: Tehran, fa: تهران}, opened: "1948", '
KARACHI = "{by: partner, kind: consulate-general, city: {en: Karachi, fa: کراچی}, "


def pages(atlas: Atlas) -> dict[str, str]:
    return render(atlas, TODAY, TEMPLATES)


def test_a_term_of_office_that_lasts_is_drawn_and_read_to_today(variant: Variant) -> None:
    made = pages(variant(OPEN_TERM))
    assert 'aria-label="A. Nobody, 1995 – today"' in made["en/organizations/commonwealth.md"]
    assert 'aria-label="ا. هیچ‌کس، ۱۹۹۵ – امروز"' in made["fa/organizations/commonwealth.md"]
    page = made["en/organizations/commonwealth.md"]
    (width,) = re.findall(r'x="[\d.]+%" y="1" width="([\d.]+)%" height="14"><title>A\. Nobody', page)
    assert float(width) > 35  # of eighty years on the scale
    assert '<time datetime="1995">1995</time> – today</a></th>' in page


def test_a_term_of_one_year_is_read_as_one_year(variant: Variant) -> None:
    page = pages(variant((COMMONWEALTH, 'to: "1996"', 'to: "1995"')))["en/organizations/commonwealth.md"]
    assert 'aria-label="A. Nobody, 1995"' in page
    assert '<time datetime="1995">1995</time></a></th>' in page


@pytest.mark.parametrize(
    ("standing", "label", "tone", "persian"),
    [
        ("", "Not a member", "alert", "عضو نیست"),
        ("  standing: not-member\n", "Not a member", "alert", "عضو نیست"),
        ("  standing: no-members\n", "A body without member states", "soft", "نهادی بدون کشور عضو"),
        ("  standing: unclear\n", "Membership unclear", "warn", "عضویت نامشخص"),
    ],
)
def test_a_body_in_which_the_country_has_no_part_says_why(
    variant: Variant, standing: str, label: str, tone: str, persian: str
) -> None:
    atlas = variant(("organizations/arab-league.yml", "not_member:\n", f"not_member:\n{standing}"))
    made = pages(atlas)
    for language, said in (("en", label), ("fa", persian)):
        page = made[f"{language}/organizations/arab-league.md"]
        assert f'<span class="atlas-badge atlas-badge--{tone}">{said}</span>' in page
        assert f"## {said} {{ #not-member }}" in page
        # In the list, under what holds of most, only what is unlike that.
        entry = re.search(r'<li><a href="arab-league.md">.*?</li>', made[f"{language}/organizations/index.md"])
        assert entry
        assert (f">{said}</span>" in entry[0]) == (tone != "alert")
    plain = record_pages(Speech("en", atlas, read_messages(TEMPLATES)))
    assert f"\n## {label}\n" in plain["organizations/arab-league/index.md"]
    assert documents(atlas, TODAY, this_publication())["organizations/arab-league.json"]["status"] == "none"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ('    from: "1948"\n', '<time datetime="1948">1948</time> – today'),
        ('    to: "1950"\n', 'not known – <time datetime="1950">1950</time>'),
        ("", ""),
    ],
)
def test_a_participation_that_lasts_lasts_to_today(variant: Variant, dates: str, expected: str) -> None:
    page = pages(variant(("organizations/red-crescent.yml", '    from: "1948"\n', dates)))
    assert f'<td data-label="Term">{expected}<sup' in page["en/organizations/red-crescent.md"]


def test_an_interruption_within_a_year_is_told_once(variant: Variant) -> None:
    found = pages(variant((IRAN, 'to: "1961-02-01"', 'to: "1960"')))
    assert "Broken off in <time" in found["en/relations/iran.md"]
    assert "from <time" not in found["en/relations/iran.md"].split("## Diplomatic relations")[1].split("##")[0]
    assert "Broken off from <time" in pages(variant())["en/relations/iran.md"]


def test_a_code_with_letters_keeps_its_digits_in_persian(variant: Variant) -> None:
    shelf = "sources/h.yml"
    text = (MINI / "data" / shelf).read_text(encoding="utf-8")
    id_ = re.findall(r"^([a-z0-9-]+):$", text, re.MULTILINE)[0]
    for number, expected in (("A/RES/66/220", "A/RES/66/220"), ("220", "۲۲۰")):
        found = pages(variant((shelf, f"{id_}:\n", f'{id_}:\n  number: "{number}"\n')))
        assert expected in found["fa/sources/h.md"]


def test_a_mission_of_both_sides_is_on_the_page_the_map_the_filter_and_in_the_data(variant: Variant) -> None:
    mission = TEHRAN.replace("by: subject", "by: both")
    atlas = variant((IRAN, TEHRAN, mission), (IRAN, f'  - {KARACHI}as_of: "2022-11", sources: [iran-history]}}\n', ""))
    made = pages(atlas)
    page = made["en/relations/iran.md"]
    assert '<p class="atlas-missions__side">Joint missions</p>' in page
    assert ">Embassy, Tehran</a>, opened" in page
    assert "نمایندگی‌های مشترک" in made["fa/relations/iran.md"]
    assert "missions-partner-subject" in made["en/index.md"]
    assert 'data-missions="partner-subject"' in made["en/relations/index.md"]
    assert '"missions":["Iran, Pakistan: Embassy, Tehran"]' in made["en/compare/index.md"]
    assert documents(atlas, TODAY, this_publication())["relations/iran.json"]["missions"][0]["by"] == "both"


def test_every_class_of_the_map_has_its_legend_and_its_choice(variant: Variant) -> None:
    for edits in ((), ((IRAN, TEHRAN, TEHRAN.replace("by: subject", "by: both")),)):
        page = pages(variant(*edits))["en/relations/index.md"]
        classes = set(re.findall(r'<rect class="([^"]*)"', page)) - {"own", "no-record"}
        used = {name for names in classes for name in names.split()}
        assert used <= set(re.findall(r'atlas-map__swatch ([^"]*)"', page))
        values = set(re.findall(r'data-missions="([^"]*)"', page))
        assert values <= set(re.findall(r'<option value="([^"]*)"', page))


def test_a_closed_mission_counts_nowhere(variant: Variant) -> None:
    closed = [(IRAN, mission, f'{mission}closed: "1979", ') for mission in (TEHRAN, KARACHI)]
    atlas = variant(*closed)
    assert mission_sides(atlas.relations["iran"]) == "none"
    assert survey(atlas).shares["missions"].part == 0
    made = pages(atlas)
    assert 'data-missions="none"' in made["en/relations/index.md"]
    assert '"missions":[]' in made["en/compare/index.md"]
    assert "closed <time" in made["en/relations/iran.md"]  # the page still tells of it


def test_the_list_says_since_when_only_of_relations_that_there_are(variant: Variant) -> None:
    palestine = "relations/palestine.yml"
    known = pages(variant())["en/relations/index.md"]
    none = pages(variant((palestine, "status: unknown", "status: none\n  sources: [hindu-1972]")))[
        "en/relations/index.md"
    ]
    assert 'data-sort="">not known</td>' in known
    assert 'data-sort="">—</td>' in none
    assert 'data-sort="">not known</td>' not in none


def test_recognitions_stand_by_side_and_day_and_the_undated_last(variant: Variant) -> None:
    britain = (
        'recognition:\n  - {by: partner, date: "1947-08", note: {en: Soon., fa: زود.}, sources: [hindu-1972]}\nchecked:'
    )
    palestine = (
        "recognition:\n  - {by: subject, sources: [hindu-1972]}\n  - {by: both, sources: [hindu-1972]}\nchecked:"
    )
    page = pages(
        variant(
            ("relations/united-kingdom.yml", "checked:", britain), ("relations/palestine.yml", "checked:", palestine)
        )
    )["en/relations/index.md"]
    _list, by_partner, by_subject = re.split(r"\{ #recognition-by-\w+ \}", page)
    told = re.compile(r'<li><a href="([\w-]+)\.md#recognition">[^<]*</a>(?:: <time [^>]*>([^<]*)</time>)?\.')
    assert told.findall(by_partner) == [
        ("united-kingdom", "August 1947"), ("iran", "14 August 1947"), ("palestine", ""),
    ]  # fmt: skip
    assert told.findall(by_subject) == [("palestine", "")] * 2
    assert "Soon.<sup" in by_partner
    none = pages(
        variant(
            (IRAN, '  - {by: partner, date: "1947-08-14", sources: [iran-history]}\n', ""), (IRAN, "recognition:\n", "")
        )
    )
    assert "#recognition" not in none["en/relations/index.md"]


def test_a_line_about_a_country_with_an_article_begins_with_a_capital(variant: Variant) -> None:
    recognized = 'recognition:\n  - {by: partner, date: "1947-08-15", sources: [hindu-1972]}\nchecked:'
    made = pages(variant(("relations/united-kingdom.yml", "checked:", recognized)))
    assert "<li>The United Kingdom recognized Pakistan: " in made["en/relations/united-kingdom.md"]
    assert "the United Kingdom recognized" not in made["en/relations/united-kingdom.md"]
    assert "<li>شناسایی پاکستان از سوی بریتانیا: " in made["fa/relations/united-kingdom.md"]


def test_the_box_tells_two_recognitions_of_one_side_apart(variant: Variant) -> None:
    one = '{by: partner, date: "1947-08-15", note: {en: Of the one., fa: یکی.}, sources: [hindu-1972]}'
    two = '{by: partner, date: "1972-11", note: {en: Of the other., fa: دیگری.}, sources: [hindu-1972]}'
    page, kingdom = "en/relations/united-kingdom.md", "relations/united-kingdom.yml"

    def box(*recognitions: str) -> str:
        lines = "".join(f"  - {item}\n" for item in recognitions)
        text = pages(variant((kingdom, "checked:", f"recognition:\n{lines}checked:")))[page]
        return text.split("<aside")[1].split("</aside>")[0]

    assert re.findall(r'atlas-box__note">(Of the [^<]*)<', box(one, two)) == ["Of the one.", "Of the other."]
    assert "Of the" not in box(one)
    assert "Of the" not in box(one, two.replace("partner", "subject"))  # the words of each line tell them apart
    assert "Of the" in box(one, two.replace(" note: {en: Of the other., fa: دیگری.},", ""))


def test_a_mission_seen_at_some_time_in_a_span_is_not_dated_by_it(variant: Variant) -> None:
    def missions(as_of: str) -> tuple[str, ...]:
        made = pages(variant((IRAN, 'as_of: "2022-11"', f'as_of: "{as_of}"')))
        return tuple(made[f"{language}/relations/iran.md"] for language in ("en", "fa"))

    english, persian = missions("[2021..2023]")
    assert "(as of some time between 2021 and 2023)" in english
    assert "as of 20" not in english.split("missions__side")[-1]
    assert "(وضعیت در زمانی میان ۲۰۲۱ و ۲۰۲۳)" in persian
    assert "(as of November 2022)" in missions("2022-11")[0]


def test_a_correction_cites_behind_its_finding_only_what_that_does_not_cite(variant: Variant) -> None:
    def marks(sources: str) -> list[str]:
        atlas = variant((COMMONWEALTH, "checked:", f"    sources: [{sources}]\nchecked:"))
        page = pages(atlas)["en/organizations/commonwealth.md"]
        return re.findall(r'href="#source-([\w-]+)"', page.split('corrections__finding">')[1].split("</div>")[0])

    assert marks("trend-2007") == ["trend-2007"]
    assert marks("hindu-1972, trend-2007") == ["trend-2007", "hindu-1972"]


def test_what_does_not_join_takes_part(variant: Variant) -> None:
    def first(status: str) -> list[str]:
        page = pages(variant((COMMONWEALTH, "status: member", f"status: {status}")))["en/organizations/commonwealth.md"]
        return re.findall(r"<dt>(First [^<]*)</dt>", page)

    assert first("observer") == ["First took part"]
    assert first("member") == first("suspended") == ["First joined"]


def test_a_list_that_lacks_members_says_of_how_many(variant: Variant) -> None:
    lines = "  expected: 4\n  note: {en: One is missing., fa: یکی کم است.}\n"
    made = pages(variant((COMMONWEALTH, "  expected: 3\n", lines)))
    assert (
        "The list names 3 of the 4 members, as of January 2026. One is missing."
        in made["en/organizations/commonwealth.md"]
    )
    persian = "این فهرست ۳ عضو از ۴ عضو را نام می‌برد (وضعیت ژانویهٔ ۲۰۲۶). یکی کم است."
    assert persian in made["fa/organizations/commonwealth.md"]
    assert "The list names" not in pages(variant())["en/organizations/commonwealth.md"]


def test_the_smaller_number_that_a_source_counts_is_told_once(variant: Variant) -> None:
    def counted(english: str, persian: str) -> tuple[bool, ...]:
        note = f"  expected: 2\n  note: {{en: {english}, fa: {persian}}}\n"
        made = pages(variant((COMMONWEALTH, "  expected: 3\n", note)))
        sentences = {"en": "A source counts 2.", "fa": "یکی از منابع ۲ عضو می‌شمارد."}
        return tuple(text in made[f"{language}/organizations/commonwealth.md"] for language, text in sentences.items())

    assert counted("One is new.", "یکی تازه است.") == (True, True)
    assert counted("The body says 2.", "سازمان ۲ می‌گوید.") == (False, False)
    assert counted("In 1947 there were 21.", "در ۱۹۴۷ ۲۱ عضو بود.") == (True, True)
    assert "A source counts" not in pages(variant())["en/organizations/commonwealth.md"]


def test_a_table_of_terms_that_tells_nothing_of_them_lists_sources(variant: Variant) -> None:
    def columns(*changes: tuple[str, str, str]) -> list[str]:
        page = pages(variant(*changes))["en/organizations/commonwealth.md"]
        return re.findall(r'<th scope="col">([^<]*)</th>', page.split('id="chair"')[-1].split("{ #chair }")[-1])[:2]

    holder = "        holder: {en: A. Nobody, fa: ا. هیچ‌کس}\n"
    assert columns() == ["Term", "Holder and remarks"]
    assert columns((COMMONWEALTH, holder, "")) == ["Term", "Sources"]
    assert columns((COMMONWEALTH, holder, "        note: {en: By turns., fa: به نوبت.}\n")) == [
        "Term",
        "Holder and remarks",
    ]


def test_what_began_a_spell_stands_before_what_ended_it(variant: Variant) -> None:
    page = pages(variant())["en/organizations/commonwealth.md"]
    assert "The date is that of the admission by the organization. Ended: suspended.<sup" in page


def test_an_atlas_without_tiles_and_relations_is_built(variant: Variant, tmp_path: Path) -> None:
    atlas = variant()
    data = tmp_path / "variant"
    for file in (data / "relations").iterdir():
        file.unlink()
    (data / "tiles.yml").write_text("rows: []\n")
    commonwealth = data / COMMONWEALTH
    text = commonwealth.read_text(encoding="utf-8")
    commonwealth.write_text(
        text.replace("[Iran](record:iran)", "Iran")
        .replace("[ایران](record:iran)", "ایران")
        .replace("    also: [united-kingdom]\n", "")
    )
    topic = data / "topics/neighbours.yml"
    topic.write_text(
        topic.read_text(encoding="utf-8").replace("related: [iran, commonwealth]", "related: [commonwealth]")
    )
    atlas = faultless(data)
    made = pages(atlas)
    assert "atlas-map" not in made["en/index.md"]
    assert "{ #map }" not in made["en/index.md"]
    assert "<option" not in made["en/compare/index.md"].split("</select>")[0]


def test_an_atlas_with_one_relation_and_no_tile_but_the_subject_is_built(variant: Variant) -> None:
    atlas = variant(("tiles.yml", '"GB ·· IR"\n  - "·· PS PK"', '"PK"\nwithout: {GB: x, IR: x, PS: x}'))
    assert 'class="own"' in pages(atlas)["fa/index.md"]


@pytest.mark.parametrize(("year", "persian"), [("0001", "۱"), ("0600", "۶۰۰"), ("0600-12-31", "۳۱ دسامبر ۶۰۰")])
def test_a_date_outside_the_second_calendar_is_given_in_one(variant: Variant, year: str, persian: str) -> None:
    page = pages(
        variant((IRAN, 'in_force: "1952"', f'in_force: "{year}"'), (IRAN, 'signed: "1950-02"', 'signed: "0001"'))
    )
    assert f'<time datetime="{year}">{persian}</time><sup' in page["fa/relations/iran.md"]


def test_independence_may_lie_as_far_back_as_there_are_organizations(variant: Variant) -> None:
    made = pages(variant(("subject.yml", '"1947-08-14"', '"1815"')))
    assert 'data-first="1815-01-01"' in made["fa/as-of/index.md"]


def test_the_members_list_is_whole_in_the_data(variant: Variant) -> None:
    atlas = variant(
        (COMMONWEALTH, "  expected: 3\n", "  expected: 4\n  note: {en: One is missing., fa: یکی کم است.}\n")
    )
    found = documents(atlas, TODAY, this_publication())["organizations/commonwealth.json"]
    assert {
        name: value
        for name, value in found.items()
        if re.match("members(_|$)", name) and not name.startswith("members_as_of_")
    } == {
        "members": ["GB", "IN", "PK"],
        "members_as_of": "2026-01",
        "members_expected": 4,
        "members_others": {"observer": ["PS"]},
        "members_note": {"en": "One is missing.", "fa": "یکی کم است."},
        "members_sources": [{"source": "trend-2007", "label": "page"}],
        "members_left": [],
    }
    none = documents(atlas, TODAY, this_publication())["organizations/arab-league.json"]
    assert (none["members"], none["members_as_of"]) == ([], None)


def test_a_long_list_of_members_is_folded(mini: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    page = pages(mini)["en/organizations/commonwealth.md"]
    assert "members</summary>" not in page
    monkeypatch.setattr(records, "LONG_LIST", 3)
    page = pages(mini)["en/organizations/commonwealth.md"]
    assert '<details class="atlas-fold"><summary>Show the 3 members</summary>\n<ul class="atlas-members">' in page


def test_no_page_writes_an_anchor_twice() -> None:
    for path in sorted((MINI / "expected").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        found = Counter(re.findall(r'\sid="([^"]*)"', text) + re.findall(r"^#+ .*\{ #(\S+) \}$", text, re.MULTILINE))
        assert [anchor for anchor, count in found.items() if count > 1] == [], path.name


def test_no_mark_stands_after_a_space_where_a_line_could_end_before_it() -> None:
    for page in (MINI / "expected").rglob("*.md"):
        assert not re.search(r'\S\s<sup class="cite"', page.read_text(encoding="utf-8")), page


def test_corrections_are_explained_before_they_are_unfolded(mini: Atlas) -> None:
    page = pages(mini)["en/organizations/commonwealth.md"]
    heading, intro, fold = (
        page.index(text) for text in ("two first drafts {", "began from two drafts", "One correction")
    )
    assert heading < intro < fold


def test_a_status_that_began_between_two_dates_began_some_time_between_them(variant: Variant) -> None:
    edit = (COMMONWEALTH, 'from: "2004-05"', 'from: "[2004-05-24..2004]"')
    made = pages(variant((COMMONWEALTH, 'to: "2004-05"', 'to: "[2004-05-24..2004]"'), edit))
    row = "<dt>{}</dt><dd>{}<sup"
    first, then = (
        "In this status since",
        'some time <time datetime="2004-05-24">between 24 May and the end of 2004</time>',
    )
    assert row.format(first, then) in made["en/organizations/commonwealth.md"]
    assert (
        "زمانی <time datetime=" in made["fa/organizations/commonwealth.md"].split("<dt>آغاز وضعیت کنونی</dt>")[1][:40]
    )


def test_the_box_has_the_number_of_members_that_a_source_counts(variant: Variant) -> None:
    note = "note: {en: One is not known by name., fa: نام یکی دانسته نیست.}"
    made = pages(variant((COMMONWEALTH, "expected: 3", f"expected: 4\n  {note}")))
    for language, box in (("en", "<dt>Members</dt><dd>4 (as of"), ("fa", "<dt>شمار اعضا</dt><dd>۴ (")):
        assert box in made[f"{language}/organizations/commonwealth.md"]
    assert "<dt>Members</dt><dd>2 (as of" in made["en/organizations/eco.md"]  # that a source counts nothing


def test_a_seat_in_a_state_that_is_a_city_is_named_once(variant: Variant) -> None:
    made = pages(
        variant(
            (
                COMMONWEALTH,
                "seat: {city: {en: London, fa: لندن}, country: GB}",
                "seat: {city: {en: Monaco, fa: موناکو}, country: MC}",
            )
        )
    )
    assert "<dt>Seat</dt><dd>Monaco<" in made["en/organizations/commonwealth.md"]
    assert "<dt>مقر</dt><dd>موناکو<" in made["fa/organizations/commonwealth.md"]


def test_a_list_that_is_cut_short_ends_with_the_same_in_both_languages(
    variant: Variant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Palestine and the United Kingdom share as much; in Persian the latter comes first by its name."""
    monkeypatch.setattr(records, "MOST_SHARING", 1)
    made = pages(variant((COMMONWEALTH, "[GB, IN, PK]\n  others: {observer: [PS]}", "[GB, PK, PS]")))
    for language in ("en", "fa"):
        _before, _heading, rest = made[f"{language}/organizations/commonwealth.md"].partition("{ #shared }")
        assert re.findall(r"relations/([a-z-]+)\.md", rest) == ["palestine"], language

"""What a rule says besides its first sentence, and where it holds its tongue: the rest of its branches.

tests/test_checks.py has the first firing case of each rule, tests/test_rule_edges.py most of the others.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from atlas.checks import check
from atlas.checks.agreement import only_in
from atlas.checks.freshness import checks_do_not_lie_far_back
from atlas.checks.persian import faults
from atlas.checks.registry import Rule, rules
from atlas.checks.sizes import MAXIMUM_SIGNS
from atlas.checks.titles import _beginnings, _is_named
from atlas.model.atlas import Atlas
from conftest import MINI, TODAY, Edit, Found
from test_rule_edges import (
    BRITAIN,
    COMMONWEALTH,
    ECO,
    ECO_MEMBERS,
    ECO_SPELL,
    ENGLISH,
    HINDU,
    IRAN,
    NOTE,
    PALESTINE,
    PERSIAN,
    RCD,
    TOPIC,
    TREND,
)

PARTY = '{status: contracting-party, from: "1980", to: "1985-06-01", ending: replaced, sources: [iran-history]}'
WMO = "organizations/wmo.yml"
#: The day on which the source was read, as its file has it.
ACCESSED = re.findall('accessed: "[^"]*"', (MINI / "data" / TREND).read_text(encoding="utf-8"))[0]
TOPIC_TEXT = 'title: {en: A title, fa: عنوان}\norder: "2"\nchecked: "2026-11-17"\n'
RELATION = 'partner: AF\ngroups: [neighbour]\ndiplomatic_relations: {status: unknown}\nchecked: "2026-11-23"\n'
WORDING = "kashmir:\n  en: [neighbour]\n  fa: [همسایه]\n  instead: {en: next to it, fa: هم‌مرز}\n"
GONE = 'organizations/econ:\n  since: "2026-11-20"\n  reason: {en: It was another., fa: نهاد دیگری بود.}\n'
EXCEPTION = "neighbour:\n  file: data/relations/iran.yml\n  field: summary.en\n  reason: Neighbours remain so.\n"
LONG = "w" * 60
WITHOUT_YEAR = "Iran is now a neighbour.[@iran-history]"


def said(english: str, persian: str) -> list[Edit]:
    """Edits after which the summary of Iran says so."""
    return [(IRAN, ENGLISH, f"  en: {english}[@iran-history]\n"), (IRAN, PERSIAN, f"  fa: {persian}[@iran-history]\n")]


#: Edits, and a part of the line that must come of them.
FIRES: list[tuple[list[Edit], str]] = [
    # Dates
    ([("countries.yml", "GB: {sentence: the United Kingdom}", 'GB: {independent: {date: "1901", sources: [trend-2007]}}')],
     "GB.independent.date: 1901 is before 1947-08-14, the independence of the subject"),
    ([(IRAN, 'signed: "1950-02"', 'signed: "2027"'), (IRAN, 'in_force: "1952"', 'in_force: "1952"\n    ended: "1951"')], "agreements[0].ended: 1951 is before 1952."),
    ([(IRAN, "ماه آن قطعی است.", "…")], "diplomatic_relations.note.fa: … has no Persian letter"),
    ([(ECO, "name: {en: Economic Cooperation Organization,", "name: {en: '10',")], "name.en: 10 has no English letter"),
    ([(IRAN, ENGLISH, ENGLISH.replace("@iran-history", "@iran-histry")), (IRAN, "دوستی است.[@iran-history]", "دوستی است.[@hindu-1972]")],
     "agreements[0].text.fa: en cites iran-history and fa does not"),
    ([(BRITAIN, 'known_by: "1972"', 'since: "1947"'), ("countries.yml", "GB: {sentence: the United Kingdom}", 'GB: {independent: {date: "1948", sources: [trend-2007]}}')],
     "diplomatic_relations.since: 1947 is before 1948-01-01, when both sides were independent."),
    ([(IRAN, 'since: "1948-05"', 'since: "1947-08-13"')], "diplomatic_relations.since: 1947-08-13 is before 1947-08-14, when both sides"),
    ([(IRAN, 'checked: "2026-11-18"', 'checked: "2026-11-25"')], "checked: 2026-11-25 is in the future. Correct the date"),
    ([(TREND, ACCESSED, 'accessed: "2026-11-25"')], "trend-2007.accessed: 2026-11-25 is in the future."),
    ([(COMMONWEALTH, 'from: "1995"', 'from: "2026-11-24"'), (COMMONWEALTH, 'to: "1996"', 'to: "2027"')], "offices[0].terms[0].from: 2026-11-24 is in the future."),
    ([(IRAN, "1950-03-01/1950-03-09", "2026-11-24")], "events[0].date: 2026-11-24 is in the future."),
    ([(RCD, 'dissolved: {date: "1979"', 'dissolved: {date: "1978-12-31"')], "memberships[0].to: 1979 is after the dissolution, 1978-12-31."),
    # Members
    ([(WMO, "country: GB, date", "country: QQ, date")], "members.left[0].country: QQ is no country code"),
    ([(COMMONWEALTH, "expected: 3", "expected: 4"), (COMMONWEALTH, "[GB, IN, PK]", "[GB, IN, PK, CA, AU]")], "5 countries are listed and 4 expected."),
    ([(ECO, ECO_SPELL, f'{PARTY}\n  - {ECO_SPELL.replace("1985", "1985-06-01")}'), (ECO, ECO_MEMBERS, ECO_MEMBERS.replace("2026", "1984/1985").replace(", PK", ""))],
     "members.countries: PK is a member and not listed. Add PK"),
    # References
    ([(COMMONWEALTH, "record:iran", "record:persia"), (IRAN, "groups:", "former_ids: [persia]\ngroups:")], "It is called iran now"),
    ([("vocabulary.yml", "  severed: {en:", "  severed: {usual: true, en:")], "relation-status: 2 terms have usual: true. Mark the one that"),
    ([("vocabulary.yml", "full: true, usual: true,", "full: true,")], "membership-status: 0 terms have usual: true. Mark the one that"),
    ([(BRITAIN, "partner: GB", "partner: IR"), (PALESTINE, "partner: PS", "partner: IR")], "partner: IR is already the partner of iran. Merge the two records"),
    ([("tiles.yml", "·· PS PK", "PS PS PS")], "rows: PS has 3 squares. Keep one"),
    ([(ECO, "predecessors: [rcd]", "predecessors: [rcd, arab-league]")], "predecessors[1]: arab-league does not name eco under successors."),
    ([(ECO, "kind: economic", "part_of: eco\nkind: economic")], "part_of: eco is this record itself."),
    # Moves
    ([(ECO, "kind: economic", "former_ids: [old]\nkind: economic"), (RCD, "kind: economic", "former_ids: [old]\nkind: economic")],
     "former_ids[0]: old already belongs to data/organizations/eco.yml."),
    ([(ECO, "kind: economic", "former_ids: [old, old]\nkind: economic")], "former_ids[1]: old already belongs to data/organizations/eco.yml."),
    ([("gone.yml", "", GONE.replace("organizations/econ", "countries/econ"))], "countries/econ: countries/econ is no address."),
    ([("gone.yml", "", GONE.replace("organizations/econ", "organizations/Econ"))], "organizations/Econ is no address."),
    ([(TOPIC, "related: [iran, commonwealth]", "related: [iran, eco]"), (ECO, "kind: economic", "draft: true\nkind: economic")], "related[1]: eco is a draft"),
    # Sources
    ([(HINDU, "URL: https://example.org/hindu-1972", "URL: http://www.example.org/trend-2007/")], "trend-2007.URL: hindu-1972 has the same address, spelt http://www.example.org/trend-2007/. Keep one of the two"),
    ([(BRITAIN, "  sources: [hindu-1972]\n", ""), (BRITAIN, "status: established", "status: severed")], "diplomatic_relations: severed cites no source."),
    ([(TOPIC, "[@iran-history]\n  fa", "\n  fa")], "summary: no source is cited."),
    ([(COMMONWEALTH, "years*.[@trend-2007]", "years*.")], "events[1].text: no source is cited."),
    ([("countries.yml", "GB: {sentence: the United Kingdom}", 'GB: {independent: {date: "1800", sources: [hindu-1973]}}')], "GB.independent.sources[0]: there is no source hindu-1973 in data/sources/. Did you mean hindu-1972?"),
    # Texts
    ([(TOPIC, "title: {en: Neighbours, fa: همسایگان}", "title: {en: Neighbours, wanted: fa}")], "data/topics/neighbours.yml:1:33: error: title.wanted: a page cannot do without its title. Write it in fa, too"),
    ([("subject.yml", "  fa: پاکستان در جهان\n", "  wanted: fa\n")], "error: title.wanted: a page cannot do without its title."),
    ([("countries.yml", "{en: Palestine, fa: فلسطین}", "{en: Palestine, wanted: fa}")], "error: PS.name.wanted: a page cannot do without its title."),
    ([(COMMONWEALTH, "title: {en: Withdrawal, fa: خروج}", "title: {en: Withdrawal, wanted: fa}")], "warning: sections[0].title.wanted: the text in Persian is wanted."),
    ([(IRAN, NOTE, '{en: "For a\\nwhile.", fa: برای مدتی.}')], "note.en: For a while. has a line break. Write it in one line"),
    ([(COMMONWEALTH, "en: [British Commonwealth, Commonwealth]", 'en: ["British\\nCommonwealth"]')], "aliases.en[0]: British Commonwealth has a line break."),
    ([(IRAN, ENGLISH, f"  en: Iran {LONG}w.[@iran-history]\n")], f"summary.en: {'w' * 59}… is a word of 62 letters."),
    ([(COMMONWEALTH, "[British Commonwealth, Commonwealth]", f"[{LONG}w]")], f"aliases.en[0]: {'w' * 59}… is a word of 61 letters."),
    ([(IRAN, NOTE, "{en: For a (long (while)., fa: برای مدتی.}")], "note.en: (long (while). opens with ( and is not closed. Write ) where it ends"),
    ([(IRAN, NOTE, "{en: For a while., fa: «برای «مدتی».}")], "note.fa: «برای «مدتی». opens with « and is not closed. Write » where it ends"),
    ([(IRAN, NOTE, "{en: For a while., fa: برای مدتی».}")], "note.fa: برای مدتی» has » with no « before it. Write both, or neither"),
    ([(COMMONWEALTH, "        Second paragraph.", "        (Second\n        paragraph.")], "sections[0].text.en: (Second paragraph."),
    ([(IRAN, NOTE, "{en: For “a while., fa: برای مدتی.}")], "note.en: “a while. opens with “ and is not closed. Write ” where it ends"),
    ([(IRAN, NOTE, "{en: For a) while) and b) for ever., fa: برای مدتی.}")], "note.en: For a) while) has ) with no ( before it."),
    ([(IRAN, "fa: [پرشیا]", "fa: [پرشیا, فارس, پرشیا]")], "aliases.fa[2]: پرشیا is already a name. Remove it"),
    ([(COMMONWEALTH, "fa: [جامعهٔ مشترک‌المنافع]", "fa: [اتحادیهٔ کشورهای هم‌سود]")], "aliases.fa[0]: اتحادیهٔ کشورهای هم‌سود is already a name."),
    ([(COMMONWEALTH, "بند دوم.", "بند ٢ دوم.")], "sections[0].text.fa: "),
    ([(COMMONWEALTH, "holder: {en: A. Nobody, fa: ا. هیچ‌کس}", "holder: {en: A. Nobody, fa: A. Nobody}")], "offices[0].terms[0].holder"),
    (said("It is there.", "از ۱۹۸۵ آنجاست."), "warning: summary.en: fa has 1985 and en does not."),
    (said("It has 13 ports.", "سیزده بندر دارد."), "warning: summary.fa: en has 13 and fa does not."),
    (said("It has 12.5 ports.", "بندر دارد."), "warning: summary.fa: en has 12.5 and fa does not."),
    (said("It has 1.3 million ships.", "۱٫۴ میلیون کشتی دارد."), "warning: summary.fa: en has 1,300,000 and fa does not."),
    (said("It sits for 2024–26.", "دوره از ۲۰۲۴ تا ۲۰۲۵ است."), "warning: summary.fa: en has 2026 and fa does not."),
    (said("It was so in the 1990s.", "چنین بود."), "warning: summary.fa: en has 1990 and fa does not."),
    (said("It has 20 ports and 30 towns.", "بندر و شهر دارد."), "warning: summary.fa: en has 20, 30 and fa does not."),
    (said("See [ECO](record:eco) there.", "بنگرید به [عمران منطقه‌ای](record:rcd)."), "warning: summary.fa: en links to eco and fa does not."),
    (said("It is there.", "سفیران آمدند."), "warning: summary.en: fa names سفیر and en does not. Write ambassador,"),
    ([(COMMONWEALTH, "Pakistan left the Commonwealth.", "Pakistan left.")], "events[0].title.en: the title does not name Commonwealth of Nations."),
    # Not in the first text of a record only
    ([(IRAN, "On friendship.", "On 13 friends.")], "warning: agreements[0].text.fa: en has 13 and fa does not."),
    ([(COMMONWEALTH, "Second paragraph.", "Second, [ECO](record:eco).")], "warning: sections[0].text.fa: en links to eco and fa does not."),
    ([(IRAN, "On friendship.", "On the envoys.")], "warning: agreements[0].text.fa: en names ambassador and fa does not. Write سفیر,"),
    ([("wording.yml", "", WORDING)], "warning: summary.en: neighbour takes a side or praises. Write instead: next to it"),
    ([("wording.yml", "", WORDING)], "warning: summary.fa: همسایه takes a side or praises. Write instead: next to it"),
    ([("wording.yml", "", WORDING.replace("en: [neigh", "en: [NEIGH"))], "summary.en: neighbour takes a side"),
    ([("wording.yml", "", WORDING), (IRAN, "On friendship.", "On a neighbour.")], "agreements[0].text.en: neighbour takes a side"),
    # What grows old
    ([(IRAN, 'checked: "2026-11-18"', 'checked: "2025-05-22"')], "checked: nobody has compared this with its sources for 18 months."),
    ([(IRAN, PERSIAN, "  fa: ایران اکنون همسایه است.[@iran-history]\n")], "warning: summary.fa: ایران اکنون همسایه است. has a word for the present and no year."),
    ([(COMMONWEALTH, "Second paragraph.", "It is now the second.")], "warning: sections[0].text.en: It is now the second. has a word for the present"),
    ([(IRAN, ENGLISH, f"  en: {WITHOUT_YEAR}\n"), ("exceptions.yml", "", EXCEPTION.replace("summary.en", "summary.fa"))], "needs no exception for summary.fa. Remove it"),
    ([("exceptions.yml", "", EXCEPTION.replace("iran.yml", "iraq.yml"))], "data/relations/iraq.yml needs no exception for summary.en."),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "expected"), FIRES, ids=[row[1][:70] for row in FIRES])
def test_a_rule_says_so(found: Found, edits: list[Edit], expected: str) -> None:
    lines = found(*edits)
    assert [line for line in lines if expected in line], lines


#: Edits with one fault, and a part of the one line that tells of it: what only follows from it is not said.
ONCE: list[tuple[list[Edit], str]] = [
    ([(ECO, "status: member", "status: membr")], "memberships[0].status: membr is"),
    ([(RCD, "successors: [eco]", "successors: [ecoo]")], "successors[0]: "),
    ([(IRAN, ENGLISH, ENGLISH.replace("[@iran-history]", "[iran-history]"))], "summary.en: "),
    ([(ECO, "name: {en: Economic Cooperation Organization,", "name: {en: '۱۰',")], "name.en: ۱۰ has no English letter"),
]


@pytest.mark.parametrize(("edits", "expected"), ONCE, ids=[expected for _edits, expected in ONCE])
def test_one_fault_is_told_once(found: Found, edits: list[Edit], expected: str) -> None:
    (line,) = found(*edits)
    assert expected in line


#: What may be: edits after which check finds nothing.
SILENT: dict[str, list[Edit]] = {
    "a longer word than the office": said("It is an ambassadorial post.", "مقامی در آنجاست."),
    "relations from the first day of both sides": [(IRAN, 'since: "1948-05"', 'since: "1947-08-14"')],
    "relations in the year in which the other side began": [
        (BRITAIN, 'known_by: "1972"', 'since: "1948"'),
        ("countries.yml", "GB: {sentence: the United Kingdom}", 'GB: {sentence: the United Kingdom, independent: {date: "1948-06", sources: [trend-2007]}}'),
    ],
    "points that are counted": [(IRAN, NOTE, "{en: 'a) For a while, 2) for good.', fa: 'الف (یا ب) برای مدتی، ۲) برای همیشه.'}")],
    "quotations in a quotation": [(IRAN, NOTE, "{en: For “a (long “while”)”., fa: «برای «مدتی»».}")],
    "a term that ends in the future": [(COMMONWEALTH, 'to: "1996"', 'to: "2027"')],
    "left in the year that the list describes": [(WMO, '"2026-01-07"', '"2014-05"')],
    "left on the day that the list describes": [(WMO, '"2026-01-07"', '"2014"')],
    "a bound without a basis": [(WMO, 'first_counted: "1950"', 'first_counted: "1951"')],
    "first counted in the year of independence": [(WMO, 'first_counted: "1950"', 'first_counted: "1947"')],
    "a former id that nothing else has": [(ECO, "kind: economic", "former_ids: [economic]\nkind: economic")],
    "the same former id in two folders": [
        (ECO, "kind: economic", "former_ids: [old]\nkind: economic"), (IRAN, "groups:", "former_ids: [old]\ngroups:"),
    ],
    "an address of what is gone": [("gone.yml", "", GONE)],
    "a draft that leads to a draft": [
        (ECO, "kind: economic", "draft: true\nkind: economic"), (RCD, "kind: economic", "draft: true\nkind: economic"),
    ],
    "an anchor with the id of a draft": [("topics/chair.yml", "", f"draft: true\n{TOPIC_TEXT}")],
    "a draft that leads to a published record": [("topics/plan.yml", "", f"draft: true\n{TOPIC_TEXT}related: [iran]\n")],
    "two sources without an address": [
        (TREND, "  URL: https://example.org/trend-2007\n", ""), (HINDU, "  URL: https://example.org/hindu-1972\n", ""),
    ],
    "two pages of one host": [(HINDU, "URL: https://example.org/hindu-1972", "URL: https://example.org/trend-2007?page=2")],
    "an alias that is misspelt": [(IRAN, "fa: [پرشیا]", "fa: [پرشيا]")],
    "a word as long as a line": [(IRAN, ENGLISH, f"  en: Iran {LONG} is there.[@iran-history]\n")],
    "long words with hyphens": [(IRAN, ENGLISH, f"  en: Iran {LONG}-{LONG}/{LONG} is there.[@iran-history]\n")],
    "an address longer than a line": [(TREND, "https://example.org/trend-2007", f"https://example.org/{LONG * 2}")],
    "an alias that is another record's name": [(IRAN, "[Persia]", "[Persia, Neighbours]")],
    "a present with a year": said("Iran is now, in 2026, a neighbour.", "ایران اکنون، در ۲۰۲۶، همسایه است."),
    "a present that an exception excuses": [(IRAN, ENGLISH, f"  en: {WITHOUT_YEAR}\n"), ("exceptions.yml", "", EXCEPTION)],
    "a present beside its date": [(IRAN, "The Shah of Iran visited Pakistan.", "The Shah of Iran is now in Pakistan.")],
    "a present in a spell": [(COMMONWEALTH, "Suspended once more later.", "Now suspended once more.")],
    "a present in what a founding document says": [(COMMONWEALTH, "The Persian document says October.", "The Persian document now says October.")],
    "numbers up to twelve as words": said("It has 12 ports.", "دوازده بندر دارد."),
    "a million in figures and in a word": said("It has 1.3 million ships and 500,000 boats.", "۱٬۳۰۰٬۰۰۰ کشتی و ۵۰۰ هزار قایق دارد."),
    "a trillion where the other language has no word for it": said("It has 2 trillion drops.", "۲ هزار میلیارد قطره دارد."),
    "the power of ten told once": said("It had 320 million, then 472 million drops.", "نخست ۳۲۰ و سپس ۴۷۲ میلیون قطره داشت."),
    "the second year of a term without its century": said("It sits for 2024–26.", "دوره از ۲۰۲۴ تا ۲۰۲۶ است."),
    "a decade": said("It was so in the 1990s.", "در دههٔ ۱۹۹۰ چنین بود."),
    "an ordinal as a word": said("It held the 41st session.", "چهل‌ویکمین نشست را برگزار کرد."),
    "an ordinal in one language and a number in the other": said("It is the 75th year.", "سال ۷۵ است."),
    "a number that is part of a name": said("It had Covid-19, an F-16 and the G20.", "کووید، جنگنده و گروه بیست داشت."),
    "links in another order": said("See [ECO](record:eco) and [RCD](record:rcd).", "بنگرید به [عمران منطقه‌ای](record:rcd) و [اکو](record:eco)."),
    "a term in another of its forms": said("Two ambassadors came.", "دو سفیر آمدند."),
    "a term inside a longer word": said("An ambassadorship is an honour.", "این سمت افتخاری است."),
    "a word that is not agreed, in quotation marks": said("He was called so.", "او را «ایلچی» می‌خواندند."),
    "a word that is not agreed, inside a longer word": said("It is a house.", "ایلچیان آنجایند."),
    "a title that names a nation": [(IRAN, "The Shah of Iran visited Pakistan.", "The Iranian Shah visited Pakistan.")],
    "a title that names the country by an alias": [(IRAN, "The Shah of Iran visited Pakistan.", "The Shah of Persia visited Pakistan.")],
    "a title that names the body by its short name": [
        (ECO, "members:", "events:\n  - {date: '1985', kind: founding, title: {en: The ECO began in Pakistan., fa: اکو در پاکستان آغاز شد.}, sources: [iran-history]}\nmembers:"),
    ],
    "a phrase inside a longer word": [("wording.yml", "", WORDING), (IRAN, ENGLISH, "  en: In the neighbourhood.[@iran-history]\n"), (IRAN, PERSIAN, "  fa: در آن نزدیکی است.[@iran-history]\n"), (TOPIC, "  fa: همسایگان کشور.[@iran-history]\n", "  fa: کشور.[@iran-history]\n")],
    "a phrase in quotation marks": [("wording.yml", "", WORDING), (IRAN, ENGLISH, '  en: It is a “neighbour”.[@iran-history]\n'), (IRAN, PERSIAN, "  fa: آن «همسایه» است.[@iran-history]\n")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("english", "urdu", "only"),
    [
        ("500,000", "5 لاکھ", []),
        ("30,000,000", "3 کروڑ", []),
        ("1.3 million", "13 لاکھ", []),
        ("500,000", "6 لاکھ", [500_000]),
    ],
)
def test_a_language_counts_in_powers_of_its_own(english: str, urdu: str, only: list[float]) -> None:
    assert only_in(english, "en", urdu, "ur") == only


@pytest.mark.parametrize(
    ("title", "name", "named"),
    [
        ("An Iranian delegation came.", "Iran", True),
        ("Iraq and Pakistan spoke.", "Iran", False),
        ("The UN met.", "UN", True),
        ("A Commonwealth minister came.", "Commonwealth of Nations", False),
        ("A Commonwealth for nations was meant.", "Commonwealth of Nations", True),
        ("Pakistan spoke.", "Pakistan", False),  # the subject's own name says nothing
        ("Pakistan and Iran spoke.", "Pakistan Iran", True),
    ],
)
def test_a_title_names_who_begins_as_it_says(title: str, name: str, named: bool) -> None:
    assert _is_named(title, name, _beginnings("Pakistan")) is named


@pytest.mark.parametrize("edits", SILENT.values(), ids=SILENT)
def test_a_rule_holds_its_tongue(found: Found, edits: list[Edit]) -> None:
    assert found(*edits) == []


@pytest.mark.parametrize(
    "edit", [(IRAN, 'checked: "2026-11-18"', 'checked: "2026-11-24"'), (TREND, ACCESSED, 'accessed: "2026-11-24"')]
)
def test_where_it_is_tomorrow_already_no_day_is_in_the_future(found: Found, edit: Edit) -> None:
    assert [line for line in found(edit) if "in the future" in line] == []


def test_a_check_is_old_after_a_year_and_a_half(mini: Atlas) -> None:
    def old(today: date) -> list[str]:
        return [finding.file for finding in checks_do_not_lie_far_back(mini, today) if "iran" in finding.file]

    assert old(date(2028, 5, 17)) == []
    assert old(date(2028, 5, 18)) == ["data/relations/iran.yml"]


def test_one_status_is_proposed_for_what_follows(found: Found) -> None:
    last = '  - status: member\n    from: "2004-05"\n'
    lines = found((COMMONWEALTH, last, f'{last}    to: "2007"\n    ending: restored\n'))
    assert any(
        line.endswith(": restored, but no membership follows. Add a spell with status: member") for line in lines
    )


@pytest.mark.parametrize("count", [0, 1, MAXIMUM_SIGNS])
def test_as_many_signs_as_may_begin_a_line_are_left_in_peace(found: Found, count: int) -> None:
    assert found((IRAN, "On friendship.", f"{'- ' * count}On friendship.")) == []
    (line,) = found((IRAN, "On friendship.", f"{'- ' * (MAXIMUM_SIGNS + 1 + count)}On friendship."))
    assert f"a line begins with more than {MAXIMUM_SIGNS} signs" in line


def test_a_fault_is_shown_with_twelve_signs_on_either_side() -> None:
    assert list(faults(f"{'ب' * 20}ك{'د' * 20}")) == [(f"{'ب' * 12}ك{'د' * 12}", "Write the Persian letter ک (U+06A9)")]
    assert list(faults("ك")) == [("ك", "Write the Persian letter ک (U+06A9)")]


def test_a_term_that_cannot_be_read_is_not_reported_again_where_it_is_used(found: Found) -> None:
    lines = found(("vocabulary.yml", "  embassy: {en: Embassy, fa: سفارت", "  embassy: {en: Embassy, fe: سفارت"))
    assert lines
    assert all(line.startswith("data/vocabulary.yml:") for line in lines), lines


def test_what_cites_an_unreadable_shelf_is_not_reported_again(found: Found) -> None:
    lines = found((HINDU, "hindu-1972:", "hindu-1972: ["))
    assert lines
    assert all(line.startswith("data/sources/h.yml:") for line in lines), lines


def test_an_exception_for_an_unreadable_record_stays(found: Found) -> None:
    lines = found(("exceptions.yml", "", EXCEPTION), (IRAN, "partner: IR\n", ""))
    assert [line for line in lines if "exception" in line] == []


def test_where_many_records_are_possible_none_is_named(found: Found) -> None:
    more: list[Edit] = [(f"topics/topic-{number}.yml", "", TOPIC_TEXT) for number in range(21)]
    (line,) = found(*more, (TOPIC, "related: [iran, commonwealth]", "related: [iran, zzzzzzzz]"))
    assert line.endswith("data/topics. Write the name of a file there, without .yml")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.__name__)
def test_a_rule_looks_at_no_clock(rule: Rule, mini: Atlas) -> None:
    """On another day it finds what that day makes of the data: nothing on a later one but that it was not checked since."""
    later = list(rule(mini, TODAY + timedelta(days=200)))
    assert later == []


def test_on_a_much_later_day_only_the_checks_are_old(mini: Atlas) -> None:
    assert {finding.message.split(" for ")[0] for finding in check(mini, date(2029, 1, 1))} == {
        "nobody has compared this with its sources"
    }

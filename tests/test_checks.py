"""Every rule: the sentence with which it fires, and its silence on data without faults."""

from __future__ import annotations

import ast

import pytest

from atlas.checks import check
from atlas.checks.registry import Rule, rules
from atlas.findings import ERROR, report
from atlas.model.atlas import Atlas
from commands import run, started
from conftest import MINI, NOW, ROOT, TODAY, Change
from miniature import at_the_edit

COMMONWEALTH = "organizations/commonwealth.yml"
ECO = "organizations/eco.yml"
RCD = "organizations/rcd.yml"
WMO = "organizations/wmo.yml"
IRAN = "relations/iran.yml"
LONG = "One and the same sentence that is long enough not to be a mere label or a name of something."
LONG_FA = "جمله‌ای که در دو جا عیناً آمده و بلندتر از آن است که بتوان آن را تنها برچسب یا نام چیزی دانست."

#: Rule, file, text, its replacement, the finding that this must cause; in it {at} is the line of the text.
FIRES = [
    (
        "terms_are_in_the_vocabulary", ECO, "kind: economic", "kind: economical",
        "data/organizations/eco.yml:3:7: error: kind: economical is not a term of organization-kind. Did you mean economic?",
    ),
    (
        "closed_lists_are_there", "vocabulary.yml", ", usual: true, in_force", ", in_force",
        "data/vocabulary.yml:1:1: error: relation-status: 0 terms have usual: true. "
        "Mark the one that goes without saying",
    ),
    (
        "records_referred_to_exist", ECO, "predecessors: [rcd]", "predecessors: [rdc]",
        "data/organizations/eco.yml:5:16: error: predecessors[0]: there is no record rdc in data/organizations. Did you mean rcd?",
    ),
    (
        "linked_records_exist", COMMONWEALTH, "[Iran](record:iran)", "[Iran](record:persia)",
        "data/organizations/commonwealth.yml:30:7: error: summary.en: there is no record persia in data/organizations "
        "or data/relations or data/topics. Write one of: arab-league, commonwealth, eco, rcd, red-crescent, wmo, iran, palestine, "
        "united-kingdom, neighbours",
    ),
    (
        "no_record_refers_to_itself", ECO, "predecessors: [rcd]", "predecessors: [eco]",
        "data/organizations/eco.yml:5:16: error: predecessors[0]: eco is this record itself. Remove it, or name another record",
    ),
    (
        "predecessors_and_successors_agree", RCD, "successors: [eco]\n", "",
        "data/organizations/eco.yml:5:16: error: predecessors[0]: rcd does not name eco under successors. "
        "Add eco to successors in data/organizations/rcd.yml",
    ),
    (
        "nothing_is_listed_twice", ECO, "predecessors: [rcd]", "predecessors: [rcd, rcd]",
        "data/organizations/eco.yml:5:21: error: predecessors[1]: rcd stands in this list already. Remove one of the two",
    ),
    (
        "sources_in_brackets_are_cited", COMMONWEALTH, "First paragraph with **stress**.[@hindu-1972, page 3]", "First [hindu-1972] paragraph.[@hindu-1972, page 3]",
        "data/organizations/commonwealth.yml:36:11: error: sections[0].text.en: [hindu-1972] lacks the @ of a citation. Write [@hindu-1972]",
    ),
    (
        "wikidata_items_are_unique", ECO, "kind: economic", "wikidata: Q7785\nkind: economic",
        "data/organizations/eco.yml:3:11: error: wikidata: Q7785 is also the item of commonwealth. Look up which of the two it is of",
    ),
    (
        "countries_exist", ECO, "[IR, PK]", "[QQ, PK]",
        "data/organizations/eco.yml:8:38: error: members.countries[0]: QQ is no country code of ISO 3166-1. Look the two letters up",
    ),
    (
        "one_relation_for_each_partner", "relations/palestine.yml", "partner: PS", "partner: IR",
        "data/relations/palestine.yml:1:10: error: partner: IR is already the partner of iran. Merge the two records",
    ),
    (
        "digits_are_those_of_the_language", "relations/iran.yml", "en: The month is certain.", "en: The month is ۵.",
        "data/relations/iran.yml:7:14: error: diplomatic_relations.note.en: ۵ is not written in the digits of the text. Write 5",
    ),
    (
        "independence_lets_something_be_joined", "subject.yml", '"1947-08-14"', '"0001"',
        "data/subject.yml:19:9: error: independence.date: 0001 is before 1815, when the first international organization began, "
        "and nothing could be joined. Write 1815, or the later day of independence",
    ),
    (
        "every_partner_has_one_tile", "tiles.yml", "·· PS PK", "·· IR PK",
        "data/tiles.yml:1:1: error: rows: IR has 2 squares. Keep one",
    ),
    (
        "anchors_are_unique", COMMONWEALTH, "id: withdrawal", "id: members",
        "data/organizations/commonwealth.yml:33:9: error: sections[0].id: members is already used by the page itself. Choose another id",
    ),
    (
        "sources_have_anchors_of_their_own", "sources/h.yml", "hindu-1972:", "shelf:",
        "data/sources/h.yml:4:1: error: shelf: shelf is an anchor that pages have already. Choose another id",
    ),
    (
        "ids_are_unique", "topics/neighbours.yml", "", "",
        None,  # needs a further file; see test_rule_edges.py
    ),
    (
        "closed_lists_are_there", "vocabulary.yml", "office-kind:", "office-kinds:",
        "data/vocabulary.yml:1:1: error: office-kind: the list is missing or empty. Add it with its terms",
    ),
    (
        "texts_have_a_length_that_is_read", IRAN, "en: For a while.", "en: " + "x" * 6001,
        "data/relations/iran.yml:11:18: error: diplomatic_relations.interruptions[0].note.en: the text has 6001 characters, "
        "more than 6000. Shorten or divide it",
    ),
    (
        "texts_are_not_nested_deeply", IRAN, "en: For a while.", "en: (((((For a while.)))))",
        "data/relations/iran.yml:11:18: error: diplomatic_relations.interruptions[0].note.en: more than 4 brackets are open at once. "
        "Close them, or leave some out",
    ),
    (
        "citations_lead_to_sources", ECO, "sources: [iran-history]", "sources: [iran-histori]",
        "data/organizations/eco.yml:7:46: error: memberships[0].sources[0]: there is no source iran-histori in data/sources/. "
        "Did you mean iran-history?",
    ),
    (
        "citations_are_well_formed", IRAN, "Iran is a neighbour.[@iran-history]", "Iran is a neighbour.[@iran-history p12]",
        "data/relations/iran.yml:20:7: error: summary.en: @iran-history p12 is no citation. Write [@id], [@id; @id] or [@id, page 12]",
    ),
    (
        "locators_are_labelled", COMMONWEALTH, "[@hindu-1972, page 3]", "[@hindu-1972, sheet 3]",
        "data/organizations/commonwealth.yml:36:11: error: sections[0].text.en: sheet is no kind of place. "
        "Write one of: page, section, paragraph, article, document, entry, row",
    ),
    (
        "records_are_checked_after_their_sources", IRAN, 'checked: "2026-11-18"', 'checked: "2026-11-15"',
        "data/relations/iran.yml:{at}:10: error: checked: 2026-11-15 is before 2026-11-16, when the first of its sources was read. "
        "Correct the date, or let accessed be the day of the first reading",
    ),
    (
        "prose_cites", "topics/neighbours.yml", "The neighbours of the country.[@iran-history]", "The neighbours.",
        "data/topics/neighbours.yml:3:1: error: summary: no source is cited. Add [@source-id] after the statement it supports",
    ),
    (
        "both_languages_give_the_same_numbers", IRAN, "Iran is a neighbour.", "Iran is a neighbour of 1985.",
        "data/relations/iran.yml:21:7: warning: summary.fa: en has 1985 and fa does not. Write it in figures in both, or in neither",
    ),
    (
        "both_languages_lead_to_the_same_records", IRAN, "ایران همسایه است.", "ایران همسایهٔ [اکو](record:eco) است.",
        "data/relations/iran.yml:20:7: warning: summary.en: fa links to eco and en does not. Link to it in both or in neither",
    ),
    (
        "both_languages_name_the_same_offices", IRAN, "Iran is a neighbour.", "Iran has an Ambassador.",
        "data/relations/iran.yml:21:7: warning: summary.fa: en names ambassador and fa does not. "
        "Write سفیر, or leave it out in both",
    ),
    (
        "terms_are_the_agreed_ones", IRAN, "ایران همسایه است.", "ایلچی همسایه است.",
        "data/relations/iran.yml:21:7: warning: summary.fa: ایلچی is not the term on which this atlas has agreed. Write: سفیر",
    ),
    (
        "titles_of_events_stand_alone", IRAN, "The Shah of Iran visited Pakistan.", "The Shah visited Pakistan.",
        "data/relations/iran.yml:31:17: warning: events[0].title.en: the title does not name Iran. "
        "It must, to be understood on the timeline",
    ),
    (
        "both_languages_cite_the_same", IRAN, "ایران همسایه است.[@iran-history]", "ایران همسایه است.[@hindu-1972]",
        "data/relations/iran.yml:21:7: error: summary.fa: en cites iran-history and fa does not. Cite it in both or in neither",
    ),
    (
        "every_source_is_cited", "sources/f.yml", "founding-document-fa:", "another-document:",
        "data/sources/f.yml:4:1: error: another-document: no record cites it. Cite it where it says so, or remove it",
    ),
    (
        "no_address_twice", "sources/t.yml", "URL: https://example.org/trend-2007", "URL: https://example.org/hindu-1972",
        "data/sources/t.yml:13:8: error: trend-2007.URL: hindu-1972 has the same address. Keep one of the two, and cite that",
    ),
    (
        "wikipedia_retells", "sources/h.yml", "container-title: The Hindu", "container-title: Wikipedia (copy)",
        "data/sources/h.yml:13:10: error: hindu-1972.grade: Wikipedia retells others and is not press. Write secondary or weak",
    ),
    (
        "copies_are_named", "sources/h.yml", "https://example.org/hindu-1972", "https://www.scribd.com/hindu-1972",
        "data/sources/h.yml:4:1: error: hindu-1972: it was read on scribd.com. Say in note that this is a copy",
    ),
    (
        "a_known_beginning_needs_no_bound", "relations/united-kingdom.yml", 'known_by: "1972"', 'known_by: "1972"\n  since: "1947"',
        "data/relations/united-kingdom.yml:5:13: error: diplomatic_relations.known_by: 1972 beside since, 1947. "
        "Keep since alone, and say the rest in note",
    ),
    (
        "relations_said_to_exist_are_sourced", "relations/united-kingdom.yml", "  sources: [hindu-1972]\n", "",
        "data/relations/united-kingdom.yml:3:1: error: diplomatic_relations: established cites no source. "
        "Add sources, or write status: unknown",
    ),
    (
        "intervals_do_not_end_before_they_begin", COMMONWEALTH, 'to: "2004-05"', 'to: "1999-09"',
        "data/organizations/commonwealth.yml:14:49: error: memberships[2].to: 1999-09 is before 1999-10-18. "
        "Swap the two dates or remove one",
    ),
    (
        "spells_follow_one_another", COMMONWEALTH, 'from: "1989"', 'from: "1970"',
        "data/organizations/commonwealth.yml:13:28: error: memberships[1].from: 1970 is before 1972-01-30, the end of the spell above. "
        "Put the spells in order, oldest first, without overlap",
    ),
    (
        "ended_spells_say_how", RCD, "ending: dissolved, ", "",
        "data/organizations/rcd.yml:9:5: error: memberships[0]: the spell ends on 1979 without an ending. Add one of: "
        "withdrew, expelled, suspended, restored, upgraded, dissolved, replaced, lapsed",
    ),
    (
        "endings_agree_with_what_follows", COMMONWEALTH, "ending: withdrew", "ending: suspended",
        "data/organizations/commonwealth.yml:12:62: error: memberships[0].ending: suspended, but no suspension follows. "
        "Add a spell with status: suspended",
    ),
    (
        "nobody_joins_before_the_founding", RCD, 'from: "1964-07-21"', 'from: "1963"',
        "data/organizations/rcd.yml:9:28: error: memberships[0].from: 1963 is before the founding, 1964-07-21. "
        "Correct one of the two dates",
    ),
    (
        "nobody_is_in_a_dissolved_organization", RCD, 'to: "1979"', 'to: "1981"',
        "data/organizations/rcd.yml:9:46: error: memberships[0].to: 1981 is after the dissolution, 1979. Correct one of the two dates",
    ),
    (
        "nothing_is_dated_in_the_future", IRAN, 'checked: "2026-11-18"', 'checked: "2027-01-01"',
        "data/relations/iran.yml:{at}:10: error: checked: 2027-01-01 is in the future. Correct the date",
    ),
    (
        "checks_and_readings_have_a_day", IRAN, 'checked: "2026-11-18"', 'checked: "2026-11"',
        "data/relations/iran.yml:{at}:10: error: checked: 2026-11 is no day. Write the whole date, such as 2026-11-23",
    ),
    (
        "nobody_is_listed_twice", COMMONWEALTH, "{observer: [PS]}", "{observer: [IN]}",
        "data/organizations/commonwealth.yml:55:1: error: members: IN is listed 2 times. Keep it once, with one status",
    ),
    (
        "members_are_as_many_as_counted", COMMONWEALTH, "expected: 3", "expected: 4",
        "data/organizations/commonwealth.yml:58:14: error: members.countries: 3 countries are listed and 4 expected. "
        "Complete the list, correct expected, or explain the difference in members.note",
    ),
    (
        "the_subject_is_listed_where_it_is_a_member", ECO, "[IR, PK]", "[IR]",
        "data/organizations/eco.yml:8:37: error: members.countries: PK is a member and not listed. Add PK",
    ),
    (
        "persian_follows_the_orthography", IRAN, "ایران همسایه است.", "ايران همسایه است.",
        "data/relations/iran.yml:21:7: error: summary.fa: «ايران همسایه ا» is not written so. Write the Persian letter ی (U+06CC)",
    ),
    (
        "each_language_is_its_own", IRAN, "{en: For a while., fa: برای مدتی.}", "{en: For a while., fa: For some time.}",
        "data/relations/iran.yml:11:36: error: diplomatic_relations.interruptions[0].note.fa: For some time. has no Persian letter. "
        "Write it in Persian",
    ),
    (
        "labels_are_one_line_of_words", IRAN, "{en: For a while., fa: برای مدتی.}", "{en: <b>For a while., fa: برای مدتی.}",
        "data/relations/iran.yml:11:18: error: diplomatic_relations.interruptions[0].note.en: <b> is HTML. Write the words alone",
    ),
    (
        "prose_keeps_to_its_notation", COMMONWEALTH, "        Second paragraph.", "        ## Second paragraph.",
        "data/organizations/commonwealth.yml:36:11: error: sections[0].text.en: ## begins a heading. Make it a section with id and title",
    ),
    (
        "words_fit_a_line", IRAN, "{en: For a while.,", f"{{en: {'w' * 61}.,",
        f"data/relations/iran.yml:11:18: error: diplomatic_relations.interruptions[0].note.en: {'w' * 59}… is a word of 62 letters. "
        "Write shorter words, with spaces",
    ),
    (
        "pairs_are_whole", IRAN, "{en: For a while.,", "{en: For a while).,",
        "data/relations/iran.yml:11:18: error: diplomatic_relations.interruptions[0].note.en: For a while) has ) with no ( before "
        "it. Write both, or neither",
    ),
    (
        "no_text_appears_twice", IRAN, "{en: For a while., fa: برای مدتی.}",
        "",
        None,  # needs two places; see test_a_text_that_stands_twice_is_found
    ),
    (
        "former_ids_are_free", ECO, "kind: economic", "former_ids: [rcd]\nkind: economic",
        "data/organizations/eco.yml:3:14: error: former_ids[0]: rcd already belongs to data/organizations/rcd.yml. "
        "Keep it in one of the two places",
    ),
    ("what_is_gone_is_gone", ECO, "kind: economic", "", None),  # needs a file of its own; see test_moved.py
    (
        "nothing_published_leads_to_a_draft", RCD, "kind: economic", "draft: true\nkind: economic",
        "data/organizations/eco.yml:5:16: error: predecessors[0]: rcd is a draft, which readers cannot see. "
        "Publish it first, or leave it out here",
    ),
    (
        "wanted_translations_are_counted", IRAN, "{en: For a while., fa: برای مدتی.}", "{en: For a while., wanted: fa}",
        "data/relations/iran.yml:11:40: warning: diplomatic_relations.interruptions[0].note.wanted: "
        "the text in Persian is wanted. Write it in fa, and remove wanted",
    ),
    (
        "names_are_in_every_language", ECO, "fa: سازمان همکاری اقتصادی}", "wanted: fa}",
        "data/organizations/eco.yml:1:55: error: name.wanted: a page cannot do without its title. Write it in fa, too",
    ),
    (
        "checks_do_not_lie_far_back", IRAN, 'checked: "2026-11-18"', 'checked: "2025-05-23"',
        "data/relations/iran.yml:{at}:10: warning: checked: nobody has compared this with its sources for 18 months. "
        "Do so, and write the day of today",
    ),
    (
        "what_grows_old_says_when", IRAN, "Iran is a neighbour.[@iran-history]", "Iran is now a neighbour.[@iran-history]",
        "data/relations/iran.yml:20:7: warning: summary.en: Iran is now a neighbour. has a word for the present and no year. "
        "Say as of when, or give a reason in data/exceptions.yml",
    ),
    ("words_take_no_side", ECO, "kind: economic", "", None),  # needs a file of its own; see test_contribute.py
    ("exceptions_are_needed", ECO, "kind: economic", "", None),  # needs a file of its own; see test_freshness.py
    (
        "aliases_are_useful", IRAN, "{en: [Persia]", "{en: [Persia, Persia]",
        "data/relations/iran.yml:2:24: error: aliases.en[1]: Persia is already a name. Remove it",
    ),
    (
        "a_bound_is_no_beginning", WMO, 'first_counted: "1950"', 'first_counted: "1950", from: "1948"',
        "data/organizations/wmo.yml:6:37: error: memberships[0].first_counted: 1950 beside from, 1948. "
        "Keep from if a source tells the beginning, first_counted if none does",
    ),
    (
        "relations_begin_after_both_sides", "countries.yml", "GB: {sentence: the United Kingdom}",
        'GB: {independent: {date: "1975-11-11", sources: [trend-2007]}}',
        "data/relations/united-kingdom.yml:5:13: error: diplomatic_relations.known_by: 1972 is before 1975-11-11, when both sides "
        "were independent. Correct it, or the date in data/subject.yml or data/countries.yml",
    ),
    (
        "who_left_was_listed", WMO, "country: GB", "country: IN",
        "data/organizations/wmo.yml:11:17: error: members.left[0].country: IN is not among the countries listed. Remove it here",
    ),
    (
        "the_newest_number_is_newer_than_the_list", WMO, '"193", as_of: "2024"', '"193", as_of: "2014"',
        "data/organizations/wmo.yml:12:33: error: members.newest.as_of: 2014 is not after 2014, which the list describes. "
        "Write the number as expected, or leave it out",
    ),
]  # fmt: skip

#: More sentences of rules that have several.
ALSO_FIRES = [
    (
        WMO, '"193", as_of: "2024"', '"193", as_of: "2014-12"',
        "data/organizations/wmo.yml:12:33: error: members.newest.as_of: 2014-12 is not after 2014, which the list describes. "
        "Write the number as expected, or leave it out",
    ),
    (
        "tiles.yml", "·· PS PK", "·· ·· PK",
        "data/tiles.yml:1:1: error: rows: PS (palestine) has no square. Give it an empty place, or name it under without",
    ),
    (
        "tiles.yml", "GB ··", "GB QQ",
        "data/tiles.yml:2:5: error: rows[0]: QQ is no country code of ISO 3166-1. Correct it",
    ),
    (
        "relations/palestine.yml", "partner: PS", "partner: PK",
        "data/relations/palestine.yml:1:10: error: partner: PK is the country of the atlas itself. Write the partner's code",
    ),
    (
        COMMONWEALTH, 'to: "1972-01-30", ending: withdrew, ', "",
        "data/organizations/commonwealth.yml:12:5: error: memberships[0].to: a later spell follows, so this one must end. Add to and ending",
    ),
    (
        ECO, '{status: member, from: "1985", ', '{status: member, from: "1985", ending: withdrew, ',
        "data/organizations/eco.yml:7:44: error: memberships[0].ending: withdrew without a date. Add to, or remove ending",
    ),
    (
        ECO, '{status: member, from: "1985"', '{status: member, from: "1946"',
        "data/organizations/eco.yml:7:28: error: memberships[0].from: 1946 is before independence, 1947-08-14. "
        "Correct it, or explain it in note",
    ),
    (
        ECO, '{status: member, from: "1985"', '{status: observer, from: "1985"',
        "data/organizations/eco.yml:8:37: error: members.countries: PK is listed, but memberships has no such spell in 2026. "
        "Correct one of the two",
    ),
    (
        WMO, 'first_counted: "1950"', 'first_counted: "1950", basis: admission',
        "data/organizations/wmo.yml:6:52: error: memberships[0].basis: admission says what from is, and there is no from. "
        "Add from, or remove basis",
    ),
    (
        WMO, 'first_counted: "1950"', 'first_counted: "1940"',
        "data/organizations/wmo.yml:6:37: error: memberships[0].first_counted: 1940 is before independence, 1947-08-14. "
        "Correct it, or explain it in note",
    ),
    (
        WMO, 'first_counted: "1950"', 'first_counted: "1950", to: "1949", ending: lapsed',
        "data/organizations/wmo.yml:6:49: error: memberships[0].to: 1949 is before 1950. Swap the two dates or remove one",
    ),
    (
        COMMONWEALTH, 'from: "1989"', 'first_counted: "1970"',
        "data/organizations/commonwealth.yml:13:37: error: memberships[1].first_counted: 1970 is before 1972-01-30, the end of the "
        "spell above. Put the spells in order, oldest first, without overlap",
    ),
    (
        WMO, '"2026-01-07"', '"2013"',
        "data/organizations/wmo.yml:11:27: error: members.left[0].date: 2013 is before 2014, which the list describes. "
        "Take GB out of countries",
    ),
    (
        "countries.yml", "GB: {sentence: the United Kingdom}", 'GB: {independent: {date: "1947", sources: [no-such]}}',
        "data/countries.yml:1:44: error: GB.independent.sources[0]: there is no source no-such in data/sources/. "
        "Write one of: cow-igo, founding-document-fa, hindu-1972, iran-history, trend-2007",
    ),
    (
        RCD, ', to: "1979", ending: dissolved', "",
        "data/organizations/rcd.yml:9:5: error: memberships[0]: it does not end, but the organization was dissolved on 1979. Add to and ending",
    ),
    (
        "countries.yml", "GB: {sentence", "G8: {sentence",
        "data/countries.yml:1:5: error: G8: G8 is no country code of ISO 3166-1. Correct it",
    ),
    (
        COMMONWEALTH, "claim: fa-13", "claim: en-13",
        "data/organizations/commonwealth.yml:62:12: error: corrections[0].claim: there is no source founding-document-en "
        "in data/sources/. Did you mean founding-document-fa?",
    ),
]  # fmt: skip

SENTENCES = [
    (file, old, new, at_the_edit(expected, file, old))
    for file, old, new, expected in [*(fault[1:] for fault in FIRES), *ALSO_FIRES]
    if expected
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), SENTENCES, ids=[fault[3][:80] for fault in SENTENCES])
def test_a_rule_fires_with_its_sentence(change: Change, file: str, old: str, new: str, expected: str) -> None:
    assert expected in [str(finding) for finding in change(file, old, new)]


def test_a_text_that_stands_twice_is_found(change: Change) -> None:
    note = f'{{en: "{LONG}", fa: "{LONG_FA}"}}'
    found = change(
        "organizations/commonwealth.yml",
        "{en: Suspended once more later., fa: بعدها بار دیگر تعلیق شد.}",
        f'{note}\n    sources: [trend-2007]\n  - status: member\n    from: "2020"\n    note: {note}',
    )
    assert [str(finding) for finding in found if "the same text" in str(finding)] == [
        f"data/organizations/commonwealth.yml:{line}: error: memberships[4].note.{language}: the same text stands in "
        "data/organizations/commonwealth.yml. Keep it in one place, and link to it"
        for language, line in (("en", "21:16"), ("fa", "21:116"))
    ]


def test_only_prose_may_cite(change: Change) -> None:
    found = change(IRAN, "{en: For a while., fa: برای مدتی.}", '{en: "For a while.[@iran-history]", fa: برای مدتی.}')
    assert [str(finding) for finding in found] == [
        "data/relations/iran.yml:11:18: error: diplomatic_relations.interruptions[0].note.en: this text cannot cite. "
        "Move the citation to the field sources beside it"
    ]


def test_every_rule_is_tested() -> None:
    assert {rule.__name__ for rule in rules()} == {fault[0] for fault in FIRES}, (
        "Add to FIRES the smallest mistake that the rule must find"
    )


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.__name__)
def test_a_rule_is_silent_on_good_data(rule: Rule, mini: Atlas) -> None:
    assert list(rule(mini, TODAY)) == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.__name__)
def test_a_rule_says_in_one_sentence_what_it_ensures(rule: Rule) -> None:
    assert (rule.__doc__ or "").startswith("Ensure ")


def test_the_real_data_has_no_faults(atlas: Atlas) -> None:
    assert [str(finding) for finding in check(atlas, NOW) if finding.severity == ERROR] == []


def test_the_report_is_sorted_counted_and_without_repetition(change: Change) -> None:
    lines = report(2 * change(ECO, 'from: "1985"', 'from: "1985-13"'))
    assert len(lines) == 2
    assert lines[-1] == "1 error, 0 warnings."


def test_the_house_keeps_its_limits() -> None:
    """No module above 400 lines, no function above 60 (a common yardstick; here it is a rule)."""
    long, functions = [], 0
    for path in (ROOT / "scripts").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if len(text.splitlines()) > 400:
            long.append(path.name)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions += 1
                if (node.end_lineno or 0) - node.lineno >= 60:
                    long.append(f"{path.name}: {node.name}")
    assert long == []
    assert functions > 300


def test_no_expression_hides_a_long_function() -> None:
    """Branches and comprehensions together: ruff counts the first only, and let one function have 22 of the second."""
    kinds = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.comprehension, ast.BoolOp, ast.Assert)
    dense = {}
    for path in (ROOT / "scripts/atlas").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                dense[f"{path.name}: {node.name}"] = sum(isinstance(inner, kinds) for inner in ast.walk(node))
    assert {name: count for name, count in dense.items() if count > 15} == {}


MINIATURE = ("--data", str(MINI / "data"), "--today", TODAY.isoformat())


def test_the_command_is_silent_but_for_the_count_on_good_data() -> None:
    result = started("check", *MINIATURE)
    assert (result.returncode, result.stdout, result.stderr) == (0, "0 errors, 0 warnings.\n", "")


def test_the_command_can_be_asked_about_one_file() -> None:
    result = run("check", *MINIATURE, str(MINI / "data/organizations/eco.yml"))
    assert (result.returncode, result.stdout) == (0, "0 errors, 0 warnings.\n")


def test_the_command_names_a_file_that_is_not_there() -> None:
    result = run("check", *MINIATURE, "data/organizations/no-such.yml")
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1] == (
        "check.py: error: there is no file data/organizations/no-such.yml. Name files as in data/organizations/un.yml"
    )

"""Every sentence of a rule fires in one row, and every exception keeps it silent in one: the branches inside the rules.

tests/test_checks.py has the first firing case of each rule.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date

import pytest
from markupsafe import escape

from atlas import checks
from atlas.checks import check, failure, sizes
from atlas.checks.anchors import RECORD_TEMPLATES, SHELF_TEMPLATES, own_anchors
from atlas.checks.common import nearest
from atlas.checks.persian import faults
from atlas.checks.sizes import MAXIMUM_NESTING, MAXIMUM_TEXT, nesting
from atlas.findings import Finding
from atlas.language.isolate import isolate
from atlas.model.atlas import Atlas
from atlas.model.citations import citations, malformed, plain, record_links
from conftest import MINI, TODAY, Edit, Found

COMMONWEALTH = "organizations/commonwealth.yml"
ECO = "organizations/eco.yml"
RCD = "organizations/rcd.yml"
IRAN = "relations/iran.yml"
BRITAIN = "relations/united-kingdom.yml"
PALESTINE = "relations/palestine.yml"
TOPIC = "topics/neighbours.yml"
TREND = "sources/t.yml"
HINDU = "sources/h.yml"

NOTE = "{en: For a while., fa: برای مدتی.}"
ECO_SPELL = '{status: member, from: "1985", sources: [iran-history]}'
ECO_MEMBERS = '{as_of: "2026", countries: [IR, PK], sources: [iran-history]}'
TEHRAN = 'city: {en: Tehran, fa: تهران}, opened: "1948", '
LAST_SPELL = '  - status: member\n    from: "2004-05"\n'
ENGLISH = "  en: Iran is a neighbour.[@iran-history]\n"
PERSIAN = "  fa: ایران همسایه است.[@iran-history]\n"
HINDU_PLACE = "https://example.org/hindu-1972\n  language: en\n  read: excerpt\n  grade: press"
#: The entry of a newspaper, to be made one of Wikipedia; its copies stand on other sites.
WIKIPEDIA = f'container-title: The Hindu\n  issued: "1972-01-31"\n  accessed: "2026-11-16"\n  URL: {HINDU_PLACE}'
WIKIPEDIA_COPY = WIKIPEDIA.replace("The Hindu", "Wikipedia").replace("grade: press", "grade: {}")
ISSUU = "https://www.issuu.com./a\n  language: en\n  read: excerpt\n  "
HELP = "Write [@id], [@id; @id] or [@id, page 12]"

#: One edit, and a part of the line that must come of it.
FIRES: list[tuple[Edit, str]] = [
    # Dates
    ((IRAN, TEHRAN, TEHRAN + 'closed: "1947", '), "missions[0].closed: 1947 is before 1948. Swap the two dates or remove one"),
    ((IRAN, 'in_force: "1952"', 'in_force: "1949"'), "agreements[0].in_force: 1949 is before 1950-02. Swap"),
    ((IRAN, 'in_force: "1952"', 'ended: "1949"'), "agreements[0].ended: 1949 is before 1950-02. Swap"),
    ((IRAN, 'in_force: "1952"', 'in_force: "1952"\n    ended: "1951"'), "agreements[0].ended: 1951 is before 1952. Swap"),
    ((TREND, 'accessed: "2026-11-16"', 'accessed: "2007-11-22"'), "trend-2007.accessed: 2007-11-22 is before 2007-11-23. Swap"),
    ((COMMONWEALTH, 'to: "1996"', 'to: "1994"'), "offices[0].terms[0].to: 1994 is before 1995. Swap"),
    ((IRAN, 'to: "1961-02-01"', 'to: "1959"'), "diplomatic_relations.interruptions[0].to: 1959 is before 1960. Swap"),
    ((IRAN, "1950-03-01/1950-03-09", "2026-12-01/2026-12-09"), "events[0].date: 2026-12-01/2026-12-09 is in the future. Correct the date"),
    ((IRAN, "1950-03-01/1950-03-09", "2026-12"), "events[0].date: 2026-12 is in the future."),
    ((TREND, 'accessed: "2026-11-16"', 'accessed: "2026-11-26"'), "trend-2007.accessed: 2026-11-26 is in the future."),
    (("subject.yml", '"1947-08-14"', '"2027"'), "independence.date: 2027 is in the future."),
    ((TREND, 'accessed: "2026-11-16"', 'accessed: "2026-11"'), "trend-2007.accessed: 2026-11 is no day. Write the whole date, such as 2026-11-23"),
    # Spells
    ((COMMONWEALTH, LAST_SPELL, LAST_SPELL + '    to: "2007"\n    ending: restored\n'), "memberships[3].ending: restored, but no membership follows. Add a spell with status: member"),
    ((COMMONWEALTH, LAST_SPELL, LAST_SPELL.replace("member", "suspended")), "memberships[2].ending: restored, but no membership follows."),
    ((COMMONWEALTH, LAST_SPELL, LAST_SPELL + '    to: "2007"\n    ending: suspended\n'), "memberships[3].ending: suspended, but no suspension follows."),
    ((RCD, 'from: "1964-07-21", to: "1979", ending: dissolved, founder: "true", basis: founding', 'from: "1963", to: "1979", ending: dissolved, basis: accession'), "memberships[0].from: 1963 is before the founding, 1964-07-21."),
    ((RCD, 'from: "1964-07-21", to: "1979", ending: dissolved, founder: "true", basis: founding', 'from: "1946", to: "1979", ending: dissolved, basis: signature'), "memberships[0].from: 1946 is before independence, 1947-08-14."),
    # Members
    ((ECO, "[IR, PK]", "[IR, PK, IR]"), "members: IR is listed 2 times. Keep it once, with one status"),
    ((COMMONWEALTH, "expected: 3", "expected: 2"), "members.countries: 3 countries are listed and 2 expected."),
    ((COMMONWEALTH, "{observer: [PS]}", "{observer: [QQ]}"), "members.others.observer[0]: QQ is no country code of ISO 3166-1."),
    ((COMMONWEALTH, "{observer: [PS]}", "{observers: [PS]}"), "members.others.observers: observers is not a term of membership-status. Did you mean observer?"),
    ((ECO, ECO_MEMBERS, ECO_MEMBERS.replace("2026", "1984")), "members.countries: PK is listed, but memberships has no such spell in 1984."),
    ((ECO, ECO_MEMBERS, ECO_MEMBERS.replace("2026", "1984/1985").replace(", PK", "")), "members.countries: PK is a member and not listed. Add PK"),
    ((RCD, "checked:", 'members: {as_of: "1979/1981", countries: [IR], sources: [iran-history]}\nchecked:'), "members.countries: PK is a member and not listed."),
    ((COMMONWEALTH, "country: GB", "country: QQ"), "seat.country: QQ is no country code of ISO 3166-1."),
    ((IRAN, TEHRAN, TEHRAN + "country: QQ, "), "missions[0].country: QQ is no country code"),
    ((PALESTINE, "partner: PS", "partner: ZZ"), "partner: ZZ is no country code"),
    # References
    ((TOPIC, "related: [iran, commonwealth]", "related: [iran, nothing]"), "related[1]: there is no record nothing in data/organizations or data/relations or data/topics."),
    ((COMMONWEALTH, "also: [united-kingdom]", "also: [neighbours]"), "events[0].also[0]: there is no record neighbours in data/organizations or data/relations."),
    ((ECO, "kind: economic", "kind: economic\npart_of: iran"), "part_of: there is no record iran in data/organizations."),
    ((COMMONWEALTH, "[ایران](record:iran)", "[ایران](record:persia)"), "summary.fa: there is no record persia in"),
    ((COMMONWEALTH, "also: [united-kingdom]", "also: [commonwealth]"), "events[0].also[0]: commonwealth is this record itself."),
    ((ECO, "predecessors: [rcd]\n", ""), "data/organizations/rcd.yml:7:14: error: successors[0]: eco does not name rcd under predecessors. Add rcd to predecessors in data/organizations/eco.yml"),
    (("topics/iran.yml", "", 'title: {en: Iran, fa: ایران}\norder: "2"\nchecked: "2026-11-17"\n'), "data/topics/iran.yml:1:1: error: iran is also the id of data/relations/iran.yml. Rename one of the two files"),
    # Anchors
    ((COMMONWEALTH, "id: withdrawal", "id: spells"), "sections[0].id: spells is already used by the page itself. Choose another id"),
    ((COMMONWEALTH, "id: withdrawal", "id: event-list"), "sections[0].id: event-list is already used by the page itself."),
    ((COMMONWEALTH, "id: withdrawal", "id: source-trend-2007"), "sections[0].id: source-trend-2007 is already used by the page itself."),
    ((COMMONWEALTH, "id: withdrawal", "id: event-1972-01-30"), "sections[0].id: event-1972-01-30 is already used by the page itself."),
    ((COMMONWEALTH, "id: withdrawal", "id: iran-event-1972"), "sections[0].id: iran-event-1972 is already used by the page itself."),
    ((COMMONWEALTH, "id: withdrawal", "id: cite-1-1"), "sections[0].id: cite-1-1 is already used by the page itself."),
    ((COMMONWEALTH, "id: withdrawal", "id: claim-fa-13"), "sections[0].id: claim-fa-13 is already used by the page itself."),
    ((COMMONWEALTH, "id: withdrawal", "id: commonwealth"), "sections[0].id: commonwealth is already used by the heading of the page."),
    ((COMMONWEALTH, "id: withdrawal", "id: chair"), "offices[0].id: chair is already used by sections[0]. Choose another id"),
    ((COMMONWEALTH, "- id: chair", "- id: sources"), "offices[0].id: sources is already used by the page itself."),
    (("topics/members.yml", "", 'title: {en: Who, fa: اعضا}\norder: "2"\nchecked: "2026-11-17"\n'), "data/topics/members.yml:1:1: error: members is an anchor that pages have already. Rename the file"),
    ((HINDU, "hindu-1972:", "shelf:"), "data/sources/h.yml:4:1: error: shelf: shelf is an anchor that pages have already. Choose another id"),
    ((HINDU, "hindu-1972:", "filter-grade:"), "filter-grade: filter-grade is an anchor that pages have already."),
    # Sources
    ((COMMONWEALTH, "It leads to", "It leads [@nowhere] to"), "summary.en: there is no source nowhere in data/sources/."),
    ((COMMONWEALTH, "بنگرید به", "[@nowhere] بنگرید به"), "summary.fa: there is no source nowhere in data/sources/."),
    ((IRAN, PERSIAN, PERSIAN.replace("[@iran-history]", "[@iran-history; @hindu-1972]")), "summary.en: fa cites hindu-1972 and en does not. Cite it in both or in neither"),
    ((IRAN, ENGLISH, ENGLISH.replace("[@iran-history]", "[@Iran-History]")), "summary.en: @Iran-History is no citation. Write @iran-history"),
    ((IRAN, ENGLISH, ENGLISH.replace("[@iran-history]", "[@iran-history][@x-]")), f"summary.en: @x- is no citation. {HELP}"),
    ((IRAN, ENGLISH, ENGLISH.replace("[@iran-history]", "[@un--charter][@iran-history]")), "summary.en: @un--charter is no citation. Write @un-charter"),
    ((IRAN, ENGLISH, ENGLISH.replace("[@iran-history]", "[@iran-history; page 3]")), f"summary.en: page 3 is no citation. {HELP}"),
    ((IRAN, PERSIAN, PERSIAN.replace("[@iran-history]", "[@iran-history, صفحهٔ ۳]")), f"is no citation. {HELP}"),
    ((COMMONWEALTH, "        بند نخست با **تأکید**.[@hindu-1972, page 3]", "        بند نخست با **تأکید**.[@hindu-1972, sheet 3]"), "sections[0].text.fa: sheet is no kind of place."),
    ((IRAN, 'note: ' + NOTE, 'note: {en: For a while., fa: "برای مدتی.[@iran-history]"}'), "interruptions[0].note.fa: this text cannot cite."),
    ((HINDU, "container-title: The Hindu", "publisher: WIKIPEDIA"), "hindu-1972.grade: Wikipedia retells others and is not press."),
    ((HINDU, WIKIPEDIA, WIKIPEDIA_COPY.format("secondary")), "hindu-1972.grade: example.org has a copy of Wikipedia, which is not secondary. Write weak"),
    ((HINDU, HINDU_PLACE, ISSUU + "grade: primary\n  note: {en: A copy., fa: رونوشت است.}"), "hindu-1972.grade: issuu.com shares copies, and a copy is not primary. Write a lower grade"),
    # Texts
    ((COMMONWEALTH, "en: [British Commonwealth, Commonwealth]", "en: [Commonwealth of Nations]"), "aliases.en[0]: Commonwealth of Nations is already a name. Remove it"),
    ((COMMONWEALTH, "fa: [جامعهٔ مشترک‌المنافع]", "fa: [ا, ا]"), "aliases.fa[1]: ا is already a name. Remove it"),
    ((IRAN, NOTE, '{en: "An <img src=x onerror=alert(1)", fa: برای مدتی.}'), "note.en: <img src=x onerror=alert(1) is HTML. Write the words alone"),
    ((IRAN, NOTE, '{en: For a while., fa: "برای <!-- مدتی."}'), "note.fa: <!-- مدتی. is HTML."),
    ((COMMONWEALTH, "        بند دوم.", "        ### بند دوم."), "sections[0].text.fa: ### begins a heading."),
    ((IRAN, NOTE, "{en: " + "x" * (MAXIMUM_TEXT + 1) + ", fa: برای مدتی.}"), f"note.en: the text has {MAXIMUM_TEXT + 1} characters, more than {MAXIMUM_TEXT}. Shorten or divide it"),
    ((TREND, "title: Commonwealth suspends", "title: " + "x" * MAXIMUM_TEXT), "trend-2007.title: the text has"),
    ((IRAN, NOTE, '{en: "((((([a](b) c", fa: برای مدتی.}'), f"note.en: more than {MAXIMUM_NESTING} brackets are open at once. Close them, or leave some out"),
    ((IRAN, NOTE, '{en: For a while., fa: "برای {[({[ مدتی."}'), "note.fa: more than 4 brackets are open at once."),
    ((IRAN, NOTE, '{en: "1. 2) - * For a while.", fa: برای مدتی.}'), "note.en: a line begins with more than 3 signs of lists or quotations. Leave some out"),
    ((IRAN, NOTE, '{en: "Well\\n >>>> a", fa: برای مدتی.}'), "note.en: a line begins with more than 3 signs of lists or quotations."),
    # Files
    (("organizations/index.yml", "", "name: x\n"), "data/organizations/index.yml:1:1: error: the id index is taken by the site itself or by Windows. Choose another name for the file"),
    (("relations/con.yml", "", "name: x\n"), "data/relations/con.yml:1:1: error: the id con is taken by"),
    (("topics/lpt9.yml", "", "name: x\n"), "data/topics/lpt9.yml:1:1: error: the id lpt9 is taken by"),
    (("sources/aux.yml", "", "name: x\n"), "data/sources/aux.yml:1:1: error: the id aux is taken by"),
    ((f"topics/{'x' * 81}.yml", "", "name: x\n"), f"the id {'x' * 59}… has 81 letters, more than 80. Choose a shorter one"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "expected"), FIRES, ids=[row[1][:70] for row in FIRES])
def test_each_sentence_of_a_rule_is_said(found: Found, edit: Edit, expected: str) -> None:
    lines = found(edit)
    assert [line for line in lines if expected in line], lines


NEW_RELATION = 'partner: AF\ngroups: [neighbour]\ndiplomatic_relations: {status: unknown}\nchecked: "2026-11-23"\n'

#: What may be: edits after which check finds nothing.
SILENT: dict[str, list[Edit]] = {
    "checked today": [(IRAN, 'checked: "2026-11-18"', 'checked: "2026-11-23"')],
    "read and checked today": [
        ("sources/f.yml", 'accessed: "2026-11-16"', 'accessed: "2026-11-23"'), ("topics/neighbours.yml", 'checked: "2026-11-17"', 'checked: "2026-11-23"'),
    ],
    "an event of today": [(IRAN, "1950-03-01/1950-03-09", "2026-11-23")],
    "an event of this month or year": [(IRAN, "1950-03-01/1950-03-09", "2026-11/2026")],
    "independence today": [("subject.yml", '"1947-08-14"', '"1947"')],
    "a signature before the founding": [
        (RCD, 'from: "1964-07-21", to: "1979", ending: dissolved, founder: "true", basis: founding', 'from: "1963", to: "1979", ending: dissolved, basis: signature'),
    ],
    "joining in the year of the founding": [(RCD, 'from: "1964-07-21"', 'from: "1964"')],
    "joining on the day of independence": [(ECO, '"1985"', '"1947-08-14"')],
    "joining in the year of independence": [(ECO, '"1985"', '"1947"')],
    "a beginning that is not known": [(ECO, 'from: "1985", ', "")],
    "leaving on the day of the dissolution": [(RCD, 'dissolved: {date: "1979"', 'dissolved: {date: "1979-03-12"'), (RCD, 'to: "1979"', 'to: "1979-03-12"')],
    "leaving in the year of the dissolution": [(RCD, 'dissolved: {date: "1979"', 'dissolved: {date: "1979-03-12"')],
    "opened and closed on one day": [(IRAN, TEHRAN, TEHRAN + 'closed: "1948", ')],
    "signed and in force on one day": [(IRAN, 'in_force: "1952"', 'in_force: "1950-02"\n    ended: "1950-02"')],
    "read on the day of its publication": [(TREND, 'issued: "2007-11-23"', 'issued: "2026-11-16"')],
    "checked in the month of the publication": [(TREND, 'issued: "2007-11-23"', 'issued: "2026-11"')],
    "a spell that begins when the last one ends": [(COMMONWEALTH, 'from: "1989"', 'from: "1972-01-30"')],
    "a spell that may begin when the last one ends": [(COMMONWEALTH, 'from: "1989"', 'from: "1972"')],
    "a later spell with an unknown beginning": [(COMMONWEALTH, 'from: "1989", ', ""), (COMMONWEALTH, "basis: admission, ", "")],
    "restored as an associate": [(COMMONWEALTH, LAST_SPELL, LAST_SPELL.replace("member", "observer")), (COMMONWEALTH, "[GB, IN, PK]", "[GB, IN, CA]")],
    "an ending and no further spell": [(COMMONWEALTH, LAST_SPELL, LAST_SPELL + '    to: "2026-02"\n    ending: withdrew\n')],
    "a note that explains the number": [(COMMONWEALTH, "expected: 3", "expected: 9\n  note: {en: Some are missing., fa: برخی کم‌اند.}")],
    "no number to compare with": [(COMMONWEALTH, "  expected: 3\n", "")],
    "a list of the year of joining": [(ECO, ECO_MEMBERS, ECO_MEMBERS.replace("2026", "1985"))],
    "a list that describes the year before too": [(ECO, ECO_MEMBERS, ECO_MEMBERS.replace("2026", "1984/1985"))],
    "a list of the year of leaving": [(RCD, "checked:", 'members: {as_of: "1979/1981", countries: [IR, PK], sources: [iran-history]}\nchecked:')],
    "listed while suspended": [(COMMONWEALTH, 'as_of: "2026-01"', 'as_of: "2001"')],
    "not listed while suspended": [(COMMONWEALTH, 'as_of: "2026-01"', 'as_of: "2001"'), (COMMONWEALTH, "[GB, IN, PK]", "[GB, IN, CA]")],
    "a list without the subject, which was no member": [(ECO, ECO_MEMBERS, ECO_MEMBERS.replace("2026", "1970").replace(", PK", ""))],
    "a list without the subject, an observer": [(ECO, ECO_SPELL, ECO_SPELL.replace("member", "observer")), (ECO, ", PK]", "]")],
    "a partner without a square": [("relations/afghanistan.yml", "", NEW_RELATION), ("tiles.yml", "rows:", "without: {AF: no room}\nrows:")],
    "a square for nobody": [("tiles.yml", "GB ··", "GB AF")],
    "nothing known, and no source": [("relations/afghanistan.yml", "", NEW_RELATION), ("tiles.yml", "GB ··", "GB AF")],
    "the European Union": [("relations/european-union.yml", "", NEW_RELATION.replace("AF", "EU")), ("tiles.yml", "GB ··", "GB EU")],
    "a link to a topic": [
        (COMMONWEALTH, "[Iran](record:iran)", "[Neighbours](record:neighbours)"), (COMMONWEALTH, "[ایران](record:iran)", "[همسایگان](record:neighbours)"),
    ],
    "a heading that no template writes any more": [(COMMONWEALTH, "id: withdrawal", "id: history")],
    "anchors that only resemble those of pages": [(COMMONWEALTH, "id: withdrawal", "id: event"), (COMMONWEALTH, "- id: chair", "- id: sources-of-law")],
    "a section in two records": [(TOPIC, "related:", 'sections:\n  - id: withdrawal\n    title: {en: Away, fa: رفتن}\n    text: {en: "Gone.[@iran-history]", fa: "رفت.[@iran-history]"}\nrelated:')],
    "an id of eighty letters": [(f"topics/{'x' * 80}.yml", "", 'title: {en: Long, fa: دراز}\norder: "2"\nchecked: "2026-11-17"\n')],
    "ids that only begin like a device's": [("topics/console.yml", "", 'title: {en: Desk, fa: میز}\norder: "2"\nchecked: "2026-11-17"\n')],
    "a source cited in prose alone": [(HINDU, "hindu-1972:", "new-one:\n  type: webpage\n  title: New\n  accessed: \"2026-11-16\"\n  language: en\n  read: full\n  grade: press\n\nhindu-1972:"), (IRAN, ENGLISH, ENGLISH.replace("]", "; @new-one]")), (IRAN, PERSIAN, PERSIAN.replace("]", "; @new-one]"))],
    "Wikipedia, graded weak": [(HINDU, "The Hindu", "Wikipedia"), (HINDU, "grade: press", "grade: weak")],
    "Wikipedia, graded as what it is": [(HINDU, WIKIPEDIA, WIKIPEDIA_COPY.format("secondary").replace("example.org", "en.wikipedia.org"))],
    "Wikipedia in print": [(HINDU, WIKIPEDIA, WIKIPEDIA_COPY.format("secondary").replace("  URL: https://example.org/hindu-1972\n", ""))],
    "a newspaper that writes about Wikipedia": [(HINDU, "title: Pakistan quits Commonwealth", "title: Wikipedia on Pakistan")],
    "a copy that is called one": [(HINDU, HINDU_PLACE, ISSUU + "grade: reference\n  note: {en: A copy., fa: رونوشت است.}")],
    "a host that only ends like one of copies": [(HINDU, "https://example.org/hindu-1972", "https://notscribd.com/hindu-1972")],
    "a citation with a place": [(IRAN, ENGLISH, ENGLISH.replace("]", ", page 3–4]")), (IRAN, PERSIAN, PERSIAN.replace("]", ", page 3–4]"))],
    "the same in another order": [(IRAN, ENGLISH, ENGLISH.replace("]", "; @hindu-1972]")), (IRAN, PERSIAN, PERSIAN.replace("[@", "[@hindu-1972; @"))],
    "an alias in the other language": [(IRAN, "{en: [Persia], fa: [پرشیا]}", "{en: [Persia, Parsa], fa: [Parsa]}")],
    "a short text that stands twice": [(IRAN, NOTE, "{en: Suspended once more later., fa: بعدها بار دیگر تعلیق شد.}")],
    "signs that are no HTML": [(IRAN, NOTE, '{en: "5 < 6 <3 <- 2 > 1", fa: برای مدتی.}')],
    "a number sign that is no heading": [(COMMONWEALTH, "        Second paragraph.", "        Number #1 in a list. Second paragraph.")],
    "as long as may be": [(IRAN, NOTE, "{en: " + "nine char " * (MAXIMUM_TEXT // 10 - 1) + "ten chars!, fa: برای مدتی.}")],
    "as deep as may be": [(IRAN, NOTE, '{en: "({[(a)]}) (()) ((())) b", fa: برای مدتی.}')],
    "as many signs as may be": [(IRAN, NOTE, '{en: "a - 1. b > > c - - - - d", fa: برای مدتی.}')],
    "a country with a name in a sentence only": [("countries.yml", "GB: {sentence", "FR: {sentence")],
}  # fmt: skip


@pytest.mark.parametrize("edits", SILENT.values(), ids=SILENT)
def test_what_may_be_is_left_in_peace(found: Found, edits: list[Edit]) -> None:
    assert found(*edits) == []


def test_what_cannot_be_read_is_not_reported_again_as_missing(found: Found) -> None:
    """Citations of its sources, links to it and fields that name it: the record itself has the one finding."""
    lines = found((COMMONWEALTH, "kind: political\n", ""))
    assert lines == ["data/organizations/commonwealth.yml:1:1: error: kind: it is missing. Add kind: Its field of work"]
    lines = found((HINDU, "  read: excerpt\n", ""))
    assert lines == ["data/sources/h.yml:4:1: error: hindu-1972.read: it is missing. Add read: full, excerpt …"]


def test_a_record_with_an_unfit_name_is_not_reported_again_as_missing(found: Found) -> None:
    lines = found(("organizations/nul.yml", "", "name: x\n"), (TOPIC, "related: [iran", "related: [nul"))
    assert [line.split(": ")[0] for line in lines] == ["data/organizations/nul.yml:1:1"]


def test_a_rule_that_fails_is_a_finding_and_the_others_are_applied(
    mini: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def some_rule(atlas: Atlas, today: date):  # type: ignore[no-untyped-def]
        for entry in atlas.records():
            if entry.id == "eco":
                raise KeyError("some\nkey")
            yield entry.finding((), "before")

    def another_rule(atlas: Atlas, today: date):  # type: ignore[no-untyped-def]
        yield Finding("data/x.yml", 1, 1, "", "after")

    monkeypatch.setattr(checks, "rules_of_a_file", lambda: (some_rule,))
    monkeypatch.setattr(checks, "rules_of_all", lambda: (another_rule,))
    monkeypatch.setattr(checks, "SCRIPTS", MINI.parent)
    lines = [str(finding) for finding in check(mini, TODAY)]
    failures = [line for line in lines if "the rule" in line]
    # In the files after the one in which it failed the rule is applied too.
    assert lines[0].endswith("error: before")
    assert lines[-2].endswith("error: before")
    assert len(failures) == 1
    assert re.fullmatch(
        r"data/organizations/eco\.yml:1:1: error: the rule some_rule failed \(KeyError: 'some\\nkey'\)\. Look for what is "
        r"unusual here, and report the fault of the program, scripts/test_rule_edges\.py:\d+",
        failures[0],
    )
    assert lines[-1] == "data/x.yml:1:1: error: after"


def test_a_failure_without_a_record_is_one_of_the_whole_data(monkeypatch: pytest.MonkeyPatch) -> None:
    def some_rule() -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(checks, "SCRIPTS", MINI.parent)
    with pytest.raises(ZeroDivisionError) as caught:
        some_rule()
    assert str(failure(some_rule, caught.value)).startswith(  # type: ignore[arg-type]
        "data:1:1: error: the rule some_rule failed (ZeroDivisionError: by zero)."
    )


def test_reserved_anchors_are_those_that_pages_carry() -> None:
    """Every anchor of the miniature's pages is reserved, but for those that people or records name."""
    named = {"withdrawal", "chair"}
    for folder, templates in (
        ("organizations", RECORD_TEMPLATES),
        ("relations", RECORD_TEMPLATES),
        ("topics", RECORD_TEMPLATES),
    ):
        for path in (MINI / "expected/en" / folder).glob("*.md"):
            if path.stem == "index":
                continue
            text = path.read_text(encoding="utf-8")
            anchors = re.findall(r'\sid="([^"]*)"', text) + re.findall(r"^#+ .*\{ #(\S+) \}$", text, re.MULTILINE)
            assert {anchor for anchor in anchors if not own_anchors(templates).take(anchor)} - named == {path.stem}
    assert own_anchors(RECORD_TEMPLATES).take("spells")
    assert not own_anchors(RECORD_TEMPLATES).take("history")
    assert own_anchors(SHELF_TEMPLATES).take("shelf")


@pytest.mark.parametrize(("text", "depth"), [("", 0), ("a", 0), ("()[]{}", 1), ("(a [b])", 2), ("((", 2), ("))((", 2)])
def test_nesting_counts_brackets_that_are_open_at_once(text: str, depth: int) -> None:
    assert nesting(text) == depth


#: Beginnings without an end, each of which a pattern could try again from every place on.
FLOODS = [
    "[",
    "[@",
    "[a](",
    "{:",
    "<a",
    "<!--",
    "![",
    "](record:",
    "[@x, page ",
    "@x,",
    "a ",
    "می ",
    "[x](y",
    "> ",
    "1. ",
    "https://",
]


@pytest.mark.parametrize("piece", FLOODS)
def test_a_flood_of_one_sign_is_refused(piece: str, found: Found) -> None:
    flood = (piece * (20_000 // len(piece))).strip()
    lines = found((IRAN, NOTE, f'{{en: "{flood}", fa: "برای {flood}"}}'))
    assert any(f"more than {MAXIMUM_TEXT}" in line for line in lines)


#: What reads texts sign by sign. Of each a flood takes some hundredths of a second; if it is tried again from every
#: place on, it takes many seconds.
READERS: dict[str, Callable[[str], object]] = {
    "plain": plain,
    "citations": lambda text: list(citations(text)),
    "malformed": lambda text: list(malformed(text)),
    "record links": lambda text: list(record_links(text)),
    "orthography": lambda text: list(faults(text)),
    "nesting": nesting,
    "signs": sizes._signs,
    "isolate": lambda text: isolate(escape(text), "fa"),
}


def test_what_was_published_after_the_check_was_not_compared(found: Found) -> None:
    lines = found(
        ("sources/i.yml", 'issued: "1999"\n  accessed: "2026-11-16"', 'issued: "2026-11-20"\n  accessed: "2026-11-21"')
    )
    assert any(
        "checked: 2026-11-18 is before 2026-11-20, when iran-history was published. Correct one" in line
        for line in lines
    )


def test_a_source_may_be_read_where_it_is_tomorrow(found: Found) -> None:
    lines = found((TREND, 'accessed: "2026-11-16"', 'accessed: "2026-11-24"'))
    assert not [line for line in lines if "is in the future" in line]


@pytest.mark.parametrize(("count", "listed"), [(20, True), (21, False)])
def test_known_values_are_listed_where_they_are_few(count: int, listed: bool) -> None:
    known = [f"x{number}" for number in range(count)]
    assert nearest("zzzz", known) == (f"Write one of: {', '.join(known)}" if listed else "")


def test_a_bracket_that_only_closes_is_forgotten() -> None:
    assert nesting("((a) b) (c (d") == 2
    assert nesting("a) ((b) (c") == 2
    assert nesting("(((a) ((b") == 4


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_flood_takes_time_in_proportion(reader: Callable[[str], object]) -> None:
    """Measured in the processor's own time, of which other programs take nothing."""
    for piece in FLOODS:
        start = time.process_time()
        reader(piece * (200_000 // len(piece)))
        assert time.process_time() - start < 1, piece

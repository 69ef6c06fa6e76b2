"""Feeds, calendar, the page *What changed*, the day on which a page's facts last changed."""

from __future__ import annotations

import dataclasses
import shutil
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from icalendar import Calendar

import changes as log
from atlas.derive.changes import changes, last_changed
from atlas.export.feeds import calendar, feed, following_files
from atlas.language.messages import TEMPLATES, read_messages
from atlas.language.speech import Speech
from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from atlas.publication import Publication
from atlas.render.render import render
from conftest import MINI, TODAY, Change

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = Publication("1.0.0", "https://example.org/atlas/")


def speech(atlas: Atlas, language: str = "en") -> Speech:
    return Speech(language, atlas, read_messages(TEMPLATES))


def test_changes_are_told_newest_first(mini: Atlas) -> None:
    assert [note.date.text for note in changes(mini)] == ["2026-11-22", "2026-11-20"]


def test_a_page_changed_when_it_was_checked_or_a_change_was_logged(mini: Atlas) -> None:
    assert last_changed(mini, "organizations/eco") == date(2026, 11, 20)
    assert last_changed(mini, "relations/iran") == date(2026, 11, 18)
    assert last_changed(mini, None) == date(2026, 11, 22)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_feed_is_atom(mini: Atlas, language: str) -> None:
    root = ElementTree.fromstring(feed(speech(mini, language), SITE).encode())
    assert root.tag == f"{ATOM}feed"
    for part in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{part}") is not None
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 2
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert all(id_ and id_.startswith("urn:uuid:") for id_ in ids)
    assert len(set(ids)) == 2
    link = entries[1].find(f"{ATOM}link")
    assert link is not None
    place = "" if language == "en" else "fa/"
    assert link.get("href") == f"https://example.org/atlas/{place}organizations/eco/"
    assert entries[1].findtext(f"{ATOM}title", "").endswith("<1>." if language == "en" else "<۱>.")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_feed_reader_reads_it(mini: Atlas, language: str) -> None:
    read = feedparser.parse(feed(speech(mini, language), SITE).encode())
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.language == language
    assert [entry.updated_parsed[:3] for entry in read.entries] == [(2026, 11, 22), (2026, 11, 20)]
    assert all(entry.link.startswith(SITE.address or "") for entry in read.entries)


def test_entries_keep_their_ids_when_the_site_moves(mini: Atlas) -> None:
    made = [
        ElementTree.fromstring(feed(speech(mini), Publication("2", address))).findtext(f"{ATOM}entry/{ATOM}id")
        for address in (None, "https://example.net/")
    ]
    assert made[0] == made[1]


def test_the_feed_works_without_a_log(mini: Atlas) -> None:
    without = dataclasses.replace(mini, changes={})
    assert ElementTree.fromstring(feed(speech(without), SITE)).findall(f"{ATOM}entry") == []


def test_the_calendar_has_what_is_known_to_the_day(mini: Atlas) -> None:
    made = Calendar.from_ical(calendar(speech(mini), TODAY, SITE))
    events = {str(event["summary"]): event for event in made.walk("VEVENT")}
    joined = events["Pakistan joined: Regional Cooperation for Development"]
    assert joined["dtstart"].dt == date(1964, 7, 21)
    assert joined["rrule"]["FREQ"] == ["YEARLY"]
    assert joined["url"] == "https://example.org/atlas/organizations/rcd/"
    assert not any("Commonwealth of Nations" in title and "joined" in title for title in events)


def test_the_persian_calendar_gives_both_dates(mini: Atlas) -> None:
    made = Calendar.from_ical(calendar(speech(mini, "fa"), TODAY, SITE))
    described = [str(event["description"]) for event in made.walk("VEVENT")]
    assert any("۱۹۶۴" in text and "(۳۰ تیر ۱۳۴۳)" in text for text in described)


def test_a_coming_end_of_a_term_is_there_and_a_past_one_is_not(mini: Atlas) -> None:
    def titles(today: date) -> list[str]:
        made = Calendar.from_ical(calendar(speech(mini), today, SITE))
        return [str(event["description"]) for event in made.walk("VEVENT") if "End of term" in event["summary"]]

    assert titles(TODAY) == []
    assert titles(date(1996, 5, 1)) == ["31 December 1996 By 1996; the source knows no day."]


def test_each_language_has_its_own(mini: Atlas) -> None:
    made = following_files([speech(mini), speech(mini, "fa")], TODAY, SITE)
    first = following_files([speech(mini)], TODAY, SITE)
    assert {"feed.xml", "calendar.ics"} <= set(first)
    assert set(made) == {f"{root}{file}" for root in ("", "fa/") for file in first}


def test_a_faulty_log_is_found(change: Change) -> None:
    found = change("changes.yml", '  date: "2026-11-20"\n', "")
    assert next(str(finding) for finding in found).startswith("data/changes.yml:2:1: error: 2026-11-20-1")


STUB = """
import json, sys
assert sys.argv[3:] == ["--format", "json"]
if sys.argv[1] == "nothing": sys.exit("there is no nothing")
print(json.dumps({"changes": [{"record": "organizations/un", "sentence": {"en": "UN: \\"joined\\" added.", "fa": "پیوستن"}}]}))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "scripts" / "compare.py").write_text(STUB, encoding="utf-8")
    return tmp_path


def test_the_log_grows_by_what_changed_and_only_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data" / "changes.yml").write_text("# Empty.\n{}\n", encoding="utf-8")
    arguments = ["main", "--date", "2026-12-01", "--root", str(project)]
    assert log.main(arguments) == 0
    assert log.main(arguments) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 changes added to data/changes.yml.",
        "0 changes added to data/changes.yml.",
    ]
    for name in ("subject.yml", "tiles.yml", "vocabulary.yml", "countries.yml"):
        (project / "data" / name).write_text((Path(__file__).parent / "mini/data" / name).read_text(encoding="utf-8"))
    for folder in ("sources", "organizations", "relations", "topics"):
        (project / "data" / folder).mkdir()
    atlas, findings = read_atlas(project / "data")
    assert atlas is not None
    assert findings == []
    assert atlas.changes["2026-12-01-1"].sentence.en == 'UN: "joined" added.'


def test_the_first_edition_is_one_entry_that_says_how_much_there_is(
    project: Path, mini: Atlas, capsys: pytest.CaptureFixture[str]
) -> None:
    data = shutil.copytree(MINI / "data", project / "data", dirs_exist_ok=True)
    (data / "changes.yml").write_text("{}\n", encoding="utf-8")
    arguments = ["--first", str(data), "--date", "2026-11-22", "--root", str(project)]
    assert (log.main(arguments), log.main(arguments)) == (0, 0)
    assert capsys.readouterr().out.splitlines()[-1] == "0 changes added to data/changes.yml."
    atlas, findings = read_atlas(data)
    assert atlas is not None
    assert findings == []
    (note,) = changes(atlas)
    counts = len(mini.organizations), len(mini.relations), len(mini.topics), len(mini.sources)
    english = "First edition. Organizations: {}; relations: {}; topics: {}; sources: {}."
    assert note.sentence.en == english.format(*counts)
    assert note.sentence.fa == "نخستین ویراست. سازمان‌ها: ۶؛ روابط: ۳؛ موضوع‌ها: ۱؛ منابع: ۵."
    assert last_changed(atlas, None) == date(2026, 11, 22)
    for language, place in (("en", ""), ("fa", "fa/")):
        root = ElementTree.fromstring(feed(speech(atlas, language), SITE).encode())
        link = root.find(f"{ATOM}entry/{ATOM}link")
        assert link is not None
        assert link.get("href") == f"https://example.org/atlas/{place}changes/#day-2026-11-22"
        page = render(atlas, TODAY, TEMPLATES)[f"{language}/changes/index.md"]
        assert f"<li>{note.sentence.in_language(language)}</li>" in page
        assert "{ #day-2026-11-22 }" in page


def test_what_cannot_be_compared_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        log.main(["nothing", "--root", str(project)])
    assert "there is no nothing" in capsys.readouterr().err
    assert sys.executable

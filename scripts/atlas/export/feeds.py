"""What one can follow: an Atom feed of changed facts, and a calendar of anniversaries and of coming terms' ends.

In: an atlas, the speech of a language, today, the publication. Out: texts. Ids do not depend on where the site is published,
so that a move does not make every entry new.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeGuard
from xml.etree import ElementTree

from icalendar import Calendar, Event

from atlas.derive.changes import changes, last_changed
from atlas.language.markup import plain_text
from atlas.language.speech import Speech
from atlas.model.atlas import ORGANIZATIONS, RELATIONS
from atlas.model.beside import ChangeNote
from atlas.model.dates import FuzzyDate
from atlas.publication import Publication

ATOM = "http://www.w3.org/2005/Atom"

#: How many changes the feed holds; the page has them all.
FEED_LENGTH = 100


#: What neither XML (section 2.2) nor a line of iCalendar (RFC 5545, section 3.1) may hold.
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def _line(text: str) -> str:
    """The text in one line of characters that every reader of feeds accepts."""
    return _NOT_IN_A_LINE.sub(" ", text)


def name_of(*parts: str) -> str:
    """A name that stays the same for the same thing, as a URN."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "\n".join(parts)).urn


def feed(speech: Speech, publication: Publication) -> str:
    """The Atom feed (RFC 4287) of a language."""
    root = speech.root
    title = speech.of(speech.atlas.subject.title)
    ElementTree.register_namespace("", ATOM)
    element = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": speech.language})
    _add(element, "id", name_of(title, "feed", speech.language))
    _add(element, "title", f"{title}: {plain_text(speech.say('changes'))}")
    _add(element, "updated", _moment(last_changed(speech.atlas, None)))
    _add(element, "rights", "CC BY 4.0")
    _add(_add(element, "author"), "name", plain_text(speech.say("cite_author", work=title)))
    _add(element, "link", rel="alternate", href=publication.url(f"{root}changes/"), type="text/html")
    if publication.address:
        _add(element, "link", rel="self", href=publication.url(f"{root}feed.xml"), type="application/atom+xml")
    for note in changes(speech.atlas)[:FEED_LENGTH]:
        _entry(element, note, speech, publication)
    ElementTree.indent(element)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{ElementTree.tostring(element, encoding='unicode')}\n"


def _entry(parent: ElementTree.Element, note: ChangeNote, speech: Speech, publication: Publication) -> None:
    entry = _add(parent, "entry")
    sentence = speech.of(note.sentence)
    _add(entry, "id", name_of(note.date.text, note.record or "", note.sentence.en, speech.language))
    _add(entry, "title", sentence)
    _add(entry, "updated", _moment(note.date.last))
    page = f"{note.record}/" if note.record else f"changes/#day-{note.date.text}"
    _add(entry, "link", rel="alternate", href=publication.url(f"{speech.root}{page}"))
    _add(entry, "summary", sentence, type="text")


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
    element.text = None if text is None else _line(text)
    return element


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


@dataclass(frozen=True)
class Occasion:
    """Something for a calendar: its day, what it is, the page that tells of it, whether it comes back every year."""

    day: date
    title: str
    page: str
    yearly: bool
    note: str = ""


def occasions(speech: Speech, today: date) -> Iterator[Occasion]:
    """Anniversaries of what is known to the day, and the coming ends of terms in offices."""
    yield from _joined(speech)
    yield from _relations(speech)
    yield from _terms(speech, today)


def _joined(speech: Speech) -> Iterator[Occasion]:
    for id_, record in speech.atlas.organizations.items():
        first = record.memberships[0].from_ if record.memberships else None
        if _is_day(first):
            title = speech.say("calendar_joined", subject=speech.subject, name=speech.of(record.name))
            yield Occasion(first.first, plain_text(title), f"{ORGANIZATIONS}/{id_}/", True)


def _relations(speech: Speech) -> Iterator[Occasion]:
    for id_, record in speech.atlas.relations.items():
        since = record.diplomatic_relations.since
        if _is_day(since):
            partner = speech.country_in_sentence(record.partner)
            title = speech.say("calendar_relations", subject=speech.subject, partner=partner)
            yield Occasion(since.first, plain_text(title), f"{RELATIONS}/{id_}/", True)


def _terms(speech: Speech, today: date) -> Iterator[Occasion]:
    for id_, record in speech.atlas.organizations.items():
        for office in record.offices:
            for term in office.terms:
                if term.to is None or term.to.last < today:
                    continue
                title = speech.say(
                    "calendar_term_ends",
                    post=speech.of(office.post),
                    body=speech.of(office.body),
                    name=speech.of(record.name),
                )
                note = "" if _is_day(term.to) else plain_text(speech.say("calendar_by", date=speech.words(term.to)))
                yield Occasion(term.to.last, plain_text(title), f"{ORGANIZATIONS}/{id_}/#{office.id}", False, note)


def _is_day(when: FuzzyDate | None) -> TypeGuard[FuzzyDate]:
    return when is not None and when.precision == "day" and not when.approximate


def calendar(speech: Speech, today: date, publication: Publication) -> str:
    """The calendar (RFC 5545) of a language; Persian descriptions give the day in both calendars."""
    title = speech.of(speech.atlas.subject.title)
    made = Calendar()
    made.add("prodid", f"-//{_line(title)}//{speech.language}//")
    made.add("version", "2.0")
    made.add("x-wr-calname", _line(title))
    stamp = datetime.combine(last_changed(speech.atlas, None), time(), UTC)
    for occasion in occasions(speech, today):
        made.add_component(_calendar_event(occasion, speech, stamp, publication))
    text: str = made.to_ical().decode()
    return text


def _calendar_event(occasion: Occasion, speech: Speech, stamp: datetime, publication: Publication) -> Event:
    event = Event()
    event.add("uid", name_of(occasion.page, occasion.title, occasion.day.isoformat()))
    event.add("dtstamp", stamp)
    event.add("dtstart", occasion.day)
    event.add("dtend", occasion.day + timedelta(days=1))
    event.add("summary", _line(occasion.title))
    day = plain_text(speech.day(occasion.day).striptags())
    event.add("description", _line(" ".join(filter(None, (day, occasion.note)))))
    event.add("transp", "TRANSPARENT")
    if publication.address:
        event.add("url", publication.url(f"{speech.root}{occasion.page}"))
    if occasion.yearly:
        event.add("rrule", {"freq": "yearly"})
    return event


def following_files(speeches: list[Speech], today: date, publication: Publication) -> dict[str, str]:
    """Feed and calendar of each language, by their paths in the site."""
    files = {}
    for speech in speeches:
        root = speech.root
        files[f"{root}feed.xml"] = feed(speech, publication)
        files[f"{root}calendar.ics"] = calendar(speech, today, publication)
    return files

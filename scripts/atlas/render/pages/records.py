"""The pages of single records: organizations, relations, topics.

In: an edition. Out: pages with what their templates need. Each template prints; what it prints is put together here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from atlas.derive.memberships import first_joined, shared_organizations, spell_on
from atlas.model.atlas import FOLDERS, ORGANIZATIONS, RELATIONS, TOPICS
from atlas.model.citations import plain
from atlas.model.fields import Text
from atlas.model.records import Organization, Record, Relation, Topic
from atlas.render.badges import status_badge
from atlas.render.edition import Edition, Page, page_kind
from atlas.render.figures import memberships
from atlas.render.figures.events import events_strip

DESCRIPTION_LENGTH = 160
MOST_SHARING = 12


def _description(edition: Edition, text: Text | None, fallback: str) -> str:
    """A page's description for search results: the beginning of its summary, cut at a word."""
    there = text is not None and edition.speech.language not in text.missing
    words = plain(edition.speech.of(text) if there else fallback)
    if len(words) <= DESCRIPTION_LENGTH:
        return words
    return words[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip("،,؛;:") + "…"


def _aliases(edition: Edition, record: Record, *more: str) -> list[str]:
    """Names under which a page is found besides its title: those of both languages."""
    names = [*more]
    for speech in (edition.speech, edition.other):
        names += getattr(record.aliases, speech.language)
        if isinstance(record, Organization):
            names += [speech.of(record.name), speech.of(record.abbreviation)]
        elif isinstance(record, Relation):
            names += [speech.country(record.partner)]
        elif isinstance(record, Topic):
            names += [speech.of(record.title)]
    return [name for name in dict.fromkeys(names) if name and name != edition.name(record)]


def _in_other_language(edition: Edition, name: str) -> Markup:
    other = edition.other
    return Markup('<span lang="{}" dir="{}">{}</span>').format(other.language, other.direction, name)


def _wikidata(number: str | None) -> Markup:
    return Markup(
        '<a href="https://www.wikidata.org/wiki/{0}" rel="external"><bdi lang="en" dir="ltr">{0}</bdi></a>'
    ).format(number)


@page_kind
def organization_pages(edition: Edition) -> Iterator[Page]:
    """One page for each organization."""
    atlas, speech = edition.atlas, edition.speech
    for id_, record in atlas.organizations.items():
        yield Page(
            f"organizations/{id_}.md",
            "organization.md.j2",
            {
                "id": id_,
                "record": record,
                "file": f"data/organizations/{id_}.yml",
                "description": _description(edition, record.summary, speech.of(record.name)),
                "aliases": _aliases(edition, record),
                "short_name": speech.short_name(record.name, record.abbreviation),
                "status_badge": status_badge(edition, record),
                "spell": spell_on(record, edition.today),
                "joined": first_joined(record),
                "seat": _seat(edition, record),
                "website": _website(record),
                "wikidata": _wikidata(record.wikidata),
                "other_name": _in_other_language(edition, edition.other.of(record.name)),
                "figure": memberships.membership_strip(id_, record, speech, edition.today),
                "offices_figure": memberships.offices_strip(id_, record, speech, edition.today),
                "events": edition.events_of(ORGANIZATIONS, id_),
                "members": _member_rows(edition, record.members.countries) if record.members else [],
                "other_members": _other_members(edition, record),
                "shared": _most_sharing(edition, record),
            },
        )


def _seat(edition: Edition, record: Organization) -> str:
    if record.seat is None:
        return ""
    place = [edition.speech.of(record.seat.city), edition.speech.country(record.seat.country)]
    return str(edition.speech.say("list_separator")).join(filter(None, place))


def _website(record: Organization) -> Markup:
    address = (record.website or "").split("://")[-1].rstrip("/")
    return Markup('<a href="{}" rel="external"><bdi lang="en" dir="ltr">{}</bdi></a>').format(record.website, address)


def _member_rows(edition: Edition, codes: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Code, name and link of each country, in alphabetical order; no link where there is no record."""
    rows = []
    for code in codes:
        relation = edition.relation_of.get(code)
        rows.append((code, edition.speech.country(code), f"../relations/{relation}.md" if relation else ""))
    return sorted(rows, key=lambda row: edition.speech.sort_key(row[1]))


def _other_members(edition: Edition, record: Organization) -> list[tuple[str, list[tuple[str, str, str]]]]:
    if record.members is None:
        return []
    return [(status, _member_rows(edition, codes)) for status, codes in record.members.others.items()]


def _most_sharing(edition: Edition, record: Organization) -> list[tuple[str, int]]:
    """The partners among the members that share most organizations with the subject, and how many."""
    if record.members is None:
        return []
    counts = {
        edition.relation_of[code]: edition.shared_counts[code]
        for code in record.members.countries
        if code in edition.relation_of and edition.shared_counts[code] > 0
    }
    ordered = sorted(counts.items(), key=lambda item: (-item[1], edition.names[RELATIONS][item[0]]))
    return ordered[:MOST_SHARING]


@page_kind
def relation_pages(edition: Edition) -> Iterator[Page]:
    """One page for each relation."""
    atlas, speech = edition.atlas, edition.speech
    for id_, record in atlas.relations.items():
        partner = speech.country_in_sentence(record.partner)
        events = edition.events_of(RELATIONS, id_)
        shared = shared_organizations(atlas, record.partner, edition.today)
        title = str(speech.say("pair", subject=speech.subject, partner=partner))
        yield Page(
            f"relations/{id_}.md",
            "relation.md.j2",
            {
                "id": id_,
                "record": record,
                "title": title,
                "partner": partner,
                "relations": record.diplomatic_relations,
                "file": f"data/relations/{id_}.yml",
                "description": _description(edition, record.summary, plain(Markup(_lead(edition, record)).striptags())),
                "aliases": _aliases(edition, record, speech.country(record.partner)),
                "lead": _lead(edition, record),
                "groups": speech.enumerate(speech.label("relation-group", group) for group in record.groups),
                "other_name": _in_other_language(edition, edition.other.country(record.partner)),
                "wikidata": _wikidata(record.wikidata),
                "missions": _missions(record),
                "events": events,
                "events_figure": events_strip(f"relations/{id_}", events, speech, edition.today),
                "shared": shared,
                "shared_by_kind": edition.by_kind(shared),
            },
        )


def _lead(edition: Edition, record: Relation) -> Markup:
    """The sentence on diplomatic relations that the data alone can make."""
    relations = record.diplomatic_relations
    kind = relations.status
    if kind == "established":
        kind = "since" if relations.since else "known_by" if relations.known_by else "undated"
    return edition.speech.say(
        f"relations_lead_{kind}",
        subject=edition.speech.subject,
        partner=edition.speech.country_in_sentence(record.partner),
        date=edition.speech.date(relations.since or relations.known_by),
    )


def _missions(record: Relation) -> list[tuple[str, list[Any]]]:
    """The missions of each side that has any."""
    sides = (
        ("subject", [m for m in record.missions if m.by == "subject"]),
        ("partner", [m for m in record.missions if m.by == "partner"]),
    )
    return [(side, items) for side, items in sides if items]


@page_kind
def topic_pages(edition: Edition) -> Iterator[Page]:
    """One page for each topic."""
    atlas = edition.atlas
    for id_, record in atlas.topics.items():
        yield Page(
            f"topics/{id_}.md",
            "topic.md.j2",
            {
                "id": id_,
                "record": record,
                "file": f"data/topics/{id_}.yml",
                "description": _description(edition, record.summary, edition.speech.of(record.title)),
                "aliases": _aliases(edition, record),
                "events": edition.events_of(TOPICS, id_),
                "related": [
                    (folder, other) for other in record.related for folder in FOLDERS if other in atlas.folder(folder)
                ],
            },
        )

"""The pages of single records: organizations, relations, topics.

In: an edition. Out: pages with what their templates need. Each template prints; what it prints is put together here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from atlas.derive.events import dated_anchors
from atlas.derive.memberships import current_members, shared_organizations, spell_on, standing
from atlas.derive.relations import agreement_anchors, mission_anchors
from atlas.language.isolate import BORROWED
from atlas.language.markup import Markup
from atlas.model.atlas import ORGANIZATIONS, RELATIONS, TOPICS
from atlas.model.citations import plain
from atlas.model.fields import Text
from atlas.model.records import DiplomaticRelations, Members, Mission, Organization, Record, Relation
from atlas.render.badges import status_badge
from atlas.render.edition import Edition, Page, page_kind, record_name
from atlas.render.figures import memberships
from atlas.render.figures.events import events_strip

DESCRIPTION_LENGTH = 160
MOST_SHARING = 12
#: From this number of members on their list is folded.
LONG_LIST = 40


def _description(edition: Edition, text: Text | None, fallback: str) -> str:
    """A page's description for search results: the beginning of its summary, cut at a word."""
    words = plain(fallback if text is None or edition.speech.language in text.wanted else edition.speech.of(text))
    if len(words) <= DESCRIPTION_LENGTH:
        return words
    return words[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip("،,؛;:.") + "…"


def _aliases(edition: Edition, record: Record, *more: str) -> list[str]:
    """Names under which a page is found besides its title: those of both languages."""
    names = [*more]
    for speech in (edition.speech, *edition.others):
        names += record.aliases.in_language(speech.language) or ()
        names += [record_name(record, speech)]
        if isinstance(record, Organization):
            names += [speech.of(record.abbreviation)]
    return [name for name in dict.fromkeys(names) if name and BORROWED not in name and name != edition.name(record)]


def _in_other_languages(edition: Edition, record: Record) -> list[tuple[Markup, Markup]]:
    """For each other language that has a name: what the row is called, and the name."""
    own = edition.speech.own
    return [
        (
            edition.speech.say("name_in_language", language=own.name_of(other.language)),
            Markup('<span lang="{}" dir="{}">{}</span>').format(other.language, other.direction, name),
        )
        for other in edition.others
        if BORROWED not in (name := record_name(record, other))
    ]


def _wikidata(number: str | None) -> Markup:
    return Markup(
        '<a href="https://www.wikidata.org/wiki/{0}" rel="external"><bdi lang="en" dir="ltr">{0}</bdi></a>'
    ).format(number)


@page_kind
def organization_pages(edition: Edition) -> Iterator[Page]:
    """One page for each organization."""
    for id_ in edition.atlas.organizations:
        yield Page(f"organizations/{id_}.md", "organization.md.j2", _organization, (id_,))


def _organization(edition: Edition, id_: str) -> dict[str, Any]:
    atlas, speech = edition.atlas, edition.speech
    record = atlas.organizations[id_]
    spell = spell_on(record, edition.today)
    beginnings = [edition.beginning(record, index) for index in range(len(record.memberships))]
    begun = beginnings[record.memberships.index(spell)] if spell else None
    return {
        "id": id_,
        "record": record,
        "file": f"data/organizations/{id_}.yml",
        "description": _description(edition, record.summary, speech.of(record.name)),
        "aliases": _aliases(edition, record),
        "short_name": speech.short_name(record),
        "status_badge": status_badge(edition, record),
        "standing": standing(atlas, record),
        "spell": spell,
        "begun": begun,
        "beginnings": beginnings,
        "first_joined": beginnings[0] if beginnings and beginnings[0] != begun else None,
        "first_label": _first_label(edition, record),
        "spell_anchors": dated_anchors("spell", (s.from_ or s.first_counted for s in record.memberships)),
        "term_anchors": {
            office.id: dated_anchors(f"term-{office.id}", (term.from_ for term in office.terms))
            for office in record.offices
        },
        "seat": _seat(edition, record),
        "website": _website(record),
        "wikidata": _wikidata(record.wikidata),
        "other_names": _in_other_languages(edition, record),
        "figure": memberships.membership_strip(id_, record, speech, edition.today),
        "offices_figure": memberships.offices_strip(id_, record, speech, edition.today),
        "events": edition.events_of(ORGANIZATIONS, id_),
        "members": _member_rows(edition, record.members.countries) if record.members else [],
        "counted_less": _counted_less(edition, record.members),
        "fold_members": record.members is not None and len(record.members.countries) >= LONG_LIST,
        "other_members": _other_members(edition, record),
        "shared": _most_sharing(edition, record),
        "office_titles": memberships.office_titles(record, speech),
        "offices_told": {
            office.id for office in record.offices if any(term.holder or term.note for term in office.terms)
        },
    }


def _seat(edition: Edition, record: Organization) -> str:
    """The city and the country; once where both are called alike, as Monaco is."""
    if record.seat is None:
        return ""
    place = (edition.speech.of(record.seat.city), edition.speech.country(record.seat.country))
    return edition.speech.comma.join(filter(None, dict.fromkeys(place)))


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


def _first_label(edition: Edition, record: Organization) -> str:
    """The message for the beginning of the first spell: an observer takes part, and joins nothing."""
    full = record.memberships and edition.atlas.means("membership-status", record.memberships[0].status, "full")
    return "box_first_joined" if full else "box_first_took_part"


def _counted_less(edition: Edition, members: Members | None) -> bool:
    """Whether the source counts fewer members than the list names, and the note does not tell how many."""
    if members is None or members.expected is None or members.expected >= len(members.countries):
        return False
    number = re.escape(edition.speech.number(members.expected))
    return not re.search(rf"(?<!\d){number}(?!\d)", edition.speech.of(members.note))


def _other_members(edition: Edition, record: Organization) -> list[tuple[str, list[tuple[str, str, str]]]]:
    if record.members is None:
        return []
    return [(status, _member_rows(edition, codes)) for status, codes in record.members.others.items()]


def _most_sharing(edition: Edition, record: Organization) -> list[tuple[str, int]]:
    """The partners among the members that share most organizations with the subject, and how many; the same in each language."""
    if record.members is None:
        return []
    counts = {
        edition.relation_of[code]: edition.shared_counts[code]
        for code in current_members(record.members, edition.today)
        if code in edition.relation_of and edition.shared_counts[code] > 0
    }
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_SHARING]
    return sorted(most, key=lambda item: (-item[1], edition.order(RELATIONS, item[0])))


@page_kind
def relation_pages(edition: Edition) -> Iterator[Page]:
    """One page for each relation."""
    for id_ in edition.atlas.relations:
        yield Page(f"relations/{id_}.md", "relation.md.j2", _relation, (id_,))


def _relation(edition: Edition, id_: str) -> dict[str, Any]:
    atlas, speech = edition.atlas, edition.speech
    record = atlas.relations[id_]
    partner = speech.country_in_sentence(record.partner)
    events = edition.events_of(RELATIONS, id_)
    shared = shared_organizations(atlas, record.partner, edition.today)
    title = speech.say("pair", subject=speech.subject, partner=partner)
    return {
        "id": id_,
        "record": record,
        "title": title,
        "partner": partner,
        "relations": record.diplomatic_relations,
        "file": f"data/relations/{id_}.yml",
        "description": _description(edition, record.summary, plain(_lead(edition, record).striptags())),
        "aliases": _aliases(edition, record, speech.country(record.partner)),
        "cities": _cities(edition, record),
        "lead": _lead(edition, record),
        "beginning_unclear": _kind_of_lead(edition, record.diplomatic_relations) in ("known_by", "undated"),
        "source_wanted": _source_wanted(edition, record),
        "agreements": sorted(
            zip(record.agreements, agreement_anchors(record.agreements), strict=True),
            key=lambda placed: placed[0].signed,
        ),
        "groups": speech.row_of(speech.label("relation-group", group) for group in record.groups),
        "other_names": _in_other_languages(edition, record),
        "wikidata": _wikidata(record.wikidata),
        "missions": _missions(edition, record),
        "recognition": _of_side(edition, record, "recognition_of"),
        "recognized_twice": _repeated(item.by for item in record.recognition),
        "events": events,
        "events_figure": events_strip(f"relations/{id_}", events, speech, edition.today),
        "shared": shared,
        "lists": edition.lists_described(shared),
        "independent": atlas.countries[record.partner].independent if record.partner in atlas.countries else None,
        "shared_by_kind": edition.by_kind(shared),
    }


def _source_wanted(edition: Edition, record: Relation) -> bool:
    """Whether there are relations of which no source tells the beginning: readers who know one are asked for it."""
    relations = record.diplomatic_relations
    return relations.since is None and edition.atlas.means("relation-status", relations.status, "relations")


def _kind_of_lead(edition: Edition, relations: DiplomaticRelations) -> str:
    """What sort of sentence tells the state of the relations: of the usual state what is known of the beginning, else the state."""
    if not edition.atlas.means("relation-status", relations.status, "usual"):
        return relations.status
    return "since" if relations.since else "known_by" if relations.known_by else "undated"


def _lead(edition: Edition, record: Relation) -> Markup:
    """The sentence on diplomatic relations that the data alone can make."""
    relations, speech = record.diplomatic_relations, edition.speech
    return speech.say_of(
        "relations_lead",
        _kind_of_lead(edition, relations),
        label=speech.label("relation-status", relations.status),
        subject=speech.subject,
        partner=speech.country_in_sentence(record.partner),
        date=speech.moment(relations.since) or speech.date(relations.known_by),
    )


def _as_a_line_begins(text: Markup) -> Markup:
    """``text`` with a capital: *the United Kingdom recognized …* begins a line."""
    return text[:1].upper() + text[1:]


def _of_side(edition: Edition, record: Relation, what: str) -> dict[str, Markup]:
    """What is said of each side, by its term; ``what`` is the message, such as ``missions_of``."""
    speech = edition.speech
    return {
        side: _as_a_line_begins(
            speech.say_of(
                what,
                side,
                label=speech.label("side", side),
                subject=speech.subject,
                partner=speech.country_in_sentence(record.partner),
            )
        )
        for side in edition.atlas.vocabulary["side"]
    }


def _repeated(sides: Iterable[str]) -> set[str]:
    """The sides that come more than once: each of their facts says what tells it from the others."""
    return {side for side, count in Counter(sides).items() if count > 1}


def _missions(edition: Edition, record: Relation) -> list[tuple[Markup, list[tuple[Mission, str]]]]:
    """The missions of each side that has any, in the order of the vocabulary, each with its anchor."""
    placed = list(zip(record.missions, mission_anchors(record.missions), strict=True))
    found = (
        (name, [(mission, anchor) for mission, anchor in placed if mission.by == side])
        for side, name in _of_side(edition, record, "missions_of").items()
    )
    return [(name, missions) for name, missions in found if missions]


def _cities(edition: Edition, record: Relation) -> list[str]:
    """Where in the partner's country the subject has missions, in all languages, also without what follows a comma.

    Who looks for an embassy names its city: "Washington", for "Washington, D.C.".
    """
    names = [
        speech.of(mission.city)
        for speech in (edition.speech, *edition.others)
        for mission in record.missions
        if mission.by == "subject" and mission.country is None and BORROWED not in speech.of(mission.city)
    ]
    return list(dict.fromkeys(name for city in names for name in (city, re.split("[,،]", city)[0])))


@page_kind
def topic_pages(edition: Edition) -> Iterator[Page]:
    """One page for each topic."""
    for id_ in edition.atlas.topics:
        yield Page(f"topics/{id_}.md", "topic.md.j2", _topic, (id_,))


def _topic(edition: Edition, id_: str) -> dict[str, Any]:
    atlas = edition.atlas
    record = atlas.topics[id_]
    return {
        "id": id_,
        "record": record,
        "file": f"data/topics/{id_}.yml",
        "description": _description(edition, record.summary, edition.speech.of(record.title)),
        "aliases": _aliases(edition, record),
        "events": edition.events_of(TOPICS, id_),
        "related": atlas.places(record.related),
    }

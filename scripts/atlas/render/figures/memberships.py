"""Memberships and offices on an axis of years: one organization, its offices, all organizations.

In: records, a language, today. Out: HTML, drawn with the kit of :mod:`atlas.render.figures.strips`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from atlas.derive.memberships import beginning, is_participation, possible_from
from atlas.language.markup import Markup, plain_text
from atlas.language.speech import Speech
from atlas.model.beside import Term
from atlas.model.dates import FuzzyDate
from atlas.model.records import Office, Organization
from atlas.render.edition import Edition
from atlas.render.figures.frame import HATCH, HATCHED, Ways, bar_legend, frame
from atlas.render.figures.strips import Bar, Scale, axis, row, strip, time_scale, with_axis


def has_membership_strip(record: Organization) -> bool:
    """True if a spell has a date to draw."""
    return any(spell.from_ or spell.first_counted for spell in record.memberships)


def membership_strip(id_: str, record: Organization, speech: Speech, today: date) -> Markup:
    """The spells of one organization on one axis; empty if no spell has a date."""
    if not has_membership_strip(record):
        return Markup("")
    scale = time_scale(speech, today)
    name = speech.short_name(record)
    drawing = [_legend([record], speech), strip(_spells(record, speech), scale, speech, today), axis(scale, speech)]
    return frame(
        speech,
        "atlas-membership",
        speech.say("figure_membership", name=name),
        speech.say("figure_membership_about"),
        Markup("").join(drawing),
        Ways("#spells", f"organizations/{id_}.json", "#sources", f"organizations/{id_}/membership"),
    )


def office_titles(record: Organization, speech: Speech) -> dict[str, str]:
    """What each office is called by its id: its body, and where several stand in one body, or a passage is called so, its post."""
    taken = Counter(speech.of(office.body) for office in record.offices)
    taken.update(speech.of(section.title) for section in record.sections)
    return {
        office.id: f"{body}{speech.comma}{speech.of(office.post)}"
        if taken[body := speech.of(office.body)] > 1
        else body
        for office in record.offices
    }


def offices_strip(id_: str, record: Organization, speech: Speech, today: date) -> Markup:
    """One row for each office with its terms, leading to the office's heading; empty without offices."""
    if not record.offices:
        return Markup("")
    scale = time_scale(speech, today)
    titles = office_titles(record, speech)
    rows = [
        row(
            f"#{office.id}",
            titles[office.id],
            titles[office.id],
            strip(_terms(office, speech), scale, speech, today),
        )
        for office in record.offices
    ]
    return frame(
        speech,
        "atlas-timeline",
        speech.say("figure_offices"),
        speech.say("figure_offices_about"),
        with_axis(rows, axis(scale, speech)),
        Ways(f"#{record.offices[0].id}", f"organizations/{id_}.json", "#sources", f"organizations/{id_}/offices"),
    )


def membership_timeline(edition: Edition) -> Markup:
    """One row for each organization with dated spells, by kind and then by date of joining."""
    speech, today = edition.speech, edition.today
    scale = time_scale(speech, today)
    rows: list[Markup] = []
    for kind in edition.atlas.vocabulary["organization-kind"]:
        dated = [
            (begun, id_, record)
            for id_, record in edition.atlas.organizations.items()
            if record.kind == kind and (begun := edition.beginning(record).at_the_latest)
        ]
        if dated:
            rows.append(
                Markup('<p class="atlas-timeline__kind">{}</p>').format(speech.label("organization-kind", kind))
            )
        rows += [
            _timeline_row(edition, id_, record, scale)
            for _begun, id_, record in sorted(dated, key=lambda item: item[:2])
        ]
    if not rows:
        return Markup("")
    shown = [record for record in edition.atlas.organizations.values() if not is_participation(record)]
    return frame(
        speech,
        "atlas-timeline",
        speech.say("figure_memberships", subject=speech.subject, possessive=speech.possessive),
        speech.say("figure_membership_about"),
        _legend(shown, speech) + with_axis(rows, axis(scale, speech)),
        Ways("#current", "memberships.csv", "../sources/index.md", "memberships"),
    )


def _timeline_row(edition: Edition, id_: str, record: Organization, scale: Scale) -> Markup:
    speech = edition.speech
    bars = strip(_spells(record, speech), scale, speech, edition.today)
    return row(f"{id_}.md", speech.of(record.name), speech.figure_name(record), bars)


def _legend(records: Iterable[Organization], speech: Speech) -> Markup:
    """The statuses that occur, in the order of the vocabulary; with the hatching if a suspension is among them."""
    used = {spell.status for record in records for spell in record.memberships}
    terms = speech.atlas.vocabulary["membership-status"]
    hatch = HATCH if any(terms[term].suspension for term in used) else Markup("")
    return hatch + bar_legend((_css(label), speech.of(label)) for term, label in terms.items() if term in used)


def _css(status: Term) -> str:
    """The class of the bars of a status."""
    return HATCHED if status.suspension else status.colour or "green"


def _spells(record: Organization, speech: Speech) -> list[Bar]:
    independence = speech.atlas.subject.independence.date.first
    statuses = speech.atlas.vocabulary["membership-status"]
    bars = []
    for index, spell in enumerate(record.memberships):
        begun = plain_text(speech.joined(beginning(speech.atlas, record, index)))
        words = _in_words(speech.label("membership-status", spell.status), begun, spell.to, speech)
        ended = index + 1 == len(record.memberships) and spell.to is not None
        possible = possible_from(record, index, independence)
        css = _css(statuses[spell.status])
        bars.append(Bar(spell.from_, spell.to, css, words, ended, spell.first_counted, possible))
    return bars


def _terms(office: Office, speech: Speech) -> list[Bar]:
    return [
        Bar(
            t.from_,
            t.to,
            "green",
            _in_words(speech.of(t.holder or office.post), speech.words(t.from_), t.to, speech),
        )
        for t in office.terms
    ]


def _in_words(what: str, begin: str, end: FuzzyDate | None, speech: Speech) -> str:
    """``Member, 30 September 1947 – today``."""
    finish = speech.words(end) if end else plain_text(speech.say("to_today"))
    when = begin if begin == finish else f"{begin} – {finish}"
    return f"{what}{speech.comma}{when}"

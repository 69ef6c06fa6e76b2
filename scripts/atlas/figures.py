"""Figures drawn at build time as inline SVG, without a library: bars on an axis of years are a few rectangles.

In: records, a language, today. Out: HTML. Colours are classes, so that the style sheet gives them for light
and dark; widths are per cent of the place there is, so that text keeps its size on a phone; time runs in the
direction of writing. Every figure stands beside a table with the same facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from .dates import FuzzyDate
from .derive import PlacedEvent, is_participation
from .model import Office, Organization
from .speech import Speech

if TYPE_CHECKING:
    from .edition import Edition

BAR_HEIGHT = 16
AXIS_HEIGHT = 18
TICK_YEARS = 10
LABEL_YEARS = 20
LEAST_EVENTS = 3
LEAST_WIDTH = 0.6  # per cent; a spell of some weeks must remain visible


@dataclass(frozen=True)
class Scale:
    """Places days on the width of a figure, in per cent from its left edge."""

    first: date
    last: date
    mirrored: bool

    def at(self, day: date) -> float:
        """The place of ``day``; days outside the scale are at its ends."""
        span = (self.last - self.first).days
        share = min(max((day - self.first).days / span, 0), 1) * 100
        return round(100 - share if self.mirrored else share, 2)

    def interval(self, start: date, end: date) -> tuple[float, float]:
        """Left edge and width of an interval."""
        a, b = sorted((self.at(start), self.at(end)))
        width = max(b - a, LEAST_WIDTH)
        return round(min(a, 100 - width), 2), round(width, 2)


def time_scale(speech: Speech, today: date) -> Scale:
    """The scale that all figures of membership share: from the decade of independence to the end of this year."""
    begin = speech.atlas.subject.independence.date.first
    return Scale(date(begin.year // 5 * 5, 1, 1), date(today.year, 12, 31), speech.direction == "rtl")


@dataclass(frozen=True)
class Bar:
    """One interval to draw: its ends (no start: not drawn), the class that colours it, the facts in words."""

    start: FuzzyDate | None
    end: FuzzyDate | None
    css: str
    words: str


def membership_strip(record: Organization, speech: Speech, today: date) -> Markup:
    """The spells of one organization on one axis; empty if no spell has a date."""
    if not any(spell.from_ for spell in record.memberships):
        return Markup("")
    scale = time_scale(speech, today)
    name = speech.short_name(record.name, record.abbreviation)
    return Markup('<figure class="atlas-figure"><figcaption>{}</figcaption>{}{}</figure>').format(
        speech.say("figure_membership", name=name),
        _strip(_spells(record, speech), scale, speech, today),
        _axis(scale, speech),
    )


def offices_strip(record: Organization, speech: Speech, today: date) -> Markup:
    """One row for each office with its terms, leading to the office's heading; empty without offices."""
    if not record.offices:
        return Markup("")
    scale = time_scale(speech, today)
    rows = [
        _row(
            f"#{office.id}",
            speech.of(office.body),
            speech.of(office.body),
            _strip(_terms(office, speech), scale, speech, today),
        )
        for office in record.offices
    ]
    return _rows(speech.say("figure_offices"), rows, scale, speech)


def events_strip(events: Sequence[PlacedEvent], speech: Speech, today: date) -> Markup:
    """One row for each kind of event, a mark for each event; empty below three events, which a list shows as well."""
    if len(events) < LEAST_EVENTS:
        return Markup("")
    scale = time_scale(speech, today)
    rows = []
    for kind, label in speech.atlas.vocabulary["event-kind"].items():
        marks = [
            Bar(
                placed.event.date,
                placed.event.date,
                "event",
                f"{speech.words(placed.event.date)}: {speech.of(placed.event.title)}",
            )
            for placed in events
            if placed.event.kind == kind
        ]
        if marks:
            rows.append(_row("#events", speech.of(label), speech.of(label), _strip(marks, scale, speech, today)))
    return _rows(speech.say("figure_events"), rows, scale, speech)


def membership_timeline(edition: Edition) -> Markup:
    """One row for each organization with dated spells, by kind and then by date of joining."""
    speech, today = edition.speech, edition.today
    scale = time_scale(speech, today)
    rows: list[Markup] = []
    for kind in edition.atlas.vocabulary["organization-kind"]:
        dated = [
            (record.memberships[0].from_, id_, record)
            for id_, record in edition.atlas.organizations.items()
            if record.kind == kind
            and not is_participation(record)
            and record.memberships
            and record.memberships[0].from_
        ]
        if dated:
            rows.append(
                Markup('<p class="atlas-timeline__kind">{}</p>').format(speech.label("organization-kind", kind))
            )
        rows += [
            _timeline_row(edition, id_, record, scale)
            for _from, id_, record in sorted(dated, key=lambda item: item[:2])
        ]
    if not rows:
        return Markup("")
    return _rows(speech.say("figure_memberships", subject=speech.subject), rows, scale, speech)


def _timeline_row(edition: Edition, id_: str, record: Organization, scale: Scale) -> Markup:
    speech = edition.speech
    strip = _strip(_spells(record, speech), scale, speech, edition.today)
    return _row(f"{id_}.md", speech.of(record.name), speech.short_name(record.name, record.abbreviation), strip)


def _rows(caption: Markup, rows: Sequence[Markup], scale: Scale, speech: Speech) -> Markup:
    """Labelled rows between two axes."""
    axis = Markup('<div class="atlas-timeline__row" aria-hidden="true"><span></span>{}</div>').format(
        _axis(scale, speech)
    )
    return Markup('<figure class="atlas-figure atlas-timeline"><figcaption>{}</figcaption>{}{}</figure>').format(
        caption, Markup("").join(rows), axis
    )


def _row(address: str, title: str, label: str, strip: Markup) -> Markup:
    return Markup('<div class="atlas-timeline__row"><a href="{}" title="{}">{}</a>{}</div>').format(
        address, title, label, strip
    )


def _spells(record: Organization, speech: Speech) -> list[Bar]:
    return [
        Bar(s.from_, s.to, s.status, _in_words(speech.label("membership-status", s.status), s.from_, s.to, speech))
        for s in record.memberships
    ]


def _terms(office: Office, speech: Speech) -> list[Bar]:
    return [
        Bar(
            t.from_,
            t.to or t.from_,
            "member",
            _in_words(speech.of(t.holder or office.post), t.from_, t.to or t.from_, speech),
        )
        for t in office.terms
    ]


def _in_words(what: str, start: FuzzyDate | None, end: FuzzyDate | None, speech: Speech) -> str:
    """``Member, 30 September 1947 – today``."""
    begin = speech.words(start) if start else str(speech.say("unknown_date"))
    finish = speech.words(end) if end else str(speech.say("to_today"))
    when = begin if begin == finish else f"{begin} – {finish}"
    return f"{what}{speech.say('list_separator')}{when}"


def _strip(bars: Sequence[Bar], scale: Scale, speech: Speech, today: date) -> Markup:
    """Intervals as rectangles on one line, with the facts in words for those who do not see them."""
    separator = "؛ " if speech.language == "fa" else "; "
    return Markup('<svg class="atlas-bars" role="img" aria-label="{}" width="100%" height="{}">{}</svg>').format(
        separator.join(bar.words for bar in bars),
        BAR_HEIGHT,
        Markup("").join(_rectangle(bar, scale, today) for bar in bars),
    )


def _rectangle(bar: Bar, scale: Scale, today: date) -> Markup:
    if bar.start is None:
        return Markup("")
    left, width = scale.interval(bar.start.first, min(bar.end.last, today) if bar.end else today)
    return Markup(
        '<rect class="atlas-bar atlas-bar--{}" x="{}%" y="1" width="{}%" height="{}"><title>{}</title></rect>'
    ).format(bar.css, left, width, BAR_HEIGHT - 2, bar.words)


def _axis(scale: Scale, speech: Speech) -> Markup:
    """Ticks at the decades, with a label at every other; hidden from screen readers, who hear the dates."""
    marks = []
    for year in range(scale.first.year // TICK_YEARS * TICK_YEARS + TICK_YEARS, scale.last.year + 1, TICK_YEARS):
        place = scale.at(date(year, 1, 1))
        marks.append(Markup('<line x1="{0}%" x2="{0}%" y1="0" y2="4"/>').format(place))
        if year % LABEL_YEARS == 0:
            marks.append(Markup('<text x="{}%" y="15">{}</text>').format(place, speech.digits(year)))
    return Markup('<svg class="atlas-axis" aria-hidden="true" width="100%" height="{}">{}</svg>').format(
        AXIS_HEIGHT, Markup("").join(marks)
    )

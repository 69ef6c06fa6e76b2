"""Figures drawn at build time as inline SVG, without a library: bars on an axis of years are a few rectangles.

In: records, a language, today. Out: HTML. Colours are classes, so that the style sheet gives them for light
and dark; widths are per cent of the place there is, so that text keeps its size on a phone; time runs in the
direction of writing. Every figure stands beside a table with the same facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from .derive import is_participation
from .model import Membership, Organization
from .speech import Speech

if TYPE_CHECKING:
    from .edition import Edition

BAR_HEIGHT = 16
AXIS_HEIGHT = 18
TICK_YEARS = 10
LABEL_YEARS = 20
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


def membership_strip(record: Organization, speech: Speech, today: date) -> Markup:
    """The spells of one organization on one axis; empty if no spell has a date."""
    if not any(spell.from_ for spell in record.memberships):
        return Markup("")
    scale = time_scale(speech, today)
    name = speech.short_name(record.name, record.abbreviation)
    return Markup('<figure class="atlas-figure"><figcaption>{}</figcaption>{}{}</figure>').format(
        speech.say("figure_membership", name=name), _bars(record, scale, speech, today), _axis(scale, speech)
    )


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
    head = Markup('<div class="atlas-timeline__row" aria-hidden="true"><span></span>{}</div>').format(
        _axis(scale, speech)
    )
    return Markup('<figure class="atlas-figure atlas-timeline"><figcaption>{}</figcaption>{}{}{}</figure>').format(
        speech.say("figure_memberships", subject=speech.subject), head, Markup("").join(rows), head
    )


def _timeline_row(edition: Edition, id_: str, record: Organization, scale: Scale) -> Markup:
    speech = edition.speech
    return Markup('<div class="atlas-timeline__row"><a href="{}.md" title="{}">{}</a>{}</div>').format(
        id_, speech.of(record.name), speech.short_name(record.name, record.abbreviation),
        _bars(record, scale, speech, edition.today),
    )  # fmt: skip


def _bars(record: Organization, scale: Scale, speech: Speech, today: date) -> Markup:
    """The spells of ``record`` as rectangles, with the facts in words for those who do not see them."""
    description = "؛ ".join if speech.language == "fa" else "; ".join
    words = description(_spell_words(spell, speech) for spell in record.memberships)
    bars = Markup("").join(_bar(spell, scale, speech, today) for spell in record.memberships if spell.from_)
    return Markup('<svg class="atlas-bars" role="img" aria-label="{}" width="100%" height="{}">{}</svg>').format(
        words, BAR_HEIGHT, bars
    )


def _bar(spell: Membership, scale: Scale, speech: Speech, today: date) -> Markup:
    assert spell.from_ is not None
    end = min(spell.to.last, today) if spell.to else today
    left, width = scale.interval(spell.from_.first, end)
    return Markup(
        '<rect class="atlas-bar atlas-bar--{}" x="{}%" y="1" width="{}%" height="{}"><title>{}</title></rect>'
    ).format(spell.status, left, width, BAR_HEIGHT - 2, _spell_words(spell, speech))


def _spell_words(spell: Membership, speech: Speech) -> str:
    """``Member, 30 September 1947 – today``."""
    start = speech.words(spell.from_) if spell.from_ else str(speech.say("unknown_date"))
    end = speech.words(spell.to) if spell.to else str(speech.say("to_today"))
    status = speech.label("membership-status", spell.status)
    return f"{status}{speech.say('list_separator')}{start} – {end}"


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

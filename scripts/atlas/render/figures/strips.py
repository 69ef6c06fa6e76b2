"""Figures drawn at build time as inline SVG, without a library: bars on an axis of years are a few rectangles.

In: records, a language, today. Out: HTML. Colours are classes, so that the style sheet gives them for light
and dark; widths are per cent of the place there is, so that text keeps its size on a phone; time runs in the
direction of writing. Every figure stands beside a table with the same facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from atlas.language.markup import Markup
from atlas.language.speech import Speech
from atlas.model.dates import FuzzyDate
from atlas.render.figures.frame import bar

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
    return Scale(date(max(begin.year // 5 * 5, 1), 1, 1), date(today.year, 12, 31), speech.direction == "rtl")


@dataclass(frozen=True)
class Bar:
    """One interval to draw: its ends, the class that colours it, the facts in words.

    Without a start it is drawn from ``possible_from``, pale up to ``known_by``; without either it is not drawn. ``ended``
    marks the end of a spell after which nothing followed.
    """

    start: FuzzyDate | None
    end: FuzzyDate | None
    css: str
    words: str
    ended: bool = False
    known_by: FuzzyDate | None = None
    possible_from: date = date.min

    def parts(self, today: date) -> list[tuple[date, date, bool]]:
        """First day, last day and certainty of each part to draw; an open end lasts to ``today``."""
        begun = self.start or self.known_by
        if begun is None:
            return []
        last = min(self.end.last, today) if self.end else today
        first = self.start.first if self.start else min(self.possible_from, begun.first)
        sure_from = begun.last if begun.precision == "between" else begun.first
        sure_until = self.end.first if self.end and self.end.precision == "between" else last
        parts = [(first, sure_from, False), (sure_from, sure_until, True), (sure_until, last, False)]
        return [part for part in parts if part[0] < part[1] or (part[2] and part[0] == part[1])]


def with_axis(rows: Sequence[Markup], ruler: Markup) -> Markup:
    """Labelled rows above an axis."""
    return Markup("").join(
        [*rows, Markup('<div class="atlas-timeline__row" aria-hidden="true"><span></span>{}</div>').format(ruler)]
    )


def row(address: str, title: str, label: str, bars: Markup) -> Markup:
    """A label that leads to ``address``, which is one of our own, and the strip beside it."""
    return Markup('<div class="atlas-timeline__row"><a href="{}" title="{}">{}</a>{}</div>').format(
        Markup(address), title, label, bars
    )


def strip(bars: Sequence[Bar], scale: Scale, speech: Speech, today: date) -> Markup:
    """Intervals as rectangles on one line, with the facts in words for those who do not see them."""
    return Markup('<svg class="atlas-bars" role="img" aria-label="{}" width="100%" height="{}">{}{}</svg>').format(
        speech.own.semicolon.join(item.words for item in bars),
        BAR_HEIGHT,
        Markup("").join(_rectangle(item, scale, today) for item in bars),
        _line("atlas-today", scale.at(today)) if scale.first <= today <= scale.last else "",
    )


def _rectangle(interval: Bar, scale: Scale, today: date) -> Markup:
    """The bar of one interval, pale where it only may have lasted."""
    drawn = Markup("").join(_part(interval, part, scale) for part in interval.parts(today))
    if interval.ended and interval.end:
        drawn += _line("atlas-ending", scale.at(min(interval.end.last, today)))
    return drawn


def _part(interval: Bar, part: tuple[date, date, bool], scale: Scale) -> Markup:
    start, end, sure = part
    left, width = scale.interval(start, end)
    css = interval.css if sure else f"{interval.css} atlas-bar--unsure"
    return bar(f"{left}%", "1", f"{width}%", str(BAR_HEIGHT - 2), css, interval.words)


def _line(css: str, place: float) -> Markup:
    """An upright line over the height of a strip."""
    return Markup('<line class="{0}" x1="{1}%" x2="{1}%" y2="{2}"/>').format(css, place, BAR_HEIGHT)


def axis(scale: Scale, speech: Speech, ticks: Sequence[tuple[float, str]] | None = None) -> Markup:
    """Ticks with labels, by default at the decades with a label at every other; hidden from screen readers, who hear the dates."""
    marks = []
    for place, label in _decades(scale, speech) if ticks is None else ticks:
        marks.append(Markup('<line x1="{0}%" x2="{0}%" y1="0" y2="4"/>').format(place))
        if label:
            marks.append(Markup('<text x="{}%" y="15">{}</text>').format(place, label))
    return Markup('<svg class="atlas-axis" aria-hidden="true" width="100%" height="{}">{}</svg>').format(
        AXIS_HEIGHT, Markup("").join(marks)
    )


def _decades(scale: Scale, speech: Speech) -> list[tuple[float, str]]:
    first = scale.first.year // TICK_YEARS * TICK_YEARS + TICK_YEARS
    return [
        (scale.at(date(year, 1, 1)), speech.digits(year) if year % LABEL_YEARS == 0 else "")
        for year in range(first, scale.last.year + 1, TICK_YEARS)
    ]

"""The figure of a record's events: one row for each kind, one mark for each event, the densest years month by month.

In: events, a language, today. Out: HTML. Drawn with the scales and strips of figures.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from babel.dates import get_month_names

from atlas.derive.events import PlacedEvent
from atlas.language.markup import Markup
from atlas.language.speech import Speech
from atlas.render.figures.frame import Ways, frame
from atlas.render.figures.strips import Bar, Scale, axis, row, strip, time_scale, with_axis

#: Below this number a list shows as much as a figure.
LEAST_EVENTS = 3
#: A year with so many events can be opened; of such years the densest few.
DENSE_YEAR = 4
MOST_DENSE_YEARS = 4
QUARTERS = (1, 4, 7, 10)


def events_strip(place: str, events: Sequence[PlacedEvent], speech: Speech, today: date) -> Markup:
    """The figure of a record's page; ``place`` is the record's, such as ``relations/china``. Empty for few events."""
    if len(events) < LEAST_EVENTS:
        return Markup("")
    scale = time_scale(speech, today)
    drawing = with_axis(_by_kind(place, events, scale, speech, today), axis(scale, speech))
    return frame(
        speech,
        "atlas-timeline",
        speech.say("figure_events"),
        speech.say("figure_events_about"),
        drawing + Markup("").join(_dense_year(place, year, events, speech, today) for year in dense_years(events)),
        Ways("#event-list", f"{place}.json", "#sources", f"{place}/events"),
        speech.say("figure_events_open") if dense_years(events) else None,
    )


def dense_years(events: Sequence[PlacedEvent]) -> list[int]:
    """The years in which most events began, in order; none with fewer than :data:`DENSE_YEAR`."""
    counts = Counter(placed.event.date.first.year for placed in events)
    dense = [year for year, count in counts.most_common(MOST_DENSE_YEARS) if count >= DENSE_YEAR]
    return sorted(dense)


def _by_kind(place: str, events: Sequence[PlacedEvent], scale: Scale, speech: Speech, today: date) -> list[Markup]:
    """One row for each kind that occurs, in the order of the vocabulary; each leads to the first event of the kind."""
    rows = []
    for kind, label in speech.atlas.vocabulary["event-kind"].items():
        of_kind = [placed for placed in events if placed.event.kind == kind]
        marks = [
            Bar(
                placed.event.date,
                placed.event.date,
                "event",
                f"{speech.words(placed.event.date)}: {speech.of(placed.event.title)}",
            )
            for placed in of_kind
        ]
        if marks:
            address = f"#{of_kind[0].anchor_on(place)}"
            rows.append(row(address, speech.of(label), speech.of(label), strip(marks, scale, speech, today)))
    return rows


def _dense_year(place: str, year: int, events: Sequence[PlacedEvent], speech: Speech, today: date) -> Markup:
    """One year on a scale of months, behind a heading that opens it; each row leads to the first of its events."""
    scale = Scale(date(year, 1, 1), date(year, 12, 31), speech.direction == "rtl")
    of_year = [placed for placed in events if placed.event.date.first.year == year]
    names = get_month_names("abbreviated", locale=speech.locale)
    months = [(scale.at(date(year, month, 1)), names[month] if month in QUARTERS else "") for month in range(1, 13)]
    return Markup('<details class="atlas-dense"><summary>{}</summary>{}</details>').format(
        speech.say("figure_events_year", len(of_year), year=speech.digits(year)),
        with_axis(_by_kind(place, of_year, scale, speech, today), axis(scale, speech, months)),
    )

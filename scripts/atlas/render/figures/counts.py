"""The figure of the home page: in how many organizations the subject was, year by year.

In: an edition. Out: HTML. What is certain and what is only possible are two numbers and two areas: the pale one stands on
the other and is not counted into it.
"""

from __future__ import annotations

from datetime import date

from atlas.derive.counts import Count, counts_by_year
from atlas.language.markup import Markup, plain_text
from atlas.language.speech import Speech
from atlas.render.edition import Edition
from atlas.render.figures.frame import Ways, frame
from atlas.render.figures.strips import LABEL_YEARS, Scale, axis, time_scale

HEIGHT = 110
#: Room above the steps for the numbers.
TOP = 28
#: The height of a line of numbers.
LINE = 12


def count_figure(edition: Edition) -> Markup:
    """The figure: steps, with the numbers at every other decade and today."""
    speech = edition.speech
    counts = counts_by_year(edition.atlas, edition.today)
    scale = time_scale(speech, edition.today)
    highest = max(count.at_most for count in counts.values()) or 1
    told = {year: count for year, count in counts.items() if year % LABEL_YEARS == 0 or year == edition.today.year}
    words = speech.own.semicolon.join(_told(year, count, speech) for year, count in told.items())
    drawing = Markup(
        '<div class="atlas-count"><svg class="atlas-count__steps" role="img" aria-label="{}" viewBox="0 0 100 {}" width="100%" '
        'height="{}" preserveAspectRatio="none"><path class="possible" d="{}"/><path d="{}"/></svg><svg class="atlas-count__numbers" aria-hidden="true" '
        'width="100%" height="{}">{}</svg>{}</div>'
    ).format(
        words,
        HEIGHT,
        HEIGHT,
        _steps({year: count.at_most for year, count in counts.items()}, scale, highest),
        _steps({year: count.certain for year, count in counts.items()}, scale, highest),
        HEIGHT,
        Markup("").join(
            _numbers(scale.at(_middle(year, scale)), count, highest, speech, year == edition.today.year)
            for year, count in told.items()
        ),
        axis(scale, speech),
    )
    return frame(
        speech,
        "atlas-counts",
        speech.say("figure_counts"),
        speech.say("figure_counts_about"),
        drawing,
        Ways("as-of/index.md#years", "membership-counts.csv", "sources/index.md", "counts"),
    )


def _top(count: int, highest: int) -> float:
    """The height of ``count`` from above."""
    return round(HEIGHT - (HEIGHT - TOP) * count / highest, 1)


def _middle(year: int, scale: Scale) -> date:
    return min(date(year, 7, 1), scale.last)


def _steps(counts: dict[int, int], scale: Scale, highest: int) -> Markup:
    """An area with a step at each new year."""
    first = next(iter(counts))
    path = f"M{scale.at(date(first, 1, 1))} {HEIGHT}"
    for year, count in counts.items():
        path += f"V{_top(count, highest)}H{scale.at(date(year, 12, 31))}"
    return Markup(f"{path}V{HEIGHT}z")


def _told(year: int, count: Count, speech: Speech) -> str:
    """``1960: 21, possibly 9 more``."""
    certain = f"{speech.digits(year)}: {speech.digits(count.certain)}"
    if not count.possible:
        return certain
    return f"{certain}{speech.comma}{plain_text(speech.say('possibly_more', count.possible))}"


def _numbers(place: float, count: Count, highest: int, speech: Speech, last: bool) -> Markup:
    """The certain number above its step, and where something more is possible, how much, above the pale area."""
    certain, at_most = _top(count.certain, highest), _top(count.at_most, highest)
    found = _number(place, certain, speech.digits(count.certain), "last" if last else "")
    if count.possible:
        found += _number(place, min(at_most, certain - LINE), speech.say("possible_number", count.possible), "possible")
    return found


def _number(place: float, top: float, text: str, css: str) -> Markup:
    anchor = Markup(' class="{}"').format(css) if css else Markup("")
    return Markup('<text x="{}%" y="{}"{}>{}</text>').format(place, round(top - 4, 1), anchor, text)

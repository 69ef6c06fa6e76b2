"""The figure of the home page: in how many organizations the subject was, year by year.

In: an edition. Out: HTML. Counted at the end of each year from the spells, those that only may have lasted included.
"""

from __future__ import annotations

from datetime import date

from atlas.derive.memberships import spell_on
from atlas.language.markup import Markup
from atlas.render.edition import Edition
from atlas.render.figures.frame import Ways, frame
from atlas.render.figures.strips import LABEL_YEARS, Scale, axis, time_scale

HEIGHT = 110
#: Room above the steps for the numbers.
TOP = 16


def counts_by_year(edition: Edition) -> dict[int, int]:
    """The number of organizations at the end of each year since independence; of this year, today."""
    first = edition.atlas.subject.independence.date.first.year
    days = [min(date(year, 12, 31), edition.today) for year in range(first, edition.today.year + 1)]
    organizations = edition.atlas.organizations.values()
    return {day.year: sum(spell_on(record, day) is not None for record in organizations) for day in days}


def count_figure(edition: Edition) -> Markup:
    """The figure: steps, with the number at every other decade and today."""
    speech = edition.speech
    counts = counts_by_year(edition)
    scale = time_scale(speech, edition.today)
    highest = max(counts.values()) or 1
    told = {year: count for year, count in counts.items() if year % LABEL_YEARS == 0 or year == edition.today.year}
    words = ("؛ " if speech.language == "fa" else "; ").join(
        f"{speech.digits(year)}: {speech.digits(count)}" for year, count in told.items()
    )
    drawing = Markup(
        '<div class="atlas-count"><svg class="atlas-count__steps" role="img" aria-label="{}" viewBox="0 0 100 {}" width="100%" '
        'height="{}" preserveAspectRatio="none"><path d="{}"/></svg><svg class="atlas-count__numbers" aria-hidden="true" '
        'width="100%" height="{}">{}</svg>{}</div>'
    ).format(
        words,
        HEIGHT,
        HEIGHT,
        _steps(counts, scale, highest),
        HEIGHT,
        Markup("").join(
            _number(
                scale.at(_middle(year, scale)), _top(count, highest), speech.digits(count), year == edition.today.year
            )
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
        Ways("as-of/index.md", "memberships.csv", "sources/index.md"),
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


def _number(place: float, top: float, text: str, last: bool) -> Markup:
    anchor = Markup(' class="last"') if last else Markup("")
    return Markup('<text x="{}%" y="{}"{}>{}</text>').format(place, top - 4, anchor, text)

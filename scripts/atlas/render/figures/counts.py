"""The figure of the home page: in how many organizations the subject was, year by year.

In: an edition. Out: HTML. Counted at the end of each year from the spells. What is certain and what is only possible are
two numbers and two areas: the pale one stands on the other and is not counted into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from atlas.derive.intervals import Certainty
from atlas.derive.memberships import belonged_on
from atlas.language.markup import Markup, plain_text
from atlas.language.speech import Speech
from atlas.model.atlas import Atlas
from atlas.model.records import Organization
from atlas.observe import derived
from atlas.remember import of_record
from atlas.render.edition import Edition
from atlas.render.figures.frame import Ways, frame
from atlas.render.figures.strips import LABEL_YEARS, Scale, axis, time_scale

HEIGHT = 110
#: Room above the steps for the numbers.
TOP = 28
#: The height of a line of numbers.
LINE = 12


@dataclass(frozen=True)
class Count:
    """Of how many organizations it is certain, and of how many more only possible, that the subject was in them."""

    certain: int
    possible: int

    @property
    def at_most(self) -> int:
        """The upper edge of what is possible."""
        return self.certain + self.possible


@derived
def counts_by_year(atlas: Atlas, today: date) -> dict[int, Count]:
    """The number of organizations at the end of each year since independence; of this year, today."""
    independence = atlas.subject.independence.date.first
    days = tuple(min(date(year, 12, 31), today) for year in range(independence.year, today.year + 1))
    found = [_belonged(o, days, independence) for o in atlas.organizations.values()]
    by_day = [[sure[at] for sure in found] for at in range(len(days))]
    return {
        day.year: Count(sure.count(Certainty.YES), sure.count(Certainty.POSSIBLY))
        for day, sure in zip(days, by_day, strict=True)
    }


@of_record
def _belonged(organization: Organization, days: tuple[date, ...], independence: date) -> tuple[Certainty, ...]:
    """How sure it is that the subject was in one organization, on each of the days."""
    return tuple(belonged_on(organization, day, independence=independence) for day in days)


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
        Ways("as-of/index.md", "memberships.csv", "sources/index.md", "counts"),
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

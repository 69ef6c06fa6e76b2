"""The world tile grid as inline SVG: one equal square for each country, coloured by what the reader chooses.

In: an edition. Out: HTML. Each square carries a class for each view; the style sheet colours those of the view that the
figure's ``data-view`` names, so that the choice needs no drawing. A map is not mirrored in Persian: west stays left.
The same facts stand in the table of the list of relations.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, pairwise

from atlas.derive.relations import mission_sides
from atlas.language.markup import Markup, plain_text
from atlas.language.speech import Speech
from atlas.model.records import Relation
from atlas.render.edition import Edition
from atlas.render.facets import UNKNOWN, decade
from atlas.render.figures.frame import Ways, frame

CELL = 20
GAP = 2
#: The ways to colour the map that every page with all of them has, in their order.
VIEWS = ("status", "since", "shared", "missions")
#: The class of states of relations without a tone.
PLAIN = "plain"
#: Lower bounds of the classes of shared organizations, and of the decades in which relations began.
SHARED_BOUNDS = (0, 1, 20, 30, 40, 50)
DECADES = (1940, 1950, 1960, 1970, 1980, 1990, 2000)


#: The anchor of what stands behind the squares, each of which is a link: who goes by keyboard need not pass them all.
BEHIND = "behind-the-map"


@dataclass(frozen=True)
class View:
    """One way to colour the map: a name, the class of each relation, the classes in the order of the legend."""

    name: str
    class_of: Callable[[Relation], str]
    legend: tuple[tuple[str, str], ...]


def tile_map(edition: Edition, root: str, only: str | None = None) -> Markup:
    """The figure with its controls and legends; ``root`` leads from the page to the top of the language.

    ``only`` names the one view of a page that is about nothing else. Empty where no country has a square.
    """
    if not edition.atlas.tiles.places:
        return Markup("")
    views = tuple(view for view in _views(edition) if only in (None, view.name))
    drawing = Markup(
        '<div class="atlas-map__drawing" data-view="{}">{}{}{}{}{}</div><p class="atlas-map__note" id="{}" tabindex="-1">{}</p>'
        '<script src="site:assets/map.js" defer></script>'
    ).format(
        views[0].name,
        _find(edition),
        _controls(edition, views) if len(views) > 1 else "",
        Markup('<a class="atlas-skip" href="#{}">{}</a>').format(BEHIND, edition.speech.say("map_skip")),
        _svg(edition, views, root),
        Markup("").join(_legend(view) for view in views),
        BEHIND,
        edition.speech.say("map_note"),
    )
    return frame(
        edition.speech,
        "atlas-map",
        edition.speech.say("map_caption", subject=edition.speech.subject),
        edition.speech.say("map_about"),
        drawing,
        Ways(
            f"{root}{only or 'relations'}/index.md#list",
            f"{only or 'relations'}.csv",
            f"{root}sources/index.md",
            f"map-{views[0].name}",
        ),
        edition.speech.say("map_links"),
    )


def _views(edition: Edition) -> tuple[View, ...]:
    speech, atlas = edition.speech, edition.atlas
    counts = edition.shared_counts
    used = {relation.diplomatic_relations.status for relation in atlas.relations.values()}
    statuses = atlas.vocabulary["relation-status"]
    return (
        View(
            "status",
            lambda relation: statuses[relation.diplomatic_relations.status].tone or PLAIN,
            tuple((about.tone or PLAIN, speech.of(about)) for term, about in statuses.items() if term in used),
        ),
        View(
            "since",
            _decade_of,
            (
                *((str(d), _decade_label(edition, d)) for d in DECADES),
                ("unknown", plain_text(speech.say("unknown_date"))),
            ),
        ),
        View(
            "shared",
            lambda relation: str(max(bound for bound in SHARED_BOUNDS if bound <= counts[relation.partner])),
            tuple((str(bound), _bound_label(edition, index)) for index, bound in enumerate(SHARED_BOUNDS)),
        ),
        View(
            "missions",
            mission_sides,
            tuple(mission_labels(speech).items()),
        ),
    )


def mission_labels(speech: Speech) -> dict[str, str]:
    """What :func:`derive.mission_sides` may answer, in words."""
    return {
        sides: plain_text(
            speech.say(f"map_missions_{sides.replace('-', '_')}", subject=speech.subject, possessive=speech.possessive)
        )
        for sides in ("partner-subject", "subject", "partner", "none")
    }


def _decade_of(relation: Relation) -> str:
    since = decade(relation.diplomatic_relations.since, None)
    return str(max(d for d in DECADES if d <= max(int(since), DECADES[0]))) if since.isdigit() else UNKNOWN


def _decade_label(edition: Edition, decade: int) -> str:
    key = "map_since" if decade == DECADES[-1] else "timeline_decade"
    return plain_text(edition.speech.say(key, decade=edition.speech.digits(decade)))


def _bound_label(edition: Edition, index: int) -> str:
    digits = edition.speech.digits
    low = SHARED_BOUNDS[index]
    if index + 1 == len(SHARED_BOUNDS):
        return plain_text(edition.speech.say("map_at_least", number=digits(low)))
    high = SHARED_BOUNDS[index + 1] - 1
    return digits(low) if low == high else f"{digits(low)}–{digits(high)}"


def _controls(edition: Edition, views: tuple[View, ...]) -> Markup:
    """Radio buttons, shown where a script can obey them."""
    buttons = Markup("").join(
        Markup('<label><input type="radio" name="atlas-map" value="{}"{}> {}</label>').format(
            view.name, Markup(" checked") if view is views[0] else "", edition.speech.say(f"map_view_{view.name}")
        )
        for view in views
    )
    return Markup('<fieldset class="atlas-map__views"><legend>{}</legend>{}</fieldset>').format(
        edition.speech.say("map_views"), buttons
    )


def _find(edition: Edition) -> Markup:
    """A field for a country's name, whose list docs/assets/map.js fills from the squares, and the line that tells what one is."""
    say = edition.speech.say
    return Markup(
        '<p class="atlas-map__find"><label for="atlas-map-country">{}</label> <input id="atlas-map-country" type="text" '
        'list="atlas-map-countries" autocomplete="off" placeholder="{}" data-none="{}" data-everywhere="{}">'
        '<datalist id="atlas-map-countries"></datalist></p>'
        '<p class="atlas-map__told" role="status">{} <span class="atlas-map__swipe">{}</span></p>'
    ).format(
        say("map_country"), say("map_country_hint"), say("map_country_none"), say("filter_everywhere", query="{query}"),
        say("map_touch"), say("map_swipe"),
    )  # fmt: skip


def _legend(view: View) -> Markup:
    items = Markup("").join(
        Markup('<li><span class="atlas-map__swatch {0}-{1}"></span>{2}</li>').format(view.name, term, label)
        for term, label in view.legend
    )
    return Markup('<ul class="atlas-map__legend" data-legend="{}">{}</ul>').format(view.name, items)


def _svg(edition: Edition, views: tuple[View, ...], root: str) -> Markup:
    places = edition.atlas.tiles.places
    columns = max(column for column, _row in places.values()) + 1
    rows = max(row for _column, row in places.values()) + 1
    relations = {relation.partner: (id_, relation) for id_, relation in edition.atlas.relations.items()}
    tiles = Markup("").join(
        _tile(edition, code, place, relations.get(code), views, root)
        for code, place in sorted(places.items(), key=lambda p: p[1][::-1])
    )
    caption = edition.speech.say("map_caption", subject=edition.speech.subject)
    return Markup(
        '<div class="atlas-map__scroll" dir="ltr" role="region" tabindex="0" aria-label="{0}">'
        '<svg viewBox="0 0 {1} {2}" role="group" aria-label="{0}">{3}</svg></div>'
    ).format(caption, columns * CELL, rows * CELL, tiles)


#: The share of its size by which a letter of a name is wide, about; the largest size of a name, and that of a code.
LETTER, NAME_SIZE, CODE_SIZE = 0.52, 6.5, 7.5
MOST_LINES = 3
#: The height of a line, by the size of its letters.
LINE = 1.1


def _label(speech: Speech, code: str, x: float, y: float) -> Markup:
    """What stands in a square: the code where its letters are read, elsewhere the name, in as many lines as let it be largest."""
    lines = [code] if speech.own.script == "Latn" else _lines(speech.country(code))
    size = CODE_SIZE if lines == [code] else _size(lines)
    top = y + size * (0.35 - 0.55 * (len(lines) - 1))
    return Markup("").join(
        Markup('<text x="{}" y="{}" font-size="{}" aria-hidden="true">{}</text>').format(
            x, round(top + index * size * LINE, 1), size, line
        )
        for index, line in enumerate(lines)
    )


def _size(lines: list[str]) -> float:
    """The size in which lines of a name fit into a square."""
    longest = max(len(line.replace("\u200c", "")) for line in lines)
    return round(min(NAME_SIZE, (CELL - GAP) / (LETTER * longest), (CELL - GAP) / (LINE * len(lines))), 1)


def _lines(name: str) -> list[str]:
    """A name in up to MOST_LINES lines, so that it can be as large as possible; each ends at a space or a hyphen."""
    words = re.findall(r"[^ -]+(?:-| |$)", name)
    cuts = [
        ["".join(words[start:end]).strip(" -") for start, end in pairwise((0, *ends, len(words)))]
        for count in range(MOST_LINES)
        for ends in combinations(range(1, len(words)), count)
    ]
    return max(cuts, key=_size)


def _tile(
    edition: Edition,
    code: str,
    place: tuple[int, int],
    found: tuple[str, Relation] | None,
    views: tuple[View, ...],
    root: str,
) -> Markup:
    x, y = place[0] * CELL, place[1] * CELL
    size = CELL - GAP
    name = edition.speech.country(code)
    own = code == edition.atlas.subject.country
    classes = "own" if own else " ".join(f"{v.name}-{v.class_of(found[1])}" for v in views) if found else "no-record"
    square = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>{}').format(
        classes, x, y, size, size, _label(edition.speech, code, x + size / 2, y + size / 2)
    )
    if found is None:
        return Markup("<g><title>{}</title>{}</g>").format(name, square)
    diplomatic = found[1].diplomatic_relations
    facts = [name, edition.speech.label("relation-status", found[1].diplomatic_relations.status)]
    if diplomatic.since or diplomatic.known_by:
        facts.append(edition.speech.begun(diplomatic.since, diplomatic.known_by))
    title = edition.speech.comma.join(facts)
    return Markup('<a href="{}relations/{}.md" data-name="{}" aria-label="{}"><title>{}</title>{}</a>').format(
        root, found[0], name, f"{title} ({code})", title, square
    )

"""What every figure has around its drawing: a title, how to read it, a legend, and the ways to its facts.

In: the parts. Out: HTML. Knows no particular figure. A figure leads to the table with the same facts, to its data and to
its sources, so that nobody depends on seeing it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atlas.language.languages import prefix
from atlas.language.markup import Markup
from atlas.language.speech import Speech

#: Below the site of each language: every figure as a picture that stands alone.
PICTURES = "figures"


@dataclass(frozen=True)
class Ways:
    """Where a figure's facts are: addresses of the table, the data (below ``api/v1/``) and the sources.

    ``picture`` is its name as a picture that stands alone, such as ``organizations/un/membership``; empty for none.
    """

    table: str
    data: str
    sources: str
    picture: str = ""


#: The class of what is said of a figure on its page alone: a picture has no links, and nothing in it opens.
ON_PAGE = "atlas-figure__here"


def frame(
    speech: Speech, css: str, caption: Markup, about: Markup, drawing: Markup, ways: Ways, on_page: Markup | None = None
) -> Markup:
    """A figure; ``css`` is its own class, ``about`` one or two sentences on how to read it.

    ``on_page`` is a sentence after it on what one can do with the figure on the page, and not with the picture of it.
    """
    more = Markup(' <span class="{}">{}</span>').format(ON_PAGE, on_page) if on_page else Markup("")
    return Markup(
        '<figure class="atlas-figure {}" data-picture="{}"><figcaption>{}</figcaption>'
        '<p class="atlas-figure__about">{}{}</p>{}{}</figure>'
    ).format(css, ways.picture, caption, about, more, drawing, foot(speech, ways))


def foot(speech: Speech, ways: Ways) -> Markup:
    """The line below a figure: its facts as a table, as data, and their sources."""
    kind = ways.data.rsplit(".", 1)[-1].upper()
    return Markup(
        '<p class="atlas-figure__foot"><a href="{}">{}</a> · <a href="site:api/v1/{}">{}</a> · <a href="{}">{}</a>{}</p>'
    ).format(
        Markup(ways.table),
        speech.say("figure_table"),
        Markup(ways.data),
        speech.say("figure_data", kind=kind),
        Markup(ways.sources),
        speech.say("figure_sources"),
        _picture_link(speech, ways.picture) if ways.picture else "",
    )


def _picture_link(speech: Speech, name: str) -> Markup:
    return Markup(' · <a href="site:{}">{}</a>').format(picture_path(speech, name), speech.say("figure_picture"))


def picture_path(speech: Speech, name: str, ending: str = "svg") -> str:
    """Where the picture ``name`` stands in the site."""
    return f"{prefix(speech.language, speech.atlas.languages)}{PICTURES}/{name}.{ending}"


def bar_legend(entries: Iterable[tuple[str, str]]) -> Markup:
    """Class and label of each sort of bar, as a list; empty for one sort, which needs no telling apart."""
    entries = list(entries)
    if len(entries) < 2:
        return Markup("")
    items = Markup("").join(
        Markup('<li><svg width="22" height="12" aria-hidden="true">{}</svg> {}</li>').format(
            bar("1", "1", "20", "10", css), label
        )
        for css, label in entries
    )
    return Markup('<ul class="atlas-legend">{}</ul>').format(items)


#: The class of bars that are hatched.
HATCHED = "hatched"
#: Slanted lines for suspensions, which must not be told from membership by their colour alone.
HATCH = Markup(
    '<svg class="atlas-hidden" aria-hidden="true" width="0" height="0"><defs><pattern id="atlas-hatch" width="6" '
    'height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="atlas-hatch" width="6" '
    'height="6"/><line class="atlas-hatch" y2="6"/></pattern></defs></svg>'
)


def bar(x: str, y: str, width: str, height: str, css: str, title: str = "") -> Markup:
    """One rectangle of the class ``css``; ``title`` is what it tells when pointed at."""
    fill = Markup(' fill="url(#atlas-hatch)"') if css.split()[0] == HATCHED else Markup("")
    inside = Markup("<title>{}</title>").format(title) if title else Markup("")
    return Markup('<rect class="atlas-bar atlas-bar--{}" x="{}" y="{}" width="{}" height="{}"{}>{}</rect>').format(
        css, x, y, width, height, fill, inside
    )

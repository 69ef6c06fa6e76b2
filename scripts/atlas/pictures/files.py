"""Which pictures there are, and where they stand in the site.

In: the rendered pages of one language. Out: SVG texts by path. A figure says its name itself (``data-picture``), so a new
one needs no entry here. A map that can be coloured in several ways is one picture for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from atlas.language.markup import Markup, plain_text
from atlas.language.speech import Speech
from atlas.pictures.alone import Frame, standalone
from atlas.pictures.style import Sheet
from atlas.pictures.tree import classes, read_html, text_of
from atlas.publication import Publication
from atlas.render.figures.frame import ON_PAGE, picture_path
from atlas.render.sections import GENERATED_FILES, GENERATED_FOLDERS

_FIGURE = re.compile(r'<figure class="atlas-figure [^"]*" data-picture="[^"]+">.*?</figure>', re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """One picture: its name, such as ``organizations/un/membership``, the page it is of, its title, and its SVG."""

    name: str
    page: str
    title: str
    svg: str


@cache
def _sheet(path: Path) -> Sheet:
    return Sheet(path.read_text(encoding="utf-8"))


def generated_pages(folder: Path, root: str) -> Iterator[tuple[str, str]]:
    """Address in the site and text of each generated page in ``folder``; ``root`` is where the language begins."""
    parts = [folder / name for name in (*GENERATED_FILES, *GENERATED_FOLDERS)]
    files = [file for part in parts for file in ([part] if part.suffix else sorted(part.rglob("*.md")))]
    for file in files:
        place = file.relative_to(folder).with_suffix("").as_posix()
        address = place.removesuffix("index").rstrip("/")
        yield f"{root}{address}/" if address else root, file.read_text(encoding="utf-8")


def pictures(pages: Iterable[tuple[str, str]], sheet: Path, speech: Speech, publication: Publication) -> list[Picture]:
    """The pictures of ``pages``, which are addresses with the texts of the pages; each name once.

    ``sheet`` is the style sheet of the figures. Ordered by name.
    """
    found: dict[str, Picture] = {}
    for page, text in pages:
        for html in _FIGURE.findall(text):
            for name, figure in _views(read_html(html)):
                if name not in found:
                    found[name] = _picture(name, page, figure, _sheet(sheet), speech, publication)
    return [found[name] for name in sorted(found)]


def picture_files(found: Iterable[Picture], speech: Speech) -> dict[str, str]:
    """The pictures by path in the site."""
    return {picture_path(speech, picture.name): picture.svg for picture in found}


def _views(figure: Element) -> Iterator[tuple[str, Element]]:
    """The figure by its name; a map once for each way to colour it, with that legend alone."""
    legends = [legend.get("data-legend", "") for legend in figure.iter("ul") if "data-legend" in legend.attrib]
    if not legends:
        yield figure.get("data-picture", ""), figure
    for view in legends:
        copy = deepcopy(figure)
        drawing = next(part for part in copy.iter("div") if "data-view" in part.attrib)
        drawing.set("data-view", view)
        for legend in [part for part in drawing if part.get("data-legend", view) != view]:
            drawing.remove(legend)
        yield f"map-{view}", copy


def _picture(name: str, page: str, figure: Element, sheet: Sheet, speech: Speech, publication: Publication) -> Picture:
    sheet.apply(figure)
    for part in figure.findall("p"):
        for here in [inner for inner in part if ON_PAGE in classes(inner)]:
            part.remove(here)
    words = {part: text_of(found) for part in ("figcaption", "p") if (found := figure.find(part)) is not None}
    title = words.get("figcaption", "")
    is_map = "atlas-map" in classes(figure)
    if is_map:
        view = plain_text(speech.say(name.replace("-", "_view_")))
        title = f"{title}: {view}"
    frame = Frame(
        title=title,
        about=words.get("p", ""),
        source=plain_text(_source(page, speech, publication)),
        licence=plain_text(speech.say("picture_licence_map" if is_map else "picture_licence")),
        ink=sheet.colour("--md-default-fg-color"),
        pale=sheet.colour("--md-default-fg-color--light"),
        language=speech.language,
        mirrored=speech.direction == "rtl",
    )
    return Picture(name, page, title, standalone(figure, frame))


def _source(page: str, speech: Speech, publication: Publication) -> Markup:
    """What a picture is taken from; where the facts are, if the site's address is known."""
    work, version = speech.of(speech.atlas.subject.title), speech.digits(publication.version)
    if publication.address is None:
        return speech.say("picture_source_alone", work=work, version=version)
    return speech.say("picture_source", work=work, version=version, page=publication.url(page))

"""Figures as pictures that stand alone: each says what it is and whose, and needs nothing around it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from atlas.language.messages import TEMPLATES
from atlas.language.speech import Speech
from atlas.model.atlas import Atlas
from atlas.pictures.alone import wrapped
from atlas.pictures.files import Picture, generated_pages, picture_files, pictures
from atlas.pictures.style import Sheet
from atlas.pictures.tree import read_html
from atlas.publication import Publication
from atlas.render.render import render
from conftest import DESKTOP, ROOT, TODAY, Like, Watched

SHEET = ROOT / "docs/assets/atlas.css"
SITE = Publication("1.0.0", "https://example.org/atlas/")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def pages(mini: Atlas) -> dict[str, str]:
    return render(mini, TODAY, TEMPLATES)


def drawn(pages: dict[str, str], speech: Speech) -> dict[str, Picture]:
    own = [(name, text) for name, text in pages.items() if name.startswith(f"{speech.language}/")]
    return {picture.name: picture for picture in pictures(own, SHEET, speech, SITE)}


@pytest.fixture(scope="module")
def english_pictures(pages: dict[str, str], english: Speech) -> dict[str, Picture]:
    return drawn(pages, english)


def test_the_page_offers_every_picture_and_no_other(
    pages: dict[str, str], english_pictures: dict[str, Picture], persian: Speech
) -> None:
    for root, names in (("", english_pictures), ("fa/", drawn(pages, persian))):
        page = pages["fa/figures/index.md" if root else "en/figures/index.md"]
        offered = set(re.findall(r'href="([^":]*)\.svg"', page))
        assert offered == set(names), (
            "Name the figure in scripts/atlas/render/pages/figures.py, in the group of its page"
        )
        assert offered == set(re.findall(r'data-released="([^":]*)\.png"', page))
        assert {"counts", "memberships", "map-since", "organizations/commonwealth/offices"} <= offered


def test_a_figure_leads_to_its_picture(pages: dict[str, str]) -> None:
    assert 'href="../../figures/organizations/rcd/membership.svg"' in pages["fa/organizations/rcd.md"]
    assert 'href="../figures/map-status.svg"' in pages["en/relations/index.md"]
    assert 'href="../figures/map-missions.svg"' in pages["en/missions/index.md"]


def test_a_picture_says_what_it_is_whose_and_under_which_licence(english_pictures: dict[str, Picture]) -> None:
    for picture in english_pictures.values():
        root = ElementTree.fromstring(picture.svg)
        words = " ".join(" ".join(element.itertext()) for element in root.iter(f"{SVG}text"))
        assert root.findtext(f"{SVG}title") == picture.title
        assert picture.title.split()[0] in words
        assert "Source: " in words
        assert "data version 1.0.0" in words
        assert "https://example.org/atlas/" in words
        assert ("CC BY-SA 4.0" in words) == picture.name.startswith("map-")
        assert "CC BY 4.0" in words


def test_a_picture_needs_nothing_around_it(english_pictures: dict[str, Picture]) -> None:
    for picture in english_pictures.values():
        root = ElementTree.fromstring(picture.svg)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "title", "desc", "g", "rect", "text", "path", "line", "defs", "pattern",
        }  # fmt: skip
        for element in root.iter():
            assert not {"class", "style", "href"} & set(element.attrib)
            assert not [value for value in element.attrib.values() if "var(" in value or value.endswith("%")]
        known = {f"url(#{element.get('id')})" for element in root.iter() if element.get("id")}
        assert set(re.findall(r"url\([^)]*\)", picture.svg)) <= known


def test_each_view_of_the_map_has_its_own_colours_and_legend(english_pictures: dict[str, Picture]) -> None:
    status, since = (ElementTree.fromstring(english_pictures[name].svg) for name in ("map-status", "map-since"))
    colour = Sheet(SHEET.read_text(encoding="utf-8")).colour
    for root, own in ((status, "--atlas-map-yes"), (since, "--atlas-ramp-7")):
        fills = {element.get("fill") for element in root.iter(f"{SVG}rect")}
        assert colour(own) in fills
    assert "Established" in "".join(status.itertext())
    assert "1950s" in "".join(since.itertext())
    assert "1950s" not in "".join(status.itertext())


def test_a_suspension_is_hatched(english_pictures: dict[str, Picture]) -> None:
    assert 'fill="url(#atlas-hatch)"' in english_pictures["organizations/commonwealth/membership"].svg
    assert "atlas-hatch" not in english_pictures["organizations/rcd/membership"].svg


@pytest.mark.browser
def test_a_picture_can_be_had_as_png_where_no_release_made_it(like: Like, mini_base: str) -> None:
    watched = Watched(like(viewport=DESKTOP, accept_downloads=True), mini_base)
    page = watched.open(mini_base + "fa/figures/")
    link = page.locator("h2 ~ p .atlas-released a").first
    expect(link).to_be_visible()
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".png")
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG")
    width = int.from_bytes(content[16:20], "big")
    assert width == 2 * page.locator("figure img").first.evaluate("(image) => image.naturalWidth")
    assert watched.faults == []


def test_persian_lines_read_from_the_right_in_every_program(pages: dict[str, str], persian: Speech) -> None:
    root = ElementTree.fromstring(drawn(pages, persian)["counts"].svg)
    lines = [element for element in root.findall(f"{SVG}text") if element.text]
    assert lines
    for line in lines:
        assert line.get("text-anchor") == "end"
        assert (line.text or "")[0] + (line.text or "")[-1] == "\u2067\u2069"


def test_files_stand_below_the_language(pages: dict[str, str], persian: Speech) -> None:
    names = list(picture_files(drawn(pages, persian).values(), persian))
    assert "fa/figures/organizations/eco/membership.svg" in names


def test_pages_are_found_by_their_addresses(tmp_path: Path) -> None:
    for name in ("index.md", "organizations/un.md", "organizations/index.md", "about/index.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert dict(generated_pages(tmp_path, "fa/")) == {
        "fa/": "index.md",
        "fa/organizations/": "organizations/index.md",
        "fa/organizations/un/": "organizations/un.md",
    }


def test_a_sheet_is_applied_as_a_browser_would() -> None:
    sheet = Sheet(
        '[data-md-color-scheme="default"] { --c: #123456; } [data-md-color-scheme="slate"] { --c: #fff; }'
        ".atlas-a:not([fill]) { fill: var(--c); } .atlas-b rect.atlas-a { stroke: red; fill: blue; }"
        ".md-typeset .atlas-a { opacity: 0; } @media print { .atlas-a { opacity: 1; } }"
    )
    figure = read_html('<g class="atlas-b"><rect class="atlas-a"/><rect class="atlas-a" fill="url(#x)"/></g>')
    sheet.apply(figure)
    first, second = figure
    assert first.attrib == {"class": "atlas-a", "fill": "blue", "stroke": "red"}
    assert second.get("fill") == "url(#x)"


def test_words_are_broken_between_words() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("incomprehensibilities are", 7) == ["incomprehensibilities", "are"]


def test_a_picture_does_not_speak_of_what_only_the_page_can(
    pages: dict[str, str], english: Speech, persian: Speech
) -> None:
    for speech in (english, persian):
        said = speech.say("map_links")
        assert said in pages[f"{speech.language}/relations/index.md"]
        for picture in drawn(pages, speech).values():
            assert said not in picture.svg
            assert speech.say("figure_events_open") not in picture.svg
        assert speech.say("map_about") in drawn(pages, speech)["map-status"].svg


def test_a_picture_without_a_known_site_names_no_address(pages: dict[str, str], english: Speech) -> None:
    own = [(name, text) for name, text in pages.items() if name.startswith("en/")]
    for picture in pictures(own, SHEET, english, Publication("1.0.0")):
        assert "Source: Pakistan in the World, data version 1.0.0 Licence" in picture.svg
        assert "each fact with its sources at" not in picture.svg

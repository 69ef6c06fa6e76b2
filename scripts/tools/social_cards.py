"""Draws the pictures that stand beside a shared link: ``python -m tools.social_cards`` in the folder ``scripts``. Needs Chromium.

Run it when the title, the tagline or the arrangement of the map changes, and commit what it writes to docs/assets/social/.
"""

from __future__ import annotations

from html import escape

from playwright.sync_api import sync_playwright

from atlas.language.languages import language as language_of
from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from atlas.pipeline import ROOT
from tools.browser import ARGUMENTS, chromium

#: The size that networks ask for.
WIDTH, HEIGHT = 1200, 630
TILE, GAP = 18, 4

STYLE = """
@font-face { font-family: Vazirmatn; font-weight: 400; src: url("FONTS/Vazirmatn-Regular.woff2"); unicode-range: U+0600-06FF, U+200C-200F }
@font-face { font-family: Vazirmatn; font-weight: 700; src: url("FONTS/Vazirmatn-Bold.woff2"); unicode-range: U+0600-06FF, U+200C-200F }
body { margin: 0; background: #14532d; color: #fff; font-family: Vazirmatn, "Noto Sans", sans-serif }
main { position: absolute; inset-block: 0; inset-inline-start: 64px; inline-size: 440px; display: flex; flex-direction: column; justify-content: center }
h1 { font-size: 68px; margin: 0 0 22px; font-weight: 700; line-height: 1.25 }
p { font-size: 29px; margin: 0; line-height: 1.55; color: #e3f3e9 }
svg { position: absolute; inset-block: 0; margin: auto; inset-inline-end: 48px }
rect { fill: #2c7a4b } rect.own { fill: #fff }
"""


def card(atlas: Atlas, language: str) -> str:
    """The card of one language as HTML."""
    places = atlas.tiles.places
    own = atlas.subject.country
    tiles = "".join(
        f'<rect{" class=own" if code == own else ""} x="{x * (TILE + GAP)}" y="{y * (TILE + GAP)}" '
        f'width="{TILE}" height="{TILE}" rx="3"/>'
        for code, (x, y) in places.items()
    )
    width, height = ((max(place[axis] for place in places.values()) + 1) * (TILE + GAP) for axis in (0, 1))
    title, tagline = (escape(text.in_language(language) or "") for text in (atlas.subject.title, atlas.subject.tagline))
    style = STYLE.replace("FONTS", (ROOT / "docs/assets/fonts").as_uri())
    return (
        f'<!doctype html><html lang="{language}" dir="{language_of(language).direction}"><style>{style}</style>'
        f'<svg width="{width}" height="{height}">{tiles}</svg><main><h1>{title}</h1><p>{tagline}</p></main></html>'
    )


def main() -> None:
    """Write a picture for each language."""
    atlas, _findings = read_atlas(ROOT / "data")
    assert atlas is not None
    folder = ROOT / "docs/assets/social"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        program, flags = chromium(), list(ARGUMENTS)
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for language in atlas.languages:
            source = folder / f"{language}.html"  # a file, so that the fonts beside it may be read
            source.write_text(card(atlas, language), encoding="utf-8")
            page.goto(source.as_uri())
            page.evaluate("document.fonts.ready")
            page.screenshot(path=folder / f"{language}.png")
            source.unlink()
        browser.close()


if __name__ == "__main__":
    main()

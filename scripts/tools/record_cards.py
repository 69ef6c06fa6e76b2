"""Gives each record its own picture beside a shared link: ``python3 scripts/dev.py cards [SITE]``, after a build. Needs Chromium.

In: the folder of a built site that has a public address. Out: a small picture for the page of each record in each language,
and the pages pointed to them. A step of its own, because a thousand pictures take minutes and are asked for only once
the site is published; the words on them are those that the page itself gives to networks (Open Graph).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a program, its own folder would be first

from playwright.sync_api import Page, sync_playwright

from atlas.model.atlas import FOLDERS
from tools.browser import ARGUMENTS, chromium

#: Half of what networks ask for: large enough for a card, and a third of the bytes.
WIDTH, HEIGHT = 600, 315
ROOT = Path(__file__).resolve().parents[2]

_META = re.compile(r'<meta property="og:(?P<name>title|description|site_name|image)" content="(?P<content>[^"]*)">')
_SIZE = re.compile(r'(<meta property="og:image:(?P<side>width|height)" content=")\d+')
_ALT = re.compile(r'(<meta property="og:image:alt" content=")[^"]*')

STYLE = """
@font-face { font-family: Vazirmatn; font-weight: 400; src: url("FONTS/Vazirmatn-Regular.woff2"); unicode-range: U+0600-06FF, U+200C-200F }
@font-face { font-family: Vazirmatn; font-weight: 700; src: url("FONTS/Vazirmatn-Bold.woff2"); unicode-range: U+0600-06FF, U+200C-200F }
body { margin: 0; inline-size: 600px; block-size: 315px; background: #14532d; color: #fff; font-family: Vazirmatn, "Noto Sans", sans-serif }
main { position: absolute; inset: 28px 36px; display: flex; flex-direction: column; overflow: hidden }
h1 { font-size: 34px; line-height: 1.35; margin: 0 0 12px; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden }
p { font-size: 18px; line-height: 1.65; margin: 0; color: #e3f3e9; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden }
footer { margin-block-start: auto; padding-block-start: 10px; font-size: 15px; color: #b9dfc8; border-block-start: 1px solid #2c7a4b }
"""


@dataclass(frozen=True)
class Card:
    """What the page of a record says of itself: its file, its language and direction, texts as HTML."""

    page: Path
    picture: str
    language: str
    direction: str
    texts: dict[str, str]

    def html(self, fonts: str) -> str:
        """The card to be photographed."""
        return (
            f'<!doctype html><html lang="{self.language}" dir="{self.direction}"><meta charset="utf-8">'
            f"<style>{STYLE.replace('FONTS', fonts)}</style><main><h1>{self.texts['title']}</h1>"
            f"<p>{self.texts.get('description', '')}</p><footer>{self.texts['site_name']}</footer></main></html>"
        )


def cards(site: Path) -> Iterator[Card]:
    """The card of each record's page that says a picture: without a public address pages say none."""
    for page in sorted(site.rglob("index.html")):
        parts = page.relative_to(site).parts[:-1]
        if len(parts) < 2 or parts[-2] not in FOLDERS or parts[0] == "api":
            continue
        html = page.read_text(encoding="utf-8")
        texts = {match["name"]: match["content"] for match in _META.finditer(html)}
        root = re.search(r'<html\b[^>]*\blang="([^"]*)"', html)
        direction = re.search(r'<html\b[^>]*\bdir="([^"]*)"', html)
        if "image" in texts and root and direction:
            yield Card(page, f"assets/social/{'/'.join(parts)}.png", root[1], direction[1], texts)


def pointed(html: str, card: Card) -> str:
    """The page with its own picture in the place of that of the site."""
    image = re.sub(r"assets/social/.*", card.picture, card.texts["image"])
    html = html.replace(f'og:image" content="{card.texts["image"]}"', f'og:image" content="{image}"')
    html = _SIZE.sub(lambda match: match[1] + str(WIDTH if match["side"] == "width" else HEIGHT), html)
    return _ALT.sub(lambda match: match[1] + card.texts["title"], html)


def draw(page: Page, card: Card, site: Path) -> None:
    """Draw one card, and point its page to it."""
    picture = site / card.picture
    picture.parent.mkdir(parents=True, exist_ok=True)
    source = picture.with_suffix(".html")  # a file, so that the fonts may be read
    source.write_text(card.html((ROOT / "docs/assets/fonts").as_uri()), encoding="utf-8")
    page.goto(source.as_uri())
    page.evaluate("document.fonts.ready")
    page.screenshot(path=picture)
    source.unlink()
    card.page.write_text(pointed(card.page.read_text(encoding="utf-8"), card), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Draw every card of the site in the folder that is named, or in ``site``."""
    site = Path(arguments[0]) if arguments else ROOT / "site"
    found = list(cards(site))
    if not found:
        print(f"{site} has no page of a record with a picture: build it first, with ATLAS_SITE_URL set.")
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for card in found:
            draw(page, card, site)
        browser.close()
    print(f"{len(found)} cards drawn")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

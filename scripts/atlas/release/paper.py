"""What only a browser can make of a built site: pictures in pixels and the sheet of all memberships.

In: the folder of a built site, a Chromium. Out: PNG beside each SVG of a figure, PDF beside the page of all memberships.
A browser shapes Persian as readers' own do, with the site's own typeface.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from atlas.disk import write_bytes
from atlas.render.figures.frame import PICTURES
from atlas.render.pages.summary import PDF
from tools.browser import ARGUMENTS, served

#: Pixels for each unit of a picture: sharp on paper at the width of a column.
SCALE = 2
_SIZE = re.compile(r'<svg\b[^>]*? width="(\d+)(?:\.\d+)?" height="(\d+)(?:\.\d+)?"')


def drawings(site: Path) -> list[Path]:
    """The pictures of the site that are to be had in pixels too."""
    return sorted(path for path in site.rglob("*.svg") if PICTURES in path.relative_to(site).parts[:2])


def sheets(site: Path) -> list[Path]:
    """The pages that are to be had as a sheet of paper."""
    return sorted(path.parent / "index.html" for path in site.rglob("index.html") if _is_sheet(path, site))


def _is_sheet(path: Path, site: Path) -> bool:
    parts = path.relative_to(site).parent.parts
    return len(parts) <= 2 and parts[-1:] == (PDF.split("/", maxsplit=1)[0],)


def print_site(site: Path, chromium: str) -> Iterator[Path]:
    """Write every PNG and PDF of ``site``, and name each."""
    with served(site) as (address, _sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield from _pixels(browser, site, address)
        for sheet in sheets(site):
            page = browser.new_page()
            page.goto(f"{address}{sheet.relative_to(site).parent.as_posix()}/", wait_until="networkidle")
            target = sheet.parent / PDF.rsplit("/", maxsplit=1)[-1]
            write_bytes(target, page.pdf(prefer_css_page_size=True, print_background=True))
            page.close()
            yield target
        browser.close()


def _pixels(browser: Browser, site: Path, address: str) -> Iterator[Path]:
    """A PNG beside each drawing; one page draws them all, so that the typeface is loaded once."""
    page = browser.new_page(device_scale_factor=SCALE)
    page.goto(f"{address}robots.txt")
    page.set_content(
        "<style>@font-face{font-family:Vazirmatn;src:url(/project/assets/fonts/Vazirmatn-Regular.woff2)}"
        "@font-face{font-family:Vazirmatn;font-weight:700;src:url(/project/assets/fonts/Vazirmatn-Bold.woff2)}"
        "html,body{margin:0}svg{display:block}p{position:absolute;inset-block-start:-9em;font-family:Vazirmatn}</style>"
        '<main></main><p lang="fa">آ <b>آ</b></p>'
    )
    page.evaluate("() => document.fonts.ready")
    for drawing in drawings(site):
        target = drawing.with_suffix(".png")
        write_bytes(target, _photograph(page, drawing.read_text(encoding="utf-8")))
        yield target


def _photograph(page: Page, svg: str) -> bytes:
    """The pixels of one drawing, in the size that it names."""
    size = _SIZE.search(svg)
    width, height = (int(size[1]), int(size[2]) + 1) if size else (860, 600)
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("svg => { document.querySelector('main').innerHTML = svg; return document.fonts.ready }", svg)
    return page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height})

"""What the built pages need that Markdown does not give: links in raw HTML, isolated runs, the pencil, ``dir``.

In: HTML of one page and MkDocs' tables of files. Out: HTML. The only module beside the hooks that knows MkDocs.
"""

from __future__ import annotations

import posixpath
import re
from html import escape
from urllib.parse import urlencode, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from atlas.language.isolate import isolate
from atlas.language.languages import language as language_of
from atlas.language.languages import prefix

log = get_plugin_logger("atlas")

_RAW_LINK = re.compile(r'href="(?P<target>[^":#?]+\.md)(?P<anchor>#[^"]*)?"')
_REPORT_LINK = re.compile(r'href="report:(?P<record>[^"]*)"')
_SITE_LINK = re.compile(r'(?P<attribute>href|src)="site:(?P<target>[^"]*)"')


def finish_content(
    html: str, page: Page, files: Files, config: MkDocsConfig, language: str, languages: tuple[str, ...]
) -> str:
    """Resolve links and isolate runs of the other direction in the HTML of one page.

    ``site-address:`` becomes the site's own address, for what is shown to be copied. ``languages`` are the atlas's; a page that this one lacks is shown as it stands in the first, and marked so.
    """
    root = prefix(language, languages)
    html = _REPORT_LINK.sub(lambda match: f'href="{report_address(match["record"], page, config, root)}"', html)
    html = _RAW_LINK.sub(lambda match: _resolve(match, page, files), html)
    html = _SITE_LINK.sub(lambda match: f'{match["attribute"]}="{get_relative_url(match["target"], page.url)}"', html)
    html = html.replace("site-address:", escape(config.site_url or ""))
    if page.file.src_uri.startswith(f"{languages[0]}/") and language != languages[0]:
        own = language_of(languages[0])
        return f'<div lang="{own.code}" dir="{own.direction}">{isolate(html, own.code, languages)}</div>'
    return isolate(html, language, languages)


def report_address(record: str, page: Page, config: MkDocsConfig, root: str) -> str:
    """Where to report an error on a record's page: the repository's form, filled in; else the page for contributors."""
    if config.repo_url:
        query = urlencode({"template": "error.yml", "title": record, "page": page.canonical_url or page.url})
        return escape(f"{config.repo_url.rstrip('/')}/issues/new?{query}")
    return get_relative_url(f"{root}contribute/", page.url)


def _resolve(match: re.Match[str], page: Page, files: Files) -> str:
    """A relative link to a Markdown file as a link to its page; MkDocs does this only for links written in Markdown."""
    source = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), match["target"]))
    file = files.get_file_from_path(source)
    if file is None:
        log.warning("%s links to %s, which does not exist.", page.file.src_uri, match["target"])
        return match[0]
    return f'href="{get_relative_url(file.url, page.url)}{match["anchor"] or ""}"'


def set_edit_link(page: Page, config: MkDocsConfig) -> None:
    """Point the pencil of a generated page to the YAML file that it was made from.

    Where no repository is configured it opens the copy of that file in the site itself; a hand-written
    page has no pencil then.
    """
    file = page.meta.get("data_file")
    if file is None:
        if page.meta.get("kind"):
            page.edit_url = None  # a generated page that is made from many files
        return
    if config.repo_url:
        # edit_uri leads to docs/; the data stands beside it.
        page.edit_url = urljoin(f"{config.repo_url.rstrip('/')}/{(config.edit_uri or '').strip('/')}/", f"../{file}")
    else:
        page.edit_url = get_relative_url(str(file), page.url)


def escape_meta(page: Page) -> None:
    """Make the page's title and description HTML: Material prints them as they are, also into attributes."""
    for name in ("title", "description"):
        if page.meta.get(name):
            page.meta[name] = escape(str(page.meta[name]))


_ALTERNATE = re.compile(r'<link rel="alternate" href="(?P<href>[^"]*)" hreflang="(?P<language>[^"]*)">')


def finish_page(html: str, address: str, language: str, languages: tuple[str, ...]) -> str:
    """Mend what Material leaves undone in the page around the content."""
    own = language_of(language)
    # Material sets dir on the body only, and scroll bars follow the root. The rest is for style sheets and scripts.
    attributes = (
        f'dir="{own.direction}" data-script="{own.script}" data-numerals="{own.numerals}" data-locale="{own.tag}"'
    )
    html = re.sub(r"<html\b(?![^>]*\bdir=)", f"<html {attributes}", html, count=1)
    # Material writes the language of its own words, which is another one where it has none in this.
    html = re.sub(r'(<html\b[^>]*? lang=")[^"]*', rf"\g<1>{own.code}", html, count=1)
    html = re.sub(r'(<body dir=")[^"]*', rf"\g<1>{own.direction}", html, count=1)
    return _ALTERNATE.sub(lambda match: _alternate(match, address, languages[0]), html)


def _alternate(match: re.Match[str], address: str, first: str) -> str:
    """A link to another language as search engines want it: absolute, the first language as the default.

    The second word in ``rel`` hides it from Material's script, which would look for a sitemap beside every page
    and meet two 404s; the language switch does without.
    """
    href = urljoin(address, match["href"])
    link = f'<link rel="alternate translation" href="{href}" hreflang="{match["language"]}">'
    default = f'<link rel="alternate translation" href="{href}" hreflang="x-default">'
    return link + default if match["language"] == first else link

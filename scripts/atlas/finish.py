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
from atlas.language.languages import DIRECTIONS

log = get_plugin_logger("atlas")

_RAW_LINK = re.compile(r'href="(?P<target>[^":#?]+\.md)(?P<anchor>#[^"]*)?"')
_REPORT_LINK = re.compile(r'href="report:(?P<record>[^"]*)"')
_SITE_LINK = re.compile(r'(?P<attribute>href|src)="site:(?P<target>[^"]*)"')


def finish_content(html: str, page: Page, files: Files, config: MkDocsConfig, language: str) -> str:
    """Resolve links and isolate runs of the other script in the HTML of one page."""
    html = _REPORT_LINK.sub(lambda match: f'href="{report_address(match["record"], page, config)}"', html)
    html = _RAW_LINK.sub(lambda match: _resolve(match, page, files), html)
    html = _SITE_LINK.sub(lambda match: f'{match["attribute"]}="{get_relative_url(match["target"], page.url)}"', html)
    return isolate(html, language)


def report_address(record: str, page: Page, config: MkDocsConfig) -> str:
    """Where to report an error on a record's page: the repository's form, filled in; else the page for contributors."""
    if config.repo_url:
        query = urlencode({"template": "error.yml", "title": record, "page": page.canonical_url or page.url})
        return escape(f"{config.repo_url.rstrip('/')}/issues/new?{query}")
    return get_relative_url(f"{_language_root(page)}contribute/", page.url)


def _language_root(page: Page) -> str:
    return "fa/" if page.url.startswith("fa/") else ""


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


def finish_page(html: str, address: str, language: str) -> str:
    """Mend what Material leaves undone in the page around the content."""
    # Material sets dir on the body only, and scroll bars follow the root.
    html = re.sub(r"<html\b(?![^>]*\bdir=)", f'<html dir="{DIRECTIONS[language]}"', html, count=1)
    return _ALTERNATE.sub(lambda match: _alternate(match, address), html)


def _alternate(match: re.Match[str], address: str) -> str:
    """A link to the other language as search engines want it: absolute, English as the default.

    The second word in ``rel`` hides it from Material's script, which would look for a sitemap beside every page
    and meet two 404s; the language switch does without.
    """
    href = urljoin(address, match["href"])
    link = f'<link rel="alternate translation" href="{href}" hreflang="{match["language"]}">'
    default = f'<link rel="alternate translation" href="{href}" hreflang="x-default">'
    return link + default if match["language"] == "en" else link

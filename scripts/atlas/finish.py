"""What the built pages need that Markdown does not give: links in raw HTML, isolated runs, ``dir``, alternates, the pencil.

In: HTML of one page, where the page stands, and a function that knows where other pages stand. Out: HTML. Knows no
generator: the same can be done to the pages of any.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urlencode, urljoin

from atlas.language.isolate import isolate
from atlas.language.languages import language as language_of
from atlas.site_addresses import relative

#: The address below the site of the page that is made from a Markdown file below ``docs/``; None if there is none.
AddressOf = Callable[[str], str | None]

_RAW_LINK = re.compile(r'href="(?P<target>[^":#?]+\.md)(?P<anchor>#[^"]*)?"')
_REPORT = re.compile(r'href="[^"]*" data-report="(?P<record>[^"]*)"')
_WITH_ADDRESS = re.compile(r"<(?P<tag>p|span) data-with-address>(?P<inner>.*?)</(?P=tag)>", re.DOTALL)
#: An address below the site, or below the repository, that is shown as such.
_SHOWN_ADDRESS = re.compile(r"(?P<open><(?:a|code)\b[^>]*>)(?P<address>[\w.&;-]+(?:/[\w.&;-]+)+)(?=/?</(?:a|code)>)")
_SITE_LINK = re.compile(r'(?P<attribute>href|src|data-released)="site:(?P<target>[^"]*)"')


@dataclass(frozen=True)
class Place:
    """Where a page stands: its address below the site's, and below ``docs/`` the Markdown file that it is made from.

    ``public`` is its whole address, where that is known.
    """

    address: str
    source: str
    public: str | None = None


def finish_content(
    html: str,
    place: Place,
    address_of: AddressOf,
    language: str,
    languages: tuple[str, ...],
    repository: str | None = None,
    home: str = "",
) -> str:
    """Resolve links and isolate runs of the other direction in the HTML of one page.

    ``languages`` are the atlas's; a page that this one lacks is shown as it stands in the first, and marked so.
    Errors are reported in the ``repository``, if there is one. ``site-address:`` becomes ``home``, the site's own address,
    in what is shown to be copied; elements with ``data-with-address`` are left out where nobody knows it. Where
    ``data-released`` leads is there only after :mod:`release`, which makes links of them (:mod:`atlas.release.offers`).
    """
    if repository:
        html = _REPORT.sub(lambda match: f'href="{_report_form(match["record"], place, repository)}"', html)
    html = _RAW_LINK.sub(lambda match: _resolve(match, place, address_of), html)
    # What is shown to be copied is of no use without the whole address.
    html = _WITH_ADDRESS.sub(lambda match: f"<{match['tag']}>{match['inner']}</{match['tag']}>" if home else "", html)
    # On a phone it breaks behind its slashes and not within a word.
    html = _SHOWN_ADDRESS.sub(lambda match: match["open"] + match["address"].replace("/", "/<wbr>"), html)
    html = site_links(html, place.address).replace("site-address:", escape(home))
    if place.source.startswith(f"{languages[0]}/") and language != languages[0]:
        own = language_of(languages[0])
        return f'<div lang="{own.code}" dir="{own.direction}">{isolate(html, own.code, languages)}</div>'
    return isolate(html, language, languages)


def _report_form(record: str, place: Place, repository: str) -> str:
    """The repository's form for reporting an error, filled in."""
    query = urlencode({"template": "error.yml", "title": record, "page": place.public or place.address})
    return escape(f"{repository.rstrip('/')}/issues/new?{query}")


def site_links(html: str, address: str) -> str:
    """``html``, for the page at ``address``, with links to files of the site (``site:api/v1/…``) made relative.

    Pages that are rendered have had this done; hand-written ones may be shown in several languages, at several depths.
    """
    return _SITE_LINK.sub(lambda match: f'{match["attribute"]}="{relative(match["target"], address)}"', html)


def _resolve(match: re.Match[str], place: Place, address_of: AddressOf) -> str:
    """A relative link to a Markdown file as a link to its page; generators do this only for links written in Markdown."""
    source = _joined(posixpath.dirname(place.source), match["target"])
    address = address_of(source)
    return match[0] if address is None else f'href="{relative(address, place.address)}{match["anchor"] or ""}"'


@lru_cache(maxsize=50_000)  # the pages of a folder lead to the same others
def _joined(folder: str, target: str) -> str:
    """The path that ``target`` leads to from a page in ``folder``."""
    return posixpath.normpath(posixpath.join(folder, target))


def pencil(data_file: str, address: str, repository: str | None, edit_uri: str | None) -> str:
    """Where the YAML file that the page at ``address`` is made from can be edited.

    Where no repository is configured that is the copy of the file in the site itself. ``edit_uri`` leads to docs/, the
    data stands beside it.
    """
    if repository:
        return urljoin(f"{repository.rstrip('/')}/{(edit_uri or '').strip('/')}/", f"../{data_file}")
    return relative(data_file, address)


def escape_meta(meta: MutableMapping[str, Any]) -> None:
    """Make a page's title and description HTML: Material prints them as they are, also into attributes."""
    for name in ("title", "description"):
        if meta.get(name):
            meta[name] = escape(str(meta[name]))


_ALTERNATE = re.compile(r'<link rel="alternate" href="(?P<href>[^"]*)" hreflang="(?P<language>[^"]*)">')


def finish_page(html: str, address: str, language: str, languages: tuple[str, ...], heading_link: str) -> str:
    """Mend what Material leaves undone in the page around the content; ``heading_link`` names the link at a heading."""
    own = language_of(language)
    # Material sets dir on the body only, and scroll bars follow the root. The rest is for style sheets and scripts.
    attributes = (
        f'dir="{own.direction}" data-script="{own.script}" data-numerals="{own.numerals}" data-locale="{own.tag}"'
    )
    html = re.sub(r"<html\b(?![^>]*\bdir=)", f"<html {attributes}", html, count=1)
    # Material writes the language of its own words, which is another one where it has none in this.
    html = re.sub(r'(<html\b[^>]*? lang=")[^"]*', rf"\g<1>{own.code}", html, count=1)
    html = re.sub(r'(<body dir=")[^"]*', rf"\g<1>{own.direction}", html, count=1)
    # Named by its sign alone, the link at a heading is read as "paragraph".
    html = html.replace(
        ' title="Permanent link"', f' title="{escape(heading_link)}" aria-label="{escape(heading_link)}"'
    )
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

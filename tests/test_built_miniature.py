"""The built miniature: the same bytes on another day, from another folder, in another locale; and no link leads nowhere."""

from __future__ import annotations

import hashlib
import locale
import os
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from conftest import MINI_BUILD, build_site
from miniature import mini_project

BASE = "http://atlas.test/project/"
#: What MkDocs writes with the time of the build, and nothing of ours reads.
TIMED = ("sitemap.xml", "sitemap.xml.gz")


def digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file() and path.name not in TIMED
    }


def _another_locale() -> str:
    """A locale of this machine that is not the usual one, or the plain one."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("tr_TR.UTF-8", "fa_IR.UTF-8", "de_DE.UTF-8"):
            try:
                return str(locale.setlocale(locale.LC_ALL, name))
            except locale.Error:
                continue
        return "C"
    finally:
        locale.setlocale(locale.LC_ALL, before)


def test_the_site_is_the_same_wherever_and_whenever_it_is_built(
    mini_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = mini_project(tmp_path_factory.mktemp("elsewhere with a space") / "another" / "name")
    for path in project.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    name = _another_locale()
    build_site(
        project, project / "site", **MINI_BUILD, LC_ALL=name, LANG=name, TZ="Pacific/Kiritimati", PYTHONHASHSEED="42", HOME="/nonexistent",
    )  # fmt: skip
    first, second = digests(mini_site), digests(project / "site")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


class Links(HTMLParser):
    """The addresses to which a page leads, and the anchors in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(values[name] for name in ("id", "name") if name in values)
        self.links += [values[name] for name in ("href", "src") if name in values]
        if values.get("http-equiv", "").lower() == "refresh":
            self.links.append(values["content"].split("url=", 1)[1])


def pages(site: Path) -> dict[str, Links]:
    """Every page by its address, read."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        parser = Links()
        parser.feed(path.read_text(encoding="utf-8"))
        found[BASE + path.relative_to(site).as_posix()] = parser
    return found


def dead_links(site: Path) -> Iterator[str]:
    """Each link of the site to itself that leads to no file or to no anchor."""
    known = pages(site)
    for address, page in known.items():
        for link in page.links:
            target = urlsplit(urljoin(address, link))
            if not target.geturl().startswith(BASE):
                continue
            relative = unquote(target.path.removeprefix(urlsplit(BASE).path))
            file = site / relative / "index.html" if not relative or relative.endswith("/") else site / relative
            if not file.is_file():
                yield f"{address}: {link}"
            elif target.fragment and file.suffix == ".html":
                anchors = known[BASE + file.relative_to(site).as_posix()].anchors
                if unquote(target.fragment) not in anchors:
                    yield f"{address}: {link}"


def test_every_link_and_anchor_leads_somewhere(mini_site: Path) -> None:
    # A fragment of "As of a day" is a day, not an anchor.
    day = re.compile(r"as-of/#\d{4}-\d{2}-\d{2}$|#__\w+$")
    assert [link for link in dead_links(mini_site) if not day.search(link)] == []


def test_a_dead_link_would_be_seen(mini_site: Path, tmp_path: Path) -> None:
    site = shutil.copytree(mini_site, tmp_path / "site")
    page = site / "fa/topics/index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("</body>", '<a href="../nowhere/">x</a><a href="#nothing">y</a></body>'), encoding="utf-8"
    )
    found = list(dead_links(site))
    assert f"{BASE}fa/topics/index.html: ../nowhere/" in found
    assert f"{BASE}fa/topics/index.html: #nothing" in found


def test_both_languages_have_the_same_pages(mini_site: Path) -> None:
    every = {path.relative_to(mini_site).as_posix() for path in mini_site.rglob("index.html")}
    persian = {name.removeprefix("fa/") for name in every if name.startswith("fa/")}
    assert persian == {name for name in every if not name.startswith("fa/")}

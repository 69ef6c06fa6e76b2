"""The built site, without a browser: addresses, languages, links, the data for machines."""

from __future__ import annotations

import csv
import json
import re
import struct
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

from atlas.derive.memberships import shared_organizations, status_on
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.dates import parse_date
from conftest import NOW, ROOT

BASE = "http://atlas.test/project/"
RECORDS = [(folder, path.stem) for folder in FOLDERS for path in sorted((ROOT / "data" / folder).glob("*.yml"))]


class Reader:
    """What the tests ask of a page. Of its elements only few are kept: there are millions of them in the site."""

    def __init__(self, path: Path) -> None:
        self.ids: set[str] = set()
        self.repeated: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.headings: list[str] = []
        #: Those that lead to another language, or to where the page is edited.
        self.ways: list[tuple[str, dict[str, str]]] = []
        root = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
        self.root = dict(root.attrib)
        for element in root.iter(etree.Element):
            self._note(element.tag, element.attrib)

    def _note(self, tag: str, found: Mapping[str, str]) -> None:
        if id_ := found.get("id"):
            (self.repeated if id_ in self.ids else self.ids).add(id_)
            if re.fullmatch("h[1-6]", tag):
                self.headings.append(id_)
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag in ("script", "img", "iframe", "source") and found.get("src"):
            self.loads.append(found["src"])
        if tag == "link" and found.get("rel") in ("stylesheet", "icon", "preload", "preconnect", "dns-prefetch"):
            self.loads.append(found["href"])
        if "hreflang" in found or found.get("rel") == "edit":
            self.ways.append((tag, dict(found)))


read = cache(Reader)


def pages(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]


def load_json(site: Path, name: str) -> Any:
    return json.loads((site / "api/v1" / name).read_text(encoding="utf-8"))


def test_every_page_has_its_twin_in_the_other_language(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in pages(site)}
    english = {name for name in names if not name.startswith("fa/")}
    assert {f"fa/{name}" for name in english} == names - english


def test_every_record_has_its_address_in_both_languages(site: Path) -> None:
    assert RECORDS
    for folder, id_ in RECORDS:
        for language in ("", "fa/"):
            assert (site / f"{language}{folder}/{id_}/index.html").is_file()


def test_language_and_direction_are_right_on_every_page(site: Path) -> None:
    for path in pages(site):
        persian = path.relative_to(site).parts[0] == "fa"
        root = read(path).root
        assert (root["lang"], root["dir"]) == (("fa", "rtl") if persian else ("en", "ltr")), path


def test_the_language_switch_stays_on_the_page(site: Path) -> None:
    for path in pages(site):
        name = path.parent.relative_to(site).as_posix()
        twin = name.removeprefix("fa").lstrip("/") if name.startswith("fa") else f"fa/{name}".replace("/.", "")
        wanted = urljoin(BASE, f"{twin}/" if twin not in ("", ".") else "")
        other = "en" if name.startswith("fa") else "fa"
        switches = [t for tag, t in read(path).ways if tag == "a" and t.get("hreflang") == other]
        here = urljoin(BASE, f"{name}/" if name != "." else "")
        assert {urljoin(here, str(switch["href"])) for switch in switches} == {wanted}, path


def test_alternates_are_absolute_with_english_as_default(site: Path) -> None:
    folder, id_ = RECORDS[0]
    tags = read(site / f"fa/{folder}/{id_}/index.html").ways
    found = {t["hreflang"]: t["href"] for tag, t in tags if tag == "link" and "hreflang" in t}
    english = f"{BASE}{folder}/{id_}/"
    assert found == {"en": english, "x-default": english, "fa": f"{BASE}fa/{folder}/{id_}/"}


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    for path in [*pages(site), site / "404.html"]:
        for address in read(path).loads:
            assert urlsplit(address).netloc == "", (path, address)


def test_no_style_sheet_loads_anything_from_another_host(site: Path) -> None:
    for path in site.rglob("*.css"):
        for address in re.findall(r"url\(([^)]*)\)", path.read_text(encoding="utf-8")):
            assert not re.match(r"[\"']?(https?:)?//", address), (path, address)


@cache
def leads_somewhere(site: Path, address: str) -> bool:
    """Whether an address is outside the site, or that of a file and a place in it."""
    url = urlsplit(address)
    if not f"{url.scheme}://{url.netloc}{url.path}".startswith(BASE):
        return True
    target = site / unquote(url.path.removeprefix("/project/"))
    if target.is_dir():
        target /= "index.html"
    return target.is_file() and (not url.fragment or target.suffix != ".html" or url.fragment in read(target).ids)


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    broken = []
    for path in pages(site):
        here = urljoin(BASE, path.relative_to(site).as_posix().removesuffix("index.html"))
        for link in dict.fromkeys(read(path).links):
            if not leads_somewhere(site, urljoin(here, link)):
                broken.append((path.relative_to(site).as_posix(), link))
    assert broken == []


def test_no_page_has_an_id_twice(site: Path) -> None:
    assert {path: read(path).repeated for path in pages(site) if read(path).repeated} == {}


def test_headings_have_the_same_ascii_anchors_in_both_languages(site: Path) -> None:
    for path in pages(site):
        if path.relative_to(site).parts[0] != "fa":
            twin = site / "fa" / path.relative_to(site)
            anchors = read(path).headings
            assert anchors == read(twin).headings, path
            assert all(re.fullmatch(r"[a-z0-9_-]+", anchor) for anchor in anchors), path
            assert not any(re.fullmatch(r"_\d+", anchor) for anchor in anchors), path


@pytest.mark.parametrize("language", ["", "fa/"])
def test_the_pencil_opens_the_yaml_file(site: Path, language: str) -> None:
    folder, id_ = RECORDS[0]
    tags = read(site / f"{language}{folder}/{id_}/index.html").ways
    edits = [t["href"] for tag, t in tags if tag == "a" and t.get("rel") == "edit"]
    assert edits == [f"https://example.org/someone/atlas/edit/main/data/{folder}/{id_}.yml"]
    tags = read(site / f"{language}about/index.html").ways
    edits = [t["href"] for tag, t in tags if tag == "a" and t.get("rel") == "edit"]
    assert edits == [f"https://example.org/someone/atlas/edit/main/docs/{language or 'en/'}about/index.md"]


def test_the_404_page_speaks_both_languages(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    assert "There is no page at this address" in text
    assert "در این نشانی صفحه‌ای نیست" in text
    assert 'href="/project/fa/organizations/"' in text


def test_no_template_sign_and_no_citation_is_left_over(site: Path) -> None:
    for path in pages(site):
        text = path.read_text(encoding="utf-8")
        for sign in ("[@", "](record:", "{{", "{%", "site:api"):
            # The pages for contributors explain the notation, in code; the field reference speaks of it.
            bare = re.sub(r"<(code|pre)[ >].*?</\1>", "", text, flags=re.DOTALL)
            assert sign not in bare or path.parent.name == "fields", (path, sign)


def test_organizations_as_the_contract_has_them(site: Path, atlas: Atlas) -> None:
    items = load_json(site, "organizations.json")["items"]
    assert [item["id"] for item in items] == sorted(atlas.organizations)
    for item in items:
        record = atlas.organizations[item["id"]]
        assert item["name"] == {"en": record.name.en, "fa": record.name.fa}
        assert item["kind"] == record.kind
        assert item["status"] == status_on(record, NOW)
        for spell in item["memberships"]:
            assert {"status", "from", "to", "ending", "sources"} <= set(spell)
            assert spell["sources"]
            assert set(spell["sources"]) <= set(atlas.sources)
        assert all(re.fullmatch("[A-Z]{2}", code) for code in item["members"])
        assert load_json(site, f"organizations/{item['id']}.json") == item


def test_relations_as_the_contract_has_them(site: Path, atlas: Atlas) -> None:
    items = load_json(site, "relations.json")["items"]
    assert [item["id"] for item in items] == sorted(atlas.relations)
    for item in items:
        assert set(item["name"]) == {"en", "fa"}
        assert {"status", "since", "sources"} <= set(item["diplomatic_relations"])
        assert item["shared_organizations"] == shared_organizations(atlas, item["partner"], NOW)
        assert load_json(site, f"relations/{item['id']}.json") == item


def test_events_and_sources_as_the_contract_has_them(site: Path, atlas: Atlas) -> None:
    events = load_json(site, "events.json")["items"]
    dates = [event["date"] for event in events]
    assert len(events) == sum(len(record.events) for folder in FOLDERS for record in atlas.folder(folder).values())
    assert dates == sorted(dates, key=lambda text: parse_date(text).first.year)
    assert all(event["sources"] and event["record"] for event in events)
    assert [source["id"] for source in load_json(site, "sources.json")["items"]] == sorted(atlas.sources)


def read_table(site: Path, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file as a spreadsheet reads them."""
    with (site / "api/v1" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_hold_what_the_records_hold(site: Path, atlas: Atlas) -> None:
    memberships = read_table(site, "memberships.csv")
    assert len(memberships) == sum(len(record.memberships) for record in atlas.organizations.values())
    assert all(row["sources"] for row in memberships)
    relations = {row["relation"]: row for row in read_table(site, "relations.csv")}
    assert list(relations) == sorted(atlas.relations)
    pairs = Counter(row["relation"] for row in read_table(site, "shared-organizations.csv"))
    for id_, record in atlas.relations.items():
        assert relations[id_]["since"] == str(record.diplomatic_relations.since or "")
        assert relations[id_]["name_fa"] == atlas.country_name(record.partner, "fa")
        assert int(relations[id_]["shared_organizations"]) == pairs[id_]
    assert len(read_table(site, "events.csv")) == len(load_json(site, "events.json")["items"])


def test_a_shared_link_shows_title_description_and_picture(site: Path, atlas: Atlas) -> None:
    id_ = next(id_ for id_, record in atlas.relations.items() if record.summary)
    for language, path in (("en", f"relations/{id_}/"), ("fa", f"fa/relations/{id_}/")):
        head = (site / path / "index.html").read_text(encoding="utf-8").split("</head>")[0]
        found = dict(re.findall(r'<meta property="og:([a-z:]+)" content="([^"]*)"', head))
        assert found["url"] == f"http://atlas.test/project/{path}"
        assert found["image"] == f"http://atlas.test/project/assets/social/{language}.png"
        assert (site / "assets/social" / f"{language}.png").read_bytes()[16:24] == struct.pack(">II", 1200, 630)
        assert found["title"]
        assert len(found["description"]) > 40

"""What the build makes for the search: places out of HTML, postings out of places, files out of postings."""

from __future__ import annotations

import json
import re
from pathlib import Path

from atlas.search.collect import Collector, extract
from atlas.search.extract import PLACE_WORDS, places
from atlas.search.files import search_files
from atlas.search.index import PLACES, SearchIndex, SearchPage, build_index

HTML = """<p class="atlas-crumbs"><a href="../">Organizations</a></p>
<h1 id="o">The Organization<a class="headerlink" href="#o">¶</a></h1>
<aside><dl><div><dt>Seat</dt><dd>Jeddah<sup class="cite">[<a href="#s">1</a>]</sup></dd></div></dl></aside>
<p>Pakistan joined <bdi dir="ltr">GSP+</bdi> early.<sup class="cite">[2]</sup></p>
<h2 id="history">History<a class="headerlink" href="#history">¶</a></h2>
<ol><li id="e1"><div>1969</div><div>It was founded.</div></li><li><div>1974</div><div>A summit in Lahore.</div></li></ol>
<svg><title>Not text</title></svg>
<h2 id="sources">Sources</h2><ol class="atlas-sources"><li>A newspaper</li></ol>
<footer class="atlas-foot">Checked</footer>"""


def page(url: str, title: str, html: str = "", *aliases: str, kind: str = "organization") -> SearchPage:
    return SearchPage(url, title, kind, "", aliases, tuple(places(html)))


def two() -> SearchIndex:
    return build_index([
        page("relations/iran/", "Pakistan and Iran", "<h2 id='gas'>Gas</h2><p>A pipeline from Asaluyeh.</p>", "Persia", kind="relation"),
        page("organizations/oic/", "Organisation of Islamic Cooperation", HTML, "OIC", "سازمان همکاری اسلامی"),
    ])  # fmt: skip


def test_places_have_the_anchor_of_their_heading_and_no_marks_of_citations() -> None:
    found = [(place.anchor, place.heading, place.text) for place in places(HTML)]
    assert found == [
        ("", "The Organization", "Seat · Jeddah\nPakistan joined GSP+ early."),
        ("e1", "History", "1969 · It was founded.\n1974 · A summit in Lahore."),
    ]


def test_a_long_section_becomes_several_places_with_the_same_anchor() -> None:
    html = "<h2 id='long'>Long</h2>" + "".join(f"<p>{'word ' * 40}{number}</p>" for number in range(5))
    found = places(html)
    assert [place.anchor for place in found] == ["long"] * 3
    assert all(len(place.text.split()) <= PLACE_WORDS for place in found)
    assert " ".join(place.text for place in found).split().count("word") == 200


def test_names_are_found_whole_and_by_word() -> None:
    index = two()
    assert [one.url for one in index.pages] == ["organizations/oic/", "relations/iran/"]
    assert index.lead["oic"] == [{0: 1}, {}, {0: 1}]
    assert index.lead["سازمانهمکاریاسلامی"][0] == {0: 1}
    assert index.lead["persia"] == [{1: 1}, {}, {1: 1}]


def test_text_is_found_by_place() -> None:
    index = two()
    assert index.text["asaluyeh"] == [{}, {PLACES: 1}]
    assert index.text["gas"][0] == {PLACES: 1}
    assert "the" not in index.text
    assert "newspaper" not in index.text


def test_slips_in_the_first_letters_have_a_way_back() -> None:
    near = two().near
    assert "pipeline" in near["ipeline"]
    assert "pipeline" in near["ppeline"]


def test_pieces_cover_every_word_in_order() -> None:
    index = two()
    files = search_files(index, "en")
    about = value(files["en/index.js"])
    for name, words in (("lead", index.lead), ("text", index.text), ("near", index.near)):
        cuts = about["cuts"][name]
        lines = [
            line.split("\t")[0] for at in range(len(cuts)) for line in value(files[f"en/{name}-{at}.js"]).split("\n")
        ]
        assert lines == sorted(words)
        assert cuts == sorted(cuts)
    assert about["kinds"] == [["organization", 0], ["relation", 1]]


def value(text: str) -> object:
    return json.loads(re.sub(r'^atlasSearchFile\("[^"]*",|\);\n$', "", text))  # type: ignore[no-any-return]


def test_both_languages_have_all_messages() -> None:
    english, persian = (
        value(search_files(two(), language)[f"{language}/index.js"])["messages"] for language in ("en", "fa")
    )  # type: ignore[index]
    assert english.keys() == persian.keys()
    assert all(re.findall(r"\{\w+\}", english[name]) == re.findall(r"\{\w+\}", persian[name]) for name in english)


def test_lists_are_found_by_name_only_and_files_are_the_same_each_time(tmp_path: Path) -> None:
    for run in ("one", "two"):
        collector = Collector(tmp_path / "cache" / run)
        collector.add("en", extract("relations/", "Relations", "<p>Iran</p>", {"kind": "list"}))
        iran = {"kind": "relation", "aliases": ["Persia"]}
        collector.add("en", extract("relations/iran/", "Pakistan and Iran", HTML, iran))
        collector.add("en", extract("sources/a/", "Sources", "<p>Iran</p>", {"kind": "shelf"}))
        collector.add("fa", extract("fa/", "خانه", "", {"kind": "home"}))
        collector.write(tmp_path / run)
    first, second = (
        {path.relative_to(tmp_path / run): path.read_bytes() for path in (tmp_path / run).rglob("*.js")}
        for run in ("one", "two")
    )
    assert first == second
    assert b"iran\t" not in (tmp_path / "one/assets/search/en/text-0.js").read_bytes()


def test_the_site_ships_no_index_of_both_languages(site: Path) -> None:
    assert not (site / "search/search_index.json").exists()
    english = (site / "assets/search/en/text-0.js").read_text(encoding="utf-8")
    assert english.startswith('atlasSearchFile("text-0",')
    for language in ("en", "fa"):
        urls = {
            value(path.read_text(encoding="utf-8"))[0] for path in (site / "assets/search" / language).glob("[0-9]*.js")
        }  # type: ignore[index]
        assert all(url.startswith("fa/") == (language == "fa") for url in urls)

"""What the build makes for the search: places out of HTML, postings out of places, files out of postings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from atlas.search import index as module
from atlas.search.answers import answers, names_of, neighbouring_names
from atlas.search.collect import Collector, extract
from atlas.search.dates import dates_in, iso
from atlas.search.extract import PLACE_WORDS, places
from atlas.search.files import SLICE, _pieces, _postings, search_files
from atlas.search.folding import fold
from atlas.search.index import PLACES, SearchIndex, SearchPage, build_index, initials

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
    assert index.text["asaluyeh"] == [{}, {PLACES: 1}, {}]
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
    found = []
    for run in ("one", "two"):
        collector = Collector(tmp_path / "cache" / run)
        collector.add("en", extract("relations/", "Relations", "<p>Iran</p>", {"kind": "list"}))
        iran = {"kind": "relation", "aliases": ["Persia"]}
        collector.add("en", extract("relations/iran/", "Pakistan and Iran", HTML, iran))
        collector.add("en", extract("sources/a/", "Sources", "<p>Iran</p>", {"kind": "shelf"}))
        collector.add("fa", extract("fa/", "خانه", "", {"kind": "home"}))
        found.append(collector.files())
    assert found[0] == found[1]
    assert "iran\t" not in found[0]["assets/search/en/text-0.js"]


def test_the_site_ships_no_index_of_both_languages(site: Path) -> None:
    assert not (site / "search/search_index.json").exists()
    english = (site / "assets/search/en/text-0.js").read_text(encoding="utf-8")
    assert english.startswith('atlasSearchFile("text-0",')
    for language in ("en", "fa"):
        urls = {
            value(path.read_text(encoding="utf-8"))[0] for path in (site / "assets/search" / language).glob("[0-9]*.js")
        }  # type: ignore[index]
        assert all(url.startswith("fa/") == (language == "fa") for url in urls)


def shown(html: str) -> list[tuple[str, str, str]]:
    return [(place.anchor, place.heading, place.text) for place in places(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("<p>Before any heading.</p>", [("", "", "Before any heading.")]),
        ("<h1 id='a'>Title</h1><p>Text</p>", [("", "Title", "Text")]),
        ("<h2>No anchor</h2><p>Text</p>", [("", "No anchor", "Text")]),
        ("<h3 id='a'>Three</h3><p>x</p><h4 id='b'>Four</h4><p>y</p>", [("a", "Three", "x"), ("b", "Four", "y")]),
        ("<h5 id='a'>Five is text</h5>", [("", "", "Five is text")]),
        ("<h2 id='a'>  Two\n words <em>here</em></h2><p>x</p>", [("a", "Two words here", "x")]),
        ("<h2 id='a'>A</h2><h2 id='b'>B</h2><p>x</p>", [("b", "B", "x")]),
        # What has an anchor of its own is a place of its own, under the heading before it.
        ("<h2 id='a'>A</h2><p>x</p><ul><li id='b'>y</li><li>z</li></ul>", [("a", "A", "x"), ("b", "A", "y\nz")]),
        ("<p id='b'>y</p>", [("", "", "y")]),
        # What is left out, with all that stands inside it.
        ("<figure><p>x</p><div><p>y</p></div></figure><p>z</p>", [("", "", "z")]),
        ("<div class='a atlas-shared b'><p>x<br>y</p></div><p>z</p>", [("", "", "z")]),
        ("<form><button>x</button></form><noscript>y</noscript><script>z</script><style>q</style>ok", [("", "", "ok")]),
        ("<div class='atlas-shared'><h2 id='a'>x</h2></div><p>z</p>", [("", "", "z")]),
        (
            "<table><caption>c</caption><thead><tr><th>h</th></tr></thead><tr><td>a</td><td>b</td></tr></table>",
            [("", "", "a · b")],
        ),
        # Void elements open nothing; ends without a beginning close nothing.
        ("<div class='cite'><img><br><hr><input></div>a", [("", "", "a")]),
        ("</div></p>a<div>b</div>", [("", "", "a · b")]),
        ("<div class='cite'><span>x</div>y", [("", "", "y")]),
        ("a<br>b<br/>c", [("", "", "a · b · c")]),
        ("<p>one\n  two</p><p> </p><p>three</p>", [("", "", "one two\nthree")]),
        ("<dl><dt>k</dt><dd>v</dd></dl>", [("", "", "k · v")]),
        ("a &amp; b&#8212;c", [("", "", "a & b—c")]),
    ],
)
def test_a_page_is_taken_apart(html: str, expected: list[tuple[str, str, str]]) -> None:
    assert shown(html) == expected


def test_a_place_holds_ninety_words_and_a_longer_block_alone() -> None:
    def texts(*sizes: int) -> list[int]:
        html = "".join(f"<p>{' '.join(['w'] * size)}</p>" for size in sizes)
        return [len(place.text.split()) for place in places(html)]

    assert texts(45, 45) == [90]
    assert texts(45, 46) == [45, 46]
    assert texts(200, 1) == [200, 1]
    assert texts(30, 30, 30, 30) == [90, 30]


def test_pages_of_a_kind_follow_each_other_by_address() -> None:
    kinds = ("page", "topic", "relation", "organization")
    index = build_index([page(f"{kind}/{name}/", name, kind=kind) for kind in kinds for name in ("b", "a")])
    assert [one.url for one in index.pages] == [
        f"{kind}/{name}/" for kind in ("organization", "relation", "topic", "page") for name in ("a", "b")
    ]


def test_a_word_counts_how_often_it_stands_in_a_place() -> None:
    index = build_index(
        [page("a/", "A", "<h2 id='x'>Gas gas</h2><p>Gas, pipeline, gas.</p><h2 id='y'>Y</h2><p>gas</p>")]
    )
    assert index.text["gas"] == [{0: 2}, {0: 2, 1: 1}, {}]


def test_the_heading_of_the_page_is_its_name_and_no_text() -> None:
    index = build_index([page("a/", "Asaluyeh", "<h1 id='x'>Asaluyeh</h1><p>Pipeline.</p>")])
    assert "asaluyeh" not in index.text
    assert index.lead["asaluyeh"] == [{0: 1}, {0: 1}, {}]


def test_words_of_most_places_are_common_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [page(f"p{n}/", f"N{n}", f"<p>everywhere {'here' if n < 3 else ''}</p>") for n in range(10)]
    assert build_index(pages).common == ()  # in no more than fifty places
    monkeypatch.setattr(module, "FEW", 2)
    index = build_index(pages)
    assert index.common == ("everywhere",)
    assert "everywhere" not in index.text
    assert "here" in index.text  # in three of ten: no more than 0.3


def test_what_most_names_have_in_common_is_left_out_of_a_short_name() -> None:
    pages = [
        page(f"r{n}/", f"Oman and {name}", kind="relation") for n, name in enumerate(("Iran", "India", "China", "Chad"))
    ]
    index = build_index(pages)
    assert index.lead["iran"] == [{0: 1}, {0: 1}, {}]
    assert index.lead["omanandiran"][0] == {0: 1}
    assert index.lead["omaniran"][0] == {0: 1}
    assert index.lead["oman"] == [{}, {0: 1, 1: 1, 2: 1, 3: 1}, {}]


def test_slips_are_looked_for_in_words_of_four_letters_that_are_no_numbers() -> None:
    near = build_index([page("a/", "Iran 1947 Una", kind="topic")]).near
    assert near["ran"] == ["iran"]
    assert near["ian"] == ["iran"]
    assert "947" not in near
    assert "na" not in near
    assert "irn" not in near


def test_a_page_with_too_many_places_is_an_error() -> None:
    many = "".join(f"<h2 id='h{n}'>H</h2><p>x</p>" for n in range(PLACES + 1))
    with pytest.raises(ValueError, match="a/ has 1025 places, more than 1024"):
        build_index([page("a/", "A", many)])
    assert build_index([page("a/", "A", many.replace("<h2 id='h0'>H</h2><p>x</p>", ""))])


@pytest.mark.parametrize(
    ("postings", "text"),
    [
        ([{}, {}], ""),
        ([{3: 1}], "3"),
        ([{3: 1, 5: 2, 41: 9}], "3 2' 10'''"),
        ([{}, {0: 1}], "\t0"),
        ([{1295: 1}, {}], "zz"),
        ([{1296: 4}, {36: 3}], "100'''\t10''"),
        ([{35: 1, 5: 1}], "5 u"),
    ],
)
def test_postings_are_differences_to_base_36(postings: list[dict[int, int]], text: str) -> None:
    assert _postings(postings) == text


def test_a_table_is_cut_where_a_piece_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas.search.files.PIECE", 10)
    long = "long\t" + "x" * 20
    lines = [("aa", "aa\t1"), ("bb", "bb\t2"), ("cc", "cc\t3"), ("long", long), ("z", "z\t")]
    assert list(_pieces(iter(lines))) == [("aa", "aa\t1\nbb\t2"), ("cc", "cc\t3"), ("long", long), ("z", "z\t")]
    assert list(_pieces(iter([]))) == []


def test_a_page_is_cut_into_slices_that_each_say_what_page_it_is() -> None:
    html = "".join(f"<h2 id='h{n}'>H{n}</h2><p>x</p>" for n in range(SLICE + 1))
    files = search_files(build_index([page("a/", "A", html, "Alias")]), "en")
    first, second = value(files["en/0-0.js"]), value(files["en/0-1.js"])
    assert first[:4] == second[:4] == ["a/", "A", "", ["Alias"]]  # type: ignore[index]
    assert (len(first[4]), second[4]) == (SLICE, [[f"h{SLICE}", f"H{SLICE}", "x"]])  # type: ignore[index, arg-type]
    assert "en/0-2.js" not in files
    empty = search_files(build_index([page("a/", "A")]), "en")
    assert value(empty["en/0-0.js"]) == ["a/", "A", "", [], []]


def test_the_contents_say_how_much_there_is() -> None:
    found: Any = value(search_files(two(), "fa")["fa/index.js"])
    assert (found["pages"], found["places"], found["slice"]) == (2, 3, SLICE)
    assert found["common"] == []


def test_cities_with_a_mission_lead_to_the_partner(tmp_path: Path) -> None:
    collector = Collector(tmp_path / "cache")
    for name, cities in {
        "belgium": ["Brussels"],
        "united-states": ["New York", "نیویورک"],
        "eu": ["Brussels", "Brussels"],
    }.items():
        collector.add("en", extract(f"relations/{name}/", name, "", {"kind": "relation", "cities": cities}))
    found: Any = value(collector.files()["assets/search/en/index.js"])
    assert found["seats"] == {"brussels": [0, 1], "newyork": [2], "نیویورک": [2]}


def test_what_a_build_collects_of_a_page(tmp_path: Path) -> None:
    collector = Collector(tmp_path / "cache")
    meta = {"kind": "organization", "description": "What it is.", "aliases": ["OIC", 8]}
    collector.add("en", extract("organizations/oic/", "Title", "<p>New</p>", meta))
    collector.add("en", extract("timeline/", "Timeline", "<p>Skipped</p>", {"kind": "list"}))
    collector.add("en", extract("", "Home", "<p>Skipped</p>", {"kind": "home"}))
    collector.add("en", extract("about/", "About", "<p>Kept</p>", {}))
    collector.add("en", extract("sources/a/", "A", "<p>Skipped</p>", {"kind": "shelf"}))
    found = collector.files()
    folder = "assets/search/en/"
    files = {
        name.removeprefix(folder): value(text)
        for name, text in found.items()
        if name.startswith(folder) and name.removeprefix(folder)[0].isdigit()
    }
    assert files == {
        "0-0.js": ["organizations/oic/", "Title", "What it is.", ["OIC", "8"], [["", "", "New"]]],
        "1-0.js": ["", "Home", "", [], []],
        "2-0.js": ["about/", "About", "", list(names_of("about/", "en")), [["", "", "Kept"]]],
        "3-0.js": ["timeline/", "Timeline", "", list(names_of("timeline/", "en")), []],
    }
    assert found["assets/search/fold-table.js"].startswith("globalThis.atlasFoldTable={")


CORRECTED = """<h1 id="o">O</h1><p>Pakistan left the Commonwealth.</p><h2 id="corrections">Corrections</h2><p>What others say.</p>
<ul class="atlas-corrections"><li id="claim-1">It was said that Pakistan stayed.</li></ul>
<h2 id="later">Later</h2><p>It came back.</p><pre>pakistan: left</pre>"""


def test_what_others_said_wrongly_is_an_aside_with_what_leads_up_to_it() -> None:
    found = {place.text: place.aside for place in places(CORRECTED)}
    assert found == {
        "Pakistan left the Commonwealth.": False,
        "What others say.": True,
        "It was said that Pakistan stayed.": True,
        "It came back.": False,
    }


def test_asides_are_indexed_apart_and_their_headings_not_at_all() -> None:
    index = build_index([page("a/", "A", CORRECTED)])
    assert index.text["stayed"] == [{}, {}, {2: 1}]
    assert "correction" not in index.text
    assert index.text["later"][0] == {3: 1}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On 30 September 1947 it joined", ["1947-09-30"]),
        ("September 30, 1947", ["1947-09-30"]),
        ("9–14 January 1950", ["1950-01-14", "1950-01-09"]),
        ("in September 1965", ["1965-09"]),
        ("۸ دسامبر ۱۹۸۵", ["1985-12-08"]),
        ("۱ مهر ۱۳۵۰", ["1971-09-23"]),
        ("مهر ۱۳۵۰", []),
        ("30 September", []),
        ("31 مهر ۱۳۵۰", []),
        ("in 1947", []),
    ],
)
def test_the_days_and_months_that_a_text_names(text: str, dates: list[str]) -> None:
    assert list(dates_in(fold(text))) == dates


@pytest.mark.parametrize(
    ("asked", "day"),
    [((1947, 9, 30, "gregorian"), "1947-09-30"), ((1947, 9, 0, "gregorian"), "1947-09"), ((1350, 1, 1, "gregorian"), ""),
     ((1947, 9, 32, "gregorian"), ""), ((1350, 7, 1, "hijri"), "1971-09-23"), ((1350, 7, 0, "hijri"), ""), ((1350, 13, 1, "hijri"), "")],
)  # fmt: skip
def test_a_date_of_either_calendar(asked: tuple[int, int, int, str], day: str) -> None:
    assert iso(*asked) == day


def test_initials_of_long_names() -> None:
    assert initials("the German Democratic Republic and the League of Nations") == ["gdr"]
    assert initials("World Health Organization") == ["who"]
    assert initials("Pakistan and Iran") == []


def test_a_country_is_known_by_its_names_in_the_languages_around() -> None:
    assert set(neighbouring_names(("Pakistan and India", "India"))) == {"بھارت", "الهند"}
    assert neighbouring_names(("Atlantis",)) == ()


def test_the_sites_own_pages_have_the_names_that_readers_use() -> None:
    assert "دانلود داده‌ها" in names_of("fa/data/", "fa")
    assert "download" in names_of("fa/data/", "fa")
    assert names_of("fa/organizations/oic/", "fa") == ()


def test_a_question_is_left_out_where_its_page_is() -> None:
    found = answers({"fa/shared/": "مشترک"}, "fa", "en")
    assert {answer["url"] for answer in found} == {"fa/shared/", "{record}#cite"}
    assert found[0]["title"] == "مشترک"
    assert "=share" in found[0]["groups"][0]


def test_what_is_asked_of_any_record_needs_no_page_of_its_own() -> None:
    (found,) = answers({}, "fa", "en")
    assert (found["url"], found["say"]) == ("{record}#cite", "شیوهٔ ارجاع به این صفحه")


def test_every_group_of_words_is_text() -> None:
    """YAML reads no as false."""
    table = answers({f"{name}/": name for name in ("as-of", "relations", "organizations", "timeline")}, "en", "en")
    assert any("no" in group for answer in table for group in answer["groups"])
    assert not any("false" in group for answer in table for group in answer["groups"])


def test_acronyms_are_the_short_names_of_organizations_and_those_in_capitals_of_partners() -> None:
    assert set(two().acronyms) == {"oic"}
    partner = page(
        "relations/united-states/", "Pakistan and the United States", "", "USA", "US", "Yanks", kind="relation"
    )
    assert set(build_index([partner]).acronyms) == {"us", "usa"}


def test_every_record_has_its_names_for_the_filters_of_lists() -> None:
    text = search_files(two(), "en")["en/names.js"]
    names = json.loads(text.removeprefix("globalThis.atlasNames=").removesuffix(";\n"))
    assert "OIC" in names["organizations/oic/"]
    assert set(names) == {"organizations/oic/", "relations/iran/"}


def test_an_index_that_goes_on_from_the_last_is_the_same_as_a_new_one() -> None:
    """Pages change, come, go, and lose words; the tables, the numbers and the pieces are those of an index from nothing."""

    def extracted(url: str, text: str, *aliases: str) -> Any:
        return extract(url, url.strip("/"), f"<h2 id='a'>Part</h2><p>{text}</p>", {"kind": "topic", "aliases": aliases})

    lasting = Collector(Path("unused"), lasting=True)
    one, two = extracted("one/", "water and trade"), extracted("two/", "trade with Iran", "Persia")
    three, new = extracted("three/", "peace"), extracted("a/", "Elephants of ایران")
    steps: list[list[Any]] = [
        [one, two],
        [one, two],
        [one, two, three],
        [one, extracted("two/", "trade with Turkey", "Anatolia"), three],
        [new, one, three],
        [one, three],
        [extracted("one/", "water"), three],
        [extracted("one/", ""), three],
    ]
    for pages in steps:
        fresh = Collector(Path("unused"), lasting=True)
        lasting.begin()
        for collector in (lasting, fresh):
            for page in pages:
                collector.add("en", page)
        assert lasting.files() == fresh.files()

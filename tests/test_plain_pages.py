"""The pages as plain Markdown, ``llms.txt`` and ``robots.txt``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from atlas.export.markdown import llms_txt, reading_files, record_pages, robots_txt, written_pages
from atlas.language.messages import TEMPLATES, read_messages
from atlas.language.speech import Speech
from atlas.model.atlas import FOLDERS, Atlas
from atlas.publication import Publication
from conftest import ROOT, Variant

COMMONWEALTH = "organizations/commonwealth.yml"
SITE = Publication("1.0.0", "https://example.org/atlas/")


def speeches(atlas: Atlas) -> list[Speech]:
    messages = read_messages(TEMPLATES)
    return [Speech(language, atlas, messages) for language in ("en", "fa")]


@pytest.fixture(scope="module")
def made(mini: Atlas) -> dict[str, str]:
    return reading_files(speeches(mini), ROOT / "docs", SITE)


def test_every_record_has_its_text_in_both_languages(mini: Atlas, made: dict[str, str]) -> None:
    for folder in FOLDERS:
        for id_ in mini.folder(folder):
            assert {f"{folder}/{id_}/index.md", f"fa/{folder}/{id_}/index.md"} <= set(made)


def test_a_page_holds_the_facts_and_their_sources(made: dict[str, str]) -> None:
    text = made["organizations/commonwealth/index.md"]
    assert "- Member: 1947 – 30 January 1972; Ended: withdrew.[^hindu-1972]" in text
    assert (
        "Pakistan left in 1972 (OAS, GSP+) & came back.[^hindu-1972] It leads to [Iran](../../relations/iran/index.md)."
        in text
    )
    assert "First paragraph with **stress**.[^hindu-1972] (page 3)" in text
    assert "Facts last changed or checked on 2026-11-20." in text


def test_a_page_tells_of_the_list_of_members_what_the_page_for_readers_tells(made: dict[str, str]) -> None:
    assert (
        "2 members, as of 2014.[^cow-igo] As of 2024 there were 193.[^trend-2007] "
        "Left since: the United Kingdom (7 January 2026).[^trend-2007]\n\nUnited Kingdom, Pakistan\n"
    ) in made["organizations/wmo/index.md"]


def test_a_page_says_of_how_many_members_it_lists_some(variant: Variant) -> None:
    lines = "  expected: 4\n  note: {en: One is missing., fa: یکی کم است.}\n"
    text = record_pages(speeches(variant((COMMONWEALTH, "  expected: 3\n", lines)))[0])[
        "organizations/commonwealth/index.md"
    ]
    assert "\nThe list names 3 of the 4 members, as of January 2026. One is missing.[^trend-2007]\n\n" in text
    assert "\n\n- Observer: Palestine\n" in text


def test_every_footnote_has_its_source_and_every_link_its_page(made: dict[str, str]) -> None:
    for name, text in made.items():
        if re.search(r"(organizations|relations|topics)/[^/]+/index.md$", name):
            assert set(re.findall(r"\[\^([\w-]+)\](?!:)", text)) == set(
                re.findall(r"^\[\^([\w-]+)\]:", text, re.MULTILINE)
            )
            for target in re.findall(r"\]\((\.\./[^)]*)\)", text):
                assert Path(name).parent.joinpath(target).as_posix().count("..") == 2
                assert any(target.endswith(other.removeprefix("fa/")) for other in made), (name, target)


def test_persian_text_has_persian_marks(made: dict[str, str]) -> None:
    for name, text in made.items():
        if name.startswith("fa/relations/"):
            assert "; " not in text.split("---")[0]


def test_a_source_that_a_text_cites_is_not_cited_again_behind_it(variant: Variant) -> None:
    finding = "    finding: {en: "
    atlas = variant((COMMONWEALTH, finding, f"    sources: [trend-2007, hindu-1972]\n{finding}"))
    text = record_pages(speeches(atlas)[0])[COMMONWEALTH.replace(".yml", "/index.md")]
    assert "After *years*.[^trend-2007]\n" in text
    assert "Pakistan left the Commonwealth.[^hindu-1972]\n" in text
    assert "A source gives the year.[^trend-2007][^hindu-1972]\n" in text


def test_nothing_is_escaped_for_html(mini: Atlas) -> None:
    assert not any("&amp;" in text or "<bdi" in text for text in record_pages(speeches(mini)[0]).values())


def test_hand_written_pages_lose_front_matter_and_site_links(made: dict[str, str]) -> None:
    text = made["fa/data/index.md"]
    assert text.startswith("# ")
    assert "](../../api/v1/" in text
    assert "{ #" not in text


def test_a_page_that_is_not_there_is_no_fault(mini: Atlas, tmp_path: Path) -> None:
    assert written_pages(tmp_path, speeches(mini)[0]) == {}


def test_llms_txt_speaks_of_the_data_in_the_first_language_and_of_all_records_in_order(mini: Atlas) -> None:
    text = llms_txt(speeches(mini), SITE)
    assert text.startswith("# ")
    assert "https://example.org/atlas/api/v1/atlas.sqlite): the same as SQLite" in text
    english = [line for line in text.splitlines() if line.startswith("- [") and "/atlas/organizations/" in line]
    assert len(english) == len(mini.organizations)
    assert english == sorted(english, key=str.lower)


def test_llms_txt_leads_to_every_record(mini: Atlas) -> None:
    text = llms_txt(speeches(mini), SITE)
    assert text.startswith("# Pakistan in the World\n\n> A sourced record")
    # The pages made from the tables have none: what is promised is what reading_files gives.
    assert "Every record, every list of records and every page of text is also plain Markdown" in text
    assert "- [ایران](https://example.org/atlas/fa/relations/iran/index.md)" in text


@pytest.mark.parametrize(("address", "named"), [("https://example.org/atlas/", True), (None, False)])
def test_robots_txt_names_the_sitemap_where_it_can(address: str | None, named: bool) -> None:
    text = robots_txt(Publication("1", address))
    assert text.startswith("User-agent: *\nAllow: /\n")
    assert ("Sitemap: https://example.org/atlas/sitemap.xml" in text) is named


@pytest.mark.parametrize(("place", "up"), [(0, "../"), (1, "../../")])
def test_a_link_to_data_leads_up_from_where_its_page_stands(mini: Atlas, tmp_path: Path, place: int, up: str) -> None:
    speech = speeches(mini)[place]
    page = tmp_path / speech.language / "about/index.md"
    page.parent.mkdir(parents=True)
    page.write_text('See <a href="site:api/v1/">data</a> and <a href="site:feed.xml">news</a>.\n')
    (text,) = written_pages(tmp_path, speech).values()
    assert text == f"See [data]({up}api/v1/) and [news]({up}feed.xml).\n"

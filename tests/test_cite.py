"""Citations of pages, in words and as files; what search engines and reference managers read from a page."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest
import yaml
from citeproc.source.json import CiteProcJSON

from atlas.cite.files import bibtex, citation_files, ris
from atlas.cite.item import PageItem, csl_date, page_item
from atlas.cite.words import ADDRESS, STYLE_FILES, STYLES, citations
from atlas.export.documents import citation_texts, csl_source
from atlas.language.messages import TEMPLATES, read_messages
from atlas.language.speech import Speech
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.dates import parse_date
from atlas.publication import Publication
from atlas.render.render import render
from conftest import ROOT, TODAY

SITE = "https://example.org/atlas/"


def item(atlas: Atlas, language: str = "en", folder: str = "organizations", id_: str = "eco") -> PageItem:
    speech = Speech(language, atlas, read_messages(TEMPLATES))
    return page_item(folder, id_, atlas.folder(folder)[id_], speech, "1.0.0")


def test_each_style_says_it_in_english(mini: Atlas) -> None:
    assert {style: str(text) for style, text in citations(item(mini)).items()} == {
        "apa": "The contributors to Pakistan in the World. (2026). Economic Cooperation Organization. "
        "In <i>Pakistan in the World</i> (Version 1.0.0). {address}",
        "chicago": "The contributors to Pakistan in the World. “Economic Cooperation Organization.” "
        "In <i>Pakistan in the World</i>, version 1.0.0. November 19, 2026. {address}.",
        "iran": "The contributors to Pakistan in the World. 2026. “Economic Cooperation Organization.” "
        "In <i>Pakistan in the World</i>. {address}.",
    }


def test_each_style_says_it_in_persian(mini: Atlas) -> None:
    found = citations(item(mini, "fa", "relations", "iran"))
    assert str(found["iran"]) == (
        "مشارکت‌کنندگان پاکستان در جهان. ۱۴۰۵. «پاکستان و ایران». در <i>پاکستان در جهان</i>. {address}."
    )
    assert found["iran"].count("{address}") == 1
    assert "نسخهٔ ۱.۰.۰. ۱۸ نوامبر ۲۰۲۶" in found["chicago"]
    assert not any(re.search("[0-9,“”]", re.sub("<[^>]*>", "", text.replace(ADDRESS, ""))) for text in found.values())


def test_a_title_stays_text(mini: Atlas) -> None:
    made = PageItem("organizations", "x", "en", "A <b>& “B”", "Author", "Work", "1", parse_date("2026"))
    assert all("A &lt;b&gt;&amp; “B”" in text for text in citations(made).values())


def test_every_style_has_its_file_and_its_name() -> None:
    messages = read_messages(TEMPLATES)
    for name, file in STYLE_FILES.items():
        assert (STYLES / f"{file}.csl").is_file()
        assert set(messages[f"cite_{name}"]) == {"en", "fa"}


def read_bibtex(text: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) = \{(.*)\},$", text, flags=re.MULTILINE))


def test_bibtex_holds_every_field(mini: Atlas) -> None:
    text = bibtex(item(mini), f"{SITE}organizations/eco/")
    assert text.startswith("@incollection{organizations-eco-en,\n")
    assert read_bibtex(text) == {
        "author": "{The contributors to Pakistan in the World}",
        "title": "{Economic Cooperation Organization}",
        "booktitle": "Pakistan in the World",
        "year": "2026",
        "note": "Version 1.0.0, checked 19 November 2026",
        "url": f"{SITE}organizations/eco/",
        "language": "en",
    }


def test_bibtex_escapes_what_tex_would_obey() -> None:
    made = PageItem("organizations", "x", "en", "50% of R&D {x}_$", "A", "W", "1", parse_date("2026"))
    assert read_bibtex(bibtex(made, ""))["title"] == r"{50\% of R\&D \{x\}\_\$}"


@pytest.mark.parametrize(
    ("checked", "day"), [("2026-11-19", "2026/11/19/"), ("2026-11", "2026/11//"), ("2026", "2026///")]
)
def test_ris_has_one_field_on_a_line(checked: str, day: str) -> None:
    made = PageItem("organizations", "x", "fa", "یک\nدو", "A", "W", "1", parse_date(checked))
    lines = ris(made, SITE).split("\r\n")
    assert lines[0] == "TY  - ENCYC"
    assert lines[-2:] == ["ER  - ", ""]
    assert "TI  - یک دو" in lines
    assert f"DA  - {day}" in lines
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])


def test_csl_json_is_read_by_a_processor(mini: Atlas) -> None:
    loaded = json.loads(citation_files(item(mini, "fa"), f"{SITE}fa/organizations/eco/")["json"])
    assert str(CiteProcJSON(loaded)["organizations-eco-fa"].title) == "سازمان همکاری اقتصادی"
    assert loaded[0]["URL"] == f"{SITE}fa/organizations/eco/"


def test_every_record_has_its_files_in_both_languages(mini: Atlas) -> None:
    made = citation_texts(mini, Publication("1.0.0", SITE))
    records = sum(len(mini.folder(folder)) for folder in FOLDERS)
    assert len(made) == records * 2 * 3
    assert f"{SITE}fa/relations/iran/" in made["cite/relations/iran.fa.ris"]


CSL_NAMES = {
    "id", "type", "title", "author", "container-title", "publisher", "volume", "issue", "page", "number", "version",
    "issued", "accessed", "URL", "DOI", "ISBN", "archive_location", "language", "note", "custom",
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:The following arguments")
def test_the_bibliography_is_csl_json(mini: Atlas) -> None:
    made = [csl_source(id_, source) for id_, source in mini.sources.items()]
    assert set(CiteProcJSON(made)) == set(mini.sources)
    for entry in made:
        assert set(entry) <= CSL_NAMES
        assert all(isinstance(entry[name], str) for name in set(entry) - {"author", "issued", "accessed", "custom"})
        assert set(entry["custom"]) - {"note", "license", "coding_interval"} == {"read", "grade"}
    assert csl_date(parse_date("1952/1953-06")) == {"date-parts": [[1952], [1953, 6]]}
    assert csl_date(parse_date("1952~")) == {"date-parts": [[1952]], "circa": True}


def test_the_real_bibliography_is_csl_json_too(atlas: Atlas) -> None:
    for id_, source in atlas.sources.items():
        assert set(csl_source(id_, source)) <= CSL_NAMES


@pytest.fixture(scope="module")
def heads(mini: Atlas) -> dict[str, dict[str, Any]]:
    pages = render(mini, TODAY, TEMPLATES)
    return {name: yaml.safe_load(text.split("---\n")[1]) for name, text in pages.items()}


def graph(head: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The nodes of a page's JSON-LD by their type; the last of several."""
    return {node["@type"]: node for node in json.loads(head["json_ld"])["@graph"]}


def test_every_page_describes_itself(heads: dict[str, dict[str, Any]]) -> None:
    for name, head in heads.items():
        found = graph(head)
        assert found["WebPage"]["inLanguage"] == name[:2]
        assert "<" not in head["json_ld"]
        if name[3:].startswith(("organizations/", "relations/", "topics/")):
            assert found["BreadcrumbList"]["itemListElement"][-1]["item"] == found["WebPage"]["url"]


def test_pages_say_what_they_are_about(heads: dict[str, dict[str, Any]]) -> None:
    organization = graph(heads["en/organizations/commonwealth.md"])["Organization"]
    assert organization["name"] == "Commonwealth of Nations"
    assert organization["sameAs"] == "http://www.wikidata.org/entity/Q7785"
    assert organization["foundingDate"] == "1931"
    assert organization["address"] == {
        "@type": "PostalAddress", "addressCountry": "GB", "addressLocality": "London",
    }  # fmt: skip
    iran = graph(heads["fa/relations/iran.md"])
    assert iran["Country"]["identifier"]["value"] == "IR"
    assert (iran["Event"]["startDate"], iran["Event"]["endDate"]) == ("1950-03-01", "1950-03-09")
    dataset = graph(heads["en/index.md"])["Dataset"]
    assert dataset["license"].endswith("/by/4.0/")
    assert {"DataDownload"} == {entry["@type"] for entry in dataset["distribution"]}
    assert graph(heads["fa/index.md"])["WebPage"]["url"] == "site:fa/"


def test_the_citation_file_carries_the_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert citation["version"] == tomllib.load(file)["project"]["version"]
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(citation)
    assert citation["type"] in ("software", "dataset")


def test_files_name_no_address_where_nobody_knows_it(mini: Atlas) -> None:
    files = citation_texts(mini, Publication("1.0.0"))
    for name, text in files.items():
        assert "organizations/eco/" not in text.replace("organizations-eco", ""), name
        assert not re.search(r"^UR  -|^  url =|\"URL\"", text, flags=re.MULTILINE), name
    assert (
        '"URL": "https://example.org/atlas/organizations/eco/"'
        in citation_texts(mini, Publication("1", SITE))["cite/organizations/eco.en.json"]
    )


def test_the_note_of_a_file_speaks_the_language_of_the_page(mini: Atlas) -> None:
    assert "note = {نسخهٔ ۱.۰.۰، بازبینی در ۱۹ نوامبر ۲۰۲۶" in bibtex(item(mini, "fa"), SITE)

"""The notation of prose: what cites, what only looks like it, what is left of a text in plain words."""

from __future__ import annotations

import pytest

from atlas.model.atlas import Atlas
from atlas.model.citations import citations, cited_sources, malformed, plain, record_links, who_cites


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is.[@un]", [("un", "page", None)]),
        ("It is.[@un; @oic-1969]", [("un", "page", None), ("oic-1969", "page", None)]),
        ("[@un, section 4]", [("un", "section", "4")]),
        ("[@un, page 3–4, 7]", [("un", "page", "3–4, 7")]),
        ("[@un,page 3;@oic]", [("un", "page", "3"), ("oic", "page", None)]),
        ("[ @un ]", []),
        ("[@un] and [@oic]", [("un", "page", None), ("oic", "page", None)]),
        ("[@UN]", [("un", "page", None)]),
        ("[@un, new-kind 3]", [("un", "new-kind", "3")]),
        ("a@b.c [words](record:un) [x]", []),
        ("[@un", []),
        ("[@un [x]]", []),
    ],
)
def test_citations_are_read_in_order(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(found.source, found.label, found.locator) for found in citations(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@un; @oic, page 3]", []),
        ("[@UN]", ["@UN"]),
        ("[@x-]", ["@x-"]),
        ("[@-x]", ["@-x"]),
        ("[@un--charter]", ["@un--charter"]),
        ("[@]", ["@"]),
        ("[@un p3; @oic]", ["@un p3"]),
        ("[@un, page]", ["@un, page"]),
        ("[@un, page ]", ["@un, page"]),
        ("[@un, 3]", ["@un, 3"]),
        ("[@un; ]", [""]),
        ("[@un, page 3\n4]", ["@un, page 3\n4"]),
        ("[x]", []),
    ],
)
def test_what_only_looks_like_a_citation_is_named(text: str, expected: list[str]) -> None:
    assert list(malformed(text)) == expected


def test_links_to_records_are_found() -> None:
    assert list(record_links("[a](record:un) [c](record:x y) [d](https://e) [f](record:d-8)")) == [
        "un",
        "d-8",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is.[@un] So.", "It is. So."),
        ("See [Iran](record:iran) and [Turkey](record:turkey).", "See Iran and Turkey."),
        ("**Bold** and *light*.", "Bold and light."),
        ("At https://x.org/y it is.", "At it is."),
        ("one\n\ntwo  three", "one two three"),
        ("a [b] (c)", "a [b] (c)"),
        # What prose may not hold stays as its characters.
        ("[a](b(c)d(e)f)g", "[a](b(c)d(e)f)g"),
        ("[[a](b)", "[[a](b)"),
        ("", ""),
    ],
)
def test_plain_words_are_left_of_a_text(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_record_cites_in_fields_in_prose_and_by_its_corrections(mini: Atlas) -> None:
    assert list(cited_sources(mini.topics["neighbours"])) == ["iran-history", "founding-document-fa", "iran-history"]
    assert list(cited_sources(mini.relations["palestine"])) == []


def test_every_source_knows_who_cites_it_once(mini: Atlas) -> None:
    assert who_cites(mini)["iran-history"] == [
        ("organizations", "eco"), ("organizations", "rcd"), ("relations", "iran"), ("topics", "neighbours"),
    ]  # fmt: skip

"""What built pages need beside Markdown is done to HTML, whatever made it; addresses are what MkDocs makes of them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from atlas.finish import Place, escape_meta, finish_content, finish_page, pencil
from atlas.model.atlas import Atlas
from atlas.pipeline import TEMPLATES
from atlas.render.render import render
from atlas.site_addresses import page_address, relative
from conftest import MINI, ROOT, TODAY, Variant

LANGUAGES = ("en", "fa")
ADDRESSES = {"en/relations/iran.md": "relations/iran/", "fa/relations/iran.md": "fa/relations/iran/"}
HERE = Place("fa/organizations/un/", "fa/organizations/un.md")


def finished(html: str, place: Place = HERE, language: str = "fa") -> str:
    return finish_content(html, place, ADDRESSES.get, language, LANGUAGES)


@pytest.mark.parametrize("target", ["", "a/", "a/b/", "a/c/", "fa/", "fa/a/b/", "assets/x.js", "404.html"])
@pytest.mark.parametrize("page", ["", "a/", "a/b/", "fa/", "fa/a/b/", "fa/c/"])
def test_an_address_is_relative_as_mkdocs_writes_it(target: str, page: str) -> None:
    assert relative(target, page) == get_relative_url(target, page)


def test_pages_stand_where_mkdocs_puts_them() -> None:
    paths = [path.relative_to(MINI / "expected/en").as_posix() for path in (MINI / "expected/en").rglob("*.md")]
    assert len(paths) > 20
    for path in paths:
        url = File(path, src_dir="", dest_dir="", use_directory_urls=True).url
        assert page_address(path) == ("" if url == "./" else url), path
    assert page_address("index.md", "fa/") == "fa/"
    assert page_address("relations/iran.md", "fa/") == "fa/relations/iran/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../relations/iran.md">a</a>', '<a href="../../relations/iran/">a</a>'),
        ('<a href="../relations/iran.md#members">a</a>', '<a href="../../relations/iran/#members">a</a>'),
        ('<a href="../relations/nobody.md">a</a>', '<a href="../relations/nobody.md">a</a>'),
        ('<a href="https://example.org/x.md">a</a>', '<a href="https://example.org/x.md">a</a>'),
        ('<a href="?x.md">a</a>', '<a href="?x.md">a</a>'),
        ('<a href="site:api/v1/un.json">a</a>', '<a href="../../../api/v1/un.json">a</a>'),
        ('<script src="site:assets/x.js"></script>', '<script src="../../../assets/x.js"></script>'),
    ],
)
def test_links_in_html_lead_to_pages(html: str, expected: str) -> None:
    assert finished(html.replace(">a<", ">ا<")) == expected.replace(">a<", ">ا<")


def test_a_page_of_the_first_language_is_marked_in_another() -> None:
    place = Place("fa/about/", "en/about/index.md")
    assert finished("<p>About</p>", place) == '<div lang="en" dir="ltr"><p>About</p></div>'
    assert finished("<p>About</p>", Place("about/", "en/about/index.md"), "en") == "<p>About</p>"


def test_latin_words_are_isolated_on_persian_pages_only() -> None:
    assert "UN</bdi>" in finished("<p>سازمان UN</p>")
    assert "<bdi" not in finished("<p>The UN</p>", Place("x/", "en/x.md"), "en")


PAGE = (
    '<!doctype html><html lang="en" class="no-js"><head><link rel="alternate" href="../" hreflang="en">'
    '<link rel="alternate" href="./" hreflang="fa"></head><body dir="ltr"></body></html>'
)


def test_the_page_around_the_content_says_its_language_and_its_twins() -> None:
    html = finish_page(PAGE, "https://example.org/fa/", "fa", LANGUAGES, "پیوند")
    assert '<html dir="rtl" data-script="' in html
    assert ' lang="fa" class="no-js">' in html
    assert '<body dir="rtl">' in html
    assert '<link rel="alternate translation" href="https://example.org/" hreflang="en">' in html
    assert '<link rel="alternate translation" href="https://example.org/" hreflang="x-default">' in html
    assert '<link rel="alternate translation" href="https://example.org/fa/" hreflang="fa">' in html
    assert html.count("x-default") == 1
    assert 'rel="alternate"' not in html


def test_the_pencil_opens_the_data() -> None:
    file = "data/relations/iran.yml"
    assert pencil(file, "fa/relations/iran/", "https://example.org/a/b/", "edit/main/docs/") == (
        "https://example.org/a/b/edit/main/data/relations/iran.yml"
    )
    assert pencil(file, "fa/relations/iran/", "", None) == "../../../data/relations/iran.yml"


def test_what_the_theme_prints_as_it_is_becomes_html() -> None:
    meta = {"title": 'A <b> & "c"', "description": "", "kind": "<list>"}
    escape_meta(meta)
    assert meta == {"title": "A &lt;b&gt; &amp; &quot;c&quot;", "description": "", "kind": "<list>"}


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        (None, "../../contribute/#report"),
        ("", "../../contribute/#report"),
        (
            "https://example.org/someone/atlas/",
            "https://example.org/someone/atlas/issues/new?template=error.yml&amp;title=relations%2Firan&amp;"
            "page=https%3A%2F%2Fexample.org%2Fatlas%2Frelations%2Firan%2F",
        ),
    ],
)
def test_an_error_is_reported_where_the_site_can_take_it(repository: str | None, address: str) -> None:
    html = '<p><a href="../../contribute/#report" data-report="relations/iran">Report an error</a></p>'
    place = Place("relations/iran/", "en/relations/iran.md", "https://example.org/atlas/relations/iran/")
    assert f'<a href="{address}"' in finish_content(html, place, ADDRESSES.get, "en", LANGUAGES, repository)


def test_rendered_pages_have_final_addresses(mini: Atlas) -> None:
    """But for links to other pages, which end in .md so that every generator can follow and check them."""
    pages = render(mini, TODAY, TEMPLATES)
    for language in ("en", "fa"):
        assert (
            '<a href="../../contribute/#report" data-report="relations/iran">' in pages[f"{language}/relations/iran.md"]
        )
    for path, text in pages.items():
        assert '="site:' not in text.replace('"@id":"site:', ""), path
        assert '="report:' not in text, path


def test_the_generator_is_known_in_few_places() -> None:
    """MkDocs, its plugin and its theme: in the hooks, in the folder build/, where the configuration is made, and nowhere else."""
    known = set()
    for path in (ROOT / "scripts").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if {name.split(".")[0] for name in names} & {"mkdocs", "mkdocs_static_i18n", "material"}:
                known.add(path.relative_to(ROOT / "scripts").as_posix())
    assert {name for name in known if not name.startswith("atlas/build/")} == {"hooks.py", "atlas/configure.py"}


def test_nothing_private_is_touched_elsewhere() -> None:
    """Names with an underscore before them, of MkDocs' modules and objects, stand in build/generator.py alone."""
    for name in ("hooks.py", "atlas/configure.py", "atlas/build/pages.py"):
        tree = ast.parse(Path(ROOT / "scripts" / name).read_text(encoding="utf-8"))
        private = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr.startswith("_")
            and not node.attr.startswith("__")
            and not (isinstance(node.value, ast.Name) and node.value.id in ("self", "_process"))
        }
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mkdocs")
            for alias in node.names
            if alias.name.startswith("_")
        }
        assert private | imported == set(), name
        assert '["i18n"]' not in Path(ROOT / "scripts" / name).read_text(encoding="utf-8"), name


def test_an_atlas_may_have_any_first_language(variant: Variant) -> None:
    """The first has the first addresses, whatever it is."""
    pages = render(variant(("subject.yml", "languages: [en, fa]", "languages: [fa, en]")), TODAY, TEMPLATES)
    assert 'href="../../api/v1/relations/iran.json"' in pages["fa/relations/iran.md"]
    assert 'href="../../../api/v1/relations/iran.json"' in pages["en/relations/iran.md"]
    for language in ("fa", "en"):
        assert 'href="../feed.xml"' in pages[f"{language}/changes/index.md"]


def test_what_is_to_be_copied_has_the_whole_address_or_is_left_out() -> None:
    html = '<p data-with-address>Copy: <code>src="site-address:figures/x.svg"</code></p><p>S<span data-with-address>: site-address:fa/</span></p>'
    with_home = finish_content(html, HERE, ADDRESSES.get, "en", LANGUAGES, home="https://example.org/a/")
    assert (
        with_home
        == '<p>Copy: <code>src="https://example.org/a/figures/x.svg"</code></p><p>S<span>: https://example.org/a/fa/</span></p>'
    )
    assert finish_content(html, HERE, ADDRESSES.get, "en", LANGUAGES) == "<p>S</p>"


def test_an_address_that_is_shown_breaks_behind_its_slashes() -> None:
    html = '<a href="site:api/v1/a.json">api/v1/a.json</a> <code>data/&lt;id&gt;/</code> <code>and/or not</code> 1/2'
    found = finish_content(html, HERE, ADDRESSES.get, "en", LANGUAGES)
    assert found.endswith(">api/<wbr>v1/<wbr>a.json</a> <code>data/<wbr>&lt;id&gt;/</code> <code>and/or not</code> 1/2")

"""What MkDocs and mkdocs-static-i18n do not promise is as this site takes it to be: a test for each touch.

If one fails after an update, atlas/build/generator.py or atlas/build/pages.py is the place to mend.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import jinja2
import material
import mkdocs.commands.build as mkdocs_build
import mkdocs_static_i18n.folder
import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.theme import Theme
from mkdocs_static_i18n.config import I18nPluginLanguage
from mkdocs_static_i18n.plugin import I18n

from atlas.build import generator
from atlas.build.pages import Finished, PageBuilder
from atlas.language.markup import Markup
from atlas.language.messages import TEMPLATES
from atlas.memory import Memory
from atlas.render.render import _environment

SEEN = "seen"


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """A site of two pages in two languages, with the plugin that builds one language after the other."""
    for language, words in (("en", "Home"), ("fa", "خانه")):
        (tmp_path / "docs" / language).mkdir(parents=True)
        (tmp_path / "docs" / language / "index.md").write_text(f"# {words}\n\n[x](other.md)\n", encoding="utf-8")
        (tmp_path / "docs" / language / "other.md").write_text("# Other\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nplugins:\n  - i18n:\n      docs_structure: folder\n      languages:\n"
        "        - {locale: en, name: English, default: true}\n        - {locale: fa, name: فارسی}\n",
        encoding="utf-8",
    )
    return load_config(str(tmp_path / "mkdocs.yml"))


def read(config: MkDocsConfig) -> tuple[Files, Navigation]:
    """The files and the navigation of the first language, as a build has them."""
    config = config.plugins.on_config(config)
    files = config.plugins.on_files(get_files(config), config=config)
    return files, config.plugins.on_nav(get_navigation(files, config), config=config, files=files)


def page_of(files: Files, path: str) -> Page:
    file = files.get_file_from_path(path)
    assert file is not None
    assert file.page is not None
    return file.page


def test_the_plugin_says_which_language_is_built(config: MkDocsConfig) -> None:
    config.plugins.on_config(config)
    assert generator.all_languages(config) == ("en", "fa")
    assert generator.current_language(config) == "en"
    assert generator.is_further_language(config) is False


def test_the_plugin_builds_the_other_languages_within_the_first(config: MkDocsConfig) -> None:
    """Every event is seen once for each language; only for the second does the plugin say that it is one more."""
    seen: list[tuple[str, str, bool]] = []

    def note(event: str) -> Any:
        def hook(*_args: Any, config: MkDocsConfig, **_more: Any) -> None:
            seen.append((event, generator.current_language(config), generator.is_further_language(config)))

        return hook

    config.plugins.events["env"].append(note("env"))
    mkdocs_build.build(config)
    assert seen == [("env", "en", False), ("env", "fa", True)]
    assert Path(config.site_dir, "fa/other/index.html").is_file()


def test_hooks_of_ours_come_after_the_plugin() -> None:
    priorities = {
        name: getattr(getattr(I18n, name), "mkdocs_priority", 0) for name in ("on_nav", "on_env", "on_post_build")
    }
    assert all(priority > generator.AFTER_I18N for priority in priorities.values()), priorities


def test_languages_can_be_set(config: MkDocsConfig) -> None:
    found = I18nPluginLanguage()
    found.load_dict({"locale": "fa", "name": "فارسی", "default": True, "nav": [{"خانه": "index.md"}]})
    assert found.validate() == ([], [])
    generator.set_languages(config, [found])
    config.plugins.on_config(config)
    assert generator.all_languages(config) == ("fa",)


def test_a_page_knows_its_twins(config: MkDocsConfig) -> None:
    files, _nav = read(config)
    file = files.get_file_from_path("en/other.md")
    assert file is not None
    assert generator.alternates(file)["en"] == "other/"
    assert generator.alternates(File("x.md", "", "", True)) == {}


def test_what_is_left_in_the_configuration_is_taken_out(config: MkDocsConfig) -> None:
    config.extra["kept"] = 1
    with generator.extra_is_kept(config):
        config.extra.alternate = [{"name": "x"}]
        assert config.extra.alternate
    assert not hasattr(config.extra, "alternate")
    assert config.extra["kept"] == 1


def test_the_title_in_a_text_is_found_and_set(config: MkDocsConfig) -> None:
    files, _nav = read(config)
    page = page_of(files, "en/other.md")
    page.read_source(config)
    page.render(config, files)
    assert generator.title_in_text(page) == "Other"
    generator.set_title_in_text(page, "Another")
    assert page.title == "Another"


def test_mkdocs_asks_a_page_for_its_source_and_its_html(config: MkDocsConfig) -> None:
    """So that what replaces the two functions of a page is called."""
    files, _nav = read(config)
    page = page_of(files, "en/other.md")

    def read_source(config: MkDocsConfig) -> None:
        page.markdown, page.meta = "", {"seen": SEEN}

    def render(config: MkDocsConfig, files: Files) -> None:
        page.content = Finished(SEEN)

    page.read_source = read_source  # type: ignore[method-assign]
    page.render = render  # type: ignore[method-assign]
    mkdocs_build._populate_page(page, config, files)
    assert page.content == SEEN
    assert isinstance(page.content, Finished)
    assert page.meta == {"seen": SEEN}


def test_links_are_looked_for_by_path(config: MkDocsConfig) -> None:
    """So that a page's memory knows for which files it looked."""
    files, _nav = read(config)
    page = page_of(files, "en/index.md")
    asked: list[str] = []
    find = files.get_file_from_path

    def noted(path: str) -> File | None:
        asked.append(path)
        return find(path)

    files.get_file_from_path = noted  # type: ignore[method-assign]
    page.read_source(config)
    page.render(config, files)
    assert "en/other.md" in asked
    assert page.content is not None
    assert 'href="other/"' in page.content
    assert files.src_uris["en/other.md"] is page_of(files, "en/other.md").file
    assert page.present_anchor_ids is not None
    assert {"home"} <= page.present_anchor_ids
    assert page.links_to_anchors == {}


def test_a_page_is_written_with_the_template_that_the_environment_gives(config: MkDocsConfig) -> None:
    files, nav = read(config)
    page = page_of(files, "en/other.md")
    page.read_source(config)
    page.render(config, files)

    class Template:
        def render(self, context: dict[str, Any]) -> str:
            assert context["page"] is page
            return Finished(SEEN)

    class Templates(jinja2.Environment):
        def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Any:
            assert name == "main.html"
            return Template()

    generator.write_page(page, config, files.documentation_pages(), nav, Templates())
    assert Path(page.file.abs_dest_path).read_text(encoding="utf-8") == SEEN
    asked = list(inspect.signature(mkdocs_build._build_page).parameters)
    assert asked[:5] == ["page", "config", "doc_files", "nav", "env"]


def test_the_theme_writes_what_is_mended_around_a_page() -> None:
    """atlas.finish.finish_page finds these by their text."""
    page = (Path(str(material.__file__)).parent / "templates/base.html").read_text(encoding="utf-8")
    assert re.search(r'<html lang="', page)
    assert re.search(r'<body dir="', page)
    assert re.search(r'<link rel="alternate" href="\{\{[^"]*\}\}" hreflang="\{\{[^"]*\}\}">', page)


def test_a_table_of_contents_can_be_made_again() -> None:
    toc = get_toc(
        [{"id": "a", "name": "A", "level": 1, "children": [{"id": "b", "name": "B", "level": 2, "children": []}]}]
    )
    (first,) = toc
    assert (first.title, first.id, first.level) == ("A", "a", 1)
    assert [child.url for child in first.children] == ["#b"]
    assert first.active is True


def test_a_server_can_be_told_what_to_watch() -> None:
    assert "path" in inspect.signature(LiveReloadServer.watch).parameters
    assert "path" in inspect.signature(LiveReloadServer.unwatch).parameters


def test_pages_are_converted_by_steps_that_mkdocs_has(config: MkDocsConfig) -> None:
    """The builder's own steps, over files and navigation of a real configuration, make what MkDocs makes."""
    files, nav = read(config)
    plain = page_of(files, "en/index.md")
    plain.read_source(config)
    plain.render(config, files)
    builder = PageBuilder(
        base="x",
        day="2026-11-23",
        config=config,
        memory=Memory(Path(config.site_dir, "memory.json")),
        last_site=Path(config.site_dir),
        extract=lambda html, page: None,
    )
    builder.convert(files, nav)
    assert builder.contents["en/index.md"]["html"] == plain.content
    assert builder.contents["en/index.md"]["title"] == "Home"


def described(file: File) -> dict[str, Any]:
    """All that a file holds; files among it by their own attributes."""
    return {
        name: {language: vars(other)["dest_uri"] for language, other in value.items()}
        if name == "alternates"
        else value
        for name, value in vars(file).items()
    }


def test_files_that_are_made_once_are_those_of_the_plugin(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mkdocs_static_i18n.folder, "create_i18n_file", generator._make_file)
    (Path(config.docs_dir) / "logo.svg").write_text("<svg/>", encoding="utf-8")
    (Path(config.docs_dir) / "fa" / "only.md").write_text("# x\n", encoding="utf-8")
    theirs = [described(file) for file in read(config)[0]]
    generator.make_files_once()
    for _time in range(2):
        files = read(config)[0]
        assert [{**described(file), "page": None} for file in files] == [{**found, "page": None} for found in theirs]
        page_of(files, "en/other.md").title = "changed by a build"


def test_the_files_of_themes_are_those_that_mkdocs_finds(config: MkDocsConfig, tmp_path: Path) -> None:
    config.theme = Theme(name="material", custom_dir=str(tmp_path / "theme"))
    own = tmp_path / "theme"
    own.mkdir()

    def found() -> list[str]:
        files = Files([])
        files.add_files_from_theme(config.theme.get_env(), config)
        return [file.src_uri for file in files]

    before = found()
    generator.list_theme_once(config)
    assert found() == found() == before
    (own / "own.css").write_text("", encoding="utf-8")
    assert "own.css" in found()
    (own / "own.css").unlink()
    assert found() == before
    config.theme.static_templates.add("assets/images/favicon.png")
    assert found() == [name for name in before if name != "assets/images/favicon.png"]


def test_what_a_template_prints_is_escaped_once() -> None:
    environment = _environment(TEMPLATES)
    assert "escape(" not in str(environment.compile("{{ word }}", raw=True)).replace("finalize(", "")
    template = environment.from_string(
        "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ word }} {{ html }} {{ m(word) }}"
    )
    assert (
        template.render(word="<i> & *", html=Markup("<i>")) == "&lt;i&gt; &amp; &#42; <i> <b>&lt;i&gt; &amp; &#42;</b>"
    )

"""What MkDocs and mkdocs-static-i18n do not promise, and this site needs of them. The only module that touches it.

In: their objects. Out: what they hold. tests/test_generator.py holds every touch, and fails when a version changes one.
What they document (events, pages, files, the configuration) is used by the hooks and by the other modules of this folder.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
import mkdocs_static_i18n.folder
from mkdocs.commands.build import _build_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

#: Of hooks that come after mkdocs-static-i18n, which has -100.
AFTER_I18N = -200


def _i18n(config: MkDocsConfig) -> Any:
    """The plugin that builds one language after the other; it has no types."""
    return config.plugins["i18n"]


def is_further_language(config: MkDocsConfig) -> bool:
    """Whether the build is one of the second and further languages, which the plugin does inside the first's."""
    return bool(_i18n(config).building)


def current_language(config: MkDocsConfig) -> str:
    """The language being built."""
    return str(_i18n(config).current_language or _i18n(config).default_language)


def all_languages(config: MkDocsConfig) -> tuple[str, ...]:
    """The languages of the site, the first before the others."""
    return tuple(_i18n(config).all_languages)


def set_languages(config: MkDocsConfig, languages: Sequence[Any]) -> None:
    """Have the plugin build ``languages``, each as its own configuration describes one."""
    _i18n(config).config.languages = list(languages)


def alternates(file: File) -> dict[str, str]:
    """The address of a page in each language."""
    return {language: other.url for language, other in getattr(file, "alternates", {}).items()}


@contextmanager
def extra_is_kept(config: MkDocsConfig) -> Iterator[None]:
    """The plugin leaves the last page's alternates in the configuration, as an attribute; afterwards they are gone.

    Templates that are no pages come next, and would take them for theirs.
    """
    extra = vars(config.extra)
    before = dict(extra)
    yield
    extra.clear()
    extra.update(before)


#: The names of the files that themes bring, by what they depend on.
_theme_files: dict[tuple[Any, ...], list[str]] = {}


def list_theme_once(config: MkDocsConfig) -> None:
    """Let MkDocs look through the files of its themes once in a process, and not for each language of each build.

    Installed packages do not change while a process runs; what the project's own theme has is looked up each time.
    """
    theme = config.theme
    get_env = theme.get_env

    def listing_env() -> jinja2.Environment:
        env = get_env()
        list_templates = env.list_templates

        def listed(extensions: Any = None, filter_func: Callable[[str], bool] | None = None) -> list[str]:
            own = _names_below(theme.custom_dir)
            key = (*theme.dirs, *sorted(theme.static_templates), own, str(extensions), filter_func is None)
            if key not in _theme_files:
                _theme_files[key] = list_templates(extensions, filter_func)
            return [*_theme_files[key]]

        env.list_templates = listed  # type: ignore[method-assign]
        return env

    theme.get_env = listing_env  # type: ignore[method-assign]


def _names_below(folder: str | None) -> tuple[str, ...]:
    return tuple(sorted(map(str, Path(folder).rglob("*")))) if folder and os.path.isdir(folder) else ()  # noqa: PTH112


#: What the plugin made of files, before anybody had it, by all that it made it from.
_files: dict[tuple[Any, ...], File] = {}
_make_file = mkdocs_static_i18n.folder.create_i18n_file


def make_files_once() -> None:
    """Let the plugin make each file of a language once in a process, and copies of it afterwards.

    It makes three for each page and build, mostly of paths that it takes apart: a quarter of an edit in a server.
    """
    mkdocs_static_i18n.folder.create_i18n_file = _file


def _file(
    file: File, current_language: str, default_language: str, all_languages: Sequence[str], config: MkDocsConfig
) -> File:
    """What the plugin makes of ``file``."""
    key = (
        file.src_uri, file.dest_uri, file.inclusion, current_language, default_language, *all_languages,
        config.docs_dir, config.site_dir, config.use_directory_urls,
    )  # fmt: skip
    if key not in _files:
        _files[key] = _make_file(file, current_language, default_language, all_languages, config)
    made = copy.copy(_files[key])
    made.alternates = {current_language: made}  # type: ignore[attr-defined]  # the plugin gives it
    return made


def lay_out_only(files: Files, wanted: Collection[str]) -> None:
    """Let MkDocs lay out no other pages than ``wanted``, by their paths: those that it asks for by how they are included.

    Templates ask for all pages, and get them.
    """
    ask = files.documentation_pages

    def documentation_pages(**options: Any) -> Sequence[File]:
        found = ask(**options)
        return [file for file in found if file.src_uri in wanted] if options else found

    files.documentation_pages = documentation_pages  # type: ignore[method-assign]


def write_page(
    page: Page, config: MkDocsConfig, files: Sequence[File], nav: Navigation, env: jinja2.Environment
) -> None:
    """Lay out a page, and write its file."""
    _build_page(page, config, files, nav, env)


def title_in_text(page: Page) -> str | None:
    """The title that a page's first heading gives it, once it is rendered."""
    return page._title_from_render


def set_title_in_text(page: Page, title: str | None) -> None:
    """Give a page the title that its first heading would give it."""
    page._title_from_render = title

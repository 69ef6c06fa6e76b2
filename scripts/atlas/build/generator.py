"""What MkDocs and mkdocs-static-i18n do not promise, and this site needs of them. The only module that touches it.

In: their objects. Out: what they hold. tests/test_generator.py holds every touch, and fails when a version changes one.
What they document (events, pages, files, the configuration) is used by the hooks and by the other modules of this folder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import jinja2
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

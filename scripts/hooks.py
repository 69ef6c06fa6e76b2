"""What MkDocs does for this site beyond Markdown: render the data before a build, mend pages, export after it.

Each hook is thin; the work is done by the package atlas. MkDocs calls on_startup once for a process, the others for each
build; mkdocs-static-i18n builds the second language inside the first's on_post_build.
"""

from __future__ import annotations

import logging
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).resolve().parent))  # MkDocs loads this file by its path

from atlas import finish as site
from atlas import policy
from atlas.console import speak_utf8
from atlas.export.documents import export_site
from atlas.model.atlas import Atlas
from atlas.pipeline import FaultyDataError, build_pages, hand_written
from atlas.search.collect import Collector

log = logging.getLogger("mkdocs.atlas")

_state: dict[str, Any] = {}


def _today() -> date:
    """The day of the build; ATLAS_TODAY sets another, for reproducible builds."""
    text = os.environ.get("ATLAS_TODAY")
    return date.fromisoformat(text) if text else date.today()


def _language(config: MkDocsConfig) -> str:
    """The language being built."""
    return str(_i18n(config).current_language or "en")


def _i18n(config: MkDocsConfig) -> Any:
    """The plugin that builds one language after the other; it has no types."""
    return config.plugins["i18n"]


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this process serves."""
    speak_utf8()
    _state["serving"] = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Tell the templates the day; without a repository leave nothing to edit, of which MkDocs would make addresses."""
    config.extra["atlas_day"] = _today().isoformat()
    if not config.repo_url:
        config.edit_uri = None
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Render the data, once for all languages. Faulty data stops the build; a server keeps the last good site."""
    if _i18n(config).building:
        return
    _state["search"] = Collector()
    today = _today()
    try:
        atlas, written = build_pages(_root(config), today)
    except FaultyDataError as error:
        if _state.get("serving") and "atlas" in _state:
            # A server whose build fails answers no request until one succeeds: build the last good pages again.
            log.error("The data has errors. The last good pages are still served:\n%s", error)
            return
        log.error("The data has errors, so nothing was built:\n%s", error)
        raise Abort("Mend the data and build again.") from None
    _state["atlas"] = atlas
    log.info("%d pages rendered from data, %d unchanged", len(written.changed), len(written.unchanged))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Watch docs/ without the generated pages: the build writes them, and would set off another build."""
    docs = Path(config.docs_dir)
    server.unwatch(config.docs_dir)
    for path in hand_written(docs):
        server.watch(str(path))
    return server


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Resolve links inside raw HTML, isolate runs of the other script; hand the page to the search instead of Material's."""
    page.meta["search"] = {"exclude": True}
    search: Collector = _state["search"]
    search.add(_language(config), page.url, str(page.title), html, page.meta)
    return site.finish_content(html, page, files, config, _language(config))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Point the pencil to the data; let the theme print texts that it does not escape itself."""
    site.set_edit_link(page, config)
    site.escape_meta(page)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mend the page around the content, and give it its policy."""
    return _guarded(site.finish_page(output, page.canonical_url or "", _language(config)))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep the 404 page of the first language: every language is built to the same file, and it speaks both."""
    if template_name != "404.html":
        return output
    return (
        "" if _i18n(config).building else _guarded(site.finish_page(output, config.site_url or "", _language(config)))
    )


def _guarded(html: str) -> str:
    return policy.with_policy(html, serving=bool(_state.get("serving")))


@event_priority(-200)  # mkdocs-static-i18n has -100: after the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Write the data for machines and the search's index, once. Material's plugin has written its own before."""
    if _i18n(config).building:
        return
    atlas: Atlas = _state["atlas"]
    export_site(atlas, _today(), _root(config) / "data", Path(config.site_dir))
    search: Collector = _state["search"]
    search.write(Path(config.site_dir))

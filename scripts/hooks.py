"""What MkDocs does for this site beyond Markdown: render the data before a build, lay the pages out, export after it.

Each hook is thin; the work is done by the package atlas. MkDocs calls on_startup once for a process, the others for each
build; mkdocs-static-i18n builds the second language inside the first's on_post_build. What MkDocs and that plugin do not promise
stands in atlas/build/generator.py.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
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
from atlas.build.generator import (
    AFTER_I18N,
    all_languages,
    current_language,
    is_further_language,
    list_theme_once,
    make_files_once,
)
from atlas.build.inputs import digest_of_inputs, digest_of_tree, state_of
from atlas.build.menu import render_once
from atlas.build.pages import Finished, PageBuilder
from atlas.build.process import Build, Process, Served
from atlas.build.server import in_step, meanwhile, watch_hand_written
from atlas.build.side_by_side import beside
from atlas.build.site_folder import ServedFolder, SiteFolder
from atlas.build.stages import Stage
from atlas.configure import configure, site_name
from atlas.console import speak_utf8
from atlas.disk import links
from atlas.export.documents import export_site, export_texts
from atlas.findings import report
from atlas.garbage import collect_rarely
from atlas.language.messages import TEMPLATES, read_messages
from atlas.language.words import words_findings
from atlas.load.folder import read_subject
from atlas.memory import Memory, digest
from atlas.model.atlas import Atlas
from atlas.pipeline import (
    CACHE,
    FaultyDataError,
    build_pages,
    generated,
    prepare,
    read_and_check,
    read_published,
)
from atlas.publication import this_publication
from atlas.search.collect import Collector, extract

log = logging.getLogger("mkdocs.atlas")


_process = Process()


def _build() -> Build:
    assert _process.build is not None
    return _process.build


def _today() -> date:
    """The day of the build; ATLAS_TODAY sets another, for reproducible builds."""
    text = os.environ.get("ATLAS_TODAY")
    return date.fromisoformat(text) if text else date.today()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _pages(config: MkDocsConfig) -> PageBuilder:
    """The builder of the language's pages, made when it is first asked for."""
    build = _build()
    language = current_language(config)
    if language not in build.pages:
        place = digest(config.site_url or "", config.repo_url or "", config.edit_uri or "")
        base = digest(build.inputs, place, language, str(config.site_name))
        build.pages[language] = PageBuilder(
            base=base,
            day=build.today.isoformat(),
            config=config,
            memory=_memory(_root(config) / CACHE / f"pages-{language}-{place[:8]}.json"),
            last_site=build.folder.target,
            extract=lambda html, page: extract(page.url, str(page.title), html, page.meta),
            last=_process.served.laid_out.get(language, {}) if _process.served else None,
        )
    return build.pages[language]


def _memory(file: Path) -> Memory:
    """What is remembered in ``file``; a server has it in its own memory from its first build on."""
    known = _process.served.memories if _process.served else {}
    if file.name in known:
        known[file.name].renew()
    else:
        known[file.name] = Memory(file)
    return known[file.name]


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this process serves."""
    speak_utf8()
    collect_rarely()
    logging.getLogger("mkdocs.plugins.mkdocs_static_i18n").setLevel(
        logging.WARNING
    )  # else it prints the menu each time
    _process.serving = command == "serve"
    make_files_once()


@event_priority(100)  # before those plugins that read the languages
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Set what follows from the data and the day; build into a draft beside the site.

    Without a repository leave nothing to edit, of which MkDocs would make addresses.
    """
    subject = read_subject(_root(config) / "data") or _process.subject
    if not is_further_language(config) and not words_findings(TEMPLATES):
        _process.messages = read_messages(TEMPLATES)
    if subject is None or _process.messages is None:
        _atlas, findings = read_and_check(_root(config) / "data", _today())
        log.error("The data has errors, so nothing was built:\n%s", "\n".join(report(findings)))
        raise Abort("Mend the data and build again.")
    _process.subject = subject
    if not is_further_language(config):
        configure(config, subject, _process.messages)
        list_theme_once(config)
    config.extra["atlas_day"] = _today().isoformat()
    if not config.repo_url:
        config.edit_uri = None
    if not is_further_language(config):
        _begin(config)
    return config


def _begin(config: MkDocsConfig) -> None:
    """Begin a build of all languages in a draft beside the site."""
    target, cache = Path(config.site_dir), _root(config) / CACHE
    if _process.serving and _process.served is None:
        _process.served = Served(ServedFolder(target), Collector(cache, lasting=True))
    served = _process.served
    _process.build = Build(
        folder=served.folder if served else SiteFolder(target),
        today=_today(),
        inputs=digest_of_inputs(_root(config)),
        started=time.monotonic(),
        search=served.search if served else Collector(cache),
    )
    _process.build.search.begin()
    _process.build.folder.begin()
    config.site_dir = str(_process.build.folder.draft)


def _say(stage: str) -> None:
    """Say what is going on in a process's first build, which takes long; a server's later ones say it in one line."""
    log.log(logging.DEBUG if _process.built else logging.INFO, "%s", stage)


def on_pre_build(config: MkDocsConfig) -> None:
    """Render the data, once for all languages. Faulty data stops the build; a server keeps the last good site."""
    if is_further_language(config):
        return
    data, day = _root(config) / "data", _build().today.isoformat()
    state = state_of(data, day)
    rendered = Stage(_root(config) / CACHE / "rendered.json")
    if rendered.still_made(state, _generated(config)) and not any(links(_root(config) / "docs")):
        _build().done.append("nothing to render")
        _note(state, _process.atlas if _process.state == state else None)
        return
    _say("Checking the data and rendering its pages …")
    try:
        kept = _process.served.kept if _process.served else None
        atlas, written = build_pages(_root(config), _build().today, kept)
    except FaultyDataError as error:
        if _process.serving and _process.good:
            # A server whose build fails answers no request until one succeeds: build the last good pages again.
            log.error("The data has errors. The last good pages are still served:\n%s", error)
            return
        log.error("The data has errors, so nothing was built:\n%s", error)
        raise Abort("Mend the data and build again.") from None
    if state_of(data, day) == state:  # else an edit came between, and nobody knows of which state the pages are
        if not _process.built:
            rendered.made(state, _generated(config))
    else:
        state = ""
    _note(state, atlas)
    _build().done.append(
        f"{len(written.changed) + len(written.removed)} of {len(written.changed) + len(written.unchanged)} texts changed"
    )


def _note(state: str, atlas: Atlas | None) -> None:
    """Note of which state of the data the pages are; empty where it is not known."""
    _process.good, _process.state, _process.atlas = True, state, atlas


def _generated(config: MkDocsConfig) -> list[Path]:
    """The files that stand where pages made from the data belong."""
    assert _process.subject is not None
    return list(generated(_root(config) / "docs", _process.subject.all_languages))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Watch what people write, and keep the server in step with its own program."""
    watch_hand_written(server, Path(config.docs_dir), all_languages(config))
    busy = threading.Lock()
    in_step(server, busy)
    served = _process.served
    if served and not served.kept.rendered:  # the pages stood there already
        meanwhile(lambda: prepare(_root(config), _build().today, served.kept), busy)
    return server


@event_priority(AFTER_I18N)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Name the site in the language; have the content of every page at hand before MkDocs asks for one after the other."""
    assert _process.subject is not None
    config.site_name = site_name(_process.subject, current_language(config))
    if not is_further_language(config) and not _process.served:
        # While the pages are converted, which needs all processors only part of the time; MkDocs has emptied the draft.
        _build().exported = beside(partial(_export, config))
    _say(f"{current_language(config)}: converting the pages …")
    _pages(config).convert(files, nav)
    return nav


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Give the page what is at hand."""
    _pages(config).take(page, files)
    return page


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Resolve links inside raw HTML, isolate runs of the other script; keep the page from Material's search."""
    page.meta["search"] = {"exclude": True}
    if isinstance(html, Finished):
        return html

    def address_of(source: str) -> str | None:
        file = files.get_file_from_path(source)
        if file is None:
            log.warning("%s links to %s, which does not exist.", page.file.src_uri, source)
        return file.url if file else None

    place = site.Place(page.url, page.file.src_uri, page.canonical_url)
    languages = all_languages(config)
    return site.finish_content(
        html, place, address_of, current_language(config), languages, config.repo_url, config.site_url or ""
    )


@event_priority(AFTER_I18N)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Lay out the pages that changed, and hand them to the search."""
    env.bytecode_cache = _process.compiled
    env.auto_reload = False  # it lives for one build
    render_once(env, [folder for folder in config.theme.dirs if folder != config.theme.custom_dir])
    pages = _pages(config)
    _say(f"{current_language(config)}: laying the pages out …")
    for content in pages.contents.values():
        _build().search.add(current_language(config), content["extract"])
    return pages.lay_out(env, files)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Point the pencil to the data; let the theme print texts that it does not escape itself."""
    if page.meta.get("data_file"):
        page.edit_url = site.pencil(page.meta["data_file"], page.url, config.repo_url, config.edit_uri)
    elif page.meta.get("kind"):
        page.edit_url = None  # a generated page that is made from many files
    site.escape_meta(page.meta)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mend the page around the content, and give it its policy."""
    if isinstance(output, Finished):
        return output
    return _guarded(_finished(output, page.canonical_url or "", config))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep the 404 page of the first language: every language is built to the same file, and it speaks both."""
    if template_name != "404.html":
        return output
    if is_further_language(config):
        return ""
    return _guarded(_finished(output, config.site_url or "", config))


def _finished(html: str, address: str, config: MkDocsConfig) -> str:
    """The page mended, with the theme's words in its language."""
    language = current_language(config)
    said = config.extra["atlas"]["languages"][language]["said"]
    return site.finish_page(html, address, language, all_languages(config), said["heading_link"])


def _guarded(html: str) -> str:
    return policy.with_policy(html, serving=_process.serving)


@event_priority(AFTER_I18N)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the data for machines and the search's index, once, and put the new site in the place of the last."""
    build = _build()
    if is_further_language(config):
        return
    if not _process.built:  # a server has it in its own memory
        for pages in build.pages.values():
            pages.memory.save()
    _say("Writing the data for machines and the index of the search …")
    build.folder.write(build.search.files(all_languages(config)[0]))
    build.done.append(build.exported() if build.exported else _export_changes(config))
    # Material's own index, which its plugin has just written: nothing reads it.
    (build.folder.draft / "search" / "search_index.json").unlink(missing_ok=True)
    served = _process.served
    if served:
        build.folder.leave(name for pages in build.pages.values() for name in pages.left)
    build.folder.finish()
    if served:  # not before the site holds it
        served.laid_out = {language: pages.now for language, pages in build.pages.items()}
        gc.freeze()  # what is kept is not looked through again and again for what can go
    config.site_dir = str(build.folder.target)
    _process.built = True
    laid_out, of_all = (sum(getattr(pages, name) for pages in build.pages.values()) for name in ("laid_out", "count"))
    build.done.append(f"{laid_out} of {of_all} pages laid out")
    log.info("The site is ready after %.1f seconds: %s", time.monotonic() - build.started, ", ".join(build.done))


def _export(config: MkDocsConfig) -> str:
    """Write the data for machines, or take them from the last site if they would be the same; says which."""
    root, build = _root(config), _build()
    state = digest(_process.state, repr(this_publication()), digest_of_tree(root / "docs")) if _process.state else ""
    target = build.folder.target
    if Stage(root / CACHE / "exported.json").bring(state, target, Path(config.site_dir), partial(_export_all, root)):
        return "data exported"
    return "nothing to export"


def _export_all(root: Path) -> dict[str, bytes]:
    return export_site(_atlas(root), _build().today, root / "docs")


def _export_changes(config: MkDocsConfig) -> str:
    """Write what changed of the data for machines into a server's site."""
    assert _process.served is not None
    texts = export_texts(_atlas(_root(config)), _build().today, _process.served.exported)
    _build().folder.write(texts)
    return f"{_process.served.exported.done} parts of the data exported"


def _atlas(root: Path) -> Atlas:
    """The atlas whose pages are built, read if the pages are those of an earlier process."""
    _process.atlas = _process.atlas or read_published(root / "data")
    if _process.atlas is None:
        raise Abort("The data cannot be read any more. Mend the data and build again.")
    return _process.atlas

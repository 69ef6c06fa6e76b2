"""The line on one screen: load → check → render → write, and export into a built site.

In: the project's folder and today. Out: an atlas and its findings, pages below docs/, data and search below the site.
Derivation has no step of its own: pages and exports ask for what they show. Each stage stands in the folder of its
name; nothing here decides anything but the order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateError, TemplateSyntaxError

from atlas.checking import read_and_check as read_and_check
from atlas.checks import Checked
from atlas.derive.published import published
from atlas.disk import Written, links, write_files
from atlas.findings import Finding, has_errors, report
from atlas.language.messages import TEMPLATES, MissingMessageError
from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from atlas.places import CACHE as CACHE
from atlas.places import ROOT as ROOT
from atlas.render.render import Rendered, render
from atlas.render.sections import GENERATED_FILES, GENERATED_FOLDERS


class FaultyDataError(Exception):
    """The data has errors; ``findings`` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(report(findings)))
        self.findings = findings


@dataclass(frozen=True)
class Kept:
    """What a process that goes on keeps of each stage for the next build: what depends on nothing that changed."""

    checked: Checked = field(default_factory=Checked)
    rendered: Rendered = field(default_factory=dict)


def build_pages(root: Path, today: date, kept: Kept | None = None) -> tuple[Atlas, Written]:
    """Check the data below ``root`` and write its pages. Raises FaultyDataError and writes nothing if it has errors.

    ``kept`` is what a server remembers of its last build.
    """
    atlas, findings = read_and_check(root / "data", today, kept.checked if kept else None)
    findings += _links(root / "docs")
    if atlas is None or has_errors(findings):
        raise FaultyDataError(findings)
    atlas = published(atlas)
    try:
        pages = render(atlas, today, TEMPLATES, kept.rendered if kept else None)
    except (TemplateError, MissingMessageError) as error:
        raise FaultyDataError([_template_finding(error)]) from error
    owned = [f"{language}/{folder}" for language in atlas.languages for folder in GENERATED_FOLDERS]
    return atlas, write_files(root / "docs", pages, owned)


def prepare(root: Path, today: date, kept: Kept) -> None:
    """Have in ``kept`` what the next build can use, where pages were made by an earlier process; faulty data is left to it."""
    atlas, findings = read_and_check(root / "data", today, kept.checked)
    if atlas is not None and not has_errors(findings):
        render(published(atlas), today, TEMPLATES, kept.rendered)


def read_published(data: Path) -> Atlas | None:
    """What is published of the folder ``data``, in which no errors were found before; None if it cannot be read now."""
    atlas, findings = read_atlas(data)
    return None if atlas is None or has_errors(findings) else published(atlas)


def _template_finding(error: TemplateError | MissingMessageError) -> Finding:
    """What a template cannot do, at the line at which it cannot."""
    file, line = "scripts/templates", 1
    if isinstance(error, TemplateSyntaxError):
        file, line = f"{file}/{error.name}", error.lineno
    else:
        frames = [(Path(frame.f_code.co_filename), at) for frame, at in walk_tb(error.__traceback__)]
        own = [(path, at) for path, at in frames if path.parent == TEMPLATES]
        if own:
            file, line = f"{file}/{own[-1][0].name}", own[-1][1]
    return Finding(file, line, 1, "", f"{error}. Mend the template")


def _links(docs: Path) -> Iterator[Finding]:
    """A finding about every link below ``docs``: MkDocs would publish what it leads to, wherever on the disk that is."""
    for path in links(docs):
        name = path.relative_to(docs.parent).as_posix()
        yield Finding(name, 1, 1, "", "it is a symbolic link, which is not followed. Put the file itself in its place")


def generated(docs: Path, languages: tuple[str, ...]) -> Iterator[Path]:
    """The files that stand where generated pages belong."""
    for language in languages:
        yield from (docs / language / name for name in GENERATED_FILES)
        for folder in GENERATED_FOLDERS:
            yield from (path for path in (docs / language / folder).rglob("*") if path.is_symlink() or path.is_file())


def hand_written(docs: Path, languages: tuple[str, ...]) -> list[Path]:
    """The folders and files of ``docs`` that people write: all but the generated ones, and what is hidden."""
    folders = [docs / language for language in languages if (docs / language).is_dir()]
    beside = [path for path in docs.iterdir() if path not in folders and not path.name.startswith(".")]
    below = [
        path
        for folder in folders
        for path in folder.iterdir()
        if path.name not in (*GENERATED_FOLDERS, *GENERATED_FILES)
    ]
    return sorted([*beside, *below])

"""The miniature atlas as a whole project that MkDocs can build: its data, the real templates, theme and hand-written pages."""

from __future__ import annotations

import re
from pathlib import Path

from accept import MINI
from tools.copies import project


def mini_project(folder: Path) -> Path:
    """Make the project in ``folder``, which need not exist; its data may then be changed. Returns the folder."""
    project(folder, MINI / "data")
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(_without_real_records(page.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def _without_real_records(text: str) -> str:
    """A hand-written page without its links to records and sources of the real atlas, which the miniature has not."""
    record = r"\.\./(?:organizations|relations|topics|sources)/(?!index\.md)[a-z0-9-]+\.md[^)\"]*"
    text = re.sub(rf"\[([^\]]*)\]\({record}\)", r"\1", text)
    document = r"site:(?:api/v1|data)/(?:organizations|relations|topics|sources)/[a-z0-9-]+\.(?:json|yml)"
    return re.sub(rf'<a href="(?:{record}|{document})">(.*?)</a>', r"\1", text)


def replace(project: Path, file: str, old: str, new: str) -> None:
    """Replace a text in a file of the project's data."""
    path = project / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def at_the_edit(finding: str, file: str, old: str) -> str:
    """``finding`` with the line of the miniature's ``file`` at which the text ``old`` stands for ``{at}``.

    So what is written above that line later changes no expected finding; ``{at+1}`` is the line after it.
    """

    def line(match: re.Match[str]) -> str:
        text = (MINI / "data" / file).read_text(encoding="utf-8")
        return str(text[: text.index(old)].count("\n") + 1 + int(match[1] or 0))

    return re.sub(r"(?<=:)\{at(\+\d)?\}(?=:)", line, finding)

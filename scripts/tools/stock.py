"""The same pages and the same menu for MkDocs Material with its plugin for languages as they come, to compare with.

In: a project whose pages were rendered. Out: a configuration without anything of ours, and the files that it needs.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from atlas.language.languages import language
from atlas.language.messages import TEMPLATES, plain_message, read_messages
from atlas.load.folder import read_subject
from atlas.render.sections import SECTIONS, Section

CONFIG = "mkdocs.yml"


def stock_project(root: Path, target: Path) -> None:
    """Make in ``target`` a project of the pages below ``root``/docs, which were rendered before."""
    target.mkdir(parents=True)
    shutil.copytree(root / "docs", target / "docs")
    (target / CONFIG).write_text(_configuration(root), encoding="utf-8")


def _configuration(root: Path) -> str:
    """The project's configuration without hooks, theme and scripts of its own, and with its languages and menu."""
    text = (root / CONFIG).read_text(encoding="utf-8")
    for ours in (
        r"^  custom_dir: .*\n", r"^hooks:\n(?:  .*\n)+", r"^watch:\n(?:  .*\n)+", r"^extra_javascript:\n(?:  .*\n)+",
        r"^extra_css:\n(?:  .*\n)+", r"^      languages:\n(?:        .*\n)+",
    ):  # fmt: skip
        text = re.sub(ours, "", text, flags=re.MULTILINE)
    languages = yaml.dump(_languages(root), allow_unicode=True, default_flow_style=True, width=10_000).strip()
    return re.sub(r"(^  - i18n:\n)", rf"\1      languages: {languages}\n", text, flags=re.MULTILINE)


def _languages(root: Path) -> list[dict[str, Any]]:
    subject = read_subject(root / "data")
    assert subject is not None
    messages, first = read_messages(TEMPLATES), subject.languages[0]

    def entry(section: Section, code: str) -> dict[str, Any]:
        within = [section.path, *(entry(child, code) for child in section.children)]
        return {plain_message(messages, section.word, code, first): within if section.children else section.path}

    return [
        {
            "locale": code,
            "name": language(code).name,
            "default": code == first,
            "nav": [entry(section, code) for section in SECTIONS],
        }
        for code in subject.languages
    ]

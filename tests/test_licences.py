"""Everything that others made is named with its licence."""

from __future__ import annotations

import re
import tomllib

from conftest import ROOT

LISTED = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")


def test_every_package_is_listed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=!~\[; ]", requirement)[0].casefold() for requirement in wanted}
    listed = {name.casefold() for name in re.findall(r"^\| ([\w-]+)[ ,|]", LISTED, re.MULTILINE)}
    assert names - listed == set()


def test_every_licence_that_the_site_carries_is_listed() -> None:
    for path in (ROOT / "docs/assets").rglob("*"):
        if re.search(r"LICENSE|OFL", path.name):
            assert path.relative_to(ROOT).as_posix() in LISTED


def test_the_files_that_are_named_are_there() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", LISTED):
        assert (ROOT / target).is_file(), target

"""Each kind of mistake in the data: exactly the findings that it must cause, no more and no fewer.

The mistakes stand in mistakes.yml; what they are in Persian stands in mini/findings-fa.txt.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from atlas.findings import Finding, report
from atlas.load.known import KnownFiles
from atlas.memory import digest_of_files
from atlas.pipeline import read_and_check
from conftest import MINI, TODAY
from miniature import at_the_edit

MISTAKES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "mistakes.yml").read_text(encoding="utf-8"))
for _mistake in MISTAKES:
    _file, _old, _new = _mistake["edits"][0]
    _mistake["found"] = [at_the_edit(line, _file, _old) for line in _mistake["found"]]


@pytest.fixture(scope="module")
def known_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where is kept what was found of the miniature without a mistake, and then of each case in turn."""
    place = tmp_path_factory.mktemp("known") / "files"
    assert with_what_is_known(MINI / "data", place) == []
    return place


def with_what_is_known(data: Path, place: Path, only: set[str] | None = None) -> list[Finding]:
    """What is wrong with ``data``, or with ``only`` some files, by a check that takes from ``place`` what an earlier one left there."""
    files = KnownFiles(place, digest_of_files([data / "subject.yml"]))
    return [
        found for found in read_and_check(data, TODAY, files=files, only=only)[1] if only is None or found.file in only
    ]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: ascii(mistake["edits"][0][2])[:50])
def test_a_mistake_is_told_once_and_in_these_words(tmp_path: Path, known_before: Path, mistake: dict[str, Any]) -> None:
    data = shutil.copytree(MINI / "data", tmp_path / "data")
    for file, old, new in mistake["edits"]:
        text = (data / file).read_text(encoding="utf-8") if old else ""
        assert old in text
        (data / file).write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    found = read_and_check(data, TODAY)[1]
    assert report(found)[:-1] == mistake["found"]
    edited = {f"data/{file}" for file, _old, _new in mistake["edits"]}
    of_edited = report([finding for finding in found if finding.file in edited])
    assert report(with_what_is_known(data, known_before, edited)) == of_edited
    assert report(with_what_is_known(data, known_before))[:-1] == mistake["found"]

"""Each kind of mistake in the data: exactly the findings that it must cause, no more and no fewer.

The mistakes stand in mistakes.yml; what they are in Persian stands in mini/findings-fa.txt.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from atlas.findings import report
from atlas.pipeline import read_and_check
from conftest import MINI, TODAY

MISTAKES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "mistakes.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: ascii(mistake["edits"][0][2])[:50])
def test_a_mistake_is_told_once_and_in_these_words(tmp_path: Path, mistake: dict[str, Any]) -> None:
    data = shutil.copytree(MINI / "data", tmp_path / "data")
    for file, old, new in mistake["edits"]:
        text = (data / file).read_text(encoding="utf-8") if old else ""
        assert old in text
        (data / file).write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    assert report(read_and_check(data, TODAY)[1])[:-1] == mistake["found"]

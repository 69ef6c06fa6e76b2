"""The site as an archive for reading without a network."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import release
from atlas.publication import data_version


@pytest.fixture
def built(tmp_path: Path) -> Path:
    for name in ("index.html", "fa/index.html", "sitemap.xml", "assets/atlas.css"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "site"


def test_the_archive_holds_the_site_in_one_folder(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert release.main([str(built), str(tmp_path / "out")]) == 0
    target = tmp_path / "out" / f"atlas-{data_version()}-offline.zip"
    assert capsys.readouterr().out == f"{target} written.\n"
    with zipfile.ZipFile(target) as archive:
        root = f"atlas-{data_version()}"
        assert archive.namelist() == [f"{root}/assets/atlas.css", f"{root}/fa/index.html", f"{root}/index.html"]
        assert archive.read(f"{root}/fa/index.html") == b"fa/index.html"


def test_the_same_site_gives_the_same_bytes(built: Path) -> None:
    first = release.offline_site(built, "atlas")
    (built / "index.html").touch()
    assert release.offline_site(built, "atlas") == first


def test_what_is_no_site_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        release.main([str(tmp_path)])
    assert refused.value.code == 2
    assert "is no built site. Build one first" in capsys.readouterr().err

"""The site as an archive for reading without a network."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import release
from atlas.publication import data_version
from atlas.release.offers import offer


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


@pytest.mark.parametrize(
    ("page", "offered"),
    [
        (
            'SVG<span class="atlas-released" hidden> · <a data-released="../a%20b/x.png">PNG</a></span>',
            'SVG<span class="atlas-released"> · <a href="../a%20b/x.png">PNG</a></span>',
        ),
        (
            '<p class="print atlas-released" hidden><a data-released="../a%20b/x.png">PDF</a></p><p class="x" hidden></p>',
            '<p class="print atlas-released"><a href="../a%20b/x.png">PDF</a></p><p class="x" hidden></p>',
        ),
        ('<td><a data-released="../a%20b/x.png">x</a></td>', '<td><a href="../a%20b/x.png">x</a></td>'),
        ('<a data-released="../a%20b/y.png">y</a>', '<a data-released="../a%20b/y.png">y</a>'),
        (
            '<span class="atlas-released" hidden> · <a data-released="y.png">PNG</a></span>',
            '<span class="atlas-released" hidden> · <a data-released="y.png">PNG</a></span>',
        ),
    ],
)
def test_a_page_offers_what_is_there(built: Path, page: str, offered: str) -> None:
    (built / "a b").mkdir()
    (built / "a b/x.png").write_bytes(b"x")
    (built / "fa/index.html").write_text(page, encoding="utf-8")
    changed = list(offer(built))
    assert (built / "fa/index.html").read_text(encoding="utf-8") == offered
    assert changed == ([built / "fa/index.html"] if page != offered else [])


def test_what_is_no_site_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        release.main([str(tmp_path)])
    assert refused.value.code == 2
    assert "is no built site. Build one first" in capsys.readouterr().err

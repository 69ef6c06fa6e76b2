"""Each record has its own picture beside a shared link, in each language, drawn into a built site."""

from __future__ import annotations

import re
import shutil
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tools import record_cards

pytestmark = pytest.mark.browser


def image_of(page: Path) -> dict[str, str]:
    html = page.read_text(encoding="utf-8")
    return dict(re.findall(r'<meta property="og:image:?(\w*)" content="([^"]*)">', html))


def test_a_record_is_pointed_to_its_own_picture(mini_site: Path, browser: Browser, tmp_path: Path) -> None:
    for path in ("fa/relations/iran", "organizations/eco", "organizations"):
        (tmp_path / path).mkdir(parents=True, exist_ok=True)
        shutil.copy(mini_site / path / "index.html", tmp_path / path)
    found = list(record_cards.cards(tmp_path))
    assert [card.picture for card in found] == [
        "assets/social/fa/relations/iran.png",
        "assets/social/organizations/eco.png",
    ]
    page = browser.new_page(viewport={"width": record_cards.WIDTH, "height": record_cards.HEIGHT})
    for card in found:
        record_cards.draw(page, card, tmp_path)
        picture = tmp_path / card.picture
        assert picture.read_bytes()[16:24] == struct.pack(">II", record_cards.WIDTH, record_cards.HEIGHT)
        assert picture.stat().st_size < 40_000
        said = image_of(card.page)
        assert said[""] == f"http://atlas.test/project/{card.picture}"
        assert (said["width"], said["height"]) == ("600", "315")
        assert said["alt"] == card.texts["title"]
    assert not list(tmp_path.rglob("assets/**/*.html"))
    # A list keeps the picture of the site.
    assert image_of(tmp_path / "organizations/index.html")[""].endswith("/assets/social/en.png")


def test_a_card_says_the_words_of_its_page(mini_site: Path) -> None:
    card = next(card for card in record_cards.cards(mini_site) if card.picture.endswith("fa/relations/iran.png"))
    html = card.html("file:///fonts")
    assert 'lang="fa" dir="rtl"' in html
    assert "<h1>پاکستان و ایران</h1><p>ایران همسایه است.</p><footer>پاکستان در جهان</footer>" in html


def test_a_site_without_a_public_address_has_no_cards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "relations/iran").mkdir(parents=True)
    (tmp_path / "relations/iran/index.html").write_text('<html lang="en" dir="ltr"><head></head>')
    assert record_cards.main([str(tmp_path)]) == 1
    assert "with ATLAS_SITE_URL set" in capsys.readouterr().out

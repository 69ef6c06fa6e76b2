"""Alphabetical order: that of CLDR, and the same in the build and in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from atlas.language.collation import sort_key
from atlas.model.atlas import Atlas
from atlas.model.countries import territories
from atlas.model.fields import Labelled
from conftest import ROOT


def ordered(names: list[str], code: str) -> list[str]:
    return sorted(names, key=lambda name: sort_key(name, code))


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", ["Colombia", "Côte d’Ivoire", "Croatia"]),
        ("en", ["Åland Islands", "Albania", "Zambia"]),
        ("en", ["cote", "Cote", "côte", "Côte"]),
        ("en", ["D-8", "G8", "G20", "G77", "Global Fund"]),
        ("fa", ["آلمان", "ایران", "پاکستان", "چین", "ژاپن", "کویت", "گرجستان", "ویتنام", "هند", "یمن"]),
        ("fa", ["سائوتومه", "سان‌مارینو"]),
        ("fa", ["سوئد", "سومالی"]),
        ("fa", ["نائورو", "نامیبیا"]),
        ("fa", ["ائتلاف اقیانوس آرام", "اینفوفیش"]),
        ("fa", ["مؤسسهٔ بین‌المللی", "منطقهٔ آزاد", "موافقت‌نامه"]),
        ("fa", ["گروه ۸", "گروه ۷۷", "گروه یازده"]),
        ("fa", ["می‌شود", "میهن"]),
        ("fa", ["سإ", "سؤ"]),  # spellings of one letter, in CLDR's order and not in that of their code points
        ("ur", ["ارجنٹینا", "آذربائیجان", "بحرین", "بھارت", "پاکستان", "ٹونگا"]),
        ("sw", ["Afghanistani", "Ivory Coast", "Kenya"]),
    ],
)
def test_names_stand_in_the_order_of_their_language(code: str, names: list[str]) -> None:
    assert ordered(names[::-1], code) == names


def names_of(atlas: Atlas, code: str) -> list[str]:
    """Every name of a country in CLDR, and of a record in the data."""
    names = set(territories(code).values())
    for entry in atlas.records():
        for field in ("name", "abbreviation", "title"):
            text = getattr(entry.value, field, None)
            if isinstance(text, Labelled):
                names.add(text.in_language(code) or "")
        names.update(entry.value.aliases.in_language(code) or ())
    return sorted(names)


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "fa", "ur", "sw"])
def test_the_order_is_the_browsers(atlas: Atlas, browser: Browser, code: str) -> None:
    names = names_of(atlas, code)
    page = browser.new_page()
    theirs = page.evaluate(
        "([names, code]) => names.sort(new Intl.Collator(code, { numeric: true }).compare)", [names, code]
    )
    page.close()
    assert ordered(names, code) == theirs


def test_the_script_of_lists_compares_as_the_test_does() -> None:
    script = (ROOT / "docs/assets/lists.js").read_text(encoding="utf-8")
    assert "new Intl.Collator(locale, { numeric: true })" in script

"""The menu is rendered once for the pages of a folder that it does not name, and anew for every other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import material
import pytest

from atlas.build.menu import PARTS, render_once

THEME = Path(str(material.__file__)).parent / "templates"


@pytest.fixture
def laid_out(tmp_path: Path) -> Callable[..., str]:
    """Lays out a page by its address, with a theme whose parts say where they are, and count how often they were rendered."""
    rendered: list[str] = []

    def count(name: str) -> int:
        rendered.append(name)
        return rendered.count(name)

    theme, own = tmp_path / "theme/partials", tmp_path / "own/partials"
    for folder in (theme, own):
        folder.mkdir(parents=True)
    for part in PARTS:
        name = Path(part).name
        (theme / name).write_text(f"{name} {{{{ count('{name}') }}}} {{{{ page.url }}}} {{% include 'beside' %}}")
        (own / name).write_text(f"{{{{ rendered_once('{part}') }}}}")
    (theme.parent / "beside").write_text("theme")
    (own.parent / "beside").write_text("own")
    (own.parent / "main").write_text(f"{{% include '{PARTS[0]}' %}}, {{% include '{PARTS[1]}' %}}")
    env = jinja2.Environment(loader=jinja2.FileSystemLoader([own.parent, theme.parent]))
    env.globals["count"] = count
    render_once(env, [str(theme.parent)])

    def lay_out(url: str | None, *, named: bool = False) -> str:
        page: Any = url if url is None else SimpleNamespace(url=url)
        nav = SimpleNamespace(pages=[page] if named else [])
        return env.get_template("main").render(page=page, nav=nav)

    return lay_out


def test_pages_of_a_folder_that_the_menu_does_not_name_have_the_same(laid_out: Callable[..., str]) -> None:
    first = laid_out("relations/iran/")
    assert first == "nav.html 1 relations/iran/ own, tabs.html 1 relations/iran/ own"
    assert laid_out("relations/india/") == first
    assert laid_out("organizations/un/") == first.replace("1 relations/iran/", "2 organizations/un/")
    assert laid_out("relations/") == first.replace("1 relations/iran/", "3 relations/")


def test_the_home_page_sees_other_pages_from_another_place(laid_out: Callable[..., str]) -> None:
    first = laid_out("")
    assert laid_out("about/") == first.replace("1  own", "2 about/ own")


def test_a_page_that_the_menu_names_is_marked_in_it(laid_out: Callable[..., str]) -> None:
    laid_out("relations/iran/")
    named = laid_out("relations/visits/", named=True)
    assert named == "nav.html 2 relations/visits/ own, tabs.html 2 relations/visits/ own"
    assert "nav.html 1" in laid_out("relations/india/")


def test_what_is_no_page_has_its_own(laid_out: Callable[..., str]) -> None:
    assert [laid_out(None), laid_out(None)] == [
        "nav.html 1  own, tabs.html 1  own",
        "nav.html 2  own, tabs.html 2  own",
    ]


def test_the_theme_takes_the_menu_and_the_tabs_from_these_parts() -> None:
    texts = "".join((THEME / name).read_text(encoding="utf-8") for name in ("base.html", "partials/header.html"))
    for part in PARTS:
        assert f'include "{part}"' in texts
        source = (THEME / part).read_text(encoding="utf-8")
        # Of the page itself they look at nothing but where it stands in the menu.
        assert not re.search(r"\bpage\.", source)
        assert "nav.items" in source

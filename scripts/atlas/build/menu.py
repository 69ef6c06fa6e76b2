"""Renders the theme's menu and tabs once for all pages of a folder that stand in neither.

In: the environment of a build's templates. Out: HTML. Nearly all pages are records, which the menu does not name: on those of
one folder it is the same, and a third of what the theme does for a page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence

import jinja2
from jinja2.runtime import Context

from atlas.language.markup import Markup

#: The theme's templates that are rendered once. Those of this name in the project's own folder ask for them.
PARTS = ("partials/nav.html", "partials/tabs.html")


class _Beneath(jinja2.BaseLoader):
    """Finds :data:`PARTS` in the theme itself, and all else where the environment does."""

    def __init__(self, env: jinja2.Environment, folders: Sequence[str]) -> None:
        assert env.loader is not None
        self._all = env.loader
        self._theme = jinja2.FileSystemLoader(folders)

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source of a template, its file, and whether it is still the same."""
        return (self._theme if template in PARTS else self._all).get_source(environment, template)


def render_once(env: jinja2.Environment, folders: Sequence[str]) -> None:
    """Give the templates of ``env`` ``rendered_once(name)``: the part ``name`` as the theme in ``folders`` renders it."""
    beneath = env.overlay(loader=_Beneath(env, folders), bytecode_cache=None)
    known: dict[tuple[str, str, int], Markup] = {}

    @jinja2.pass_context
    def rendered_once(context: Context, name: str) -> Markup:
        def render() -> Markup:
            return Markup(beneath.get_template(name).render(context.get_all()))

        page = context.get("page")
        if page is None or page in context["nav"].pages:
            return render()
        # Where other pages are, is said as seen from the folder; the home page stands a step above its neighbours.
        key = name, posixpath.dirname(page.url.rstrip("/")), page.url.count("/")
        if key not in known:
            known[key] = render()
        return known[key]

    env.globals["rendered_once"] = rendered_once

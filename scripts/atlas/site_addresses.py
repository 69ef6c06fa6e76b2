"""Where pages and files stand in the built site, and how one leads to another.

In: paths and addresses below the site, such as ``organizations/un.md`` and ``fa/organizations/un/``. Out: addresses.
Every page has a folder of its own, whatever makes the site.
"""

from __future__ import annotations

import posixpath


def page_address(path: str, root: str = "") -> str:
    """The address of the page that is made from ``path`` below the folder of a language whose pages begin at ``root``."""
    return root + path.removesuffix("index.md").replace(".md", "/")


def relative(target: str, page: str) -> str:
    """The address ``target``, as it is written on the page whose address is ``page``; both below the site."""
    found = posixpath.relpath(target or ".", page or ".")
    return f"{found}/" if target.endswith("/") else found

"""Where pages and files stand in the built site, and how one leads to another.

In: paths and addresses below the site, such as ``organizations/un.md`` and ``fa/organizations/un/``. Out: addresses.
Every page has a folder of its own, whatever makes the site.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache


def page_address(path: str, root: str = "") -> str:
    """The address of the page that is made from ``path`` below the folder of a language whose pages begin at ``root``."""
    return root + path.removesuffix("index.md").replace(".md", "/")


@lru_cache(maxsize=100_000)  # pages that stand at one place lead to many others, and to the same
def relative(target: str, page: str) -> str:
    """The address ``target``, as it is written on the page whose address is ``page``; both below the site.

    The same as the standard library's ``posixpath.relpath``, which asks for the folder of the process each time.
    """
    there, here = (
        [part for part in posixpath.normpath(address).split("/") if part != "."] for address in (target, page)
    )
    same = len(posixpath.commonprefix((there, here)))
    found = "/".join([".."] * (len(here) - same) + there[same:]) or "."
    return f"{found}/" if target.endswith("/") else found

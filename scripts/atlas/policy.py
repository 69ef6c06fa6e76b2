"""The Content-Security-Policy of a page: what its browser may run and fetch, said in the page itself.

In: the HTML of a finished page. Out: the same with a policy as the first thing in its head. A meta element, so that it
holds wherever the page is: on any host, below any path, opened from a folder. The last wall, should markup ever come
through from a text: nothing runs that is not a file of the site or one of the theme's own inline scripts, by their hashes.

Source of the rules: Content Security Policy Level 3, W3C.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
#: The content of the page, which is made from texts: it has no inline scripts, and none that got in is let run.
_CONTENT = re.compile(r"<article\b.*</article>", re.DOTALL)
_HEAD = re.compile(r'<meta charset="[^"]*">|<head>', re.IGNORECASE)

#: The site itself. Some browsers count a folder as no site, so that 'self' is nothing there; of a page on the web they
#: load nothing by ``file:``.
_OWN = "'self' file:"
#: Pictures also from the style sheets, which hold icons as data.
_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": _OWN,
    "style-src": _OWN,
    "img-src": f"{_OWN} data:",
    "font-src": _OWN,
    "connect-src": _OWN,
    "form-action": "'self'",
    "base-uri": "'none'",
}
#: The script by which ``mkdocs serve`` loads a page again is put in afterwards, and differs each time.
_WHILE_SERVING = f"{_OWN} 'unsafe-inline'"


def with_policy(html: str, *, serving: bool = False) -> str:
    """``html`` with its policy. ``serving``: for ``mkdocs serve``, whose own inline script must run."""
    allowed = _WHILE_SERVING if serving else " ".join([_OWN, *dict.fromkeys(_hashes(_CONTENT.sub("", html)))])
    policy = "; ".join(f"{name} {value}" for name, value in {**_DIRECTIVES, "script-src": allowed}.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _HEAD.sub(lambda match: f"{match[0]}{meta}", html, count=1)


def _hashes(html: str) -> Iterator[str]:
    """The sources that allow the inline scripts of ``html``; what holds data is no script."""
    for script in _SCRIPT.finditer(html):
        attributes = script["attributes"]
        if "src=" in attributes or "json" in attributes:
            continue
        digest = hashlib.sha256(script["code"].encode()).digest()
        yield f"'sha256-{base64.b64encode(digest).decode()}'"

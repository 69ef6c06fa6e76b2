"""Where renamed and removed records have gone: pages at old addresses, and the same as data.

In: an atlas. Out: HTML pages by their path in the site, JSON documents by their path below ``api/v1/``. A page that leads
on is plain HTML that works without scripts, from a folder, and under the strictest Content-Security-Policy. The page of a
removed record is one like others (:mod:`atlas.render.pages.gone`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atlas.language.languages import prefix
from atlas.language.markup import escape
from atlas.language.messages import TEMPLATES, read_messages
from atlas.language.speech import Speech
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.records import Record
from atlas.render.edition import record_name

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=../{id}/index.html">
<link rel="canonical" href="../{id}/">
<title>{name}</title>
</head>
<body>
<p>{sentence} <a href="../{id}/index.html">{name}</a></p>
</body>
</html>
"""


def renamed(atlas: Atlas) -> Iterator[tuple[str, str, str, Record]]:
    """Folder, old id, new id and record of every renaming."""
    for folder in FOLDERS:
        for id_, record in atlas.folder(folder).items():
            for old in record.former_ids:
                yield folder, old, id_, record


def redirect_pages(atlas: Atlas) -> dict[str, str]:
    """A page for every old address in every language, which leads to the new one."""
    pages = {}
    messages = read_messages(TEMPLATES)
    for language in atlas.languages:
        speech = Speech(language, atlas, messages)
        root = prefix(language, atlas.languages)
        for folder, old, id_, record in renamed(atlas):
            name = record_name(record, speech)
            pages[f"{root}{folder}/{old}/index.html"] = _PAGE.format(
                language=language,
                direction=speech.direction,
                id=id_,
                name=escape(name),
                sentence=speech.say("moved_to", name=name),
            )
    return pages


def moved_documents(atlas: Atlas) -> dict[str, Any]:
    """``moved.json`` with everything that was renamed or removed, and a document at each old address."""
    moves = [{"from": f"{folder}/{old}", "to": f"{folder}/{id_}"} for folder, old, id_, _record in renamed(atlas)]
    gone = [{"id": id_, **entry.model_dump(mode="json", exclude_none=True)} for id_, entry in atlas.gone.items()]
    documents: dict[str, Any] = {"moved.json": {"renamed": moves, "removed": gone}}
    documents |= {f"{move['from']}.json": {"moved_to": move["to"]} for move in moves}
    documents |= {f"{entry['id']}.json": {"removed": entry} for entry in gone}
    return documents

"""The words of the pages, beside the templates: messages.yml, and fields.<code>.yml for the field reference.

In: the folder of templates. Out: dictionaries. Raises ValueError with the findings if a file cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from atlas.load.yaml_file import YamlFile, read_yaml

#: Where the templates and the words stand, and what findings call it.
TEMPLATES = FilePath(__file__).resolve().parents[2] / "templates"
FOLDER = "scripts/templates"
#: Where the words of the search dialog stand that no page has.
DIALOG = FilePath(__file__).resolve().parents[1] / "search"


class MissingMessageError(LookupError):
    """A page says a message that messages.yml does not have."""


#: The words of the field reference, by language, model and field.
Words = Mapping[str, Mapping[str, Any]]
#: Messages by key and language; a message is a text, or texts by plural form (CLDR).
Messages = Mapping[str, Mapping[str, Any]]


def read_file(templates: FilePath, name: str) -> YamlFile:
    """One file of words. Raises ValueError with the findings if it cannot be read."""
    path, root = templates.resolve() / name, TEMPLATES.parents[1]
    file, findings = read_yaml(path, str(path.relative_to(root) if path.is_relative_to(root) else path))
    if file is None or findings:
        raise ValueError("\n".join(map(str, findings)))
    return file


def read_words(templates: FilePath) -> Words:
    """The words of the field reference by language, where it is not English: that stands beside the fields."""
    return {
        path.suffixes[0][1:]: read_file(templates, path.name).data for path in sorted(templates.glob("fields.*.yml"))
    }


def plain_message(messages: Messages, key: str, code: str, first: str) -> str:
    """A message without values, for scripts and the theme; in the atlas's ``first`` language where ``code`` has no words."""
    message = messages[key]
    return str(message[code if code in message else first])


def read_field_titles(templates: FilePath) -> Mapping[str, str]:
    """What fields are called in Persian, by name. Raises ValueError with the findings if they cannot be read."""
    return dict(read_file(templates, "field_titles.yml").data)


def read_messages(templates: FilePath) -> Messages:
    """The words of the templates."""
    return dict(read_file(templates, "messages.yml").data)

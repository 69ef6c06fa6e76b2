"""The words of the pages, beside the templates: messages.yml, and fields.<code>.yml for the field reference.

In: the folder of templates. Out: dictionaries. Raises ValueError with the findings if a file cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from atlas.findings import Path
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


#: The message that is called as its group is.
ITSELF = "itself"
#: CLDR's names of plural forms; each language uses some, and all have ``other``.
PLURALS = ("zero", "one", "two", "few", "many", "other")


def messages_in(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, Any]]:
    """Every message of a file: its place, the key by which it is said, its words by language.

    Messages stand in groups, one for each page or part of a page: ``intro`` below ``state`` is said as ``state_intro``, and
    ``itself`` below ``state`` as ``state``. What several pages say stands in no group.
    """
    for name, value in data.items():
        if _is_group(value):
            for own, message in value.items():
                yield (name, own), name if own == ITSELF else f"{name}_{own}", message
        else:
            yield (name,), name, value


def _is_group(value: Any) -> bool:
    """Whether below a name stand messages: a message itself has texts below it, or texts by plural form."""
    return isinstance(value, dict) and bool(value) and not any(map(_is_wording, value.values()))


def _is_wording(value: Any) -> bool:
    return not isinstance(value, dict) or (bool(value) and set(value) <= set(PLURALS))


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
    return {key: message for _path, key, message in messages_in(read_file(templates, "messages.yml").data)}

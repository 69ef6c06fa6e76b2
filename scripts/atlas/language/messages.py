"""The words of the pages, beside the templates: messages.yml, and fields.yml for the field reference.

In: the folder of templates. Out: dictionaries. Raises ValueError with the findings if a file cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from atlas.load.yaml_file import read_yaml

#: The templates and their words, as the project has them.
TEMPLATES = FilePath(__file__).resolve().parent.parent.parent / "templates"

Words = Mapping[str, Mapping[str, Any]]


def read_words(templates: FilePath) -> Words:
    """The Persian words of the field reference. Raises ValueError with the findings if they cannot be read."""
    file, findings = read_yaml(templates / "fields.yml", "scripts/templates/fields.yml")
    if file is None or findings:
        raise ValueError("\n".join(map(str, findings)))
    return dict(file.data)


def read_field_titles(templates: FilePath) -> Mapping[str, str]:
    """What fields are called in Persian, by name. Raises ValueError with the findings if they cannot be read."""
    file, findings = read_yaml(templates / "field_titles.yml", "scripts/templates/field_titles.yml")
    if file is None or findings:
        raise ValueError("\n".join(map(str, findings)))
    return dict(file.data)


@cache
def read_messages(templates: FilePath) -> Messages:
    """The words of the templates. Raises ValueError with the findings if they cannot be read."""
    file, findings = read_yaml(templates / "messages.yml", "scripts/templates/messages.yml")
    if file is None or findings:
        raise ValueError("\n".join(map(str, findings)))
    return dict(file.data)


Messages = Mapping[str, Mapping[str, Any]]

"""Whether the programs have words in every language that the atlas calls finished.

In: an atlas and the folder of templates. Out: findings, one for each file and language. It is no rule on the data, and
stands beside them because its mend may be one in data/subject.yml.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from atlas.findings import Finding
from atlas.language.languages import language_name
from atlas.language.messages import FOLDER, read_file
from atlas.load.yaml_file import YamlFile
from atlas.model.atlas import Atlas

#: The language in which fields are described beside them, in the models.
_BESIDE_THE_FIELDS = "en"
#: How many of the missing ones a finding names.
_NAMED = 5


def missing_words(atlas: Atlas, templates: FilePath, dialog: FilePath) -> Iterator[Finding]:
    """What the finished languages lack of the messages, of those of the search dialog, and of the field reference."""
    for code in atlas.subject.languages:
        for folder in (templates, dialog):
            file = read_file(folder, "messages.yml")
            yield from _missing(file, code, [key for key, message in file.data.items() if code not in message])
        if code != _BESIDE_THE_FIELDS:
            yield from _undescribed(templates, code)


def _missing(file: YamlFile, code: str, keys: list[str]) -> Iterator[Finding]:
    if keys:
        more = ", …" if len(keys) > _NAMED else ""
        yield file.finding(
            (keys[0],),
            f"{len(keys)} of {len(file.data)} have no {code}: {', '.join(keys[:_NAMED])}{more}. "
            f"Write them in {language_name(code)}, or name {code} under unfinished_languages in data/subject.yml",
        )


def _undescribed(templates: FilePath, code: str) -> Iterator[Finding]:
    name = f"fields.{code}.yml"
    if not (templates / name).is_file():
        yield Finding(
            f"{FOLDER}/{name}", 1, 1, "",
            f"there is no description of the fields in {language_name(code)}. Write it after fields.fa.yml, "
            f"or name {code} under unfinished_languages in data/subject.yml",
        )  # fmt: skip

"""Whether the programs have words in every language that the atlas calls finished.

In: an atlas and the folder of templates. Out: findings, one for each file and language. It is no rule on the data, and
stands beside them because its mend may be one in data/subject.yml.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from atlas.findings import Finding
from atlas.language.languages import language_name
from atlas.language.messages import FOLDER, messages_in, read_file
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
            yield from _missing(file, code)
        if code != _BESIDE_THE_FIELDS:
            yield from _undescribed(templates, code)


def _missing(file: YamlFile, code: str) -> Iterator[Finding]:
    messages = list(messages_in(file.data))
    wanting = [(path, key) for path, key, message in messages if code not in message]
    if wanting:
        named = ", ".join(key for _path, key in wanting[:_NAMED])
        more = ", …" if len(wanting) > _NAMED else ""
        yield file.finding(
            wanting[0][0],
            f"{len(wanting)} of {len(messages)} have no {code}: {named}{more}. "
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

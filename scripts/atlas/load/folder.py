"""Reads a data folder into an :class:`Atlas`.

In: the path of ``data/``. Out: the atlas and everything found wrong on the way; a record that cannot
be read is left out and remembered, so that a reference to it is not reported as well. Knows nothing
of rules across records.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

from atlas.findings import Finding, Path, quote
from atlas.language.languages import LANGUAGES, is_language
from atlas.load.known import KnownFile, KnownFiles
from atlas.load.strays import LEFT_BY_SYSTEMS, left_over, misnamed, strays
from atlas.load.validation import validate
from atlas.load.yaml_file import YamlFile, parse_beforehand, read_yaml
from atlas.model.atlas import FOLDERS, Atlas, Entry
from atlas.model.beside import (
    AgreedTerm,
    ChangeNote,
    CountryName,
    Gone,
    ShelfLifeException,
    Source,
    Subject,
    Term,
    Tiles,
    Wording,
)
from atlas.model.fields import ID, Model, context
from atlas.model.ids import spelt_as_id
from atlas.model.records import Record

#: Letters of an id at most: it becomes the name of files and a part of addresses, in folders that have names too.
MAXIMUM_ID = 80
#: Names that are taken: the page of the list, and the devices that Windows finds under these names in every folder
#: (Naming Files, Paths, and Namespaces, Microsoft).
RESERVED_IDS = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(10))}
)
_ID = re.compile(ID)
#: The folder of the bibliography, and the files that stand beside the folders.
SHELVES = "sources"
FILES = (
    "subject.yml",
    "tiles.yml",
    "vocabulary.yml",
    "countries.yml",
    "changes.yml",
    "gone.yml",
    "exceptions.yml",
    "wording.yml",
    "terms.yml",
)


def read_atlas(data: FilePath, known: KnownFiles | None = None) -> tuple[Atlas | None, list[Finding]]:
    """Read the folder ``data``. The atlas is None where a file that everything needs cannot be read.

    Of the files that are ``known`` models are made when they are asked for.
    """
    if known is None:
        parse_beforehand(_files_of_folders(data))
    loader = _Loader(data, known)
    loader.read_languages()
    subject = loader.read_one("subject.yml", Subject)
    tiles = loader.read_one("tiles.yml", Tiles)
    vocabulary = loader.read_vocabulary()
    countries = loader.read_entries("countries.yml", CountryName)
    changes = loader.read_entries("changes.yml", ChangeNote) if os.path.lexists(data / "changes.yml") else {}
    gone = loader.read_entries("gone.yml", Gone) if os.path.lexists(data / "gone.yml") else {}
    extras: tuple[tuple[str, type[Model]], ...] = (
        ("exceptions.yml", ShelfLifeException),
        ("wording.yml", Wording),
        ("terms.yml", AgreedTerm),
    )
    for name, model in extras:
        if os.path.lexists(data / name):
            loader.read_entries(name, model)
    sources = loader.read_shelves(SHELVES, Source)
    records: dict[str, Any] = {folder: loader.read_folder(folder, model) for folder, model in FOLDERS.items()}
    loader.findings += strays(data, (*FOLDERS, SHELVES), FILES)
    if subject is None or vocabulary is None or tiles is None:
        return None, loader.findings
    atlas = Atlas(
        subject=subject,
        vocabulary=vocabulary,
        tiles=tiles,
        countries=countries,
        gone=gone,
        sources=sources,
        changes=changes,
        entries=tuple(loader.entries),
        unreadable=frozenset(loader.unreadable),
        files=loader.files,
        **records,
    )
    return atlas, loader.findings


def _files_of_folders(data: FilePath) -> Iterator[tuple[FilePath, str]]:
    """The files of the folders of ``data``, with the names by which findings call them."""
    for folder in (*FOLDERS, SHELVES):
        if not (data / folder).is_symlink():
            yield from ((path, f"data/{folder}/{path.name}") for path in sorted((data / folder).glob("*.yml")))


def read_subject(data: FilePath) -> Subject | None:
    """The subject alone; None if it cannot be read: :func:`read_atlas` says why."""
    loader = _Loader(data)
    loader.read_languages()
    subject: Subject | None = loader.read_one("subject.yml", Subject)
    return subject


class _Loader:
    """Reads file after file and collects the findings of all of them."""

    def __init__(self, data: FilePath, known: KnownFiles | None = None) -> None:
        self.data = data
        self._known = known
        self._read_yaml = read_yaml if known is None else known.read
        self.findings: list[Finding] = []
        self.entries: list[Entry] = []
        self.unreadable: set[str] = set()
        self.context = context(LANGUAGES)
        self.files: dict[str, str] = {}

    def read_languages(self) -> None:
        """Note which languages the texts of this atlas have; what is wrong with the list is found with the subject."""
        file, _findings = read_yaml(self.data / "subject.yml", "data/subject.yml")
        if file is not None and isinstance(file.data, dict):
            unfinished = _codes(file.data.get("unfinished_languages"))
            self.context = context((*(_codes(file.data.get("languages")) or LANGUAGES), *unfinished), unfinished)

    def _read(self, relative: str) -> YamlFile | None:
        file, findings = self._read_yaml(self.data / relative, f"data/{relative}")
        self.findings += findings
        if file is not None:
            self.files[relative] = file.text
        return file

    def _validate(self, model: type[Model], file: YamlFile, name: str, path: Path = ()) -> Any:
        """What stands at ``path`` as a ``model``, or, where files are known, the entry that makes it; None if it is none."""
        key = (model, name, path, *self.context.values())
        if key not in file.made:
            file.made[key] = self._made(model, file, name, path)
        entry, findings = file.made[key]
        self.findings += findings
        if entry is None:
            self.unreadable.add(name)
            return None
        self.entries.append(entry)
        return entry.value if self._known is None else entry

    def _made(self, model: type[Model], file: YamlFile, name: str, path: Path) -> tuple[Entry | None, list[Finding]]:
        """The entry at ``path``, and what is wrong with it."""
        if isinstance(file, KnownFile):
            return Entry(name, model, lambda: validate(model, file, path, self.context)[0], file, path), []
        value, findings = validate(model, file, path, self.context)
        return (None if value is None else Entry(name, model, lambda: value, file, path)), findings

    def read_one(self, relative: str, model: type[Model]) -> Any:
        """The record that is the whole of one file, or None."""
        file = self._read(relative)
        found = None if file is None else self._validate(model, file, relative)
        return found.value if isinstance(found, Entry) else found

    def read_entries(self, relative: str, model: type[Model]) -> dict[str, Any]:
        """A file that is a dictionary of entries of one kind."""
        file = self._read(relative)
        if file is None or not self._is_dictionary(file, ()):
            return {}
        return self._validated(model, file, ())

    def read_shelves(self, folder: str, model: type[Model]) -> dict[str, Any]:
        """All entries of the dictionaries in ``folder``: one file is a shelf, and an id stands on one shelf only."""
        found: dict[str, Any] = {}
        for relative in self._named_files(folder):
            file = self._read(relative)
            if file is None or not self._is_dictionary(file, ()):
                self.unreadable.add(relative)
            else:
                if not self._check_ids(file, ()):
                    self.unreadable.add(relative)  # which source is meant by a wrong id, nobody knows
                for id_ in [id_ for id_ in file.data if id_ in found]:
                    self.findings.append(
                        file.finding((id_,), f"{id_} stands in another file of data/{folder}, too. Keep one of the two")
                    )
                found |= {id_: source for id_, source in self._validated(model, file, ()).items() if _ID.fullmatch(id_)}
        return dict(sorted(found.items()))

    def _check_ids(self, file: YamlFile, path: Path) -> bool:
        """Ensure that the names in a dictionary are ids: they become anchors, classes and parts of addresses."""
        data = file.data
        for part in path:
            data = data[part]
        wrong = [id_ for id_ in data if not _ID.fullmatch(id_)]
        for id_ in wrong:
            meant = spelt_as_id(id_)
            mend = f"Did you mean {meant}?" if meant else "Write lower-case letters a to z, digits and single hyphens"
            self.unreadable.add(meant)
            self.findings.append(file.finding((*path, id_), f"{quote(id_)} is no id. {mend}"))
        return not wrong

    def _validated(self, model: type[Model], file: YamlFile, path: Path) -> dict[str, Any]:
        data = file.data
        for part in path:
            data = data[part]
        values = {key: self._validate(model, file, key, (*path, key)) for key in data}
        return {key: value for key, value in sorted(values.items()) if value is not None}

    def _is_dictionary(self, file: YamlFile, path: Path) -> bool:
        data = file.data
        for part in path:
            data = data[part]
        if isinstance(data, dict):
            return True
        self.findings.append(
            file.finding(path, "this is no list of names with fields. Begin each entry with its id and a colon")
        )
        return False

    def read_vocabulary(self) -> dict[str, dict[str, Term]] | None:
        """The closed lists. The order of terms is kept: pages list them so."""
        file = self._read("vocabulary.yml")
        if file is None or not self._is_dictionary(file, ()):
            return None
        self._check_ids(file, ())
        lists: dict[str, dict[str, Term]] = {}
        for name in file.data:
            if self._is_dictionary(file, (name,)):
                self._check_ids(file, (name,))
                terms = {term: self._validate(Term, file, term, (name, term)) for term in file.data[name]}
                lists[name] = {term: label for term, label in terms.items() if label is not None}
        return lists

    def read_folder(self, folder: str, model: type[Record]) -> dict[str, Any]:
        """The records of one folder, by id, which is the file's name."""
        records = {}
        for relative in self._named_files(folder):
            id_ = FilePath(relative).stem
            file = self._read(relative)
            if file is None:
                self.unreadable.add(id_)
                continue
            record = self._validate(model, file, id_)
            if record is not None:
                records[id_] = record
        return records

    def _named_files(self, folder: str) -> Iterator[str]:
        """The files of ``folder`` by the order of their names; a file with no name for a record is reported."""
        directory = self.data / folder
        if directory.is_symlink() or not directory.is_dir():
            self.unreadable.add(f"{folder}/")
            self.findings.append(
                Finding(f"data/{folder}", 1, 1, "", f"there is no folder data/{folder}. Make it, or correct its name")
            )
            return
        for path in sorted(directory.iterdir(), key=lambda path: (path.stem, path.suffix)):
            relative = f"{folder}/{path.name}"
            if path.name in LEFT_BY_SYSTEMS:
                continue
            if not _ID.fullmatch(path.stem) or path.suffix != ".yml":
                self.findings.append(left_over(relative) or misnamed(path))
            elif problem := unfit_id(path.stem):
                self.findings.append(Finding(f"data/{relative}", 1, 1, "", problem))
                self.unreadable.add(path.stem)
            else:
                yield relative


def unfit_id(id_: str) -> str:
    """What keeps an id from becoming the name of a file and a part of an address, with the mend; empty if nothing does."""
    if len(id_) > MAXIMUM_ID:
        return f"the id {quote(id_)} has {len(id_)} letters, more than {MAXIMUM_ID}. Choose a shorter one"
    if id_ in RESERVED_IDS:
        return f"the id {id_} is taken by the site itself or by Windows. Choose another name for the file"
    return ""


def _codes(listed: Any) -> tuple[str, ...]:
    """The codes of languages in what may be a list of them."""
    return tuple(code for code in listed if is_language(code)) if isinstance(listed, list) else ()

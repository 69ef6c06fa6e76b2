"""Reads a data folder into an :class:`Atlas`.

In: the path of ``data/``. Out: the atlas and everything found wrong on the way; a record that cannot
be read is left out and remembered, so that a reference to it is not reported as well. Knows nothing
of rules across records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

from atlas.findings import Finding, Path, quote
from atlas.load.validation import validate
from atlas.load.yaml_file import YamlFile, read_yaml
from atlas.model.atlas import FOLDERS, Atlas, Entry
from atlas.model.beside import CountryName, Gone, ShelfLifeException, Source, Subject, Term, Tiles, Wording
from atlas.model.fields import Model
from atlas.model.records import Record

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_atlas(data: FilePath) -> tuple[Atlas | None, list[Finding]]:
    """Read the folder ``data``. The atlas is None where a file that everything needs cannot be read."""
    loader = _Loader(data)
    subject = loader.read_one("subject.yml", Subject)
    tiles = loader.read_one("tiles.yml", Tiles)
    vocabulary = loader.read_vocabulary()
    countries = loader.read_entries("countries.yml", CountryName)
    gone = loader.read_entries("gone.yml", Gone) if (data / "gone.yml").exists() else {}
    for name, model in (("exceptions.yml", ShelfLifeException), ("wording.yml", Wording)):
        if (data / name).exists():
            loader.read_entries(name, model)
    sources = loader.read_shelves("sources", Source)
    records: dict[str, Any] = {folder: loader.read_folder(folder, model) for folder, model in FOLDERS.items()}
    if subject is None or vocabulary is None or tiles is None:
        return None, loader.findings
    atlas = Atlas(
        subject=subject,
        vocabulary=vocabulary,
        tiles=tiles,
        countries=countries,
        gone=gone,
        sources=sources,
        entries=tuple(loader.entries),
        unreadable=frozenset(loader.unreadable),
        **records,
    )
    return atlas, loader.findings


class _Loader:
    """Reads file after file and collects the findings of all of them."""

    def __init__(self, data: FilePath) -> None:
        self.data = data
        self.findings: list[Finding] = []
        self.entries: list[Entry] = []
        self.unreadable: set[str] = set()

    def _read(self, relative: str) -> YamlFile | None:
        file, findings = read_yaml(self.data / relative, f"data/{relative}")
        self.findings += findings
        return file

    def _validate(self, model: type[Model], file: YamlFile, name: str, path: Path = ()) -> Any:
        value, findings = validate(model, file, path)
        self.findings += findings
        if value is None:
            self.unreadable.add(name)
        else:
            self.entries.append(Entry(name, value, file, path))
        return value

    def read_one(self, relative: str, model: type[Model]) -> Any:
        """The record that is the whole of one file, or None."""
        file = self._read(relative)
        return None if file is None else self._validate(model, file, relative)

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
            if file is None:
                self.unreadable.add(relative)
            elif self._is_dictionary(file, ()):
                for id_ in [id_ for id_ in file.data if id_ in found]:
                    self.findings.append(
                        file.finding((id_,), f"{id_} stands in another file of data/{folder}, too. Keep one of the two")
                    )
                found |= self._validated(model, file, ())
        return dict(sorted(found.items()))

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
        lists: dict[str, dict[str, Term]] = {}
        for name in file.data:
            if self._is_dictionary(file, (name,)):
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
        if not directory.is_dir():
            self.findings.append(
                Finding(f"data/{folder}", 1, 1, "", f"there is no folder data/{folder}. Make it, or correct its name")
            )
            return
        for path in sorted(directory.iterdir(), key=lambda path: path.stem):
            relative = f"{folder}/{path.name}"
            if path.name.startswith("."):
                continue
            if _ID.fullmatch(path.stem) and path.suffix == ".yml":
                yield relative
            else:
                self.findings.append(_misnamed(relative))


def _misnamed(relative: str) -> Finding:
    name = relative.split("/", 1)[1]
    stem = re.sub(r"\.ya?ml$", "", name.lower())
    better = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "some-name"
    return Finding(
        f"data/{relative}", 1, 1, "",
        f"{quote(name)} is no name for a record. Rename it to {better}.yml "
        "(lower-case letters a to z, digits, hyphens, then .yml), or move it out of the folder",
    )  # fmt: skip

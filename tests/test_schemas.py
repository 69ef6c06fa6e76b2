"""The JSON Schemas: true of every file that check accepts, and of no file with a plain mistake; up to date; wired up."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from atlas.findings import Finding
from atlas.language.messages import TEMPLATES, read_words
from atlas.load.validation import validate
from atlas.load.yaml_file import read_yaml
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.beside import Source
from atlas.model.descriptions import FILES
from atlas.model.schemas import kind_of, schemas
from commands import run, started
from conftest import MINI, ROOT
from schemas import main


class EditorLoader(yaml.CSafeLoader):
    """Reads YAML as an editor does (YAML 1.2, core schema): no dates, and NO is a text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def read(text: str) -> Any:
    return yaml.load(text, Loader=EditorLoader)


@pytest.fixture(scope="module")
def made(atlas: Atlas) -> dict[str, Any]:
    return schemas(atlas, read_words(TEMPLATES))


@pytest.fixture(scope="module")
def mini_made(mini: Atlas) -> dict[str, Any]:
    return schemas(mini, read_words(TEMPLATES))


def files(data: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a data folder with the kind that it is."""
    for path, _model in FILES:
        pattern = re.sub(r"<[a-z]+>", "*", path.removeprefix("data/"))
        for file in sorted(data.glob(pattern)):
            yield kind_of(path), file


def complaints(schema: Any, value: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def test_the_schemas_are_schemas(made: dict[str, Any]) -> None:
    for kind, schema in made.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"{kind}.json"


def test_every_file_of_the_data_is_valid(made: dict[str, Any]) -> None:
    seen = set()
    for kind, path in files(ROOT / "data"):
        seen.add(path)
        assert complaints(made[kind], read(path.read_text(encoding="utf-8"))) == [], path
    assert seen == set((ROOT / "data").rglob("*.yml"))


def test_every_file_of_the_miniature_is_valid(mini_made: dict[str, Any]) -> None:
    for kind, path in files(MINI / "data"):
        assert complaints(mini_made[kind], read(path.read_text(encoding="utf-8"))) == [], path


def templates(language: str) -> list[tuple[str, str]]:
    """The YAML of the page for contributors, each with its kind."""
    page = (ROOT / "docs" / language / "contribute/index.md").read_text(encoding="utf-8")
    found = []
    for text in re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        data = read(text)
        found.append(("relations" if "partner" in data else "organizations" if "scope" in data else "sources", text))
    return found


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_template_for_contributors_is_valid(made: dict[str, Any], language: str) -> None:
    found = templates(language)
    assert [kind for kind, _text in found].count("organizations") >= 2
    assert {kind for kind, _text in found} == {"organizations", "relations", "sources"}
    for kind, text in found:
        assert complaints(made[kind], read(text)) == [], text[:80]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_template_for_contributors_is_accepted(tmp_path: Path, language: str) -> None:
    for kind, text in templates(language):
        path = tmp_path / "template.yml"
        path.write_text(text, encoding="utf-8")
        file, findings = read_yaml(path, path.name)
        assert file is not None
        assert findings == []
        for model, place in [(FOLDERS[kind], ())] if kind in FOLDERS else [(Source, (id_,)) for id_ in file.data]:
            assert validate(model, file, place)[1] == []


ORGANIZATION = """
name: {en: An organization, fa: سازمانی}
kind: economic
scope: regional
memberships:
  - {status: member, from: "1965-03", sources: [some-source]}
checked: "2026-11-23"
"""
RELATION = """
partner: IR
groups: [neighbour]
diplomatic_relations: {status: established, since: "1947", sources: [some-source]}
checked: "2026-11-23"
"""
TOPIC = 'title: {en: A topic, fa: موضوع}\norder: 1\nchecked: "2026-11-23"\n'
SOURCE = """
some-source:
  type: book
  title: A book
  accessed: "2026-11-23"
  language: en
  read: full
  grade: reference
"""
GOOD = {"organizations": ORGANIZATION, "relations": RELATION, "topics": TOPIC, "sources": SOURCE}

#: Kind, a text of the good file, what stands in its place.
WRONG = [
    ("organizations", "kind: economic", "kind: economical"),
    ("organizations", "kind: economic\n", ""),
    ("organizations", "scope: regional", "scop: regional"),
    ("organizations", "{en: An organization, fa: سازمانی}", "An organization"),
    ("organizations", "{en: An organization, fa: سازمانی}", "{en: An organization}"),
    ("organizations", "{en: An organization, fa: سازمانی}", '{en: "", fa: سازمانی}'),
    ("organizations", "status: member", "status: members"),
    ("organizations", '"1965-03"', '"1965-13"'),
    ("organizations", '"1965-03"', '"March 1965"'),
    ("organizations", '"1965-03"', '"1965/"'),
    ("organizations", '"1965-03"', "true"),
    ("organizations", "sources: [some-source]", "sources: []"),
    ("organizations", "sources: [some-source]", "sources: some-source"),
    ("organizations", "sources: [some-source]", "sources: [Some Source]"),
    ("organizations", "sources: [some-source]", "sources: [{source: some-source, label: sheet}]"),
    ("organizations", "sources: [some-source]", "sources: [{sorce: some-source}]"),
    ("organizations", "status: member,", "status: member, founder: yes,"),
    ("organizations", "scope: regional", "scope: regional\nwebsite: eco.int"),
    ("organizations", "scope: regional", "scope: regional\nwikidata: 7817"),
    ("organizations", "scope: regional", "scope: regional\nabbreviation:"),
    ("organizations", "scope: regional", "scope: regional\nseat: {country: Iran}"),
    ("organizations", 'checked: "2026-11-23"\n', ""),
    ("relations", "partner: IR", "partner: QQ"),
    ("relations", "partner: IR", "partner: iran"),
    ("relations", "[neighbour]", "[]"),
    ("relations", "[neighbour]", "[neighbor]"),
    ("relations", "status: established", "status: good"),
    ("topics", "order: 1", "order: first"),
    ("topics", "order: 1", "order: -1"),
    ("sources", "type: book", "type: newspaper"),
    ("sources", "grade: reference", "grade: good"),
    ("sources", "some-source:", "Some_Source:"),
    ("sources", "title: A book", "title: A book\n  publshr: Somebody"),
    ("sources", "title: A book", "title: A book\n  author: [{name: Somebody}]"),
]  # fmt: skip


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_file_is_valid(made: dict[str, Any], kind: str) -> None:
    assert complaints(made[kind], read(GOOD[kind])) == []


@pytest.mark.parametrize(("kind", "old", "new"), WRONG, ids=[f"{kind}: {new or old}" for kind, old, new in WRONG])
def test_a_wrong_file_is_refused(made: dict[str, Any], kind: str, old: str, new: str) -> None:
    assert GOOD[kind].count(old) == 1
    assert complaints(made[kind], read(GOOD[kind].replace(old, new))) != []


def test_other_kinds_of_file_are_refused_too(made: dict[str, Any]) -> None:
    assert complaints(made["vocabulary"], {"scope": {"Global": {"en": "Global", "fa": "جهانی"}}}) != []
    assert complaints(made["vocabulary"], {"scope": {"global": {"en": "Global"}}}) != []
    assert complaints(made["countries"], {"QQ": {"sentence": "the Q"}}) != []
    assert complaints(made["tiles"], {"rows": "PK"}) != []
    assert complaints(made["subject"], {"country": "PK"}) != []


def test_what_an_editor_takes_for_a_number_is_welcome(made: dict[str, Any]) -> None:
    text = ORGANIZATION.replace('"1965-03"', "1965").replace("[some-source]", "[{source: some-source, locator: 41}]")
    assert complaints(made["organizations"], read(text)) == []


def test_closed_lists_are_enumerated_from_the_vocabulary(made: dict[str, Any], atlas: Atlas) -> None:
    definitions = made["organizations"]["$defs"]
    assert definitions["term-scope"]["enum"] == list(atlas.vocabulary["scope"])
    assert definitions["Membership"]["properties"]["status"]["$ref"] == "#/$defs/term-membership-status"
    assert definitions["term-scope"]["enumDescriptions"][0] == "Global · جهانی"
    assert "PK" in definitions["country"]["enum"]
    assert "x-" not in re.sub(r"#/\$defs/\S*", "", json.dumps(made)).replace("ex-", "")


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ({"en": "a", "fa": "ب"}, True), ({"en": "a", "wanted": "fa"}, True), ({"fa": "ب", "wanted": ["en"]}, True),
        ({"en": "a"}, False), ({"en": "a", "wanted": "en"}, False), ({"en": "a", "fa": "ب", "wanted": "fa"}, False),
        ({"wanted": ["en", "fa"]}, False), ({"en": "a", "wanted": ["fa", "de"]}, False), ({"en": "a", "fa": "ب", "de": "c"}, False),
        ({"en": "a", "wanted": []}, False),
    ],
)  # fmt: skip
def test_a_text_has_every_language_or_says_which_is_wanted(
    made: dict[str, Any], text: dict[str, Any], valid: bool
) -> None:
    of_text = {"$ref": "#/$defs/Text", "$defs": made["organizations"]["$defs"]}
    assert (complaints(of_text, text) == []) is valid


def test_texts_have_the_languages_of_the_atlas(mini: Atlas) -> None:
    subject = mini.subject.model_copy(update={"languages": ("en", "fa", "ur"), "unfinished_languages": ("de",)})
    definitions = schemas(replace(mini, subject=subject), read_words(TEMPLATES))["organizations"]["$defs"]
    assert list(definitions["Text"]["properties"]) == ["en", "fa", "ur", "de", "wanted"]
    assert list(definitions["Aliases"]["properties"]) == ["en", "fa", "ur", "de"]
    of_text = {"$ref": "#/$defs/Text", "$defs": definitions}
    assert complaints(of_text, {"en": "a", "fa": "ب", "ur": "ج"}) == []
    assert complaints(of_text, {"en": "a", "wanted": ["fa", "ur"]}) == []
    assert complaints(of_text, {"en": "a", "wanted": "fa"}) != []


def _fields(schema: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        if "type" in schema:  # others are conditions, and describe nothing
            yield from schema.get("properties", {}).items()
        for value in schema.values():
            yield from _fields(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _fields(value)


def test_every_field_is_described_in_both_languages(made: dict[str, Any]) -> None:
    for schema in made.values():
        for name, field in _fields(schema):
            if isinstance(field, dict) and "const" not in field and name not in ("title", "description"):
                assert field.get("title"), name
                assert re.search("[a-z].*\n\n.*[آ-ی]", field["description"], re.DOTALL), name


def test_the_committed_schemas_are_up_to_date() -> None:
    result = started("schemas", "--check")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_drift_is_refused(tmp_path: Path) -> None:
    shutil.copytree(MINI / "data", tmp_path / "data")
    command = ("schemas", "--root", str(tmp_path))
    assert run(*command).returncode == 0
    (tmp_path / "schemas/topics.json").write_text("{}")
    result = run(*command, "--check")
    assert (result.returncode, result.stdout) == (
        1, "schemas/topics.json is not up to date. Run: python scripts/schemas.py\n",
    )  # fmt: skip


def test_words_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lack = Finding(
        "scripts/templates/fields.fa.yml", 306, 3, "Gone.fields.see", "its words are missing. Write what it means"
    )
    monkeypatch.setattr("schemas.words_findings", lambda _templates: [lack])
    assert main(["--root", str(MINI), "--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [str(lack), "1 error, 0 warnings."]


def test_editors_are_told_which_schema_belongs_to_which_file() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert settings == {
        f"./schemas/{kind_of(path)}.json": re.sub(r"<[a-z]+>", "*", path) for path, _model in FILES
    }  # fmt: skip


def test_every_file_can_be_made_to_name_its_schema(tmp_path: Path) -> None:
    data = shutil.copytree(MINI / "data", tmp_path / "data")
    command = ("schemas", "--root", str(tmp_path), "--name")
    first = run(*command).stdout
    assert "21 files name theirs now." in first
    for kind, path in files(data):
        head, rest = path.read_text(encoding="utf-8").split("\n", 1)
        named = head.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == (tmp_path / f"schemas/{kind}.json").resolve()
        assert (path.parent / named).is_file()
        assert rest == (MINI / "data" / path.relative_to(data)).read_text(encoding="utf-8")
    assert "0 files name theirs now." in run(*command).stdout

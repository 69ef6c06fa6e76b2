"""The field reference and the schemas: complete in both languages, and true."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.checks.persian import faults
from atlas.language.messages import read_words
from atlas.model.atlas import Atlas
from atlas.model.descriptions import FILES, entry, models
from atlas.model.fields import Model, PerLanguage
from atlas.model.schemas import schemas
from atlas.pipeline import TEMPLATES
from conftest import ROOT

WORDS = read_words(TEMPLATES)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_field_is_described_in_both_languages(model: type[Model], mini: Atlas) -> None:
    english, persian = entry(model, "en", WORDS, mini), entry(model, "fa", WORDS, mini)
    assert set(WORDS["fa"][model.__name__]["fields"]) == {
        field.alias or name for name, field in model.model_fields.items()
    }, "Write what each field means into scripts/templates/fields.fa.yml"
    assert ("in_language" in WORDS["fa"][model.__name__]) == issubclass(model, PerLanguage)
    assert [field.name for field in english.fields] == [field.name for field in persian.fields]
    for field in (*english.fields, *persian.fields):
        assert field.description, f"{model.__name__}.{field.name}"
    assert [list(faults(field.description)) for field in persian.fields] == [[]] * len(persian.fields)


def test_no_words_are_left_for_fields_that_have_gone() -> None:
    assert set(WORDS["fa"]) == {model.__name__ for model in models()}


def test_the_reference_knows_lists_dates_and_terms(mini: Atlas) -> None:
    membership = next(model for model in models() if model.__name__ == "Membership")
    fields = {field.name: field for field in entry(membership, "en", WORDS, mini).fields}
    assert fields["status"].required
    assert fields["status"].vocabulary == "membership-status"
    assert fields["from"].date
    assert (fields["sources"].model, fields["sources"].repeated) == ("Citation", True)
    assert not fields["note"].required


def test_every_file_of_the_data_is_in_the_reference(site: Path) -> None:
    names = {path.split("/")[1].removesuffix(".yml") for path, _model in FILES}
    assert names == {path.stem for path in (site / "data").iterdir() if path.suffix != ".html" and path.stem != "index"}


def test_the_schemas_are_published(site: Path) -> None:
    for path in (ROOT / "schemas").iterdir():
        assert (site / "api/v1/schema" / path.name).read_bytes() == path.read_bytes()


def test_the_schema_says_how_a_duration_and_a_bound_are_written(mini: Atlas) -> None:
    checked = schemas(mini, WORDS)["organizations"]["properties"]["checked"]
    assert (
        "1952/1953 for what lasted from one to the other; [1952..1953] for one day between the two"
        in checked["$comment"]
    )

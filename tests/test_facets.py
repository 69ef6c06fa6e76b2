"""The values of a facet are words that the page's address and the entries can hold, each with a label."""

from __future__ import annotations

import pytest

from atlas.language.markup import Markup
from atlas.render.facets import Facet

CITIES = {"tehran": "Tehran", "new-york": "New York"}


def test_an_entry_has_the_values_of_its_facet() -> None:
    facet = Facet("city", Markup("City"), CITIES, {1: ("new-york", "tehran"), 2: ("tehran",), 3: ()})
    assert facet.attribute(1) == ' data-city="new-york tehran"'
    assert facet.choices == [("tehran", "Tehran", 2), ("new-york", "New York", 1)]


@pytest.mark.parametrize("value", ["New York", "", " tehran", "new\u00a0york"])
def test_a_value_that_is_no_single_word_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"facet city: «.*» is no single word. Give an identifier, such as new-york"):
        Facet("city", Markup("City"), CITIES | {value: "New York"}, {1: (value,)})


def test_a_value_that_nobody_could_choose_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"facet city: paris has no label, so nobody could choose it. Add it to labels"
    ):
        Facet("city", Markup("City"), CITIES, {1: ("paris",)})

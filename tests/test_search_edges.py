"""Where the index stops: at what is just common, just a number, just an affix."""

from __future__ import annotations

from atlas.search.folding import Word, kernel
from atlas.search.index import COMMON, SearchPage, build_index


def page(number: int, title: str) -> SearchPage:
    return SearchPage(f"relations/{number}/", title, "relation", "", (), ())


def test_a_word_of_just_as_many_names_is_not_common_yet() -> None:
    """A short name is without what more than three names in ten have."""
    names = ["Oman one", "Oman two", "Oman three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    assert COMMON * len(names) == 3
    short = {
        count: _lead([*names[:3], *("Oman four" for _more in range(count - 3)), *names[count:]])["one"][0]
        for count in (3, 4)
    }
    assert short == {3: {}, 4: {0: 1}}


def _lead(names: list[str]) -> dict[str, list[dict[int, int]]]:
    return build_index([page(number, name) for number, name in enumerate(names)]).lead


def test_a_word_that_begins_with_a_letter_is_no_number() -> None:
    near = build_index([page(0, "covid19 g2011 4chan")]).near
    assert near["ovid19"] == ["covid19"]
    assert near["2011"] == ["g2011"]
    assert "chan" not in near


def test_an_affix_is_one_only_on_its_side() -> None:
    assert kernel(Word(("می", "رود"))) == ("رود",)
    assert kernel(Word(("رود", "می"))) == ("رود", "می")
    assert kernel(Word(("کتاب", "ها"))) == ("کتاب",)
    assert kernel(Word(("ها", "کتاب"))) == ("ها", "کتاب")
    assert kernel(Word(("می",))) == ("می",)
    assert kernel(Word(("می", "ها"))) == ("می", "ها")

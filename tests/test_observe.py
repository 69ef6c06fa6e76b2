"""What work asks of the data is observed, and the work is done again when an answer has become another, and only then."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from atlas import observe
from atlas.language.markup import Markup
from atlas.model.dates import parse_date
from atlas.observe import Watched, World, derived, part_of, unnoted, watch_fields
from atlas.observed_work import Remembered
from atlas.places import ROOT
from atlas.remember import of_record
from atlas.same import same


@dataclass(eq=False)
class Library:
    """What the work of these tests asks: books by their names, and who keeps them."""

    books: Watched[str, str]
    keeper: str = "Aisha"

    def __post_init__(self) -> None:
        self.counted = 0


watch_fields(Library, "keeper")


@derived
def number_of_books(library: Library) -> int:
    library.counted += 1
    return len(library.books)


@derived
def beginning_with(library: Library, letters: list[str]) -> list[str]:
    return [name for name in library.books if name[0] in letters]


def library(keeper: str = "Aisha", **books: str) -> Library:
    return Library(Watched("books", books), keeper)


Work = Callable[[Library], Any]
BEFORE = {"atlas": "maps", "bible": "verses", "cookbook": "meals"}


def done_again(work: Work, after: Library) -> bool:
    """Whether ``work`` on the books BEFORE is done again when they have become those of ``after``."""
    known: Remembered[Any] = Remembered()
    first = library(**BEFORE)
    known.renew(World((first,), (first.books,)), "base")
    known.make("work", lambda: work(first))
    known.renew(World((after,), (after.books,)), "base")
    assert known.make("work", lambda: work(after)) == work(after)
    return known.done == 1


EDITED = library(**{**BEFORE, "bible": "psalms"})
ADDED = library(**BEFORE, dictionary="words")
REMOVED = library(atlas="maps", bible="verses")
TURNED = library(**dict(reversed(BEFORE.items())))
KEPT_BY_ANOTHER = library("Bilal", **BEFORE)
ALL = (EDITED, ADDED, REMOVED, TURNED, KEPT_BY_ANOTHER)


@pytest.mark.parametrize(
    ("work", "seen_by"),
    [
        (lambda it: it.books["atlas"], ()),
        (lambda it: it.books["bible"], (EDITED,)),
        (lambda it: it.books.get("bible"), (EDITED,)),
        (lambda it: it.books.get("cookbook", "none"), (REMOVED,)),
        (lambda it: it.books.get("dictionary", "none"), (ADDED,)),
        (lambda it: "bible" in it.books, ()),
        (lambda it: "cookbook" in it.books, (REMOVED,)),
        (lambda it: "dictionary" in it.books, (ADDED,)),
        (lambda it: list(it.books), (ADDED, REMOVED, TURNED)),
        (lambda it: list(it.books.keys()), (ADDED, REMOVED, TURNED)),
        (lambda it: list(reversed(it.books)), (ADDED, REMOVED, TURNED)),
        (lambda it: len(it.books), (ADDED, REMOVED, TURNED)),
        (lambda it: bool(it.books), (ADDED, REMOVED, TURNED)),
        (lambda it: list(it.books.values()), (EDITED, ADDED, REMOVED, TURNED)),
        (lambda it: list(it.books.items()), (EDITED, ADDED, REMOVED, TURNED)),
        (lambda it: dict(it.books), (EDITED, ADDED, REMOVED, TURNED)),
        (lambda it: {**it.books}, (EDITED, ADDED, REMOVED, TURNED)),
        (lambda it: it.books | {}, (EDITED, ADDED, REMOVED, TURNED)),
        (lambda it: {} | it.books, (EDITED, ADDED, REMOVED, TURNED)),
        (lambda it: it.books.copy(), (EDITED, ADDED, REMOVED, TURNED)),
        (lambda it: it.books == {}, (EDITED, ADDED, REMOVED, TURNED)),
        (lambda it: it.books != {}, (EDITED, ADDED, REMOVED, TURNED)),
        (lambda it: repr(it.books), (EDITED, ADDED, REMOVED, TURNED)),
        (lambda it: it.keeper, (KEPT_BY_ANOTHER,)),
        (number_of_books, (ADDED, REMOVED)),
        (lambda it: beginning_with(it, ["a", "b"]), (TURNED,)),
        (lambda it: beginning_with(it, ["d"]), (ADDED,)),
        (lambda _it: "nothing", ()),
    ],
)
def test_work_is_done_again_if_and_only_if_an_answer_is_another(work: Work, seen_by: tuple[Library, ...]) -> None:
    for after in ALL:
        assert done_again(work, after) == (after in seen_by), after


def test_what_cannot_be_answered_any_more_is_asked_again() -> None:
    def second(it: Library) -> str:
        return it.books["bible"]

    known: Remembered[str] = Remembered()
    first = library(**BEFORE)
    known.renew(World((first,), (first.books,)), "base")
    assert known.make("work", lambda: second(first)) == "verses"
    gone = library(atlas="maps")
    known.renew(World((gone,), (gone.books,)), "base")
    with pytest.raises(KeyError):
        known.make("work", lambda: second(gone))
    known.renew(World((), ()), "base")  # nobody is there to answer
    assert known.make("work", lambda: second(first)) == "verses"
    known.renew(World((), ()), "base")
    assert known.make("work", lambda: "done") == "done"


def test_work_that_fails_is_not_remembered() -> None:
    known: Remembered[str] = Remembered()
    with pytest.raises(ZeroDivisionError):
        known.make("work", lambda: str(1 // 0))
    assert known.make("work", lambda: "done") == "done"
    assert observe._notes is None


def test_another_base_forgets_everything() -> None:
    known: Remembered[str] = Remembered()
    first = library(**BEFORE)
    world = World((first,), (first.books,))
    known.renew(world, "today")
    known.make("work", lambda: "done")
    known.renew(world, "tomorrow")
    assert known.make("work", lambda: "done again") == "done again"


def test_work_within_work_is_asked_for_once_and_both_depend_on_it() -> None:
    known: Remembered[str] = Remembered()

    def inner(it: Library) -> str:
        return known.make("inner", lambda: it.books["bible"])

    def outer(name: str, it: Library) -> str:
        return known.make(name, lambda: f"{name}: {inner(it)}")

    first = library(**BEFORE)
    known.renew(World((first,), (first.books,)), "base")
    assert (outer("one", first), outer("two", first)) == ("one: verses", "two: verses")
    assert known.done == 3
    known.renew(World((EDITED,), (EDITED.books,)), "base")
    assert (outer("one", EDITED), outer("two", EDITED)) == ("one: psalms", "two: psalms")
    assert known.done == 3


def test_the_second_of_two_steps_is_done_again_only_for_something_else() -> None:
    known: Remembered[str] = Remembered()
    printed: list[str] = []

    def page(it: Library) -> str:
        def printing(letters: list[str]) -> str:
            printed.append(it.keeper)
            return f"{letters} kept by {it.keeper}"

        return known.make_of("page", lambda: sorted(name[0] for name in it.books if it.books[name]), printing)

    def after(it: Library) -> tuple[str, list[str]]:
        known.renew(World((it,), (it.books,)), "base")
        printed.clear()
        return page(it), list(printed)

    first = "['a', 'b', 'c'] kept by Aisha"
    assert after(library(**BEFORE)) == (first, ["Aisha"])
    assert after(library(**BEFORE)) == (first, [])
    assert after(EDITED) == (first, [])  # the first step sees the edit, and gives the same
    assert after(ADDED) == ("['a', 'b', 'c', 'd'] kept by Aisha", ["Aisha"])
    assert after(library("Bilal", **BEFORE)) == ("['a', 'b', 'c'] kept by Bilal", ["Bilal"])
    assert after(library("Chand", **BEFORE)) == ("['a', 'b', 'c'] kept by Chand", ["Chand"])


def test_what_two_steps_ask_is_told_to_who_asks_for_them() -> None:
    known: Remembered[str] = Remembered()

    def outer(it: Library) -> str:
        return known.make(
            "outer", lambda: known.make_of("inner", lambda: it.books["bible"], lambda text: text + it.keeper)
        )

    first = library(**BEFORE)
    known.renew(World((first,), (first.books,)), "base")
    assert outer(first) == "versesAisha"
    for after, text in ((EDITED, "psalmsAisha"), (KEPT_BY_ANOTHER, "versesBilal")):
        known.renew(World((after,), (after.books,)), "base")
        assert outer(after) == text


@dataclass(frozen=True)
class Row:
    """A part of what a page shows."""

    id: str
    names: dict[str, str]


ROW = Row("a", {"en": "A", "fa": "آ"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1), ("a", "".join(["a"])), (Markup("<b>"), Markup("<b>")), (None, None), (date(1947, 8, 14), date(1947, 8, 14)),
        ([1, ("a", None)], [1, ("a", None)]), ({"a": [1]}, {"a": [1]}), (Counter("ab"), Counter("ab")),
        (ROW, Row("a", {"en": "A", "fa": "آ"})), (parse_date("1947"), parse_date("1947")),
    ],
)  # fmt: skip
def test_plain_data_with_the_same_parts_are_the_same(one: object, other: object) -> None:
    assert same(one, other)
    assert same({"key": [one]}, {"key": [other]})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True), (1, 1.0), ("&lt;", Markup("&lt;")), ([1], (1,)), ([1], [1, 2]), ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": 1}, Counter("a")), (ROW, Row("a", {"fa": "آ", "en": "A"})), (ROW, Row("b", ROW.names)), ({1}, {1, 2}),
        ({1}, {1}), (iter("a"), iter("a")), (len, repr), (library(), library()), (Watched("a", {}), Watched("a", {})),
        (parse_date("1952/1953"), parse_date("[1952..1953]")), ("a", None), ([None], [0]),
    ],
)  # fmt: skip
def test_what_may_be_printed_otherwise_is_not_the_same(one: object, other: object) -> None:
    assert not same(one, other)
    assert not same({"key": (1, one)}, {"key": (1, other)})
    assert same(one, one)


def test_what_notes_nothing_cannot_be_asked_for_by_what_notes() -> None:
    silent: Remembered[str] = Remembered(noting=False)
    assert silent.make("work", lambda: "done") == "done"
    known: Remembered[str] = Remembered()
    with pytest.raises(AssertionError):
        known.make("outer", lambda: silent.make("work", lambda: "done"))


def test_what_a_derived_function_looks_at_is_its_own_business_and_it_looks_once() -> None:
    it = library(**BEFORE)
    assert (number_of_books(it), number_of_books(it), it.counted) == (3, 3, 1)


def test_what_all_work_has_in_common_can_be_asked_for_without_a_note() -> None:
    assert not done_again(lambda it: unnoted(lambda: it.books["bible"] and "same"), EDITED)


def test_a_part_notes_all_but_what_is_its_own_and_derived_functions_answer_for_the_whole() -> None:
    it = library(**BEFORE)
    part = part_of(it, keeper="Cem")
    assert (part.keeper, it.keeper, number_of_books(part)) == ("Cem", "Aisha", 3)
    assert not done_again(lambda whole: part_of(whole, keeper="Cem").keeper, KEPT_BY_ANOTHER)
    assert done_again(lambda whole: part_of(whole).keeper, KEPT_BY_ANOTHER)
    assert done_again(lambda whole: part_of(whole, keeper="Cem").books["bible"], EDITED)


def test_a_mapping_within_a_mapping_notes_for_itself() -> None:
    def lists(**kinds: str) -> Watched[str, Any]:
        return Watched("lists", {"kinds": Watched(("lists", "kinds"), kinds), "tones": Watched(("lists", "tones"), {})})

    def asked(outer: Watched[str, Any], inner: str) -> tuple[World, Callable[[], Any]]:
        return World((), (outer, outer["kinds"], outer["tones"])), lambda: outer["kinds"][inner]

    known: Remembered[Any] = Remembered()
    world, work = asked(lists(a="1", b="2"), "a")
    known.renew(world, "")
    known.make("work", work)
    world, work = asked(lists(a="1", b="3"), "a")
    known.renew(world, "")
    known.make("work", work)
    assert known.done == 0
    world, work = asked(lists(a="2", b="3"), "a")
    known.renew(world, "")
    assert known.make("work", work) == "2"


def test_a_function_of_a_record_is_asked_once_for_each_and_knows_it_by_identity() -> None:
    asked = []

    @of_record
    def letters(record: list[str], more: str = "") -> Any:
        asked.append(record)
        return (letter for letter in (*record, more))

    one, other = ["a"], ["a"]
    assert letters(one) == letters(one) == ("a", "")
    assert letters(other) == ("a", "")
    assert letters(one, "b") == ("a", "b")
    assert len(asked) == 3


#: What remembers without noting, and whose methods may be asked only by way of what notes.
SILENT = {"cache", "lru_cache", "cached_property", "remembered", "of_record"}
OBSERVED = {"Atlas", "Edition", "Speech"}
#: Watched by itself, entry by entry.
EXCEPTED = {"names"}


def memos_of_what_is_observed(source: str) -> set[str]:
    """The functions that remember what they found in an atlas, an edition or a speech, so that who asks second notes nothing."""
    found = set()
    for place in ast.walk(ast.parse(source)):
        owner = place.name if isinstance(place, ast.ClassDef) else ""
        for function in ast.iter_child_nodes(place):
            if isinstance(function, ast.FunctionDef):
                decorators = {name for d in function.decorator_list for name in re.findall(r"\w+", ast.unparse(d))}
                takes = {ast.unparse(a.annotation) for a in function.args.args if a.annotation} | {owner}
                if decorators & SILENT and takes & OBSERVED:
                    found.add(function.name)
    return found


def test_nothing_remembers_what_it_found_in_an_atlas_behind_the_back_of_who_asks() -> None:
    assert memos_of_what_is_observed("@cache\ndef f(atlas: Atlas): ...\n") == {"f"}
    assert memos_of_what_is_observed("class Edition:\n @cached_property\n def g(self): ...\n") == {"g"}
    assert memos_of_what_is_observed("@derived\ndef f(atlas: Atlas): ...\n@cache\ndef g(text: str): ...\n") == set()
    for path in (ROOT / "scripts").rglob("*.py"):
        assert memos_of_what_is_observed(path.read_text(encoding="utf-8")) <= EXCEPTED, path

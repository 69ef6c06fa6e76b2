"""The parts of the site: where each stands, what the menu calls it, who makes it. The only list of them.

In: nothing. Out: sections in the order of the menu. The menu, the 404 page, what the search offers, the folders that a
build owns and the reports follow from it; a test compares it with the pages and with .gitignore.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from atlas.model.atlas import ORGANIZATIONS, RELATIONS, TOPICS


@dataclass(frozen=True)
class Section:
    """A part of the site below its folder, which is its address too; the home page has none.

    ``word`` is the message with its name in the menu. ``written`` by hand, its pages stand in docs/<language>/. Readers
    who are lost are offered those that are an ``entrance``.
    """

    folder: str
    word: str
    written: bool = False
    entrance: bool = False
    children: tuple[Section, ...] = ()

    @property
    def path(self) -> str:
        """Its first page, below the language's folder."""
        return f"{self.folder}/index.md" if self.folder else "index.md"

    @property
    def address(self) -> str:
        """Its address, below the language's."""
        return f"{self.folder}/" if self.folder else ""


SECTIONS = (
    Section("", "home"),
    Section(ORGANIZATIONS, "organizations", entrance=True, children=(Section("summary", "summary"),)),
    Section(
        RELATIONS,
        "relations",
        entrance=True,
        children=(
            Section("missions", "missions"),
            Section("agreements", "agreements"),
            Section("visits", "visits"),
        ),
    ),
    Section(TOPICS, "topics", entrance=True),
    Section("timeline", "timeline", entrance=True),
    Section("as-of", "as_of"),
    Section("compare", "menu_compare"),
    Section("shared", "menu_shared"),
    Section("sources", "sources"),
    Section(
        "about",
        "about",
        written=True,
        children=(
            Section("state", "state"),
            Section("changes", "changes"),
            Section("figures", "figures"),
            Section("data", "menu_data", written=True),
            Section("accessibility", "accessibility", written=True),
            Section("performance", "performance", written=True),
        ),
    ),
    Section(
        "contribute",
        "contribute",
        written=True,
        children=(
            Section("style", "style_sheet", written=True),
            Section("terms", "terms_page"),
            Section("fields", "fields"),
        ),
    ),
)


def all_sections() -> Iterator[Section]:
    """Every section, those within others after them."""
    for section in SECTIONS:
        yield section
        yield from section.children


#: The folders below docs/<language>/ that hold nothing but generated pages; git ignores them.
GENERATED_FOLDERS = tuple(section.folder for section in all_sections() if section.folder and not section.written)
#: The generated pages that stand beside hand-written ones.
GENERATED_FILES = tuple(section.path for section in all_sections() if not section.folder)
ENTRANCES = tuple(section for section in all_sections() if section.entrance)

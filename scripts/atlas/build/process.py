"""What a process knows of the site that it builds: of the build that is going on, and, if it serves, of the last one.

In: what the hooks put in. Out: the same, later. MkDocs calls them one by one, and gives them no place for this.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from atlas.build.compiled import Compiled
from atlas.build.pages import LaidOut, PageBuilder
from atlas.build.site_folder import ServedFolder, SiteFolder
from atlas.language.messages import Messages
from atlas.memory import Memory
from atlas.model.atlas import Atlas
from atlas.model.beside import Subject
from atlas.observed_work import Remembered
from atlas.pipeline import Kept
from atlas.search.collect import Collector


@dataclass
class Build:
    """One build of all languages."""

    folder: SiteFolder
    today: date
    inputs: str
    started: float
    search: Collector
    #: Waits for the data for machines, and tells what was done or what went wrong.
    exported: Callable[[], str] | None = None
    #: What was done, in the words of its last line.
    done: list[str] = field(default_factory=list)
    pages: dict[str, PageBuilder] = field(default_factory=dict)


@dataclass
class Served:
    """What a server keeps of its last build: nothing of it is done again that would give the same."""

    folder: ServedFolder
    search: Collector
    kept: Kept = field(default_factory=Kept)
    exported: Remembered[Any] = field(default_factory=Remembered)
    memories: dict[str, Memory] = field(default_factory=dict)
    laid_out: dict[str, LaidOut] = field(default_factory=dict)


@dataclass
class Process:
    """What lasts from one build to the next in a process that serves."""

    serving: bool = False
    #: Whether there are good pages; of which state of the data they are, where that is known; its atlas, once it is read.
    good: bool = False
    built: bool = False
    state: str = ""
    atlas: Atlas | None = None
    subject: Subject | None = None
    messages: Messages | None = None
    build: Build | None = None
    compiled: Compiled = field(default_factory=Compiled)
    served: Served | None = None

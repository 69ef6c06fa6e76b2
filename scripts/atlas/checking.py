"""The first half of the line, which is all of it for who checks: load → check.

In: the data folder and today. Out: an atlas and everything that is wrong with it. Knows nothing of pages: a check need not
load what renders them.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from datetime import date
from pathlib import Path

from atlas.checks import Checked, check
from atlas.checks.known import KnownFindings
from atlas.checks.words import missing_words
from atlas.findings import Finding
from atlas.language.messages import DIALOG, TEMPLATES
from atlas.language.words import words_findings
from atlas.load.folder import read_atlas
from atlas.load.known import KnownFiles
from atlas.model.atlas import Atlas

#: As many files may be checked anew by who asks about some.
FEW_FILES = 8
#: The closed lists, as findings name their file.
LISTS = "data/vocabulary.yml"


def read_and_check(
    data: Path,
    today: date,
    checked: Checked | None = None,
    files: KnownFiles | None = None,
    words: Callable[[Path], list[Finding]] | None = None,
    only: Container[str] | None = None,
) -> tuple[Atlas | None, list[Finding]]:
    """Read the folder ``data`` and apply every rule to what could be read; look at the words of the pages too.

    ``checked`` is what this process remembers of its last check, ``files`` what an earlier one left on the disk; ``words`` finds
    what is wrong with the words, if it is remembered. Of files but the ``only`` ones findings may be missing, and of the words
    there is none: they stand in no file of the data.
    """
    atlas, findings = read_atlas(data, files)
    faulty = {finding.file for finding in findings}
    of_words = (words or words_findings)(TEMPLATES) if only is None else []
    findings += of_words
    if atlas is not None:
        known = None if files is None else KnownFindings(files)
        # What stands in a closed list that is not right is found in every record, once more.
        lists_are_faulty = any(finding.file == LISTS for finding in findings)
        findings += (
            replace(finding, follows=finding.follows or (lists_are_faulty and finding.file != LISTS))
            for finding in check(atlas, today, checked, known, only)
        )
        # To keep the news of a few files takes longer than to find them once more.
        if known is not None and (only is None or known.news > FEW_FILES):
            known.keep(faulty)
        # Which words are missing can be told only of words that can be read.
        if only is None and not of_words:
            findings += missing_words(atlas, TEMPLATES, DIALOG)
    return atlas, findings

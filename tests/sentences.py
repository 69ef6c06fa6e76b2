"""Every sentence with which the program complains, read from its source: the templates of findings.

A sentence is a text in a call that makes a finding (``CALLS``), that a function with a name in ``MAKERS`` returns or yields,
or that a constant in ``CONSTANTS`` holds. Its parts that are filled in are written ``{}``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from conftest import ROOT

CALLS = {
    "finding", "Finding", "_add", "ValueError", "pattern", "_rule", "RefusedError", "_of_the_vocabulary", "_Fault",
}  # fmt: skip
#: Functions that return a sentence or a part of one.
MAKERS = {
    "nearest", "_missing", "_unknown", "_sentence", "_renamed", "no_country", "_no_text", "faults", "label_faults",
    "_mixed_words", "_not_a_file", "unfit_id", "_meant", "_from_solar_hijri", "_mend", "failure", "_no_list",
    "_no_fields", "_strayed", "_key", "_checked_too_early", "other_bullet", "no_name", "misnamed", "_better_name", "_styled_words", "_inexact", "_in_words",
}  # fmt: skip
CONSTANTS = {"DATE_HELP", "_HELP", "_STRESS", "_CITE", "_LINK", "_RECORD"}
#: Modules whose complaints are for programmers or come from pages.
ELSEWHERE = {"language", "render", "repair", "search", "export", "compare", "build"}
#: Where the middle of a sentence stands: a function, and a table of patterns, middles and mends.
CALLED, FORBIDDEN = "_called", "_FORBIDDEN"


def templates() -> dict[str, str]:
    """Each template with the place where it stands."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "scripts/atlas").rglob("*.py")):
        if path.relative_to(ROOT / "scripts/atlas").parts[0] in ELSEWHERE:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for text, line in _texts(tree):
            found.setdefault(text, f"{path.relative_to(ROOT).as_posix()}:{line}")
    return found


def _texts(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        for part in _parts(node):
            yield from ((text, part.lineno) for text in _sentences(part))
        if isinstance(node, ast.FunctionDef) and node.name == CALLED:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    yield from ((f"{text}. {{}}", inner.lineno) for text in _sentences(inner.value))
        elif isinstance(node, ast.Assign) and any(_name(target) == FORBIDDEN for target in node.targets):
            for row in ast.walk(node.value):
                if isinstance(row, ast.Tuple) and len(row.elts) == 3 and isinstance(row.elts[1], ast.Constant):
                    yield f"{{}} {row.elts[1].value}. {{}}", row.lineno
                    yield from ((text, row.lineno) for text in _sentences(row.elts[2]))


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions below ``node`` in which sentences stand."""
    if isinstance(node, ast.Call) and _name(node.func) in CALLS:
        yield from node.args[0 if _name(node.func) == "ValueError" else 1 :]
    elif isinstance(node, ast.Call) and _name(node.func) == "_Ageing":
        yield node.args[0]
    elif isinstance(node, ast.FunctionDef) and node.name in MAKERS:
        returned = (inner for inner in ast.walk(node) if isinstance(inner, ast.Return | ast.Assign | ast.Yield))
        yield from (inner.value for inner in returned if inner.value is not None)
    elif isinstance(node, ast.Assign) and any(_name(target) in CONSTANTS for target in node.targets):
        yield node.value


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _sentences(node: ast.AST) -> Iterator[str]:
    """The texts in an expression that read like sentences."""
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    else:
        for child in ast.iter_child_nodes(node):
            if not (isinstance(child, ast.Call) and _name(child.func) in {"join", "replace", "get", "format"}):
                yield from _sentences(child)
        return
    if len(re.findall("[A-Za-z]{2,}", text.replace("{}", ""))) >= 2:
        yield text

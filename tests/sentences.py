"""Every sentence with which the program complains, read from its source: the templates of findings.

A sentence is a text in a call that makes a finding (``finding``, ``Finding``, ``_add``, ``ValueError``, ``pattern``, ``_rule``),
or that a function with a name in ``MAKERS`` returns. Its parts that are filled in are written ``{}``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from conftest import ROOT

CALLS = {"finding", "Finding", "_add", "ValueError", "pattern", "_rule"}
#: Functions that return a sentence or a part of one.
MAKERS = {"nearest", "_missing", "_unknown", "_sentence", "_renamed", "no_country"}
#: Modules whose complaints are for programmers or come from pages.
ELSEWHERE = {"compare", "language", "render", "repair", "search", "export"}


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


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions below ``node`` in which sentences stand."""
    if isinstance(node, ast.Call) and _name(node.func) in CALLS:
        yield from node.args[0 if _name(node.func) == "ValueError" else 1 :]
    elif isinstance(node, ast.FunctionDef) and node.name in MAKERS:
        returned = (inner for inner in ast.walk(node) if isinstance(inner, ast.Return | ast.Assign))
        yield from (inner.value for inner in returned if inner.value is not None)
    elif isinstance(node, ast.Assign) and any(_name(target) == "DATE_HELP" for target in node.targets):
        yield node.value
    elif isinstance(node, ast.Assign) and any(_name(target) == "_SYNTAX_MENDS" for target in node.targets):
        pairs = (pair for pair in ast.walk(node.value) if isinstance(pair, ast.Tuple) and len(pair.elts) == 2)
        yield from (pair.elts[1] for pair in pairs)


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
    if len(text.replace("{}", "").split()) >= 2:
        yield text

"""Runs the tests once for each changed program: a plugin of pytest, which ``mutate.py`` loads.

In: the file that ``MUTANTS`` names, with the changes to try. Out: for each a line in the file that ``MUTANTS_NOTICED``
names, whether some test failed. Python, the libraries and the tests are loaded once; each change is made in a child of
this process, in the code of the functions that differ, so that it costs what the tests cost until the first fails.
A change outside functions (a constant, a default, a decorator) has had its effect by then: it is left to ``mutate.py``.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

#: Seconds of the processor that a change may cost beyond ten times what the unchanged program does: then it hangs.
PATIENCE = 20
#: Seconds after which a change that waits for something, and computes nothing, is given up.
WAIT = 600
#: Bytes that a change may fill.
MEMORY = 4 << 30


def functions(code: CodeType) -> Iterator[CodeType]:
    """The code of the functions and methods in a module; what is nested in one belongs to it."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_flags & 0x2:  # CO_NEWLOCALS: a function; the body of a class has none.
                yield constant
            else:
                yield from functions(constant)


def around(code: CodeType) -> list[object]:
    """What a module does when it is loaded: all but the insides of its functions."""
    constants = [
        (constant.co_qualname if constant.co_flags & 0x2 else around(constant))
        if isinstance(constant, CodeType)
        else repr(constant)
        for constant in code.co_consts
    ]
    return [code.co_code, code.co_names, constants]


def is_inside_functions(original: str, changed: str) -> bool:
    """Whether two texts of a module differ only in the insides of their functions."""
    return around(compile(original, "", "exec")) == around(compile(changed, "", "exec"))


class _Mutants:
    """Takes the place of pytest's own loop in the parent; its children walk that loop."""

    def __init__(self, changes: list[dict[str, str]], noticed: Path) -> None:
        self.changes, self.noticed, self.is_child = changes, noticed, False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Try the unchanged program, then each change; None lets a child run its tests."""
        usual = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        for number, change in enumerate([None, *self.changes]):
            child = os.fork()
            if not child:
                self._become(change, PATIENCE + 10 * usual if change else 10 * WAIT)
                return None
            _, status, used = os.wait4(child, 0)
            if not number:
                usual = used.ru_utime + used.ru_stime
                if status:
                    raise pytest.UsageError("the tests of the unchanged program fail")
            else:
                with self.noticed.open("a", encoding="utf-8") as file:
                    file.write(f"{int(status != 0)}\n")
        return True

    def _become(self, change: dict[str, str] | None, seconds: float) -> None:
        self.is_child = True
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(WAIT)
        if change:
            install(Path(change["path"]).read_text(encoding="utf-8"), change["changed"], change["path"])

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """End a child here: whether a test failed is all that is asked of it."""
        if self.is_child:
            os._exit(1 if session.testsfailed else 0)


def install(original: str, changed: str, path: str) -> None:
    """Give the loaded functions of the module at ``path`` the code that they have in its ``changed`` text."""
    before, after = (list(functions(compile(text, path, "exec"))) for text in (original, changed))
    new = {_key(old): code for old, code in zip(before, after, strict=True) if old != code}
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__code__.co_filename.endswith(path):
            code = new.get(_key(function.__code__))
            if code:
                function.__code__ = code


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def module_at(path: str) -> str:
    """The name of the module at ``path`` below scripts/; a package is called by its folder alone, or it is loaded twice."""
    parts = Path(path).with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def pytest_configure(config: Any) -> None:
    """Load what will be changed, and take over the loop."""
    changes = json.loads(Path(os.environ["MUTANTS"]).read_text(encoding="utf-8"))
    for path in {change["path"] for change in changes}:
        importlib.import_module(module_at(path))
    config.pluginmanager.register(_Mutants(changes, Path(os.environ["MUTANTS_NOTICED"])))

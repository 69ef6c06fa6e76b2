"""The commands, as their users run them. To start Python and load the atlas takes a second, so most tests do without.

``run`` calls a command within this process. ``started`` starts it as a program: for one test of each command, and where the
process itself is what is tested.
"""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from unittest.mock import patch

from accept import ROOT


@dataclass(frozen=True)
class Done:
    """What a command ended with and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run(name: str, *arguments: str, typed: str = "") -> Done:
    """What ``python scripts/NAME.py`` does with ``arguments`` when somebody types ``typed``."""
    out, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(errors), patch("sys.stdin", io.StringIO(typed)):
        try:
            status = import_module(name).main(list(arguments))
        except SystemExit as end:
            status = end.code
    assert isinstance(status, int)
    return Done(status, out.getvalue(), errors.getvalue())


def started(name: str, *arguments: str, typed: str = "") -> Done:
    """The same in a process of its own."""
    command = [sys.executable, str(ROOT / f"scripts/{name}.py"), *arguments]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, encoding="utf-8", check=False)
    return Done(done.returncode, done.stdout, done.stderr)

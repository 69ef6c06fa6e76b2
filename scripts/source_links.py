"""Asks whether the addresses of the sources still answer: ``python scripts/source_links.py``.

The only command that asks other hosts for anything; a scheduled workflow runs it, no build and no test does. One request at
a time to a host, with a pause. Prints a report in Markdown; exit 1 if an address is gone.
"""

from __future__ import annotations

import argparse
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from atlas.console import speak_utf8
from atlas.findings import has_errors, report
from atlas.load.folder import read_atlas
from atlas.pipeline import ROOT

#: Answers that say that nothing is there any more; others (403, 429, 503 …) are often said to programs only.
GONE = (404, 410)
AGENT = "Mozilla/5.0 (compatible; source check of an encyclopaedia; one request a week)"


@dataclass(frozen=True)
class Answer:
    """What came of asking for one address: a status, 0 if the host could not be reached."""

    source: str
    url: str
    status: int
    archived: bool


def ask(url: str, timeout: float) -> int:
    """The status with which an address answers, redirects followed; 0 if it does not answer."""
    for method in ("HEAD", "GET"):
        try:
            address = quote(url, safe=":/?#[]@!$&'()*+,;=%~")
            request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT})
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            if method == "GET":
                return error.code
        except (OSError, ValueError):
            continue
    return 0


def ask_all(addresses: Iterable[tuple[str, str, bool]], timeout: float, pause: float) -> list[Answer]:
    """Ask for every address: hosts side by side, the addresses of one host after each other."""
    # The part between the second and the third slash; the data have nothing but whole addresses.
    hosts: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for address in addresses:
        hosts[address[1].split("/")[2]].append(address)

    def one_host(group: list[tuple[str, str, bool]]) -> list[Answer]:
        answers = []
        for number, (source, url, archived) in enumerate(group):
            if number:
                time.sleep(pause)
            answers.append(Answer(source, url, ask(url, timeout), archived))
        return answers

    with ThreadPoolExecutor(max_workers=16) as pool:
        return sorted((a for group in pool.map(one_host, hosts.values()) for a in group), key=lambda a: a.source)


def as_markdown(answers: list[Answer]) -> str:
    """The report: what is gone, without and with an archived copy, and what did not answer."""
    gone = [answer for answer in answers if answer.status in GONE]
    silent = [answer for answer in answers if answer.status == 0]
    lines = [
        f"{len(answers)} addresses of sources were asked for; {len(gone)} are gone, {len(silent)} did not answer.",
        "",
    ]
    for title, found in (
        ("Gone, without an archived copy", [answer for answer in gone if not answer.archived]),
        ("Gone, with an archived copy", [answer for answer in gone if answer.archived]),
        ("Did not answer", silent),
    ):
        if found:
            lines += [
                f"### {title}",
                "",
                *(f"- `{a.source}`: <{a.url}> ({a.status or 'no answer'})" for a in found),
                "",
            ]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Ask, print the report, return the exit status."""
    speak_utf8()
    parser = argparse.ArgumentParser(
        prog="source_links.py", description="Ask whether the sources' addresses still answer."
    )
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the data folder (default: %(default)s)")
    parser.add_argument("--timeout", type=float, default=20.0, help="seconds to wait for an answer")
    parser.add_argument("--pause", type=float, default=2.0, help="seconds between requests to one host")
    options = parser.parse_args(arguments)
    atlas, findings = read_atlas(options.data)
    if atlas is None or has_errors(findings):
        print("\n".join(report(findings)))
        return 1
    addresses = [(id_, s.url, s.archive_location is not None) for id_, s in atlas.sources.items() if s.url]
    answers = ask_all(addresses, options.timeout, options.pause)
    print(as_markdown(answers))
    return 1 if any(answer.status in GONE for answer in answers) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

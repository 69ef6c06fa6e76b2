"""Does independent pieces of work in several processes, where the system can copy a process.

In: items and a function. Out: the results in the order of the items. A copied process sees all that its parent has in
memory, so nothing has to be handed over but the results. What it logs is logged by the parent, so that warnings count.
"""

from __future__ import annotations

import logging
import os
import pickle
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Fewer items than this are done at once: to copy a process costs about as much.
LEAST_ITEMS = 8
#: So many files of data are worth several processes.
MANY_FILES = 200
#: Into so many blocks the items are divided at most: as many as one byte can tell apart.
MOST_BLOCKS = 256
#: By how much work beside other work steps back for it: it is to fill the times in which that needs one processor only.
MODESTY = 4
#: How soon a process notices that nobody waits for it any more.
SECONDS_BETWEEN_LOOKS = 0.1


def side_by_side(items: Sequence[Item], work: Callable[[Item], Result], least: int = LEAST_ITEMS) -> list[Result]:
    """``work`` done for each item. Raises RuntimeError with the text of the error if a process fails."""
    count = min(os.cpu_count() or 1, len(items))
    if count < 2 or len(items) < least or not hasattr(os, "fork"):
        return [work(item) for item in items]

    def placed(index: int) -> tuple[int, Result]:
        return index, work(items[index])

    queue = _Queue(len(items))
    pipes = [_begin(queue, placed) for _ in range(count - 1)]
    results: dict[int, Result] = {}
    try:
        results.update(map(placed, queue))
    finally:
        queue.end()
        answers = [_end(*pipe) for pipe in pipes]
    for found, records, error in answers:
        for record in records:
            logging.getLogger(record.name).handle(record)
        if error:
            raise RuntimeError(error)
        results.update(found)
    return [results[index] for index in range(len(items))]


def beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin ``work`` in a process of its own, where the system can copy a process; returns what waits for its result.

    That raises RuntimeError with the text of the error if the work failed.
    """
    if (os.cpu_count() or 1) < 2 or not hasattr(os, "fork"):
        return work

    def modestly(_nothing: None) -> Result:
        os.nice(MODESTY)
        return work()

    pipe = _begin([None], modestly)

    def result() -> Result:
        found, records, error = _end(*pipe)
        for record in records:
            logging.getLogger(record.name).handle(record)
        if error:
            raise RuntimeError(error)
        (only,) = found
        return cast(Result, only)

    return result


class _Queue:
    """The places of ``count`` items, which each process that has the queue takes when it is free: none waits for a slower one.

    They stand in a pipe as blocks of one byte each, since two processes cannot read the same byte.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._size = -(-count // MOST_BLOCKS)
        self._reading, writing = os.pipe()
        os.write(writing, bytes(range(-(-count // self._size))))
        os.close(writing)

    def __iter__(self) -> Iterator[int]:
        while block := os.read(self._reading, 1):
            start = block[0] * self._size
            yield from range(start, min(start + self._size, self._count))

    def end(self) -> None:
        """Leave nothing to be taken: what would still be done is for nobody if one failed."""
        os.read(self._reading, MOST_BLOCKS)
        os.close(self._reading)


class _Collect(logging.Handler):
    """Keeps records instead of showing them."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self.records.append(record)


def _begin(share: Iterable[Item], work: Callable[[Item], Any]) -> tuple[int, int]:
    """Start a process that does ``share``; its number, and where its answer can be read."""
    reading, writing = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    os.close(reading)
    _end_with(parent)
    status = 1
    try:
        collect = _Collect()
        for name in ("", "mkdocs"):
            logging.getLogger(name).handlers = [collect] if name else []
        found: list[Any] = []
        error = ""
        try:
            found = [work(item) for item in share]
        except BaseException:
            error = traceback.format_exc()
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump((found, collect.records, error), pipe, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)  # nothing that the parent would do at its end


def _end_with(parent: int) -> None:
    """End this process when ``parent`` is gone: it would go on writing what the next build has just cleared away."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _end(process: int, reading: int) -> tuple[list[Any], list[logging.LogRecord], str]:
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    os.waitpid(process, 0)
    if not data:
        return [], [], "A process of the build ended without an answer."
    answer: tuple[list[Any], list[logging.LogRecord], str] = pickle.loads(data)
    return answer

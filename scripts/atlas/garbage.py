"""Lets Python look rarely for objects that refer to each other and that nothing else needs.

By default it looks after every few hundred new objects. A build makes millions, nearly all of which stay until its end: to look
through them again and again took a twelfth of its time, and to look through all of them when the process ends, as Python does
several times, another twelfth.
"""

from __future__ import annotations

import atexit
import gc

#: New objects after which the youngest are looked through, and how many such rounds it takes for the next older ones.
THRESHOLDS = (100_000, 20, 20)


def collect_rarely() -> None:
    """Look rarely from now on, in this process and in those that are copied from it, and not at all at its end."""
    gc.set_threshold(*THRESHOLDS)
    atexit.register(gc.freeze)

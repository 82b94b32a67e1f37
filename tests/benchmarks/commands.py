"""How long the commands take, as ratios to a bare start of the interpreter in the same run.

Each figure is the best of several runs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5
READING = (
    ("ask", "court-cases"),
    ("find", "知识产权法院"),
    ("show", "place:guangdong"),
    ("export", "nquads"),
)


def best(action: Callable[[], object], runs: int = RUNS) -> float:
    """Return the least seconds that an action took."""
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def python(*words: str) -> Callable[[], object]:
    """Return an action that runs the interpreter with these words."""
    return lambda: subprocess.run([sys.executable, *words], check=True, capture_output=True)


def main() -> None:
    """Measure, and print a line for each command."""
    with tempfile.TemporaryDirectory() as home:
        command = ("-m", "iprgraph")
        at = ("--home", str(Path(home)))
        bare = best(python("-c", "pass"))
        for words in (("build", ""), *READING):
            taken = best(python(*command, *filter(None, words), *at))
            print(f"{words[0]:<8}{words[1]:<16}{taken:6.2f} s   {taken / bare:5.1f} bare starts")


if __name__ == "__main__":
    main()

"""How long `check` takes and how it grows: on the real report and on fleets made from it.

The yardstick is plain pySHACL with the same shapes over the same statements, in the same run; both
must find the same. Faults are planted in the fleets, so that there is something to find.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fleet import write_fleet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.folders import Folders

FLEETS = (20, 200)
YARDSTICK_UP_TO = 20
RUNS = 3
HERE = Path(__file__).parent

CHECK = """
import json, resource, sys
from pathlib import Path
from fleet import fleet
from iprgraph.checking import check
from iprgraph.folders import folders
base = Path(sys.argv[1])
report = check(fleet(base) if (base / "data").exists() else folders(), base / "home")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"peak": peak, "findings": len(report.findings)}))
"""
YARDSTICK = """
import json, resource, sys, time
from pathlib import Path
from fleet import fleet
from iprgraph.assembly import read_assembly
from iprgraph.checks.duty import write_validated
from iprgraph.checks.validator import reference, validate
from iprgraph.folders import folders
base = Path(sys.argv[1])
assembly = read_assembly(fleet(base) if (base / "data").exists() else folders())
shapes, data = base / "shapes.nt", base / "data.nt"
lines = (line for each in assembly.anchors for line in each.lines)
write_validated(assembly.graphs, shapes, data, lines)
del assembly
begin = time.perf_counter()
faults = reference(shapes, data)
seconds = time.perf_counter() - begin
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
same = faults == validate(shapes, data)
statements = sum(1 for _ in data.open("rb"))
print(json.dumps(
    {"seconds": seconds, "peak": peak, "same": same, "faults": len(faults), "lines": statements}
))
"""


@dataclass(frozen=True)
class Timing:
    """The seconds of the fastest of several runs of a script, and what it printed."""

    seconds: float
    printed: dict[str, float]


def timed(script: str, base: Path, runs: int) -> Timing:
    """Return the fastest of some runs of a script on a folder, the interpreter's start included."""
    timings = []
    for _ in range(runs):
        begin = time.perf_counter()
        command = [sys.executable, "-c", script, str(base)]
        out = subprocess.run(command, check=True, capture_output=True, cwd=HERE).stdout
        timings.append(Timing(time.perf_counter() - begin, json.loads(out)))
    return min(timings, key=lambda timing: timing.seconds)


def plant_faults(places: Folders) -> None:
    """Take the English label from every twentieth thing of a fleet."""
    for path in sorted(places.data.joinpath("entities").glob("*-*.ttl")):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        labels = [n for n, line in enumerate(lines) if "rdfs:label" in line and '"@en' in line]
        for number in labels[::20]:
            lines[number] = lines[number].replace('"@en', '"@fr')
        path.write_text("".join(lines), "utf-8")


def measure(count: int, base: Path) -> tuple[Timing, Timing | None]:
    """Return the timing of `check` on that many reports (0: the real one) and of the yardstick."""
    if count:
        plant_faults(write_fleet(base, count))
    ours = timed(CHECK, base, RUNS)
    return ours, timed(YARDSTICK, base, 1) if count <= YARDSTICK_UP_TO else None


def row(name: str, ours: Timing, yardstick: Timing | None) -> str:
    """Return a line of the table: seconds and memory of both, and their ratio."""
    left = f"{name:<14}{ours.seconds:8.2f} s {ours.printed['peak']:8.0f} MB"
    left += f"{ours.printed['findings']:8.0f} findings"
    if yardstick is None:
        return left
    theirs = yardstick.printed
    same = "the same faults" if theirs["same"] else "OTHER FAULTS"
    return (
        f"{left}   pySHACL {theirs['seconds']:7.2f} s {theirs['peak']:6.0f} MB on "
        f"{theirs['lines']:,.0f} statements, {same} ({theirs['faults']:.0f}): "
        f"1/{theirs['seconds'] / ours.seconds:.0f}"
    )


def main(fleets: tuple[int, ...] = FLEETS) -> None:
    """Measure, and print a line for the real report and for each fleet."""
    print(f"check, whole process, all five checks, fastest of {RUNS}")
    known: list[tuple[int, float]] = []
    for count in (0, *fleets):
        with tempfile.TemporaryDirectory() as folder:
            name = f"{count} reports" if count else "the report"
            ours, yardstick = measure(count, Path(folder))
        print(row(name, ours, yardstick) + growth(count, ours, known), flush=True)
        known += [(count, ours.seconds)] if count else []


def growth(count: int, ours: Timing, known: Sequence[tuple[int, float]]) -> str:
    """Return how many times the data and the time of the first fleet this one has and takes."""
    if not known:
        return ""
    first, seconds = known[0]
    return f": {count / first:.0f} times the data in {ours.seconds / seconds:.1f} times the time"


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or FLEETS)

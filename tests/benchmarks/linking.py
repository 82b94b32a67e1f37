"""How long linking takes, and how much memory, as a table grows tenfold and tenfold again.

Half of the rows name a thing of ours as it is written, three in ten with a slip, in traditional
script or in other blanks, and two in ten are of somebody else. Each table is linked in a process of
its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

SIZES = (10_000, 100_000, 1_000_000)
PLACES = (
    "江苏省",
    "浙江省",
    "福建省",
    "苏州市",
    "宁波市",
    "泉州市",
    "Jiangsu",
    "Zhejiang",
    "Fujian",
)
BODIES = ("知识产权局", "高级人民法院", "市场监督管理局", "教育厅", "公安局", "版权局", "专利协会",
          "知识产权保护中心", "Intellectual Property Office", "High People's Court")  # fmt: skip
_CHILD = """
import json, resource, sys, time
from iprgraph.door import KnowledgeGraph
begun, steps = time.perf_counter(), {}
def tell(step, done, total):
    steps.setdefault(step, time.perf_counter() - begun)
done = KnowledgeGraph(sys.argv[1]).link(sys.argv[2], sys.argv[3], columns=["name"],
                                        engine=sys.argv[4], progress=tell)
print(json.dumps({
    "seconds": time.perf_counter() - begun, "names": done.names, "matched": done.matched,
    "decide": steps["write"] - steps["decide"],
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def main(sizes: tuple[int, ...] = SIZES, engine: str = "duckdb") -> None:
    """Measure, and print a line for each size."""
    from iprgraph.door import KnowledgeGraph

    with tempfile.TemporaryDirectory() as folder:
        graph = KnowledgeGraph(folder)
        graph.build(force=True)
        ours = sorted({name for one in graph.names.things for name in one.names})
        times = []
        for size in sizes:
            path = Path(folder) / f"rows-{size}.csv"
            _write(path, ours, size)
            measured = _measured(folder, path, engine)
            times.append(measured["seconds"])
            print(
                f"link, {size:>9,} rows {measured['names']:>9,.0f} names "
                f"{measured['seconds']:8.1f} s ({measured['decide']:.1f} s deciding) "
                f"{measured['megabytes']:7.0f} MB {size / measured['seconds']:9,.0f} rows/s",
                flush=True,
            )
        for (small, less), (large, more) in pairwise(zip(sizes, times, strict=True)):
            print(f"link, {large // small} times the rows: {more / less:.1f} times as long")


def _measured(home: str, path: Path, engine: str) -> dict[str, float]:
    """Return what linking a table took."""
    out = str(path.with_suffix(""))
    command = [sys.executable, "-c", _CHILD, home, str(path), out, engine]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


def _write(path: Path, ours: list[str], size: int) -> None:
    chance = random.Random(size)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "name", "value"])
        for row in range(size):
            writer.writerow([row, _name(chance, ours), chance.randrange(10_000)])


def _name(chance: random.Random, ours: list[str]) -> str:
    drawn = chance.random()
    if drawn < 0.2:
        name = chance.choice(PLACES) + chance.choice(BODIES)
        return name if drawn < 0.1 else f"{name}第{chance.randrange(10_000)}号"
    name = chance.choice(ours)
    return name if drawn < 0.7 else _varied(chance, name)


def _varied(chance: random.Random, name: str) -> str:
    """Return a name with a sign left out, two in each other's place, a blank, or in capitals."""
    place = chance.randrange(len(name))
    ways = (
        name[:place] + name[place + 1 :] or name,
        name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
        f"{name[:place]} {name[place:]}",
        name.upper(),
    )
    return chance.choice(ways)


if __name__ == "__main__":
    sizes = tuple(int(one) for one in sys.argv[1:]) or SIZES
    main(sizes)

"""How many names a second the reconciliation service answers over HTTP, in batches.

A third of the names are right, a third misspelt, a third of things that are not there; no batch is
sent twice, so that none is answered from what is kept. The client is a process of its own.
"""

from __future__ import annotations

import http.client
import json
import multiprocessing
import random
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1] / "serve"))

from serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLIENTS = (1, 2, 4)
BATCH = 100
SECONDS = 6.0
WARM = 2.0
PLACES = ("江苏省", "浙江省", "苏州市", "宁波市", "Jiangsu", "Zhejiang", "Suzhou", "Ningbo")


def main(seconds: float = SECONDS) -> None:
    """Measure, and print a line for each number of clients."""
    from iprgraph.door import KnowledgeGraph

    with tempfile.TemporaryDirectory() as folder:
        graph = KnowledgeGraph(folder)
        graph.build(force=True)
        names = sorted({name for one in graph.names.things for name in one.names})
        with running(Path(folder)) as service:
            for clients in CLIENTS:
                rate, middle, failed = measured(service.address, names, clients, seconds)
                fault = f"  {failed} FAILED" if failed else ""
                label = f"reconcile, {clients} clients"
                print(f"{label:32}{rate:8.0f} names/s  batch of {BATCH}: {middle:6.1f} ms{fault}",
                      flush=True)  # fmt: skip


def measured(
    address: str, names: Sequence[str], clients: int, seconds: float
) -> tuple[float, float, int]:
    """Return names a second, the middle time of a batch in ms, and how many batches failed."""
    queue: multiprocessing.Queue[tuple[list[float], int]] = multiprocessing.Queue()
    arguments = (address, list(names), clients, seconds, queue)
    process = multiprocessing.Process(target=_client, args=arguments)
    process.start()
    times, failed = queue.get()
    process.join()
    middle = sorted(times)[len(times) // 2] if times else 0.0
    return BATCH * len(times) / seconds, 1000 * middle, failed


def batches(names: Sequence[str], seed: int) -> Iterator[dict[str, dict[str, str]]]:
    """Yield batches of names without end, the same for the same seed."""
    chance = random.Random(seed)
    while True:
        yield {f"q{number}": {"query": _written(names, chance)} for number in range(BATCH)}


def _written(names: Sequence[str], chance: random.Random) -> str:
    """Return a name as it may stand in somebody's table."""
    name = chance.choice(names)
    match chance.randrange(3):
        case 0:
            return name
        case 1:
            place = chance.randrange(len(name))
            return name[:place] + chance.choice("市区的xaeo ") + name[place + 1 :]
    return f"{chance.choice(PLACES)} {name[chance.randrange(4) :]}"


def _client(
    address: str,
    names: list[str],
    clients: int,
    seconds: float,
    queue: multiprocessing.Queue[tuple[list[float], int]],
) -> None:
    """Send batches with some connections, each in a thread, and report the times of answers."""
    times: list[float] = []
    failures: list[int] = []
    start = time.perf_counter()

    def ask(number: int) -> None:
        place = urlsplit(address)
        connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=60)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        for batch in batches(names, number * 7919 + clients):
            body = urlencode({"queries": json.dumps(batch)})
            begin = time.perf_counter()
            connection.request("POST", "/reconcile/en", body, form)
            answer = connection.getresponse()
            fine = len(json.loads(answer.read())) == BATCH and answer.status == 200
            end = time.perf_counter()
            if end - start > seconds + WARM:
                return
            if begin - start > WARM:
                times.append(end - begin)
                failures.extend([] if fine else [1])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    queue.put((times, len(failures)))


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))

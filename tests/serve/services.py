"""A server on the graph of the committed data, and one on the data of the W3C's suite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from serving import Running, publish_quads, running
from suites import suite_quads

from iprgraph.folders import shared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph


@pytest.fixture(scope="session")
def service(real: KnowledgeGraph) -> Iterator[Running]:
    with running(real.home) as found:
        yield found


@pytest.fixture(scope="session")
def suites() -> Path:
    folder = shared()
    if folder is None or not (folder / "suites" / "sparql11-protocol").is_dir():
        pytest.skip("the W3C's SPARQL 1.1 protocol suite is not here (IPRGRAPH_SHARED)")
    return folder / "suites"


@pytest.fixture(scope="session")
def suite_service(suites: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("suite")
    publish_quads(home, suite_quads(suites / "sparql11-protocol"))
    with running(home) as found:
        yield found

"""A release of the real graph, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph


@pytest.fixture(scope="session")
def released(real: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of the committed data."""
    return real.release(tmp_path_factory.mktemp("releases") / "first").path

"""CITATION.cff: valid, true of the catalogue's data, and the committed one the current one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from iprgraph.folders import folders
from schemas import CITATION, faults

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph

ROOT = Path(__file__).parents[2]


def read(data: bytes) -> dict[str, Any]:
    """A CITATION.cff as values, dates as text."""
    found: dict[str, Any] = yaml.load(data, Loader=yaml.BaseLoader)
    return found


def test_the_committed_file_is_the_one_that_the_data_gives(
    real: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    committed = (ROOT / "CITATION.cff").read_bytes()
    assert committed == real.export("cff"), "make it again: iprgraph export cff -o CITATION.cff"


def test_it_names_whom_the_catalogue_names(real: KnowledgeGraph) -> None:
    told = tomllib.loads((folders().data / "catalogue.toml").read_text("utf-8"))
    cited = read(real.export("cff"))
    assert cited["authors"] == [{"name": told["publisher"]["en"]}]
    assert (cited["title"], cited["abstract"]) == (told["title"]["en"], told["description"]["en"])
    assert cited["license"] == told["licence-name"] and cited["keywords"] == told["keywords"]["en"]


def test_it_is_valid(real: KnowledgeGraph, released: Path) -> None:
    assert faults(read(real.export("cff")), CITATION) == []
    assert faults(read((released / "CITATION.cff").read_bytes()), CITATION) == []


@pytest.mark.parametrize(
    ("name", "value"), [("authors", []), ("license", "CC-BY"), ("type", "graph"), ("url", "here")]
)
def test_the_schema_would_find_it_out(name: str, value: object, real: KnowledgeGraph) -> None:
    assert faults({**read(real.export("cff")), name: value}, CITATION)

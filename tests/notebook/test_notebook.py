"""The worked notebook: every cell runs on the real graph, and its own assertions hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iprgraph.folders import HOME_VARIABLE

if TYPE_CHECKING:
    import pytest

    from iprgraph.door import KnowledgeGraph

NOTEBOOK = Path(__file__).with_name("figures.ipynb")


def cells() -> list[dict[str, Any]]:
    return list(json.loads(NOTEBOOK.read_text("utf-8"))["cells"])


def test_the_three_questions_have_equal_answers_in_each_way(
    real: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(real.home))
    here: dict[str, Any] = {"__name__": "__notebook__"}
    for cell in cells():
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"{NOTEBOOK.name}:{cell['id']}", "exec"), here)
    assert here["by_table"] == here["by_sparql"] == here["by_door"]
    assert here["by_door"]["https://w3id.org/iprgraph/id/agency/guangzhou-ip-court"] == (
        14000.0,
        13950.0,
        14050.0,
    )
    assert here["growth_by_table"] == here["growth_by_sparql"] == here["growth_by_door"]
    assert here["counts_by_table"] == here["counts_by_sparql"] == here["counts_by_door"]


def test_the_notebook_has_no_outputs_and_speaks_both_languages() -> None:
    for cell in cells():
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None
        else:
            assert any("\u4e00" <= letter <= "\u9fff" for letter in text) and any(
                "a" <= letter <= "z" for letter in text
            )

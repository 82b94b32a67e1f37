"""Derivation: rules run in order, each seeing what the one before it added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iprgraph.derive import derive
from iprgraph.errors import RuleError
from iprgraph.graphs import read_graphs
from iprgraph.vocabulary import DERIVED_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lake


def rule(lake: Lake, text: str) -> Path:
    path = lake.folders.queries / "derive" / "30-new.rq"
    path.write_text(text, "utf-8")
    return path


def test_a_rule_sees_the_rule_before_it(lake: Lake) -> None:
    derived = derive(read_graphs(lake.folders)).triples[DERIVED_GRAPH]
    assert len(derived) == 12


def test_what_is_stated_is_not_derived(lake: Lake) -> None:
    rule(lake, "CONSTRUCT { ?s ipr:value ?v } WHERE { ?s ipr:value ?v }")
    assert len(derive(read_graphs(lake.folders)).triples[DERIVED_GRAPH]) == 12


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#+ en = 'x'\nCONSTRUCT { ?s a ipr:Thing }\nWHERE { ?s a }", "the rule has a mistake"),
        ("SELECT ?s WHERE { ?s a ipr:Observation }", "no CONSTRUCT"),
        ("CONSTRUCT { ?s a nix:x } WHERE { ?s a ipr:Observation }", "the rule has a mistake"),
        ("CONSTRUCT { ?s ipr:part [] } WHERE { ?s a ipr:Observation }", "blank node"),
    ],
)
def test_a_rule_that_cannot_be_used(lake: Lake, text: str, message: str) -> None:
    rule(lake, text)
    with pytest.raises(RuleError, match=message) as caught:
        derive(read_graphs(lake.folders))
    assert caught.value.file == "queries/derive/30-new.rq"
    assert caught.value.remedy


def test_the_line_of_a_mistake(lake: Lake) -> None:
    rule(lake, "#+ en = 'x'\nCONSTRUCT { ?s a ipr:Thing }\nWHERE { ?s a }")
    with pytest.raises(RuleError) as caught:
        derive(read_graphs(lake.folders))
    assert caught.value.line == 3


def test_a_rule_that_cannot_be_read(lake: Lake) -> None:
    rule(lake, "").write_bytes(b"\xff")
    with pytest.raises(RuleError, match="cannot read it"):
        derive(read_graphs(lake.folders))

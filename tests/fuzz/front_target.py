"""What atheris calls: the front of the query parser, on any bytes; only a Problem may come out."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["iprgraph.serve.front", "iprgraph.query"]):
    from iprgraph.serve import front
    from iprgraph.serve.problems import Problem

GRAPHS = frozenset({"https://w3id.org/iprgraph/graph/entities"})


def one_input(data: bytes) -> None:
    """Check one text as the server does."""
    text = data.decode("utf-8", "replace")
    try:
        front.check(text, graphs=GRAPHS, depth=60)
    except Problem as problem:
        problem.as_object("zh")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()

"""A bilingual knowledge graph of intellectual-property institutions, laws, measures and metrics.

import iprgraph
kg = iprgraph.open()
for row in kg.ask("court-cases"):
print(row)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.errors import IprgraphError

if TYPE_CHECKING:
    from iprgraph.answers import IRI, Answer, Text
    from iprgraph.door import KnowledgeGraph, open  # noqa: A004

__version__ = "0.1.0"
__all__ = ["IRI", "Answer", "IprgraphError", "KnowledgeGraph", "Text", "__version__", "open"]

_HOME = {
    "IRI": "answers",
    "Answer": "answers",
    "Text": "answers",
    "KnowledgeGraph": "door",
    "open": "door",
}


def __getattr__(name: str) -> object:
    """Return a name of the door, imported when it is first used."""
    from importlib import import_module

    if name in _HOME:
        return getattr(import_module(f"iprgraph.{_HOME[name]}"), name)
    raise AttributeError(f"module 'iprgraph' has no attribute {name!r}")

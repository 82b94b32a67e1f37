"""Anchors: where a report prints the things and figures of the graph, in each edition."""

from __future__ import annotations

from iprgraph.anchors.annotations import anchor_iri, mention_iri, sentence_iri
from iprgraph.anchors.claims import stated_forms
from iprgraph.anchors.committed import Anchors, read_anchors
from iprgraph.anchors.grounding import (
    Grounding,
    check_grounding,
    compare,
    document_of,
    ground,
    grounded,
    write_anchors,
)
from iprgraph.anchors.outline import OutlineRow
from iprgraph.anchors.table import AnchorRow
from iprgraph.graphs import ANCHORS_FILE, OUTLINE_FILE

__all__ = [
    "ANCHORS_FILE",
    "OUTLINE_FILE",
    "AnchorRow",
    "Anchors",
    "Grounding",
    "OutlineRow",
    "anchor_iri",
    "check_grounding",
    "compare",
    "document_of",
    "ground",
    "grounded",
    "mention_iri",
    "read_anchors",
    "sentence_iri",
    "stated_forms",
    "write_anchors",
]

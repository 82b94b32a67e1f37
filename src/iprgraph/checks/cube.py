"""Cube: whether the statistics are a well-formed RDF Data Cube, by its constraints IC-1 to IC-21.

IC-1 to IC-19 are audits in `queries/audit/cube`. IC-20 and IC-21 follow a property that the code
list names, which SPARQL cannot write as a path, so they are walked here. All expect the normalised
cube that the first rules in `queries/derive` make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.checks.audit import audit_findings, read_audits
from iprgraph.checks.finding import Finding
from iprgraph.prefixes import shorten

if TYPE_CHECKING:
    from iprgraph.graphs import Graphs
    from iprgraph.query import Term

CHECK = "cube"

_HIERARCHIES = """
SELECT DISTINCT ?list ?root ?down ?up WHERE {
  ?list a qb:HierarchicalCodeList ; qb:hierarchyRoot ?root .
  OPTIONAL { ?list qb:parentChildProperty ?down . FILTER(ISIRI(?down)) }
  OPTIONAL { ?list qb:parentChildProperty/owl:inverseOf ?up }
}
"""
_CODES = """
SELECT DISTINCT ?observation ?dimension ?code ?list WHERE {
  ?list a qb:HierarchicalCodeList .
  ?dimension a qb:DimensionProperty ; qb:codeList ?list .
  ?dataset qb:structure/qb:component/qb:componentProperty ?dimension .
  ?observation qb:dataSet ?dataset ; ?dimension ?code .
}
ORDER BY ?observation ?dimension
"""
_MESSAGE = {
    "zh": "观测值 {} 的 {} 取值 {} 不能由代码表 {} 的根到达",
    "en": "observation {} has {} {}, which no root of the code list {} leads to",
}
_REMEDY = {
    "zh": "更正取值，或将其接入代码表的层级",
    "en": "correct the value, or tie it into the hierarchy of the code list",
}


def cube_findings(graphs: Graphs, language: str = "en") -> list[Finding]:
    """Return where the statistics break a constraint of the RDF Data Cube (section 11.2)."""
    flat = audit_findings(read_audits(graphs, "cube"), graphs, CHECK, language)
    return flat + _hierarchy_findings(graphs, language)


def _hierarchy_findings(graphs: Graphs, language: str) -> list[Finding]:
    """Return the codes that cannot be reached in their hierarchical code list (IC-20, IC-21)."""
    reached = _reached(graphs)
    if not reached:
        return []
    findings = []
    for observation, dimension, code, codes in _solutions(graphs, _CODES):
        if code in reached.get(codes, set()):
            continue
        row = (observation, dimension, code, codes)
        terms = (shorten(_text(term), graphs.prefixes) for term in row)
        file, line = graphs.place_of(_text(observation))
        message = _MESSAGE[language].format(*terms)
        finding = Finding(
            CHECK, "violation", message, file, line, _REMEDY[language], rule="ic-20-21-hierarchy"
        )
        findings.append(finding)
    return findings


def _reached(graphs: Graphs) -> dict[Term | None, set[Term]]:
    """Return, for each hierarchical code list, the codes that its roots lead to."""
    reached: dict[Term | None, set[Term]] = {}
    for codes, root, down, up in _solutions(graphs, _HIERARCHIES):
        found = reached.setdefault(codes, set())
        waiting = [root]
        while waiting:
            code = waiting.pop()
            if code is None or code in found:
                continue
            found.add(code)
            waiting.extend(_children(graphs, code, down, up))
    return reached


def _children(graphs: Graphs, code: Term, down: Term | None, up: Term | None) -> list[Term]:
    default = ox.DefaultGraph()
    children: list[Term] = []
    if isinstance(down, ox.NamedNode) and isinstance(code, ox.NamedNode | ox.BlankNode):
        quads = graphs.store.quads_for_pattern(code, down, None, default)
        children += [quad.object for quad in quads]
    if isinstance(up, ox.NamedNode):
        quads = graphs.store.quads_for_pattern(None, up, code, default)
        children += [quad.subject for quad in quads]
    return children


def _solutions(graphs: Graphs, query: str) -> list[tuple[Term | None, ...]]:
    answer = graphs.store.query(query, prefixes=dict(graphs.prefixes))
    if not isinstance(answer, ox.QuerySolutions):
        return []
    return [tuple(solution) for solution in answer]


def _text(term: Term | None) -> str:
    return str(getattr(term, "value", term))

"""Network: the things of the graph and what is stated between them, for Gephi and its kin.

Nodes and edges have the attributes that Gephi shows at once: `label` in the reader's language,
`kind`, `degree`, the colour of the kind, and on edges `label` and `weight`; the labels in both
languages, addresses and paragraphs are attributes beside them. The same graph gives the same bytes.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from iprgraph.draw.rows import natural, read_rows
from iprgraph.draw.view import WHOLE, read_view
from iprgraph.errors import ResultError
from iprgraph.export import NETWORKS
from iprgraph.prefixes import expand, shorten
from iprgraph.vocabulary import GRAPH, ID, REGISTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree.ElementTree import Element

    import pyoxigraph as ox

    from iprgraph.draw.reader import Reader
    from iprgraph.draw.rows import Row
    from iprgraph.draw.view import Names, Style, View
    from iprgraph.folders import Folders

_COLLECTIVE = expand("ipr:CollectiveBody")
# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MEASURES = ("partners", "betweenness", "eigenvector")


def network_bytes(
    store: ox.Store, form: str, folders: Folders, *, view: str = "", language: str = "zh"
) -> bytes:
    """Return the whole graph of things, or the things of a view, as graphml or gexf.

    Raises DrawError for an unknown view, ResultError for an unknown format.
    """
    writers = {"graphml": _graphml, "gexf": _gexf}
    if form not in writers:
        raise ResultError(f'no network format "{form}"', remedy=f"say {' or '.join(NETWORKS)}")
    return writers[form](_network(store, read_view(view or WHOLE, folders), folders, language))


def _network(store: ox.Store, view: View, folders: Folders, language: str) -> nx.MultiDiGraph[str]:
    """Return nodes by compact name and edges by number, both in order, with their attributes."""
    from iprgraph.draw.reader import Reader

    reader = Reader(store)
    rows = read_rows(store, view)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=_clean(getattr(view.title, language)))
    found = {end for row in rows for end in row.ends}
    if view.name == WHOLE:
        found |= _named(store)
    measures = _measures(store, folders)
    degree = _degree(rows)
    for iri in sorted(found, key=natural):
        own = _node(iri, view, reader, language)
        graph.add_node(
            _clean(shorten(iri)), **own, degree=degree.get(iri, 0), **measures.get(iri, {})
        )
    for number, (ends, held) in enumerate(_edges(rows).items(), 1):
        source, target, relation = ends
        graph.add_edge(
            _clean(shorten(source)),
            _clean(shorten(target)),
            key=f"e{number}",
            **_edge(relation, held, view, reader, language),
        )
    return graph


def _named(store: ox.Store) -> set[str]:
    """Return every thing that has a name, linked or not; a register of others is none of them."""
    from iprgraph.names import named_things

    things = (thing.iri for thing in named_things(store))
    return {iri for iri in things if iri.startswith(ID) and not iri.startswith(REGISTERS)}


def _edges(rows: Iterable[Row]) -> dict[tuple[str, str, int], list[Row]]:
    """Return the rows of each statement: subject, object and relation, in order."""
    held: dict[tuple[str, str, int], list[Row]] = {}
    for row in rows:
        ends = (row.right, row.left) if row.turned else row.ends
        held.setdefault((*ends, row.relation), []).append(row)
    order = sorted(held, key=lambda one: (natural(one[0]), natural(one[1]), one[2]))
    return {one: held[one] for one in order}


def _degree(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many other things each is linked with."""
    near: dict[str, set[str]] = {}
    for row in rows:
        near.setdefault(row.left, set()).add(row.right)
        near.setdefault(row.right, set()).add(row.left)
    return {iri: len(others - {iri}) for iri, others in near.items()}


def _node(iri: str, view: View, reader: Reader, language: str) -> dict[str, Any]:
    """Return what is known of a thing: names, kind, colour."""
    classes = reader.classes(iri)
    style = next((one for one in view.styles[:-1] if expand(one.term) in classes), view.styles[-1])
    kind = (style.names or reader.names(expand(style.term))) if style.term else view.other
    red, green, blue = _colour(style)
    return {
        **_labels("label", reader.names(iri), language),
        "iri": _clean(iri),
        "kind": style.term or "other",
        "kind_zh": kind.zh,
        "kind_en": kind.en,
        "collective": _COLLECTIVE in classes,
        "aliases": _clean("; ".join(reader.aliases(iri))),
        "r": red,
        "g": green,
        "b": blue,
    }


def _colour(style: Style) -> tuple[int, ...]:
    """Return red, green and blue of a kind on a light page."""
    return tuple(bytes.fromhex(style.light.removeprefix("#")))


def _edge(
    relation: int, rows: list[Row], view: View, reader: Reader, language: str
) -> dict[str, Any]:
    """Return what is known of a statement: relation, where it is stated, in what the two meet.

    Its weight is the number of paragraphs that state it.
    """
    own = view.relations[relation]
    paragraphs = sorted({row.paragraph for row in rows}, key=natural)
    through = sorted({row.through for row in rows if row.through})
    return {
        **_labels("label", own.names or reader.names(expand(own.term)), language),
        "kind": own.term,
        "weight": len(paragraphs),
        "said": any(row.said for row in rows),
        "paragraphs": "; ".join(_clean(one.removeprefix(GRAPH)) for one in paragraphs),
        "through": "; ".join(_clean(shorten(one)) for one in through),
    }


def _measures(store: ox.Store, folders: Folders) -> Mapping[str, dict[str, Any]]:
    """Return the measures of each institution that works with others: see `iprgraph analyse`."""
    from iprgraph.analysis import analyse
    from iprgraph.analysis.tables import Item

    analysis = analyse(store, folders)
    found: dict[str, dict[str, Any]] = {}
    table = analysis.table("centrality")
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        if isinstance(cells["institution"], Item):
            found[cells["institution"].iri] = {name: cells[name] for name in _MEASURES}
    table = analysis.table("communities")
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        for one in cells["members"] if isinstance(cells["members"], tuple) else ():
            found[one.iri]["community"] = cells["number"]
    return found


def _labels(name: str, names: Names, language: str) -> dict[str, str]:
    """Return a name in the reader's language, and in both."""
    zh, en = _clean(names.zh), _clean(names.en)
    return {name: zh if language == "zh" else en, f"{name}_zh": zh, f"{name}_en": en}


def _clean(text: str) -> str:
    """Return a text that XML can hold, with a mark for each character that it cannot."""
    return _NOT_XML.sub("\ufffd", text)


def _graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return a network as GraphML."""
    writer = GraphMLWriter(graph)
    keys = {key.get("id"): key.get("attr.type") for key in writer.xml.iter("key")}
    for data in writer.xml.iter("data"):
        if keys[data.get("key")] == "boolean":  # networkx writes them as Python does
            data.text = str(data.text).lower()
    written = io.BytesIO()
    writer.dump(written)
    return written.getvalue()


def _gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return a network as GEXF, colours where GEXF has them."""
    drawn = graph.copy()
    for _, held in drawn.nodes(data=True):
        held["viz"] = {"color": {name: held.pop(name) for name in "rgb"}}
    for _, _, key, held in drawn.edges(data=True, keys=True):
        held["id"] = key
    writer = GEXFWriter(drawn, version="1.2draft")
    _strip(writer.xml)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _strip(root: Element) -> None:
    """Take out the date of writing, and a column of networkx that repeats the ids of edges."""
    for meta in root.iter("meta"):
        del meta.attrib["lastmodifieddate"]
    keys = set()
    for held in list(root.iter("attributes")):
        for one in held.findall("attribute[@title='networkx_key']"):
            keys.add(one.get("id"))
            held.remove(one)
    for values in list(root.iter("attvalues")):
        for value in values.findall("attvalue"):
            if value.get("for") in keys:
                values.remove(value)
